"""The Python API: ``kg.open()`` gives a `Graph`, whose methods are the verbs of the command line.

Names of resources are as tolerant as there; rows are lists of dicts that become DataFrames (see
`kg.lookup.frames`). The errors are those of `kg.errors`, each with one line that says what to do.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from kg.lookup.frames import Rows, Value, rows_of
from kg.lookup.resolve import resolve
from kg.store.ask import TIMEOUT
from kg.store.reader import Reader

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.lookup.hears.model import Hearing
    from kg.lookup.named import NamedRows
    from kg.names.numbers.answers import Answer
    from kg.names.resolution import Resolution

__all__ = ["Graph", "case_number", "court", "open"]


def open(  # noqa: A001 (the name of the API: kg.open)
    graph_dir: str | None = None, version: str = "current"
) -> "Graph":
    """Open a graph folder (by default ``KG_GRAPH``, else the user's data folder), or one of its versions.

    Raises StoreError where there is no graph. A build meanwhile does not change what was opened.
    """
    if graph_dir is None:
        from kg.data import default_graph_dir

        graph_dir = default_graph_dir()
    return Graph(Reader(graph_dir, version))


def court(text: str, context: str | None = None, on: datetime.date | None = None) -> "Resolution":
    """The court that a name means, of all courts of the country, or candidates with reasons, or nothing.

    ``context`` is text around the name that helps to tell one court from another, ``on`` the day the name was used.
    No graph is needed, and no text raises.
    """
    from kg.names.resolve import resolve

    return resolve(text, context, on)


def case_number(text: str) -> "Answer":
    """The parts of a case number, or what is wrong with it; no graph is needed, and no text raises."""
    from kg.names.numbers.case_number import parse

    return parse(text)


class Graph:
    """One version of a graph, read-only."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the graph cannot be asked any more."""
        self.reader.close()

    @property
    def digest(self) -> str:
        """The digest of the version: 32 hex digits, equal for equal statements."""
        return self.reader.manifest.digest

    def iri(self, name: str) -> str:
        """The IRI of the one resource that a name means; raises NotFound or Ambiguous, with candidates."""
        return resolve(self.reader, name).iri

    def find(self, text: str, klass: str = "", limit: int = 20) -> Rows:
        """Resources one of whose names contains the text: ``name``, ``english``, ``class``, ``iri``."""
        from kg.lookup.find import find

        return rows_of(find(self.reader, text, klass=klass, limit=limit), ("name", "english", "class", "iri"))

    def show(self, name: str, limit: int = 200) -> Rows:
        """All that is said of a resource: ``property``, ``label``, ``value``, ``evidence``, ``iri``."""
        from kg.lookup.show import show

        return rows_of([line.row() for line in show(self.reader, self.iri(name), limit)])

    def sparql(self, query: str, params: Mapping[str, str] | None = None, timeout: float = TIMEOUT) -> Rows:
        """The rows of a SELECT or ASK as Python values: int, Decimal, bool, date, text, None for unbound.

        ``params`` binds variables of the SELECT clause: an IRI (``https://…``) or any other text as a plain
        literal; ``timeout`` is in seconds. Raises UsageError for what is no SPARQL, TimeLimit where it
        takes too long.
        """
        from kg.lookup.sparql import solve
        from kg.model.statements import iri, literal

        terms = {n: iri(v) if v.startswith(("https://", "http://")) else literal(v) for n, v in (params or {}).items()}
        return solve(self.reader.folder, query, terms, timeout).values()

    def cypher(self, query: str, params: Mapping[str, object] | None = None, timeout: float = TIMEOUT) -> Rows:
        """The rows of a reading query to the mirror in Neo4j, found by ``NEO4J_URI`` or as the one of ours that runs.

        Nodes, relationships and paths are maps, dates are texts: see `kg.mirror.values.plain`. Raises UsageError for
        what is no Cypher or would write, TimeLimit where it takes more than ``timeout`` seconds, StoreError
        where no Neo4j answers.
        """
        from kg.mirror.ask import ask
        from kg.mirror.connect import Connection, find_target
        from kg.mirror.values import plain

        with Connection(find_target()) as connection:
            found = ask(connection, query, params, timeout)
        rows = ({n: plain(v) for n, v in zip(found.columns, row, strict=True)} for row in found.rows)
        return Rows(found.columns, cast("Iterator[dict[str, Value]]", rows))

    def query(self, name: str, /, timeout: float = TIMEOUT, engine: str = "sparql", **params: str | int) -> Rows:
        """The rows of a named question, with names of resources and their IRIs in columns ``…_iri``.

        ``engine`` is ``sparql``, or ``cypher`` for the mirror in Neo4j. Raises UsageError where the question, or a
        parameter, is unknown or missing.
        """
        found = self._named(name, timeout, engine, {key: str(value) for key, value in params.items()})
        from kg.lookup.named import with_iris

        rows = with_iris(found)
        return Rows(rows[0] if rows else found.columns, rows)

    def _named(self, name: str, timeout: float, engine: str, params: Mapping[str, str]) -> "NamedRows":
        from kg.errors import UsageError
        from kg.lookup.catalogue import named_query
        from kg.lookup.named import ask_named, bind

        query = named_query(name)
        bindings = bind(self.reader, query, params).bindings
        if engine == "sparql":
            return ask_named(self.reader, query, bindings, timeout)
        if engine != "cypher":
            raise UsageError(f"no engine {engine}: sparql or cypher")
        from kg.mirror.connect import Connection, find_target
        from kg.mirror.twin import ask_cypher

        with Connection(find_target()) as connection:
            return ask_cypher(connection, self.reader, query, bindings, timeout)

    def related(
        self,
        name: str,
        properties: Iterable[str] = (),
        direction: str = "both",
        depth: int = 1,
        limit: int = 500,
    ) -> Rows:
        """Resources within ``depth`` steps, nearest first; ``direction`` is ``out``, ``in`` or ``both``."""
        from kg.lookup.related import related

        wanted = frozenset(properties)
        return rows_of(
            related(self.reader, self.iri(name), properties=wanted, direction=direction, depth=depth, limit=limit)
        )

    def path(self, one: str, other: str, longest: int = 6, count: int = 3, all_ways: bool = False) -> Rows:
        """The shortest ways between two resources, one row a step; raises NotFound where there is none."""
        from kg.lookup.paths import label_way, paths
        from kg.lookup.show import evidence

        ways = paths(self.reader, self.iri(one), self.iri(other), longest=longest, count=count, all_ways=all_ways)
        rows = [
            {"way": str(n), **row} for n, way in enumerate(ways, 1) for row in label_way(self.reader, way, evidence)
        ]
        return rows_of(rows)

    def why(self, one: str, other: str, documents: str | None = None) -> Rows:
        """The passages that tie two resources; with a folder of source documents, the sentences too."""
        from kg.lookup.documents import Documents
        from kg.lookup.why import why

        texts = Documents(self.reader, documents) if documents else None
        return rows_of(why(self.reader, self.iri(one), self.iri(other), texts))

    def timeline(self, about: str = "", since: str = "", until: str = "", figures: bool = False) -> Rows:
        """Dated statements in order of date; dates are ``2022``, ``2022-09`` or ``2022-09-26``."""
        from kg.lookup.timeline import timeline

        iri = self.iri(about) if about else ""
        return rows_of(timeline(self.reader, iri, since=since, until=until, figures=figures))

    def who_hears(
        self, place: str, matter: str, instance: str = "first", on: datetime.date | str | None = None
    ) -> "Hearing":
        """Which court hears a matter of a place at an instance on a day (today where None), and by what.

        ``instance`` is first, second, retrial or execution, or 一审, 二审, 再审, 执行; ``on`` a date, or text as
        precise as is known: 2022, 2022-09, 2022-09-26. Raises NotFound where there is no such place or matter,
        Ambiguous with candidates where several have the name.
        """
        from kg.lookup.hears.ask import who_hears

        return who_hears(self.reader, place, matter, instance, on)

    def compare(self, one: str, other: str) -> Rows:
        """Two resources side by side, one row a property."""
        from kg.lookup.compare import compare

        return rows_of(compare(self.reader, self.iri(one), self.iri(other)))

    def rdf(self) -> "rdflib.Dataset":
        """The graph as an rdflib Dataset over the store: the default graph, and the passages as named graphs.

        It cannot be written. Its default graph is not a union: each statement counts once.
        """
        import oxrdflib
        import rdflib

        from kg.model.iris import PREFIXES

        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.reader.store), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def network(self, klass: str | None = None) -> "nx.MultiDiGraph[str]":
        """The graph as a networkx MultiDiGraph, or the part of one class; see `kg.lookup.network.network`."""
        from kg.lookup.network import network

        return network(self.reader, klass or "")
