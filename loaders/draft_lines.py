"""The lines of a draft: how a court is declared, a statement written, a name put in quotes where YAML wants them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.names.court import Court
from kg.names.divisions import above, divisions
from kg.names.forms.shorts import place_forms

_PLAIN = re.compile(r"[\w（）〔〕“”·、—-]+")
_SHOWN = 12  # places listed for one resource
_SPECIAL = "专门人民法院"
_LEVELS = {"supreme": "SupremeCourt", "high": "HighCourt", "intermediate": "IntermediateCourt", "basic": "BasicCourt"}


@dataclass(slots=True)
class Resource:
    """A resource to declare: name, classes, English name, other names, forms of this document alone, and places."""

    name: str
    classes: tuple[str, ...]
    english: str
    aliases: dict[str, None] = field(default_factory=dict)
    here: dict[str, None] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)


def printed(text: str) -> str:
    """A form as it is printed, without the white space and line breaks of the column."""
    return "".join(char for char in text if not char.isspace() and char.isprintable())


def quoted(text: str) -> str:
    """A text as a scalar of YAML, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and not text.startswith("-"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def statement(subject: str, predicate: str, obj: str, at: str) -> str:
    """A statement as a line of a facts file."""
    return f"- {{s: {quoted(subject)}, p: {predicate}, o: {quoted(obj)}, at: {at}}}"


def declaration(resource: Resource) -> Iterator[str]:
    """The lines that declare a resource, the places where it is named before it as a comment."""
    if resource.spans:
        yield f"  # {places(resource.spans)}"
    parts = [f"class: {_list(resource.classes)}"]
    if resource.english:
        parts.append(f"en: {quoted(resource.english)}")
    if resource.aliases:
        parts.append(f"aliases: [{', '.join(map(quoted, resource.aliases))}]")
    if resource.here:
        parts.append(f"here: [{', '.join(map(quoted, resource.here))}]")
    yield f"  {quoted(resource.name)}: {{{', '.join(parts)}}}"


def _list(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def places(spans: Sequence[tuple[int, int]]) -> str:
    """Spans as text; of many, the first ones and how many more there are."""
    shown = ", ".join(f"{start}-{end}" for start, end in spans[:_SHOWN])
    return shown + (f" and {len(spans) - _SHOWN} more" if len(spans) > _SHOWN else "")


def class_of(court: Court) -> str:
    """The class of a court. 专门人民法院 are those of article 15 of the Organic Law of the People's Courts (2018)."""
    if court.name.endswith("庭"):
        return "Tribunal"
    return "SpecialCourt" if _SPECIAL in court.kinds else _LEVELS[court.level]


def usual_name(court: Court) -> str:
    """The name that facts files use: the official one, an intermediate court's without its province (长春市…)."""
    division = divisions().get(court.division)
    short = f"{division.name}中级人民法院" if division and court.level == "intermediate" else ""
    return short if short and court.name.endswith(short) else court.name


def place_named(court: Court, form: str) -> str:
    """The place that a printed name begins with, where it is the division that the court is of; else an empty text."""
    division = divisions().get(court.division)
    if division is None or court.level == "supreme":
        return ""
    higher = [up.name for up in above(court.division)]
    rest = form
    for name in reversed(higher):  # the province, then the city: 吉林省长春市朝阳区
        rest = next((rest[len(f) :] for f in place_forms(name) if rest.startswith(f) and len(rest) - len(f) > 3), rest)
    if not any(rest.startswith(each) for each in place_forms(division.name)):
        return ""
    city = higher[0] if division.name.endswith("区") and higher and not division.code.endswith("00") else ""
    return city + division.name
