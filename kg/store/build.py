"""Builds a version: facts → statements → checked → loaded → optimized → published."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter

import pyoxigraph as ox

from kg.errors import InputError, StoreError
from kg.model.facts import Reject, Source, SourceInfo
from kg.model.iris import ALT_LABEL, CG, DCTERMS, DOCUMENTS, PREF_LABEL, RDF_TYPE, SOURCES_GRAPH
from kg.model.literals import date
from kg.model.statements import Statement, iri, literal
from kg.model.vocabulary import Vocabulary
from kg.rdf.compile import Compiler
from kg.rdf.ontology import ontology_statements
from kg.rdf.registry import Registry
from kg.store.bulk import BulkLoader
from kg.store.layout import Layout
from kg.store.manifest import Manifest
from kg.store.names_index import NUMBER, Name, build_names
from kg.store.publish import publish, stage

SHACL_LIMIT = 100_000
_BATCH = 10_000
_PREDICATE = itemgetter(1)
Progress = Callable[[str, int], None]
Checker = Callable[[Vocabulary, list[Statement], list[Compiler]], list[Reject]]


@dataclass
class Result:
    """What a build did: the version's folder, its manifest, and what was refused."""

    folder: str
    manifest: Manifest
    rejects: list[Reject] = field(default_factory=list)


class RejectsError(InputError):
    """Some input was refused; ``rejects`` holds all of it. The old graph is as it was."""

    def __init__(self, rejects: list[Reject]) -> None:
        more = f"; and {len(rejects) - 1} more" if len(rejects) > 1 else ""
        super().__init__(f"{rejects[0]}{more}")
        self.rejects = rejects


def source_statements(info: SourceInfo) -> Iterator[Statement]:
    """Title, publisher, date and text hash of a source document, in the graph of the sources."""
    subject, graph = iri(DOCUMENTS + info.document), iri(SOURCES_GRAPH)
    yield Statement(subject, iri(RDF_TYPE), iri(CG + "SourceDocument"), graph, 0)
    if info.title:
        yield Statement(subject, iri(PREF_LABEL), literal(info.title, language="zh"), graph, 0)
    if info.publisher:
        yield Statement(subject, iri(DCTERMS + "publisher"), literal(info.publisher, language="zh"), graph, 0)
    if info.date:
        text, datatype = date(info.date)
        yield Statement(subject, iri(DCTERMS + "date"), literal(text, datatype=datatype), graph, 0)
    if info.text_hash:
        yield Statement(subject, iri(DCTERMS + "identifier"), literal(info.text_hash), graph, 0)


class Builder:
    """One build of some sources into a graph folder.

    ``check`` is run on the statements before they are loaded where they are no more than `SHACL_LIMIT`.
    """

    def __init__(self, vocabulary: Vocabulary, check: Checker, progress: Progress | None = None) -> None:
        self.vocabulary = vocabulary
        self.check = check
        self.progress = progress or (lambda _stage, _done: None)
        self.registry = Registry(vocabulary)
        self.compilers: list[Compiler] = []
        self.manifest = Manifest(ontology=vocabulary.digest)

    def build(self, sources: Sequence[Source], graph_dir: str, *, accept_rejects: bool = False) -> Result:
        """Build and publish.

        Raises RejectsError where input is refused (unless tables' rejects are accepted) and StoreError where
        the folder cannot be written; in both cases the graph that was there stays as it was.
        """
        _distinct(sources)
        layout = Layout(graph_dir)
        self.compilers = [Compiler(self.vocabulary, self.registry, source) for source in sources]
        with stage(layout) as folder:
            try:
                self._load(folder, accept_rejects)
                version = publish(layout, folder, self.manifest.digest)
            except OSError as error:
                raise StoreError(f"{graph_dir}: {error.strerror or error}: the old graph is untouched") from error
        return Result(version, self.manifest, self._rejects())

    def _rejects(self) -> list[Reject]:
        return [reject for compiler in self.compilers for reject in compiler.rejects]

    def _load(self, folder: str, accept_rejects: bool) -> None:
        loader = BulkLoader(folder)
        try:
            self._stream(loader, accept_rejects)
            loader.finish()
            self._finish(loader, folder)
        finally:
            loader.close()
            del loader.store

    def _stream(self, loader: BulkLoader, accept_rejects: bool) -> None:
        """Load all sources; the first statements are held back until it is known whether SHACL can run on all."""
        batches = self._batches()
        held: list[Statement] = []
        for batch in batches:
            held += batch
            if len(held) > SHACL_LIMIT:
                break
        if len(held) <= SHACL_LIMIT:
            self._refuse(accept_rejects)
            objections = self.check(self.vocabulary, held, self.compilers)
            if objections:
                raise RejectsError(objections)
            self.manifest.shacl = "passed"
        loader.add(self._base_statements())
        for batch in chain([held], batches):
            loader.add(batch)
        self._refuse(accept_rejects)

    def _refuse(self, accept: bool) -> None:
        """End the build where something was refused, unless only rows of tables were and these may be left out."""
        rejects = self._rejects()
        if rejects and (not accept or any(c.rejects and not c.source.info.by_rows for c in self.compilers)):
            raise RejectsError(rejects)

    def _base_statements(self) -> list[Statement]:
        sources = chain.from_iterable(source_statements(c.source.info) for c in self.compilers)
        return [*dict.fromkeys(ontology_statements()), *sources]

    def _batches(self) -> Iterator[list[Statement]]:
        """The statements of all sources, some thousands at a time."""
        properties: Counter[str] = Counter()
        done = 0
        for compiler in self.compilers:
            before = done
            statements = compiler.statements()
            while batch := list(islice(statements, _BATCH)):
                properties.update(map(_PREDICATE, batch))
                done += len(batch)
                self.progress("statements", done)
                yield batch
            self.manifest.documents[compiler.source.info.document] = done - before
        self.progress("statements", done)
        self.manifest.properties = {key[1:-1]: count for key, count in sorted(properties.items())}

    def _finish(self, loader: BulkLoader, folder: str) -> None:
        """Name index and optimization side by side: the one is Python, the other is not."""
        self.progress("optimizing", 0)
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(loader.store.optimize)
            count = self._count_classes(loader.store)
            build_names(folder, _names(loader.store))
            job.result()
        loader.store.flush()
        self.manifest.digest = loader.digest.hex()
        self.manifest.statements = loader.digest.count
        self.manifest.rejects = len(self._rejects())
        self.manifest.resources = count
        self.manifest.write(folder)

    def _count_classes(self, store: ox.Store) -> int:
        query = "SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c"
        for row in store.query(query):  # type: ignore[union-attr]
            if row["c"].value.startswith(CG):
                self.manifest.classes[row["c"].value] = int(row["n"].value)
        return sum(self.manifest.classes.values())


def _distinct(sources: Sequence[Source]) -> None:
    files: dict[str, str] = {}
    for source in sources:
        document = source.info.document
        if document in files:
            raise InputError(
                f"{source.file}: the document {document} comes from {files[document]} too: give one of them"
            )
        files[document] = source.file


def _names(store: ox.Store) -> Iterator[Name]:
    """All names in the default graph, canonical ones first, in the store's order; then numbers of documents and cases.

    As text, because a million Python objects of the store's terms take several times as long.
    """
    for predicate, plain in ((PREF_LABEL, 0), (ALT_LABEL, 1)):
        for subject, term in _texts(store, predicate):
            text, _, language = term.rpartition('"@')
            if language:
                plain_text = _unescaped(term) if "\\" in text else text[1:]
                yield Name(subject, plain_text, 2 if language == "en" else plain)
    for predicate in (CG + "documentNumber", CG + "caseNumber"):
        for subject, term in _texts(store, predicate):
            plain = term.endswith('"') and "\\" not in term
            yield Name(subject, term[1:-1] if plain else _unescaped(term), NUMBER)


def _texts(store: ox.Store, predicate: str) -> Iterator[tuple[str, str]]:
    """Subject and literal of the triples of a property, the literal as it stands in TSV."""
    answer = store.query(f"SELECT ?s ?l {{ ?s <{predicate}> ?l }}")
    assert isinstance(answer, ox.QuerySolutions)
    lines = (answer.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode().split("\n")
    for line in islice(lines, 1, None):
        subject, _, term = line.partition("\t")
        if term:
            yield subject[1:-1], term


def _unescaped(term: str) -> str:
    """The text of a literal that has escapes in it."""
    found = next(iter(ox.parse(f"<a:s> <a:p> {term} .", format=ox.RdfFormat.N_TRIPLES))).object
    assert isinstance(found, ox.Literal)
    return found.value


def write_rejects(path: str, rejects: list[Reject]) -> None:
    """Write rejects as JSON Lines; StoreError where the file cannot be written."""
    try:
        with open(path, "w", encoding="utf-8") as file:
            for reject in rejects:
                file.write(json.dumps(reject.as_dict(), ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: choose another file with --rejects FILE") from error
