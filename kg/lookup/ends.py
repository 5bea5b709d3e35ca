"""Which resources a property ties, read once for all of them, and what can be reached along it."""

from functools import cached_property

import pyoxigraph as ox

from kg.lookup.part import Parts
from kg.lookup.resources import Resources
from kg.model.iris import CG, RDF_TYPE
from kg.store.reader import DEFAULT


class Ends:
    """The statements among the drawn resources of one version, by property; what was read once is kept."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._resources = Resources(parts.reader)
        self._maps: dict[tuple[str, bool], dict[str, list[str]]] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def label(self, iri: str) -> str:
        """The Chinese name of a resource."""
        return self.parts.reader.label(iri)

    def is_a(self, iri: str, klass: str) -> bool:
        """Whether a resource is of a class (local name) or of a class below it."""
        if iri not in self._kinds:
            lines = self._resources.ancestors
            own = self.parts.reader.classes(iri)
            self._kinds[iri] = frozenset(above for name in own for above in lines.get(name, [name]))
        return klass in self._kinds[iri]

    def of_class(self, klass: str) -> list[str]:
        """The drawn resources of a class (local name) and of the classes below it, sorted."""
        below = [name for name, line in self._resources.ancestors.items() if klass in line]
        typed = (self.parts.reader.subjects(RDF_TYPE, ox.NamedNode(CG + name)) for name in below)
        return sorted({iri for found in typed for iri in found if self.parts.drawn(iri)})

    @cached_property
    def places(self) -> list[str]:
        """All places, regional initiatives among them, sorted."""
        return self.of_class("Place")

    def ends(self, prop: str, inverse: bool = False) -> dict[str, list[str]]:
        """The ends of a property (local name) by where it begins, or the other way round; both drawn, sorted."""
        if (prop, inverse) not in self._maps:
            found: dict[str, list[str]] = {}
            for quad in self.parts.reader.store.quads_for_pattern(None, ox.NamedNode(CG + prop), None, DEFAULT):
                start, end = quad.subject, quad.object
                if isinstance(start, ox.NamedNode) and isinstance(end, ox.NamedNode):
                    one, other = (end.value, start.value) if inverse else (start.value, end.value)
                    if self.parts.drawn(one) and self.parts.drawn(other):
                        found.setdefault(one, []).append(other)
            self._maps[prop, inverse] = {iri: sorted(others) for iri, others in found.items()}
        return self._maps[prop, inverse]

    def along(self, iri: str, *props: str) -> list[str]:
        """A resource and all that can be reached by some properties, nearest first; circles do no harm."""
        found = {iri}
        for here in (line := [iri]):
            for prop in props:
                fresh = [end for end in self.ends(prop).get(here, ()) if end not in found]
                found.update(fresh)
                line += fresh
        return line
