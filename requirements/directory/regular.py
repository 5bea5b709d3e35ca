"""The courts of the divisions, by the levels of the Organic Law of the People's Courts (2018), articles 13, 20, 22, 24.

A province has a high court, a prefecture an intermediate one, a county a basic one. What the rule gets wrong, and
what it cannot know, stands in ``courts_exceptions.tsv``, with a source.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from directory.exceptions import OF_COURTS, Exceptions, of
from directory.lines import FIRST_TABLE, Line, ended, level
from directory.naming import NEWEST, court_of
from kg.names.court import Court, CourtCode, FormerName, Status
from kg.names.history import Span

# 法〔2015〕137号, article 4: the characters of the high courts, by the first two digits of the province's code.
_BY_FIRST_DIGIT = {
    "1": "京津冀晋内",
    "2": "辽吉黑",
    "3": "沪苏浙皖闽赣鲁",
    "4": "豫鄂湘粤桂琼",
    "5": "渝川黔云藏",
    "6": "陕甘青宁新",
}
CHARACTERS = {
    f"{digit}{number}": character
    for digit, characters in _BY_FIRST_DIGIT.items()
    for number, character in enumerate(characters, 0 if digit == "5" else 1)
}
SUPREME = "最高人民法院"
NUMBERING = 2016  # case numbers by 法〔2015〕137号 begin on 1 January 2016, so the tables of 31 December 2015 count
OLDEST = 2002  # a division that no table of this year or later holds gets no court
NEW = 2003  # a division that appears in this year or later: so does its court
YOUNG = 2018  # a division that appeared in this year or later: its court stands on no list of courts that was read
_ORDINARY = ("普通法院",)


def code(division: str) -> str:
    """The court code of a division's court by article 5 of 法〔2015〕137号: 220104 gives 吉0104, 220100 吉01."""
    digits = {"high": "", "intermediate": division[2:4], "basic": division[2:]}[level(division)]
    return CHARACTERS[division[:2]] + digits


class Regular:
    """The regular courts of a set of divisions through time."""

    def __init__(self, lines: Iterable[Line], exceptions: Exceptions) -> None:
        self._exceptions = exceptions
        self._lines = [line for line in lines if self._has_court(line)]
        self._by_code: dict[str, list[tuple[Span, str]]] = {}
        for line in self._lines:
            official = self._name(line)
            for span in line:
                self._by_code.setdefault(span.code, []).append((span, official))

    def _has_court(self, line: Line) -> bool:
        last = line[-1]
        known = last.code[:2] in CHARACTERS and (last.until is None or last.until >= OLDEST)
        return known and not of(self._exceptions, last.code, "none") and bool(self._names(line))

    def _names(self, line: Line) -> list[tuple[str, int, int]]:
        """The court's names, oldest first, each with the first and the last table in which it holds."""
        found: list[tuple[str, int, int]] = []
        for span in line:
            for year in range(span.since, (span.until or NEWEST) + 1):
                name = court_of(span.code, year)
                if name and found and found[-1][0] == name:
                    found[-1] = (name, found[-1][1], year)
                elif name:
                    found.append((name, year, year))
        return found

    def _given(self, division: str, what: str, by_rule: str) -> str:
        """What an exception says of the court of a division, or else what the rule says."""
        given = of(self._exceptions, division, what)
        return given[0].value if given else by_rule

    def _name(self, line: Line) -> str:
        return self._given(line[-1].code, "name", self._names(line)[-1][0])

    def _above(self, division: str, year: int) -> str:
        """The court above that of a division in a year; empty where the code does not say which."""
        if level(division) == "high":
            return SUPREME
        up = division[:2] + "0000" if level(division) == "intermediate" else division[:4] + "00"
        for span, official in self._by_code.get(up, []):
            if span.since <= year and (span.until is None or span.until >= year):
                return official
        return ""

    def _superiors(self, line: Line) -> tuple[str, tuple[FormerName, ...]]:
        """The court above, and those that were before; a change of the division is taken for one of the court's."""
        given = of(self._exceptions, line[-1].code, "superior")
        now = [one for one in given if not one.until]
        before = [FormerName(one.value, one.since, one.until) for one in given if one.until]
        found: list[tuple[str, int, int]] = []
        for span in line:
            for year in range(max(span.since, OLDEST), (span.until or NEWEST) + 1):
                above = self._above(span.code, year)
                if above and found and found[-1][0] == above:
                    found[-1] = (above, found[-1][1], year)
                elif above:
                    found.append((above, year, year))
        superior = now[0].value if now else found[-1][0] if found else ""
        for above, since, until in found:
            if above != superior and until < NEWEST:
                before.append(FormerName(above, "" if since <= OLDEST else str(since), self._end(line, until)))
        return superior, tuple(before)

    def _codes(self, line: Line) -> tuple[CourtCode, ...]:
        """The code of the division when numbering began, then those that followed (article 13: once the court follows).

        In the year of a change both are possible: the table shows only the state at its end.
        """
        spans = [span for span in line if span.until is None or span.until >= NUMBERING - 1]
        found: list[CourtCode] = []
        status: Status = "official" if spans and level(spans[0].code) == "high" else "derived"
        source = "r137-4" if status == "official" else "r137-5"
        for span in spans:
            if found and found[-1].code == code(span.code):
                continue
            since = str(max(span.since, NUMBERING))
            if found:
                found[-1] = CourtCode(found[-1].code, status, found[-1].since, since, source)
            found.append(CourtCode(code(span.code), status, since, "", source))
        if found and line[-1].until is not None:
            found[-1] = CourtCode(found[-1].code, status, found[-1].since, str(line[-1].until + 1), source)
        for one in of(self._exceptions, line[-1].code, "code", "replaces"):
            observed = CourtCode(one.value, "observed", one.since, one.until, one.source)
            found = [] if one.what == "replaces" else [old for old in found if old.code != one.value]
            found.append(observed)
        return tuple(sorted(found, key=lambda each: (each.since, each.status == "derived")))

    def _end(self, line: Line, until: int) -> str:
        """When what held in the table of a year last ended: the day of the decision, where the division changed too."""
        return next((ended(span) for span in line if span.until == until), str(until + 1))

    def courts(self) -> Iterator[Court]:
        """The courts, in order of the newest code of their division."""
        for line in self._lines:
            last, first = line[-1], line[0]
            names, official = self._names(line), self._name(line)
            former = tuple(
                FormerName(name, "" if since <= FIRST_TABLE else str(since), self._end(line, until))
                for name, since, until in names
                if name not in (official, names[-1][0])
            )
            changed = self._given(last.code, "changed", "")
            if changed:
                former = (*former[:-1], replace(former[-1], until=changed))
            superior, before = self._superiors(line)
            alive = last.until is None or bool(of(self._exceptions, last.code, "open"))
            given = of(self._exceptions, last.code, *sorted(OF_COURTS))
            young = first.since >= YOUNG and not of(self._exceptions, last.code, "listed")
            yield Court(
                name=official,
                level=level(last.code),
                kinds=_ORDINARY,
                division=last.code,
                superior=superior,
                appeals_to=superior,
                part_of="",
                short_names=(),
                former_names=former,
                codes=self._codes(line),
                since=self._given(last.code, "since", str(first.since) if first.since >= NEW else ""),
                until=self._given(last.code, "until", "" if alive else ended(last)),
                source="+".join(dict.fromkeys(["div-new" if young else "div", *(one.source for one in given)])),
                examples=(),
                former_superiors=before,
            )
