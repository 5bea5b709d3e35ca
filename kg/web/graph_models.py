"""The answers about parts of the graph, as the API documents them."""

from pydantic import Field

from kg.web.entity_models import Id, Model, PassageModel


class NodeOf(Model):
    """A resource as a node; ``degree`` is the number of its edges in the whole graph."""

    id: Id
    label: str
    english: str
    klass: str = Field(alias="class")
    class_zh: str
    class_en: str
    since: str
    degree: int


class EdgeOf(Model):
    """A statement between two resources, with its passages and the dates of the n-ary node beside it."""

    id: str
    source: Id
    target: Id
    property: str
    zh: str
    en: str
    passages: list[PassageModel]
    documents: list[str]
    since: str
    until: str


class StepOf(EdgeOf):
    """An edge on a way; ``forward`` says whether the way goes along it or against it."""

    forward: bool


class PartModel(Model):
    """Resources and the edges among them."""

    nodes: list[NodeOf]
    edges: list[EdgeOf]


class Induced(PartModel):
    """Some resources and all edges among them; ``unknown`` are the ids that stand for nothing to be drawn."""

    unknown: list[str]


class CountedClass(Model):
    """How many ends of a relation are of a class."""

    name: str
    zh: str
    en: str
    count: int


class RelationOf(Model):
    """A property in a direction, and how many resources it leads to."""

    property: str
    zh: str
    en: str
    direction: str = Field(pattern="^(out|in)$")
    count: int
    classes: list[CountedClass]


class Relations(Model):
    """What a resource is tied by."""

    id: Id
    relations: list[RelationOf]


class Neighbours(Model):
    """The neighbours from an offset on, and how many there are in all."""

    part: PartModel
    total: int


class Ways(Model):
    """The shortest ways, each a list of edges in order; ``part`` is what lies on them."""

    ways: list[list[StepOf]]
    part: PartModel
