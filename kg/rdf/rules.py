"""What the compiler knows of one property, found out once: its term, its writer, which classes it joins."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.model.literals import writer
from kg.model.statements import iri
from kg.model.vocabulary import Property, Vocabulary, nearest

# Literals are remembered because dates, units and metrics come again and again; figures need not stay.
_REMEMBERED = 4096
_Classes = tuple[str, ...]


def _told(error: ValueError) -> str:
    """The reason of an error as the rest of a sentence that begins with the text."""
    reason = str(error)
    if reason.startswith("the "):
        return f": {reason}"
    # What is not worded by the house comes from datetime, which words it otherwise in every version.
    return f" is {reason}" if reason.startswith(("not ", "more ", "an ")) else " is not a day of the calendar"


@dataclass(slots=True)
class Rule:
    """One property: ``term`` is its IRI in N-Triples text; ``literals`` are the literals known so far."""

    vocabulary: Vocabulary
    prop: Property
    of_nodes: bool
    term: str = ""
    is_literal: bool = False
    literals: dict[str, str] = field(default_factory=dict)
    _write: Callable[[str], str] = str
    _verdicts: dict[tuple[_Classes, _Classes], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.term = iri(self.prop.iri)
        self.is_literal = self.prop.is_literal
        self._write = writer(self.prop.datatypes)

    def objection(self, subject: _Classes, obj: _Classes) -> str:
        """Why the property does not join these classes, or an empty text; ``obj`` is empty for a literal."""
        key = (subject, obj)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._judge(subject, obj)
        return verdict

    def _judge(self, subject: _Classes, obj: _Classes) -> str:
        prop, fits = self.prop, self.vocabulary.fits
        if not fits(subject, prop.domain):
            wanted = " or ".join(sorted(prop.domain))
            return f"{prop.name} is said of {wanted}, not of {', '.join(subject)}"
        if obj and not fits(obj, prop.range):
            return f"{prop.name} takes {' or '.join(sorted(prop.range))}, not {', '.join(obj)}"
        return ""

    def write(self, text: str) -> str:
        """The canonical literal of a text; else ValueError, whose two arguments are reason and hint."""
        prop = self.prop
        if prop.allowed and text not in prop.allowed:
            hint = nearest(text, prop.allowed) or "one of " + ", ".join(sorted(prop.allowed))
            raise ValueError(f"{prop.name} does not take {text}", hint)
        try:
            if not text:
                raise ValueError("the text is empty")
            term = self._write(text)
        except ValueError as error:
            raise ValueError(f"{prop.name}: {text!r}{_told(error)}", "") from error
        if len(self.literals) >= _REMEMBERED:
            self.literals.clear()
        self.literals[text] = term
        return term
