"""Facts as loaders yield them, before they are RDF: plain tuples, cheap enough for a million rows.

Subjects and objects are canonical names here; `kg.rdf.compile` gives them their IRIs.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple, Protocol


class Declaration(NamedTuple):
    """A resource is declared: its canonical name, classes and other names.

    ``fragment`` is empty in a facts file (the whole document declares) and ``row=17`` in a table. ``here`` are
    printed forms that mean it in this document alone (市中院, 该院): they prove passages and are no names of it.
    """

    name: str
    classes: tuple[str, ...]
    english: str
    aliases: tuple[str, ...]
    fragment: str
    line: int
    here: tuple[str, ...] = ()


class Claim(NamedTuple):
    """One statement: subject, predicate (local name), object (a name, or the text of a literal), passage."""

    subject: str
    predicate: str
    object: str
    fragment: str
    line: int
    unsaid: str = ""


class NodeClaim(NamedTuple):
    """A fact with attributes of its own: an observation, adoption, recognition, claim or assignment."""

    key: str
    fields: tuple[tuple[str, str], ...]
    fragment: str
    line: int
    unsaid: str = ""


Fact = Declaration | Claim | NodeClaim


@dataclass(frozen=True, slots=True)
class Reject:
    """What was not taken, and why: one object of the rejects file (JSON Lines)."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" [{self.column}]" if self.column else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{column}: {self.reason}{hint}"

    def as_dict(self) -> dict[str, str | int]:
        """The reject as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source document: an entry of ``sources.yaml``, or the head of a table's mapping.

    ``by_rows`` says that its rows stand alone, so that the good ones may be taken without the bad.
    """

    document: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    text_hash: str = ""
    text_file: str = ""
    by_rows: bool = False


class Source(Protocol):
    """What every loader gives: a document, the file it came from, its facts, and what it refused."""

    info: SourceInfo
    file: str
    rejects: list[Reject]

    def facts(self) -> Iterator[Fact]:
        """The facts in the order of the file; what is refused goes to ``rejects`` meanwhile."""
        ...
