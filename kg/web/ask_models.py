"""What is asked of the named questions and of Cypher, and what they answer, for the description of the interface."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, JsonValue

from kg.web.entity_models import Model

LONGEST = 100_000  # characters of a query
MOST_ROWS = 10_000
_Name = Annotated[str, Field(max_length=200)]
_Value = Annotated[str, Field(max_length=2000)]


class ParamOut(Model):
    """A parameter: ``default`` is null where it is needed, ``*`` where it may be left free."""

    name: str
    type: Literal["resource", "text", "date", "number", "class"]
    default: str | None
    zh: str
    en: str
    example: str


class QueryOut(Model):
    """A named question: what it asks, the languages in which it can be asked, its parameters, its text."""

    name: str
    zh: str
    en: str
    engines: list[Literal["sparql", "cypher"]]
    params: list[ParamOut]
    text: str


class QueriesOut(Model):
    """All named questions, by name."""

    queries: list[QueryOut]


class QueryIn(BaseModel):
    """A named question with its parameters: names of resources are as tolerant as on the command line."""

    name: _Name
    params: Annotated[dict[_Name, _Value], Field(max_length=20)] = {}
    engine: Literal["sparql", "cypher"] = "sparql"
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 1000


class CellOut(Model):
    """A cell: its text; the resources in it by id; where it has several values, each of them in ``texts``."""

    text: str
    ids: list[str]
    texts: list[str]


class AnsweredOut(Model):
    """The rows of a named question; ``notes`` say how names were understood, ``truncated`` that there are more rows."""

    columns: list[str]
    rows: list[dict[str, CellOut]]
    notes: list[str]
    truncated: bool


class CypherIn(BaseModel):
    """A reading query in Cypher with its parameters."""

    query: Annotated[str, Field(max_length=LONGEST)]
    params: Annotated[dict[_Name, JsonValue], Field(max_length=100)] = {}
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 1000


class CypherOut(Model):
    """The rows of an answer as plain values; ``ids`` are the resources in it, ``truncated``: there are more rows."""

    columns: list[str]
    rows: list[dict[str, JsonValue]]
    ids: list[str]
    truncated: bool
