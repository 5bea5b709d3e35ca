"""What the directory of courts says of one court."""

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["supreme", "high", "intermediate", "basic"]
Status = Literal["official", "observed", "derived"]
LEVELS: tuple[Level, ...] = get_args(Level)
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class CourtCode:
    """A court code (法院代字), such as 吉0104, and how it is known.

    ``official``: printed in the rule itself (法〔2015〕137号, article 4). ``observed``: printed with the court's name
    in a public text, which ``source`` names. ``derived``: formed by article 5 from the code of the division.
    ``since`` and ``until`` are years of case numbers, both included; empty where open or not known. In the year in
    which a division changes both codes are possible, and article 13 lets a court keep the old one for longer.
    """

    code: str
    status: Status
    since: str
    until: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a court had; dates in ISO form of any precision (2014, 2014-10), empty where not known."""

    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Court:
    """A court of the directory, or a tribunal that has a name of its own.

    ``kinds`` are the names of concepts of the scheme ``court-kinds`` in ``ontology/schemes.ttl``. ``division`` is the
    code (GB/T 2260) of the division that the court is the court of, or has its seat in. ``superior`` is the court
    that stands above it, ``appeals_to`` the one that ordinarily hears appeals; both are empty where no source says so.
    ``part_of`` is the court that a tribunal belongs to. ``short_names`` are forms in use, ``examples`` strings that
    must resolve to this court and no other. ``former_superiors`` are the courts that stood above this one before,
    with the dates of the change of the division, such as 四平 for 公主岭 until 2020. ``source`` is a key of
    `kg.names.directory.sources`, which says what it stands for.
    """

    name: str
    level: Level
    kinds: tuple[str, ...]
    division: str
    superior: str
    appeals_to: str
    part_of: str
    short_names: tuple[str, ...]
    former_names: tuple[FormerName, ...]
    codes: tuple[CourtCode, ...]
    since: str
    until: str
    source: str
    examples: tuple[str, ...]
    former_superiors: tuple[FormerName, ...] = ()

    def before(self, on: str) -> FormerName | None:
        """The court that stood above this one on a day or in a year, where it is another than today's.

        ``on`` is a date in ISO form of any precision. Where it and the date of a change share all that both say
        (2019 and 2019-04-01), the change is taken to have come already.
        """
        for former in sorted(self.former_superiors, key=lambda each: each.until):
            known = min(len(on), len(former.until))
            if on[:known] < former.until[:known] and former.since[: len(on)] <= on:
                return former
        return None
