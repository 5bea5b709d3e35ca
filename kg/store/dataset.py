"""Which graphs a query is asked of, as SPARQL 1.1 has it: ``FROM``, ``FROM NAMED``, or the protocol in their place.

A default graph that is made of several graphs is their RDF merge, in which a triple stands once (SPARQL 1.1 Query,
§13.2). Oxigraph 0.5.13 counts it once for each of the graphs (oxigraph #1919), so such a merge is made by hand in
`kg.store.worker`, and here is found out where it is needed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import UsageError
from kg.model.iris import PREFIXES

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
# Each part takes what it can and never gives back: a megabyte of quotation marks is read once. A text that is left
# open goes to the end of its line, a long one to the end. Atomic groups, because Python 3.11.2 (of Debian 12) goes
# wrong in possessive repeats of a group: it keeps what the last, failed round had taken.
_TOKEN = re.compile(
    r"""
      \#[^\n\r]*+
    | (?P<iri> < (?> (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* ) > )
    | \"{3} (?> (?: [^"\\] | \\. | "(?!"") )* ) (?: \"{3} | \Z )
    | '{3} (?> (?: [^'\\] | \\. | '(?!'') )* ) (?: '{3} | \Z )
    | " (?> (?: [^"\\\n\r] | \\. )* ) "?
    | ' (?> (?: [^'\\\n\r] | \\. )* ) '?
    | (?P<word> [?$@]? [\w:.%\\-]++ )
    | (?P<mark> [{}] )
    | \s++
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


class Dataset(NamedTuple):
    """The graphs of a query, as IRIs: those merged into its default graph, and those that GRAPH may name."""

    default: tuple[str, ...]
    named: tuple[str, ...]


class Head(NamedTuple):
    """What stands outside the braces of a query: its form in capitals (or empty), its prologue, its FROM clauses.

    Graphs are written as in the query: ``<…>`` or a prefixed name.
    """

    form: str
    prologue: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def dataset(default: Iterable[str], named: Iterable[str]) -> Dataset | None:
    """A dataset of these graphs, each once; None where there are none at all. UsageError for what is no IRI."""
    found = Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))
    for iri in (*found.default, *found.named):
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise UsageError(f"{iri[:80]!r} is no IRI of a graph") from None
    return found if found.default or found.named else None


def _outside(query: str) -> Iterator[tuple[str, bool]]:
    """The words and IRIs outside all braces, and whether each is an IRI."""
    depth = 0
    for match in _TOKEN.finditer(query):
        if match["mark"]:
            depth += 1 if match["mark"] == "{" else -1
        elif depth == 0 and (match["iri"] or match["word"]):
            yield match.group(), match["iri"] is not None


def head(query: str) -> Head:
    """The form and the FROM clauses of a query; of what is no SPARQL it gives what it can."""
    form, prologue = "", []
    default: list[str] = []
    named: list[str] = []
    tokens = _outside(query)
    for text, is_iri in tokens:
        word = "" if is_iri else text.upper()
        if not form and word in {"BASE", "PREFIX"}:
            count = 1 if word == "BASE" else 2
            prologue.append(" ".join([word, *(part for part, _ in _take(tokens, count))]))
        elif not form and word in _FORMS:
            form = word
        elif word == "FROM":
            graph, quoted = next(tokens, ("", False))
            is_named = not quoted and graph.upper() == "NAMED"
            if is_named:
                graph, quoted = next(tokens, ("", False))
            (named if is_named else default).extend([graph] if graph else [])
    return Head(form, "\n".join(prologue), tuple(default), tuple(named))


def _take(tokens: Iterator[tuple[str, bool]], count: int) -> Iterator[tuple[str, bool]]:
    for _, token in zip(range(count), tokens, strict=False):
        yield token


def merged(query: str) -> Dataset | None:
    """The dataset of a query whose default graph is made of several; None for all others, and for what is no SPARQL."""
    if "from" not in query.lower():
        return None
    found = head(query)
    if len(found.default) < 2:
        return None
    try:
        return Dataset(_full(found, found.default), _full(found, found.named))
    except (SyntaxError, ValueError):  # the store will say what is wrong
        return None


def _full(found: Head, graphs: tuple[str, ...]) -> tuple[str, ...]:
    """The IRIs of graphs as the store itself reads them, relative ones and prefixed names too."""
    if not graphs:
        return ()
    text = f"{found.prologue}\nSELECT ?graph {{ VALUES ?graph {{ {' '.join(graphs)} }} }}"
    rows = ox.Store().query(text, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    terms = [row["graph"] for row in rows]
    return tuple(dict.fromkeys(term.value for term in terms if isinstance(term, ox.NamedNode)))
