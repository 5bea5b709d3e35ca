"""The index of court names: by the own name of a court (朝阳区, 朝阳), with the places that may stand before it.

What stands before is not part of the key: 吉林省长春市朝阳区, 长春朝阳区 and 朝阳区 are one entry, and a look-up tries
every place where a name can be cut in two. So the index is small, is built in a tenth of a second, and says of
长春市海淀区 that there is a 海淀区, but not there.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.names.clean import clean
from kg.names.court import Court, FormerName
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms.above import may_precede, reaching
from kg.names.forms.narrow import city
from kg.names.forms.shorts import (
    HABITS,
    HEADS,
    OWN,
    SHORT,
    Head,
    division_forms,
    heads,
    is_kind,
    own_forms,
    place_forms,
)

_AREAS = ("林区", "垦区", "矿区")  # kinds of courts, where 朝阳区 is a division
_NO_NAME = frozenset("省市州盟区县旗")
_HOST = re.compile("(.+?(?:高级|中级)人民法院)(.+)")


class Entry(NamedTuple):
    """A form of a court's own name.

    ``above`` are the strings that may stand before it, the empty one among them; ``start`` is the one that does in the
    official name. ``kind`` says that the form names a kind of court, not one court (高新). ``former`` is the name that
    the form is of, where the court has another now.
    """

    court: Court
    rank: int
    kind: bool
    former: FormerName | None
    above: frozenset[str]
    start: str = ""


class Index(NamedTuple):
    """Entries by own name for every head; forms without a head (成铁一院); tribunals by own name (第三巡回)."""

    stems: dict[Head, dict[str, list[Entry]]]
    whole: dict[str, list[Entry]]


def _own(stem: str, court: Court, before: frozenset[str]) -> tuple[str, bool]:
    """The own name in a stem (吉林省长春市朝阳区), and whether it is that of the court's division."""
    division = divisions().get(court.division)
    if division and stem.endswith(division.name):
        return division.name, True
    for length in range(len(stem) - 1, 0, -1):
        if stem[:length] in before and stem[length:] not in _NO_NAME:
            return stem[length:], False
    return stem, False


class _Builder:
    def __init__(self) -> None:
        self.stems: dict[Head, dict[str, list[Entry]]] = {head: {} for _, head in HEADS}
        self.whole: dict[str, list[Entry]] = {}

    def add(self, head: Head, form: str, entry: Entry) -> None:
        entries = self.stems[head].setdefault(form, [])
        if all(other.court is not entry.court or entry.above - other.above for other in entries):
            entries.append(entry)

    def named(self, name: str, court: Court, former: FormerName | None) -> None:
        """Take in the official or a former name of a court that is no tribunal and no branch."""
        head, stem, _ = next(heads(name))
        own, regular = _own(stem, court, may_precede(court))
        start = stem.removesuffix(own)
        before = reaching(may_precede(court), start, court.division)
        for form, rank in self._forms(own, regular, court).items():
            if not form and head == "court":
                continue  # 东莞法院 is all courts of 东莞, where 北京中院 is one of four
            self.add(head, form, Entry(court, rank, not regular and is_kind(form), former, before, start))
        city_name, rail, rest = stem.partition("铁路运输")
        if rail and city_name:  # 广铁 for 广州铁路运输: as the railways' own bureaus are called
            for form, rank in (own_forms(rest) if rest else {"": SHORT}).items():
                self.add(head, city_name[0] + "铁" + form, Entry(court, max(rank, SHORT), False, former, before))
        if head == "high":  # 川高院: the court's code is the character of its province
            for code in court.codes:
                self.add(head, code.code, Entry(court, SHORT, False, former, frozenset({""})))

    def _forms(self, own: str, regular: bool, court: Court) -> dict[str, int]:
        if regular or (own[-1] in "市县旗区" and not own.endswith(_AREAS) and len(own_forms(own)) == 1):
            return division_forms(own)
        here = city(court.division)

        def taken(name: str) -> bool:
            return any(city(entry.court.division) == here for entry in self.stems["court"].get(name, ()))

        return own_forms(own, taken)

    def branch(self, court: Court) -> None:
        """Take in a branch of a high court: 新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院."""
        match = _HOST.fullmatch(court.name.removesuffix("分院"))
        if not match:
            return
        _, stem, _ = next(heads(match[1]))
        places = place_forms(stem)
        before = frozenset(("", *places, *(a + b for a in places for b in ("高院", "高级人民法院", "高级法院"))))
        for form in place_forms(match[2]) + (("兵团",) if match[2].endswith("兵团") else ()):
            self.add("branch", form, Entry(court, SHORT, False, None, before))

    def short(self, name: str, court: Court) -> None:
        """Take in another name that the directory gives: a short one, or that of a second plate."""
        text, before = clean(name), may_precede(court)
        found = next(heads(text), None)
        if found is None or found[0] in ("branch", "tribunal"):
            self.whole.setdefault(text, []).append(Entry(court, SHORT, False, None, before))
            return
        head, stem, full = found
        if full:
            self.whole.setdefault(text, []).append(Entry(court, OWN, False, None, before))
        own = _own(stem, court, before)[0]
        known = self.stems[head].setdefault(own, [])
        if all(other.court is court for other in known):
            known[:] = [Entry(court, SHORT, False, None, before)]  # 农垦中院: a kind of court that there is one of
        else:
            self.add(head, own, Entry(court, SHORT, is_kind(own), None, before, stem.removesuffix(own)))


@cache
def index() -> Index:
    """The index of all courts but tribunals, which `kg.names.forms.tribunals` holds; built once."""
    builder = _Builder()
    later = []
    for court in courts().values():
        if court.name.endswith("分院"):
            builder.branch(court)
        elif not court.name.endswith("庭"):
            regular = court.division in divisions() and divisions()[court.division].name in court.name
            if regular:
                builder.named(court.name, court, None)
            else:
                later.append(court)
    for court in later:  # after the regular ones, whose places a zone is not called by
        builder.named(court.name, court, None)
    for court in courts().values():
        for former in court.former_names:
            if next(heads(former.name), None):
                builder.named(former.name, court, former)
        for short in court.short_names:
            if short not in courts():  # 阿拉尔市人民法院, which is a record of its own
                builder.short(short, court)
    for form, name in HABITS.items():
        if name in courts():
            builder.whole[form] = [Entry(courts()[name], SHORT, False, None, frozenset({""}))]
    return Index(builder.stems, builder.whole)


def cut(known: dict[str, list[Entry]], stem: str) -> Iterator[tuple[str, list[Entry]]]:
    """The ways to cut a stem in two: what stands before, and the entries of the own name; longest own name first."""
    for at in range(len(stem) + 1):
        entries = known.get(stem[at:])
        if entries:
            yield stem[:at], entries
