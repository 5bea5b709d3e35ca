"""The names of resources in both languages, each resource looked up once; in a graph of ordinary size all at once."""

import pyoxigraph as ox

from kg.store.reader import DEFAULT, PREF, Reader

_ALL = 100_000  # resources whose names are read in one go, in well under a second


class Labels:
    """The Chinese and the English name of the resources of a version."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._pairs: dict[str, tuple[str, str]] = {}
        if reader.manifest.resources <= _ALL:
            self._read_all()

    def _read_all(self) -> None:
        names: dict[str, list[tuple[str | None, str]]] = {}
        for quad in self.reader.store.quads_for_pattern(None, PREF, None, DEFAULT):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(term := quad.object, ox.Literal):
                names.setdefault(quad.subject.value, []).append((term.language, term.value))
        # One name in each language; what has more or fewer is asked for when it is wanted.
        ordinary = ((iri, sorted(pair)) for iri, pair in names.items() if {lang for lang, _ in pair} == {"en", "zh"})
        self._pairs = {iri: (pair[1][1], pair[0][1]) for iri, pair in ordinary if len(pair) == 2}

    def both(self, iri: str) -> tuple[str, str]:
        """The name in Chinese and in English; where there is none in a language, what `Reader.label` gives."""
        if iri not in self._pairs:
            self._pairs[iri] = (self.reader.label(iri), self.reader.label(iri, "en"))
        return self._pairs[iri]

    def zh(self, iri: str) -> str:
        """The name in Chinese."""
        return self.both(iri)[0]

    def en(self, iri: str) -> str:
        """The name in English."""
        return self.both(iri)[1]
