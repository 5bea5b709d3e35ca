"""Suggestions as one types: names, short names, English, pinyin and initials, from an index in memory.

The forms of a graph stand in order of rank, so that a search ends with the first hits it needs. Each knows its
runs of letters: a search looks at the forms that have the rarest run of what was typed, and at no others.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.lookup.around import Json
from kg.lookup.find import by_directory
from kg.lookup.part import Parts
from kg.lookup.resources import Resources
from kg.model.iris import ALT_LABEL, BASE, CG
from kg.names.fold import fold
from kg.store.names_index import Hit

ALIAS, ENGLISH, PINYIN, INITIALS, NUMBER = 1, 2, 3, 4, 5
_CHINESE = frozenset((0, ALIAS, NUMBER))
LONGEST = 200  # characters of a question
_LARGEST = 200_000  # forms; a graph with more is searched on disk
_SHORT = 3  # letters of initials that come together by chance
_FEW = 300  # forms that are put in order sooner than the best of them are looked for
_LAST = "\U0010ffff"
_NUMBERS = (CG + "documentNumber", CG + "caseNumber")
_NONE = array("I")


class _Forms:
    """Forms in order of rank (a form's number is its rank), with the runs of ``run`` characters that each has."""

    def __init__(self, hits: Iterable[Hit], run: int) -> None:
        self.hits = sorted(hits, key=_rank)
        self.run = run
        self._sorted = sorted(range(len(self.hits)), key=lambda number: self.hits[number].folded)
        self._keys = [self.hits[number].folded for number in self._sorted]
        self._runs: dict[str, array[int]] = {}
        for number, hit in enumerate(self.hits):
            text = hit.folded
            for gram in {text[at : at + size] for size in (1, run) for at in range(len(text) - size + 1)}:
                self._runs.setdefault(gram, array("I")).append(number)

    def equal(self, text: str) -> Iterator[Hit]:
        """The forms that are a text, best first."""
        return self._between(bisect_left(self._keys, text), bisect_left(self._keys, text + "\0"), text)

    def beginning(self, text: str) -> Iterator[Hit]:
        """The forms that begin with a text, best first."""
        return self._between(bisect_left(self._keys, text), bisect_left(self._keys, text + _LAST), text)

    def _between(self, start: int, end: int, text: str) -> Iterator[Hit]:
        if end - start > _FEW:
            return self._with(text, str.startswith)
        return (self.hits[number] for number in sorted(self._sorted[start:end]))

    def containing(self, text: str) -> Iterator[Hit]:
        """The forms that have a text in them, best first."""
        return self._with(text, str.__contains__)

    def _with(self, text: str, fits: Callable[[str, str], bool]) -> Iterator[Hit]:
        size = self.run if len(text) >= self.run else 1
        grams = (text[at : at + size] for at in range(len(text) - size + 1))
        rarest = min((self._runs.get(gram, _NONE) for gram in grams), key=len)
        return (self.hits[number] for number in rarest if fits(self.hits[number].folded, text))


class Suggestion(NamedTuple):
    """A resource (IRI), and the form by which it was found."""

    iri: str
    hit: Hit


class Suggestions:
    """The names of one version, in memory: about a kilobyte for each."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.reader = parts.reader
        forms = self.reader.names.first(_LARGEST + 1)
        self.large = len(forms) > _LARGEST
        self.forms = [] if self.large else [hit for hit in forms if self._shown(hit.iri)]
        self._of: dict[str, tuple[_Forms, _Forms]] = {}
        self._resources = Resources(self.reader)
        self._of_class("")

    def ready(self, klass: str) -> bool:
        """Whether a question about a class is answered at once; the first one takes as long as it has names."""
        return klass in self._of and not self.large

    def _shown(self, iri: str) -> bool:
        return iri.startswith(BASE) and self.parts.drawn(iri)

    def find(self, text: str, klass: str = "", limit: int = 10) -> list[Suggestion]:
        """The resources that a text may mean, best first: equal, then beginning with it, then with it inside.

        ``klass`` (local name) keeps one class and its subclasses; raises NotFound for one that is none.
        """
        folded = fold(text)
        if klass:
            self._resources.check_class(klass)
        if not folded:
            return []
        if self.large:
            return self._on_disk(text, klass, limit) or self._known(text, folded, klass)[:limit]
        found: dict[str, Hit] = {}
        for hit in self._hits(folded, klass):
            if found.setdefault(hit.iri, hit) is hit and len(found) == limit:
                break
        return [Suggestion(iri, hit) for iri, hit in found.items()] or self._known(text, folded, klass)[:limit]

    def _known(self, text: str, folded: str, klass: str) -> list[Suggestion]:
        """The courts that a text means that no form has, by the directory of courts."""
        iris = [iri for iri in by_directory(self.reader, text) if self._shown(iri)]
        return [Suggestion(iri, Hit(iri, folded, ALIAS)) for iri in iris if not klass or self._is_a(iri, klass)]

    def _hits(self, folded: str, klass: str) -> Iterator[Hit]:
        names, letters = self._of_class(klass)
        for forms in (names, letters):
            yield from forms.equal(folded)
        for forms in (names, letters):
            yield from forms.beginning(folded)
        yield from names.containing(folded)
        for hit in letters.containing(folded):
            if hit.kind != INITIALS or len(folded) >= _SHORT:
                yield hit

    def _of_class(self, klass: str) -> tuple[_Forms, _Forms]:
        if klass not in self._of:
            kept = [hit for hit in self.forms if not klass or self._is_a(hit.iri, klass)]
            names, letters = ([h for h in kept if (h.kind in _CHINESE) == own] for own in (True, False))
            self._of[klass] = (_Forms(names, 2), _Forms(letters, 3))
        return self._of[klass]

    def _is_a(self, iri: str, klass: str) -> bool:
        return self._resources.is_a(self.reader.classes(iri), klass)

    def _on_disk(self, text: str, klass: str, limit: int) -> list[Suggestion]:
        hits = self.reader.names.containing(text, limit * 20 if klass else limit * 2)
        kept = [hit for hit in hits if self._shown(hit.iri) and (not klass or self._is_a(hit.iri, klass))]
        return [Suggestion(hit.iri, hit) for hit in kept[:limit]]

    def json(self, suggestion: Suggestion) -> Json:
        """A suggestion for people; ``matched`` is the name that the text is in, where it is not the label."""
        iri, hit = suggestion
        label, english = self.reader.label(iri), self.reader.label(iri, "en")
        klass = self.parts.klass(iri)
        zh, en = self.parts.labels(klass)
        return {
            "id": iri.removeprefix(BASE),
            "label": label,
            "english": english if english != label else "",
            "class": klass,
            "class_zh": zh,
            "class_en": en,
            "matched": self._matched(iri, hit, english) if hit.kind else "",
        }

    def _matched(self, iri: str, hit: Hit, english: str) -> str:
        if hit.kind == ALIAS:
            aliases = (term.value for term in self.reader.objects(iri, ALT_LABEL))
            return next((alias for alias in aliases if fold(alias) == hit.folded), hit.folded)
        if hit.kind == NUMBER:
            numbers = (t.value for name in _NUMBERS for t in self.reader.objects(iri, name))
            return next((number for number in numbers if fold(number) == hit.folded), hit.folded)
        return english if hit.kind == ENGLISH and fold(english) == hit.folded else hit.folded


def _rank(hit: Hit) -> tuple[int, int, int, str, str]:
    """English before pinyin before initials; of Chinese names the shortest first, be it full, an alias or a number."""
    return (ALIAS if hit.kind in _CHINESE else hit.kind, len(hit.folded), hit.kind, hit.folded, hit.iri)
