"""Asks a named question in Cypher, with the same parameters and the same rows as in SPARQL."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import UsageError
from kg.lookup.catalogue import NamedQuery, Param
from kg.lookup.named import NamedRows, present
from kg.lookup.sparql import Solutions, Term
from kg.mirror.ask import ask
from kg.mirror.connect import Connection
from kg.mirror.names import IRI
from kg.mirror.terms import read_literal
from kg.model.iris import BASE, CG
from kg.store.ask import TIMEOUT
from kg.store.reader import Reader


def cypher_params(query: NamedQuery, bindings: Mapping[str, str]) -> dict[str, object]:
    """The parameters for Cypher: IRIs and texts as texts, a class by its label, numbers; null where left free."""
    return {param.name: _value(param, bindings.get(param.name)) for param in query.params}


def _value(param: Param, term: str | None) -> object:
    if term is None:
        return None
    if term.startswith("<"):
        return term[1:-1].removeprefix(CG) if param.type == "class" else term[1:-1]
    text = read_literal(term).text
    if param.type == "number":
        return int(text) if text.lstrip("-").isdigit() else float(text)
    return text


def ask_cypher(
    connection: Connection,
    reader: Reader,
    query: NamedQuery,
    bindings: Mapping[str, str],
    timeout: float = TIMEOUT,
) -> NamedRows:
    """Run a question's Cypher; names of resources are those of the store.

    Raises UsageError where the question has no Cypher, TimeLimit where it takes longer than ``timeout`` seconds.
    """
    if not query.cypher:
        raise UsageError(f"{query.name} is asked in SPARQL alone: leave --engine away")
    found = ask(connection, query.cypher, cypher_params(query, bindings), timeout)
    rows = [row for values in found.rows for row in _spread([_terms(value) for value in values])]
    return present(reader, query, bindings, Solutions(found.columns, rows))


def _spread(cells: list[list[Term]]) -> Iterator[tuple[Term | None, ...]]:
    """A row of lists as rows of single values, which the catalogue's ``collect`` puts together again."""
    for at in range(max(1, *(len(cell) for cell in cells))):
        yield tuple(cell[at] if at < len(cell) else (cell[0] if len(cell) == 1 else None) for cell in cells)


def _terms(value: object) -> list[Term]:
    """A value of Cypher as terms: none for null, several for a list."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [term for item in value for term in _terms(item)]
    if isinstance(value, Mapping) or hasattr(value, "element_id"):  # a node
        return [ox.NamedNode(str(value[IRI]))]  # type: ignore[index]
    if isinstance(value, str) and value.startswith(BASE):
        return [ox.NamedNode(value)]
    return [ox.Literal(_text(value))]


def _text(value: object) -> str:
    """A number as the canonical text of an exact decimal, all else as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        number = f"{Decimal(repr(value)).normalize():f}"
        return "0" if number == "-0" else number
    return str(value)
