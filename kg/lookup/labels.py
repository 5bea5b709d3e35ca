"""The names of resources in both languages, each resource looked up once; in a graph of ordinary size all at once."""

from kg.store.reader import Reader

_ALL = 100_000  # resources whose names are read in one go, in well under a second


class Labels:
    """The Chinese and the English name of the resources of a version."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._pairs: dict[str, tuple[str, str]] = {}
        if reader.manifest.resources <= _ALL:
            reader.learn_labels()

    def both(self, iri: str) -> tuple[str, str]:
        """The name in Chinese and in English; where there is none in a language, what `Reader.label` gives."""
        if iri not in self._pairs:
            self._pairs[iri] = (self.reader.label(iri), self.reader.label(iri, "en"))
        return self._pairs[iri]

    def zh(self, iri: str) -> str:
        """The name in Chinese."""
        return self.both(iri)[0]

    def en(self, iri: str) -> str:
        """The name in English."""
        return self.both(iri)[1]
