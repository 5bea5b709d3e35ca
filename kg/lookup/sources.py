"""What is known of the source documents: title, publisher, date; each read once."""

from kg.lookup.around import Json
from kg.model.iris import DCTERMS, DOCUMENTS
from kg.store.reader import Reader


class Sources:
    """The source documents of a version."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._found: dict[str, Json] = {}

    def json(self, document: str) -> Json:
        """A document by its id: ``id``, ``title``, ``publisher``, ``date``; empty texts where nothing is known."""
        if document not in self._found:
            iri = DOCUMENTS + document
            title = self.reader.label(iri)
            facts = {name: self._text(iri, DCTERMS + name) for name in ("publisher", "date")}
            self._found[document] = {"id": document, "title": "" if title == document else title} | facts
        return self._found[document]

    def _text(self, iri: str, predicate: str) -> str:
        return "、".join(term.value for term in self.reader.objects(iri, predicate))
