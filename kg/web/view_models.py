"""What the views answer, for the description of the interface (OpenAPI)."""

from typing import Literal

from pydantic import Field

from kg.web.entity_models import Model
from kg.web.graph_models import EdgeOf, NodeOf


class LostOut(NodeOf):
    """A resource that has no place, and why."""

    reason_zh: str
    reason_en: str


class RegionOut(NodeOf):
    """A place or regional initiative, with the number of its courts."""

    courts: int


class CellOut(Model):
    """What joins two regions or places: statements, how many, and the agreements and mechanisms that they name."""

    a: str
    b: str
    count: int
    edges: list[EdgeOf]
    agreements: list[NodeOf]


class RegionsOut(Model):
    """The matrix of regions; of a pair there is one cell, and a region with itself is one too."""

    regions: list[RegionOut]
    cells: list[CellOut]
    unplaced: list[LostOut]


class CourtOut(NodeOf):
    """A court on the map, and by what it is where it is."""

    by: Literal["locatedIn", "hasJurisdiction", "name"]


class PlaceOut(NodeOf):
    """A place on the map, in degrees, with its courts."""

    lon: float
    lat: float
    level: Literal["county", "city", "province"]
    courts: list[CourtOut]


class MapOut(Model):
    """The map: a faint dot for each county, places, ties between them, and what has no place."""

    backdrop: list[tuple[float, float]]
    places: list[PlaceOut]
    links: list[CellOut]
    unplaced: list[LostOut]


class PieceOut(NodeOf):
    """A part in a tree: how it hangs on the whole, and its own parts.

    ``seen``: it stands further up already, without parts here. ``more``: so many parts are left out.
    """

    property: str
    edge: EdgeOf | None
    seen: bool
    more: int
    children: list["PieceOut"]


class ValueOut(Model):
    """A value of a property; ``id`` where it is a resource, ``class`` where it is one that is drawn."""

    text: str
    english: str
    id: str | None = None
    klass: str | None = Field(default=None, alias="class")


class ComparedOut(Model):
    """A property of two resources."""

    property: str
    zh: str
    en: str
    direction: Literal["out", "in"]
    both: list[ValueOut]
    a: list[ValueOut]
    b: list[ValueOut]


class CompareOut(Model):
    """Two resources side by side."""

    a: NodeOf
    b: NodeOf
    rows: list[ComparedOut]


class SpotOut(NodeOf):
    """A resource in the overview: its place in pixels at scale 1, and the number of its community."""

    x: float
    y: float
    group: int


class LeftOut(Model):
    """What an overview does not show."""

    nodes: int
    edges: int
    note_zh: str
    note_en: str


class OverviewOut(Model):
    """The whole graph, or the part of it that filters leave."""

    nodes: list[SpotOut]
    edges: list[EdgeOf]
    left_out: LeftOut


class SourceOut(Model):
    """A source document, with the number of its statements."""

    id: str
    title: str
    publisher: str
    date: str
    statements: int


class TermOut(Model):
    """A class or property of the ontology: ``count`` are its own resources or statements."""

    name: str
    zh: str
    en: str
    count: int


class ClassOut(TermOut):
    """A class: ``parents`` are the classes above it, nearest first; ``drawn``: pictures show its resources."""

    parents: list[str]
    drawn: bool


class PropertyOut(TermOut):
    """A property: ``edge`` is whether it ties two resources that are drawn."""

    edge: bool


class StatusOut(Model):
    """What the graph holds, and what this server can do.

    ``texts``: sentences of the documents can be shown; ``cypher``: a Neo4j answers.
    """

    digest: str
    version: str
    statements: int
    resources: int
    documents: list[SourceOut]
    classes: list[ClassOut]
    properties: list[PropertyOut]
    texts: bool
    cypher: bool
