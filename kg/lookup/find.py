"""Finds resources by a part of a name: Chinese, English, pinyin or initials."""

from kg.lookup.resolve import candidate
from kg.store.reader import Reader


def find(reader: Reader, text: str, *, klass: str = "", limit: int = 20) -> list[dict[str, str]]:
    """Resources one of whose names contains the text, best first; ``klass`` keeps those of one class (local name).

    A subclass counts as its class by the ontology in the graph.
    """
    wanted = _subclasses(reader, klass) if klass else set()
    rows = []
    for hit in reader.names.containing(text, limit if not klass else limit * 20):
        if not klass or wanted.intersection(reader.classes(hit.iri)):
            rows.append(candidate(reader, hit.iri))
    return rows[:limit]


def _subclasses(reader: Reader, klass: str) -> set[str]:
    query = "SELECT ?c WHERE { ?c <http://www.w3.org/2000/01/rdf-schema#subClassOf>* <%s> }"
    iri = f"https://w3id.org/courtgraph/ontology#{klass}"
    return {row["c"].value.rsplit("#")[-1] for row in reader.query(query % iri)}  # type: ignore[union-attr,index]
