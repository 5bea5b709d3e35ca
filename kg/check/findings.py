"""What a check finds: errors that stop a build, warnings, and notes for whoever reads the sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model.facts import Reject


@dataclass(slots=True)
class Findings:
    """Findings of one check, by weight; each has file, line, rule and what to do."""

    errors: list[Reject] = field(default_factory=list)
    warnings: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)

    def add(self, other: "Findings") -> None:
        """Take in what another check found."""
        self.errors += other.errors
        self.warnings += other.warnings
        self.notes += other.notes


def in_order(rejects: Iterable[Reject], files: Iterable[str]) -> list[Reject]:
    """Rejects without repetitions, in the order of the files that were given, then by line.

    The order of equal lines is the order in which they were found, so that two runs write the same bytes.
    """
    place = {name: number for number, name in enumerate(files)}
    once = dict.fromkeys(rejects)
    return sorted(once, key=lambda r: (place.get(r.file, len(place)), r.file, r.line))
