"""SPARQL from outside: rows of text for the command line, rows of typed values for Python."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import UsageError
from kg.lookup.frames import Rows, Value
from kg.model.iris import PREFIXES, XSD
from kg.store.ask import TIMEOUT, Answer, ask

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))
_FLOATS = frozenset({XSD + "double", XSD + "float"})


class Solutions(NamedTuple):
    """The answer to a SELECT: names of the variables, and their terms in rows.

    For ASK it is one row with the one column ``answer``, and ``verdict`` is the answer.
    """

    names: tuple[str, ...]
    terms: list[tuple[Term | None, ...]]
    verdict: bool | None = None

    def rows(self) -> list[dict[str, str]]:
        """The rows as text: IRIs and literals by their value, an empty text where a variable is unbound."""
        return [{n: term_text(t) for n, t in zip(self.names, row, strict=True)} for row in self.terms]

    def values(self) -> Rows:
        """The rows as Python values: see `term_value`."""
        return Rows(self.names, ({n: term_value(t) for n, t in zip(self.names, r, strict=True)} for r in self.terms))


def term_text(term: Term | None) -> str:
    """A term as text; an empty text for none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def term_value(term: Term | None) -> Value:
    """A term as a Python value: int, Decimal (exact), float, bool, date (whole dates only), else text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else term_text(term)
    datatype, text = term.datatype.value, term.value
    if datatype in _INTEGERS:
        return int(text)
    if datatype == XSD + "decimal":
        return Decimal(text)
    if datatype in _FLOATS:
        return float(text)
    if datatype == XSD + "boolean":
        return text in {"true", "1"}
    if datatype == XSD + "date" and len(text) == 10:
        return datetime.date.fromisoformat(text)
    return text


def solutions(answer: Answer) -> Solutions:
    """The solutions in an answer to SELECT or ASK."""
    results = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        verdict = ox.Literal("true" if results else "false", datatype=ox.NamedNode(XSD + "boolean"))
        return Solutions(("answer",), [(verdict,)], bool(results))
    names = tuple(variable.value for variable in results.variables)
    return Solutions(names, [tuple(row) for row in results])


def solve(folder: str, query: str, bindings: Mapping[str, str] | None = None, timeout: float = TIMEOUT) -> Solutions:
    """Run a SELECT or ASK on a version's folder; bindings are terms in N-Triples, ``timeout`` is in seconds.

    Raises UsageError for what is no such query, TimeLimit where it takes longer, StoreError for all else.
    """
    answer = ask(folder, query, bindings, timeout)
    if answer.media != "results+json":
        raise UsageError("the query gives triples, not rows: use kg sparql, or SELECT instead of CONSTRUCT or DESCRIBE")
    return solutions(answer)


def select(
    folder: str, query: str, bindings: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> list[dict[str, str]]:
    """The rows of a SELECT or ASK as text; see `solve`."""
    return solve(folder, query, bindings, timeout).rows()


def triples(body: bytes) -> list[ox.Triple]:
    """The triples of an answer to CONSTRUCT or DESCRIBE, in the order of their lines."""
    return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]


def known_prefixes() -> str:
    """The prefixes that need no declaration, for help texts."""
    return ", ".join(f"{name}:" for name in PREFIXES)
