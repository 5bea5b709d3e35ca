"""Claims to be first, and who else claims the same: as the questions `priority-claims` and `disagreements` see it."""

from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg.lookup.around import Json, Naries, Nary, passages_json
from kg.model.iris import BASE, CG, RDF_TYPE

_CLAIM = ox.NamedNode(CG + "PriorityClaim")


class Rival(NamedTuple):
    """Another claim, and why it is a rival.

    ``field``: of another thing, in the same field and scope; ``scope``: of the same thing in the same words, in
    another scope.
    """

    node: Nary
    why: str


def values(node: Nary, name: str) -> list[str]:
    """The values of a field of a node, sorted; IRIs for resources."""
    return [term.value for term in node.terms.get(name, [])]


class Claims:
    """All claims to be first of a version, by what makes them rivals."""

    def __init__(self, naries: Naries) -> None:
        self.naries = naries

    @cached_property
    def _all(self) -> list[Nary]:
        found = (self.naries.get(iri) for iri in self.naries.reader.subjects(RDF_TYPE, _CLAIM))
        return [node for node in found if node]

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, str], list[Nary]]:
        found: dict[tuple[str, str, str], list[Nary]] = {}
        for node in self._all:
            for key in _keys(node):
                found.setdefault(key, []).append(node)
        return found

    @cached_property
    def _by_thing(self) -> dict[str, list[Nary]]:
        found: dict[str, list[Nary]] = {}
        for node in self._all:
            for thing in values(node, "of"):
                found.setdefault(thing, []).append(node)
        return found

    def about(self, thing: str) -> list[Nary]:
        """The claims that a thing (IRI) was first."""
        return self._by_thing.get(thing, [])

    def rivals(self, claim: Nary) -> list[Rival]:
        """The other claims to the same: of another thing in the same field and scope, or of another scope."""
        found: dict[str, Rival] = {}
        of, scope = values(claim, "of"), values(claim, "scope")
        for key in _keys(claim):
            for other in self._by_key.get(key, ()):
                same_thing = values(other, "of") == of
                if key[0] == "field" and not same_thing:
                    found.setdefault(other.iri, Rival(other, "field"))
                elif key[0] == "thing" and values(other, "scope") != scope and values(other, "scope") and scope:
                    found.setdefault(other.iri, Rival(other, "scope"))
        return sorted(found.values(), key=lambda rival: (rival.why, self.naries.words(rival.node)))

    def json(self, claim: Nary, about: str) -> Json:
        """A claim as it stands on the page of a resource (IRI): never as a fact, always with its rivals."""
        label, english = self.naries.labels.zh, self.naries.labels.en
        of = next(iter(values(claim, "of")), "")
        return {
            "of": {"id": of.removeprefix(BASE), "label": label(of), "english": _english(self.naries, of)},
            "scope": "、".join(values(claim, "scope")),
            "wording": "、".join(values(claim, "wording")),
            "field": "、".join(map(label, values(claim, "field"))),
            "field_english": ", ".join(map(english, values(claim, "field"))),
            "by": "、".join(map(label, values(claim, "by"))),
            "on": "、".join(values(claim, "on")),
            "text": self.naries.words(claim, about),
            "english": self.naries.english(claim, about),
            "passages": passages_json(claim.passages),
            "rivals": [self._rival(rival) for rival in self.rivals(claim)],
        }

    def _rival(self, rival: Rival) -> Json:
        of = next(iter(values(rival.node, "of")), "")
        return {
            "id": of.removeprefix(BASE),
            "label": self.naries.labels.zh(of),
            "english": _english(self.naries, of),
            "why": rival.why,
            "text": self.naries.words(rival.node),
            "text_en": self.naries.english(rival.node),
            "passages": passages_json(rival.node.passages),
        }


def _english(naries: Naries, iri: str) -> str:
    label, english = naries.labels.both(iri)
    return english if english != label else ""


def _keys(claim: Nary) -> list[tuple[str, str, str]]:
    found = [("field", field, scope) for field in values(claim, "field") for scope in values(claim, "scope")]
    return found + [("thing", of, text) for of in values(claim, "of") for text in values(claim, "wording")]
