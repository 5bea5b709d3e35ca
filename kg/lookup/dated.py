"""Every dated statement of a version by its subject, so that a page's timeline needs no search."""

from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from kg.lookup.around import Json, Naries, passages_json
from kg.lookup.timeline import predicates
from kg.model.iris import BASE, local_name
from kg.store.reader import DEFAULT

_Dated = tuple[str, ox.Literal]
_SAID = frozenset({"since", "on", "from"})


class Dates:
    """The dated statements of a version; read once, and each row once."""

    def __init__(self, naries: Naries) -> None:
        self.naries = naries
        self.reader = naries.reader
        self._rows: dict[str, list[Json]] = {}

    @cached_property
    def _by_subject(self) -> dict[str, list[_Dated]]:
        found: dict[str, list[_Dated]] = {}
        for predicate in predicates(self.reader, figures=False):
            for quad in self.reader.store.quads_for_pattern(None, ox.NamedNode(predicate), None, DEFAULT):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    found.setdefault(quad.subject.value, []).append((predicate, quad.object))
        return found

    def timeline(self, near: Iterable[str]) -> list[Json]:
        """The dated statements of these resources (IRIs) in order of date, each with its passages.

        Dates are as precise as they were said: ``2022``, ``2022-09``, ``2022-09-26``, ``2022-09/..``.
        """
        dated = self._by_subject
        rows = [row for iri in set(near) if iri in dated for row in self._of(iri)]
        return sorted(rows, key=lambda row: (row["date"].strip("./"), row["text"], row["property"]))

    def _of(self, iri: str) -> list[Json]:
        if iri not in self._rows:
            self._rows[iri] = [self._row(iri, *dated) for dated in self._by_subject[iri]]
        return self._rows[iri]

    def _row(self, iri: str, predicate: str, term: ox.Literal) -> Json:
        node, labels = self.naries.get(iri), self.naries.labels
        zh, en = labels.both(predicate)
        what = self.naries.words(node) if node else labels.zh(iri)
        what_en = self.naries.english(node) if node else labels.en(iri)
        # The words of a node say themselves when it began.
        told = node and local_name(predicate) in _SAID
        return {
            "date": term.value,
            "text": what if told else f"{what} · {zh}",
            "english": what_en if told else f"{what_en} · {en}",
            "id": iri.removeprefix(BASE),
            "property": local_name(predicate),
            "passages": passages_json(self.reader.passages(iri, predicate, term)),
        }
