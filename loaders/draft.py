"""Drafts of facts files: what a document names, declared in the format of ``seeds/``, for a person to go on with.

A draft says nothing that the document does not print: the courts and numbers in it, each with the places where it
stands, and the few statements that a name itself makes (长春市中级人民法院 is located in 长春市). What is ambiguous is
left out and listed in comments. It loads like any facts file; ``kg check`` then says which resources still have no
statement.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.errors import InputError
from kg.model.iris import DOCUMENT_ID
from kg.names.court import Court
from kg.names.english.names import english
from kg.names.fold import fold
from kg.names.numbers.answers import CaseNumber, Numbers, Unresolved
from kg.names.numbers.case_number import each_number
from kg.names.numbers.old_numbers import OldNumber
from kg.names.resolution import Resolution
from kg.names.resolve import resolve
from kg.names.text.mentions import Mention, mentions
from loaders import strict_yaml
from loaders.draft_lines import (
    Resource,
    class_of,
    declaration,
    place_named,
    places,
    printed,
    quoted,
    statement,
    usual_name,
)
from loaders.text import BOMS, MAX_BYTES, guess, line_of

_SCHEMA = "# yaml-language-server: $schema=../loaders/facts.schema.json"


class Document(NamedTuple):
    """A document as it stands: the name of its file, its text (line ends untouched), and ``sha256:…`` of its bytes."""

    name: str
    text: str
    digest: str


class Known(NamedTuple):
    """A resource as facts files declare it: canonical name, class, English name."""

    name: str
    classes: tuple[str, ...]
    english: str


class Draft(NamedTuple):
    """A facts file as text; how many resources and statements it has, and how many things it leaves to decide."""

    text: str
    resources: int
    statements: int
    open: int


def read_document(path: str, data: bytes | None = None) -> Document:
    """A document from its file, or from bytes that were read already.

    Raises InputError, in one line, for what cannot be read, is empty, is no UTF-8 or holds a NUL.
    """
    if data is None:
        try:
            with open(path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: over {MAX_BYTES >> 20} MiB is no document: give the text of one")
    if data.startswith(BOMS):
        raise InputError(f"{path}:1: the file is UTF-16, not UTF-8: save it as UTF-8")
    if b"\0" in data:
        raise InputError(f"{path}:{line_of(data, data.index(0))}: a NUL byte: give the text of the document")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}:{line_of(data, error.start)}: not UTF-8{guess(data)}: save it as UTF-8") from error
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise InputError(f"{path}: the document is empty: give one with text")
    return Document(os.path.basename(path), text, "sha256:" + hashlib.sha256(data).hexdigest())


def document_id(name: str) -> str:
    """An id for a document from the name of its file: letters, digits, - and . as `kg.model.iris.DOCUMENT_ID` wants."""
    stem = os.path.splitext(name)[0].casefold()
    made = re.sub("[^a-z0-9.]+", "-", stem).strip("-.")[:64].strip("-.")
    return made if re.fullmatch(DOCUMENT_ID, made) else "document"


def known_resources(paths: Iterable[str]) -> dict[str, Known]:
    """What facts files declare, by every name and alias as look-ups compare them (`kg.names.fold.fold`).

    A draft calls a court as the graph does. Raises InputError where a file cannot be read.
    """
    found: dict[str, Known] = {}
    for path in paths:
        resources = strict_yaml.read_yaml(path).items.get("resources")
        if not isinstance(resources, strict_yaml.Mapping):
            continue
        for name, body in resources.items.items():
            if isinstance(body, strict_yaml.Mapping):
                known = Known(name, _texts(body.items.get("class")), "".join(_texts(body.items.get("en"))))
                for text in (name, *_texts(body.items.get("aliases"))):
                    found.setdefault(fold(text), known)
    return found


def _texts(node: strict_yaml.Node | None) -> tuple[str, ...]:
    if isinstance(node, strict_yaml.Scalar):
        return (node.text,)
    items = node.items if isinstance(node, strict_yaml.Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, strict_yaml.Scalar))


def draft(document: Document, document_id: str, known: Mapping[str, Known] | None = None) -> Draft:
    """The draft of a document's facts file. It has no resources where the document names no court and no number."""
    writer = _Writer(document, known or {})
    for mention in mentions(document.text):
        writer.take(mention)
    return writer.draft(document_id)


class _Writer:
    """Collects what a document names, and writes it down."""

    def __init__(self, document: Document, known: Mapping[str, Known]) -> None:
        self.document = document
        self.known = known
        self.resources: dict[str, Resource] = {}
        self.statements: dict[str, None] = {}
        self.told: set[tuple[str, str]] = set()  # subjects and predicates of the statements
        self.proposals: dict[str, None] = {}
        self.undecided: list[str] = []
        self.groups: dict[str, list[tuple[int, int]]] = {}

    def take(self, mention: Mention) -> None:
        """Note a mention."""
        value = mention.value
        if isinstance(value, Resolution):
            self._court(mention, value)
        elif isinstance(value, Unresolved):
            self._undecided(mention, f"{value.state}: {value.reason}")
        elif isinstance(value, Numbers):
            for each in each_number(value):
                self._case(mention, each)
        elif isinstance(value, CaseNumber | OldNumber):
            self._case(mention, value)
        else:
            self._document_number(mention)

    def _undecided(self, mention: Mention, why: str) -> None:
        self.undecided.append(f"{mention.start}-{mention.end} {printed(mention.text)}: {why}")

    def _court(self, mention: Mention, value: Resolution) -> None:
        form, span = printed(mention.text), (mention.start, mention.end)
        if value.kind == "group":
            self.groups.setdefault(f"{form}: {value.group}", []).append(span)
            return
        if value.candidates:
            options = dict.fromkeys(candidate.court.name for candidate in value.candidates)
            names = ", ".join(list(options)[:6]) + (f" and {len(options) - 6} more" if len(options) > 6 else "")
            self._undecided(mention, f"may be {names}")
        for court in value.courts:
            resource = self._declare_court(court)
            resource.spans.append(span)
            if value.kind == "one":
                self._form(resource, court, form)
                self._said_by_name(resource, court, form, span)
        if value.kind == "list" and "等" in form:
            self._undecided(mention, "等: the list goes on, and the text does not say with whom")

    def _declare_court(self, court: Court) -> Resource:
        own = usual_name(court)
        known = next(
            (self.known[fold(n)] for n in (court.name, own, *court.short_names) if fold(n) in self.known), None
        )
        name = known.name if known else own
        if name not in self.resources:
            classes = known.classes if known else (class_of(court),)
            words = known.english if known and known.english else english(court).name
            self.resources[name] = Resource(name, classes, words)
            if court.name != name:
                self.resources[name].aliases[court.name] = None
        return self.resources[name]

    def _form(self, resource: Resource, court: Court, form: str) -> None:
        """Note a printed form: an alias where it means this court anywhere, else a form of this document alone."""
        if form in (resource.name, court.name):
            return
        alone = resolve(form)
        certain = alone.kind == "one" and alone.courts[0].name == court.name
        (resource.aliases if certain else resource.here)[form] = None

    def _said_by_name(self, resource: Resource, court: Court, form: str, span: tuple[int, int]) -> None:
        at = f"{span[0]}-{span[1]}"
        place = place_named(court, form)
        if place and (resource.name, "locatedIn") not in self.told:
            known = self.known.get(fold(place))
            where = known if known and "Place" in known.classes else Known(place, ("Place",), "")
            self.resources.setdefault(where.name, Resource(*where)).spans.append(span)
            self._state(resource.name, "locatedIn", where.name, at)
        host = re.match(".+?(?:法院|最高法|中院|高院)(?=.+庭$)", form)
        within = resolve(host[0]) if host and court.part_of else None
        if within and within.kind == "one" and within.courts[0].name == court.part_of:
            self._state(resource.name, "partOf", self._declare_court(within.courts[0]).name, at)

    def _case(self, mention: Mention, number: object) -> None:
        if isinstance(number, Unresolved) or not isinstance(number, CaseNumber | OldNumber):
            reason = f"{number.state}: {number.reason}" if isinstance(number, Unresolved) else "not understood"
            self._undecided(mention, reason)
            return
        name = number.format()
        resource = self.resources.setdefault(name, Resource(name, ("Case",), ""))
        resource.spans.append((mention.start, mention.end))
        form = printed(mention.text)
        alone = isinstance(mention.value, CaseNumber | OldNumber)
        self._state(name, "caseNumber", form if alone else name, f"{mention.start}-{mention.end}")
        court = number.court if isinstance(number, CaseNumber) else None
        if court:
            said = statement(self._name_of(court), "heard", name, f"{mention.start}-{mention.end}")
            self.proposals[f"{said}  # by the court code"] = None

    def _name_of(self, court: Court) -> str:
        known = self.known.get(fold(court.name))
        return known.name if known else usual_name(court)

    def _document_number(self, mention: Mention) -> None:
        form = printed(mention.text)
        known = self.known.get(fold(form))
        where = known if known and "NormativeDocument" in known.classes else Known(form, ("NormativeDocument",), "")
        resource = self.resources.setdefault(where.name, Resource(*where))
        resource.spans.append((mention.start, mention.end))
        if form != where.name:
            resource.aliases[form] = None
        if (where.name, "documentNumber") not in self.told:
            self._state(where.name, "documentNumber", form, f"{mention.start}-{mention.end}")

    def _state(self, subject: str, predicate: str, obj: str, at: str) -> None:
        self.statements[statement(subject, predicate, obj, at)] = None
        self.told.add((subject, predicate))

    def draft(self, document_id: str) -> Draft:
        """The facts file."""
        lines = [*self._head(document_id), f"document: {document_id}", "resources:"]
        for resource in self.resources.values():
            lines += declaration(resource)
        lines += ["statements:", *(f"  {said}" for said in self.statements), *self._tail()]
        left = len(self.undecided) + len(self.groups)
        return Draft("\n".join(lines) + "\n", len(self.resources), len(self.statements), left)

    def _head(self, document_id: str) -> Iterator[str]:
        name = printed(self.document.name)
        yield _SCHEMA
        yield f"# A draft from {name} ({len(self.document.text)} characters): what it names."
        yield "# Read it against the document, correct it, and add what the document says."
        yield "# Spans count characters of the text, end exclusive."
        yield "# Beside this file, sources.yaml wants an entry:"
        yield f"#   {document_id}:"
        yield "#     title: …"
        yield f"#     file: {quoted(name)}"
        yield f"#     hash: {self.document.digest}"

    def _tail(self) -> Iterator[str]:
        if not self.statements:
            yield "  # None of the names printed makes a statement: write at least one, a facts file wants it."
        if self.proposals:
            yield "  # Likely, not printed in so many words: take the # away where it is so, and declare the court."
            yield from (f"  # {said}" for said in self.proposals)
        if self.undecided:
            yield "# To decide; nothing of this is in the file:"
            yield from (f"#   {line}" for line in self.undecided)
        if self.groups:
            yield "# Groups of courts; where a statement needs one, declare an InstitutionGroup:"
            yield from (f"#   {name} ({places(spans)})" for name, spans in self.groups.items())
