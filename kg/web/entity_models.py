"""The answers about resources, as the API documents them; the answers themselves are prepared without these models."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(description="IRI without https://w3id.org/courtgraph/", examples=["court/长春破产法庭"])]


class Model(BaseModel):
    """What an answer has, and nothing besides."""

    model_config = ConfigDict(extra="forbid")


class PassageModel(Model):
    """A place in a source document; ``fragment`` is empty for the whole document."""

    document: str
    fragment: str = Field(examples=["char=375,403"])
    short: str = Field(examples=["changchun-tribunals 375-403"])


class Suggested(Model):
    """A resource that a text may mean; ``matched`` is the name that the text is in, where it is not the label."""

    id: Id
    label: str
    english: str
    klass: str = Field(alias="class")
    class_zh: str
    class_en: str
    matched: str


class SuggestionsModel(Model):
    """Suggestions, best first."""

    items: list[Suggested]


class Resolved(Model):
    """The one resource that a name means; ``note`` says how it was understood where it was not typed as it stands."""

    id: Id
    note: str


class Alias(Model):
    """Another name."""

    text: str
    passages: list[PassageModel]


class ClassModel(Model):
    """A class with its labels."""

    name: str
    zh: str
    en: str


class ValueModel(Model):
    """A value; ``source`` and ``target`` ask for its evidence (with ``literal`` where it is a text)."""

    text: str
    id: str | None = None
    english: str | None = None
    klass: str | None = Field(None, alias="class")
    passages: list[PassageModel]
    source: str
    target: str
    literal: bool | None = None


class Fact(Model):
    """The values of a property in a direction; ``count`` is of all of them, of which at most 200 are listed."""

    property: str
    zh: str
    en: str
    direction: str = Field(pattern="^(out|in)$")
    count: int
    values: list[ValueModel]


class Point(Model):
    """A figure: ``value`` to plot with 万 and 亿 multiplied in, ``exact`` the same as text, ``text`` as printed."""

    period: str
    words: str
    value: float
    exact: str
    comparator: str
    text: str
    passages: list[PassageModel]
    id: Id


class Series(Model):
    """Figures of one metric, unit, comparison and direction: a change is never in the series of a level."""

    metric: str
    unit: str
    comparison: str
    direction: str
    points: list[Point]


class Happened(Model):
    """A dated statement; the date is as precise as it was said."""

    date: str
    text: str
    english: str
    id: Id
    property: str
    passages: list[PassageModel]


class End(Model):
    """A resource by its names; the id is empty for a literal."""

    id: str
    label: str
    english: str


class RivalModel(Model):
    """Another claim: ``why`` is ``field`` (another thing, same field and scope) or ``scope`` (same thing and words)."""

    id: Id
    label: str
    english: str
    why: str = Field(pattern="^(field|scope)$")
    text: str
    text_en: str
    passages: list[PassageModel]


class ClaimModel(Model):
    """A claim to be first; the graph records that it is made, not that it is true."""

    of: End
    scope: str
    wording: str
    field: str
    field_english: str
    by: str
    on: str
    text: str
    english: str
    passages: list[PassageModel]
    rivals: list[RivalModel]


class NodeModel(Model):
    """An adoption, recognition or assignment in words."""

    id: Id
    klass: str = Field(alias="class")
    class_zh: str
    class_en: str
    text: str
    english: str
    passages: list[PassageModel]


class DocumentModel(Model):
    """A source document, and how many statements at the resource it supports."""

    id: str
    title: str
    publisher: str
    date: str
    statements: int


class LeftOut(Model):
    """How many rows of a page are not listed."""

    figures: int
    timeline: int
    claims: int
    nodes: int


class Entity(Model):
    """The page of a resource."""

    id: Id
    iri: str
    label: str
    english: str
    aliases: list[Alias]
    classes: list[ClassModel]
    since: str
    facts: list[Fact]
    figures: list[Series]
    timeline: list[Happened]
    claims: list[ClaimModel]
    nodes: list[NodeModel]
    documents: list[DocumentModel]
    left_out: LeftOut


class Sentence(Model):
    """A span within its sentence, without white space."""

    before: str
    span: str
    after: str


class EvidencePassage(PassageModel):
    """A passage with its document, spans in code points (end exclusive), and sentences where the text is at hand."""

    title: str
    publisher: str
    date: str
    spans: list[tuple[int, int]]
    sentences: list[Sentence]


class EvidenceModel(Model):
    """Who says a statement, and where; ``count`` is of all its passages, of which at most 200 are listed."""

    source: End
    property: str
    zh: str
    en: str
    target: End
    passages: list[EvidencePassage]
    count: int
    nodes: list[NodeModel]
