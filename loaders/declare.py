"""Declarations of the resources that a row names, with their classes and other names."""

from collections.abc import Callable

from kg.model.facts import Declaration, Fact
from kg.model.vocabulary import Vocabulary
from loaders.mapping import ResourceSpec
from loaders.slots import BadRowError, Names, Nearest, Row, Slots, called, several
from loaders.template import Template

_NONE: Names = ()


class Declarer:
    """An entry of ``resources``, compiled; ``source`` is the slot of its name, or ~ the index of a split."""

    def __init__(self, spec: ResourceSpec, source: int, slots: Slots, vocabulary: Vocabulary) -> None:
        """Compile an entry for the columns of a table."""
        self.spec = spec
        self.source = source
        self._vocabulary = vocabulary
        self._fixed = spec.fixed_classes
        mapped = Nearest(spec.class_map, "write it under classes")
        self._hint = (mapped if spec.class_map else Nearest(vocabulary.classes)).hint
        self._classes = [(t, t.bind(slots.positions)) for t in spec.classes]
        self._english = slots.slot(spec.english, "name") if spec.english else -1
        self._aliases: list[Callable[[Row], Names]] = [self._alias(t, slots) for t in spec.aliases]
        self._plain = self._english < 0 and not self._aliases

    def _alias(self, template: Template, slots: Slots) -> Callable[[Row], Names]:
        # Without a separator, the one of lists: it stands in no cell but that of a list.
        return several(template, self.spec.split_aliases or "\x1f", slots.positions)

    def declare(self, found: list[Fact], row: Row, split: list[Names], fragment: str, number: int) -> None:
        """Add the resources that a row names here; BadRowError where there must be one, or has no class."""
        source = self.source
        names = split[~source] if source < 0 else (row[source],)
        if not names or not names[0]:
            self._missing()
            return
        classes = self._fixed or self._row_classes(row)
        english, aliases = "", _NONE
        if not self._plain:
            english = row[self._english] if self._english >= 0 else ""
            others = (alias for get in self._aliases for alias in get(row))
            aliases = tuple(dict.fromkeys(alias for alias in others if alias != names[0]))
        found += [Declaration(name, classes, english, aliases, fragment, number) for name in names]

    def _missing(self) -> None:
        if self.spec.optional:
            return
        key = self.spec.key
        hint = f"fill it in, or write optional: true under {key}"
        raise BadRowError(called(self.spec.name), "", f"no name for {key}", hint)

    def _row_classes(self, row: Row) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._class(template, get(row)) for template, get in self._classes))

    def _class(self, template: Template, text: str) -> str:
        known = self.spec.class_map
        if text in known:
            return known[text]
        if not text:
            raise BadRowError(called(template), "", f"no class for {self.spec.key}", "fill it in")
        if known and template.columns:
            raise BadRowError(called(template), text, f"{text} is not under classes", self._hint(text))
        if text not in self._vocabulary.classes:
            raise BadRowError(called(template), text, f"unknown class {text}", self._hint(text))
        return text
