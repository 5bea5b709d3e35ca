"""Asks a named question: binds its parameters, runs it, and gives rows that people can read."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

import pyoxigraph as ox

from kg.errors import UsageError
from kg.lookup.catalogue import FREE, NamedQuery, Param
from kg.lookup.describe import NODES, describe
from kg.lookup.resolve import resolve
from kg.lookup.sparql import Solutions, Term, solve, term_text
from kg.model.iris import BASE, CG, DOCUMENT_ID, DOCUMENTS
from kg.model.literals import date, decimal, integer
from kg.model.statements import iri, literal
from kg.store.ask import TIMEOUT
from kg.store.reader import Reader

XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


Shown = str | list[str]


class Bound(NamedTuple):
    """The parameters of a question as terms in N-Triples text, and how names were understood."""

    bindings: dict[str, str]
    notes: list[str]


class NamedRows(NamedTuple):
    """The rows of a named question: names of resources for people, and the IRIs beside them.

    Collected variables hold lists, all others texts; ``iris`` has the same rows with the terms as they stand.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, Shown]]
    iris: list[dict[str, Shown]]


def bind(reader: Reader, query: NamedQuery, values: Mapping[str, str]) -> Bound:
    """The bindings of a question for the values given by name.

    Raises UsageError for a parameter that is missing, unknown or not of its type, NotFound and Ambiguous
    for names.
    """
    for name in values:
        if query.param(name) is None:
            names = [param.name for param in query.params]
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(names) or 'no parameters'}"
            raise UsageError(f"{query.name} has no parameter {name}; {hint}")
    bound = Bound({}, [])
    for param in query.params:
        text = values.get(param.name, param.default)
        if text is None or not text.strip():
            raise UsageError(
                f"{query.name} needs the parameter {param.name} ({param.en}): --param {param.name}={param.example}"
            )
        if text != FREE:
            bound.bindings[param.name] = _term(reader, param, text.strip(), bound.notes)
    return bound


def _term(reader: Reader, param: Param, text: str, notes: list[str]) -> str:
    try:
        if param.type == "resource":
            return iri(_resource(reader, text, notes))
        if param.type == "class":
            return iri(class_iri(reader, text))
        if param.type == "date":
            value, datatype = date(text)
            return literal(value, datatype=datatype)
        if param.type == "number":
            whole = text.lstrip("+-").isdigit()
            return literal(integer(text) if whole else decimal(text), datatype=XSD_INTEGER if whole else XSD_DECIMAL)
    except ValueError as error:
        raise UsageError(
            f"{param.name}: {text} is {error}; example: {param.example}".replace("is the", "the")
        ) from None
    return literal(text)


def _resource(reader: Reader, text: str, notes: list[str]) -> str:
    """A resource by any of its names; a source document by its id."""
    if re.fullmatch(DOCUMENT_ID, text) and reader.exists(DOCUMENTS + text):
        return DOCUMENTS + text
    found = resolve(reader, text)
    notes += [found.note] if found.note else []
    return found.iri


def class_iri(reader: Reader, text: str) -> str:
    """A class by its local name, IRI, or label in either language."""
    name = text.removeprefix(CG).removeprefix("cg:")
    rows = reader.query(
        "SELECT ?c ?l { ?c a <http://www.w3.org/2002/07/owl#Class> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    )
    names: dict[str, str] = {}
    for row in cast("ox.QuerySolutions", rows):
        klass, label = term_text(row["c"]), term_text(row["l"])
        names |= {klass.removeprefix(CG): klass, label: klass, label.casefold(): klass}
    if name in names or name.casefold() in names:
        return names.get(name) or names[name.casefold()]
    near = difflib.get_close_matches(name, names, n=1)
    raise UsageError(f"no class {text}{f'; did you mean {near[0]}?' if near else ''}")


def ask_named(reader: Reader, query: NamedQuery, bindings: Mapping[str, str], timeout: float = TIMEOUT) -> NamedRows:
    """Run a question with its parameters bound, whose columns are left out; ``timeout`` in seconds.

    Raises TimeLimit where it takes longer, StoreError where the store fails, UsageError where the question has no
    SPARQL.
    """
    if not query.text:
        raise UsageError(f"{query.name} is asked in Cypher alone: --engine cypher, with a mirror in Neo4j")
    return present(reader, query, bindings, solve(reader.folder, query.text, bindings, timeout))


def present(reader: Reader, query: NamedQuery, bindings: Mapping[str, str], found: Solutions) -> NamedRows:
    """The rows of an answer, in whatever language it was asked, for people."""
    free = {param.name for param in query.params if param.name not in bindings}
    empty = {
        name for at, name in enumerate(found.names) if name in free and all(row[at] is None for row in found.terms)
    }
    columns = tuple(name for name in found.names if name not in bindings and name not in empty)
    merged = _merge(found, columns, frozenset(query.collect))
    rows = [{name: _shown(reader, cell) for name, cell in row.items()} for row in merged]
    iris = [{name: _plain(cell) for name, cell in row.items()} for row in merged]
    return NamedRows(columns, rows, iris)


Cell = Term | None | list[Term]


def _merge(found: Solutions, columns: Sequence[str], collect: frozenset[str]) -> list[dict[str, Cell]]:
    """Rows that are equal but for the collected columns as one row, in the order of their first."""
    place = {name: at for at, name in enumerate(found.names)}
    rows: dict[tuple[Term | None, ...], dict[str, Cell]] = {}
    for terms in found.terms:
        key = tuple(terms[place[name]] for name in columns if name not in collect)
        row = rows.setdefault(key, {name: [] if name in collect else terms[place[name]] for name in columns})
        for name in columns:
            term, cell = terms[place[name]], row[name]
            if isinstance(cell, list) and term is not None and term not in cell:
                cell.append(term)
    return list(rows.values())


def _shown(reader: Reader, cell: Cell) -> Shown:
    if isinstance(cell, list):
        return [name_of(reader, term) for term in cell]
    return name_of(reader, cell)


def _plain(cell: Cell) -> Shown:
    return [term_text(term) for term in cell] if isinstance(cell, list) else term_text(cell)


def name_of(reader: Reader, term: Term | None) -> str:
    """A term for people: the Chinese name of a resource, a node in words, a passage in short, a literal."""
    if not isinstance(term, ox.NamedNode):
        return term_text(term)
    if term.value.startswith(DOCUMENTS):
        return term.value[len(DOCUMENTS) :]
    if term.value.startswith(BASE) and not term.value.startswith(CG):
        klass = next((name for name in reader.classes(term.value) if name in NODES), "")
        if klass:
            return describe(reader, term.value, klass)
    return reader.label(term.value)


def with_iris(found: NamedRows, names: Iterable[str] = ()) -> list[dict[str, Shown]]:
    """The rows with a column ``…_iri`` beside each column that names resources."""
    wanted = set(names) or {
        n for row, full in zip(found.rows, found.iris, strict=True) for n in row if row[n] != full[n]
    }
    return [
        {
            key: cell
            for n in found.columns
            for key, cell in ((n, row[n]), (f"{n}_iri", full[n]))
            if key == n or n in wanted
        }
        for row, full in zip(found.rows, found.iris, strict=True)
    ]
