"""What kind of case a text means: one topic of the graph, exact or folded, never guessed."""

from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import Ambiguous, NotFound, UsageError
from kg.lookup.resolve import candidate
from kg.model.iris import CG, RDF_TYPE, SKOS
from kg.model.vocabulary import nearest
from kg.store.reader import Reader

BROADER = SKOS + "broader"
# What is said of any kind of case: 专利纠纷案件 is about 专利. The longest first.
_DISPUTE = "纠纷"
_TAILS = ("纠纷案件", "诉讼案件", "案件", "纠纷", "诉讼", "审判", "案")


class Matter(NamedTuple):
    """A topic: its IRI, name, itself and what is broader (IRIs and names, narrowest first), how it was understood."""

    iri: str
    name: str
    line: tuple[str, ...]
    names: tuple[str, ...]
    note: str


def matter_of(reader: Reader, text: str) -> Matter:
    """The topic that a text names: by a name or synonym, folded, also with 案件, 纠纷 or 诉讼 at the end.

    Raises NotFound with the nearest topic, Ambiguous with candidates, UsageError where the text is empty.
    """
    text = text.strip()
    if not text:
        raise UsageError("the matter is empty: give one such as 环境资源")
    shorter = (text[: -len(tail)] for tail in _TAILS if text.endswith(tail) and text != tail)
    for form in (text, *shorter, text + _DISPUTE):
        found = _topics(reader, form)
        if len(found) > 1:
            raise Ambiguous(f"{text} names {len(found)} matters: say which", [candidate(reader, i) for i in found])
        if found:
            name = reader.label(found[0])
            line = wider(reader, found[0])
            names = tuple(reader.label(iri) for iri in line)
            return Matter(found[0], name, line, names, "" if name == text else f"{text} → {name}")
    hint = nearest(text, _names(reader)) or "such as 民事, 刑事, 行政, 知识产权, 环境资源"
    raise NotFound(f"no kind of case is called {text}; {hint}")


def wider(reader: Reader, iri: str) -> tuple[str, ...]:
    """A topic and all that is broader, nearest first."""
    line = [iri]
    for here in line:
        line += [up.value for up in reader.objects(here, BROADER) if up.value not in line]
    return tuple(line)


def _topics(reader: Reader, text: str) -> list[str]:
    exact = [iri for iri in reader.named(text) if _is_topic(reader, iri)]
    if exact:
        return exact
    hits = [hit for hit in reader.names.exact(text) if _is_topic(reader, hit.iri)]
    best = min((hit.kind for hit in hits), default=0)
    return sorted({hit.iri for hit in hits if hit.kind == best})


def _is_topic(reader: Reader, iri: str) -> bool:
    return "Topic" in reader.classes(iri)


def _names(reader: Reader) -> list[str]:
    """The names of all topics, for a hint."""
    return [reader.label(iri) for iri in reader.subjects(RDF_TYPE, ox.NamedNode(CG + "Topic"))]
