"""Writes the divisions of China since 1981 as two tables: ``divisions_history.py CLONE FOLDER``.

``CLONE`` is a working copy of the repository areacodes (see divisions_history.sh), ``FOLDER`` where
division_history.tsv and division_changes.tsv go.
"""

import csv
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from kg.names.divisions import short_forms

_SOURCE = """\
# Source: the yearly tables of the Ministry of Civil Affairs (民政部, 县以上行政区划代码), as the repository
# yescallop/areacodes (CC0 1.0) collects and corrects them, commit eed219a; by requirements/divisions_history.sh.
"""
_HISTORY = """\
# China's administrative divisions since 1981: code (GB/T 2260), name, and the first and the last yearly table, each of
# 31 December, in which the two stand together (no last one: still in that of {newest}). A table is in force from its
# day: that of 2015 held on 2016-01-01. Fillers such as 市辖区 and codes of statistical zones are in none of the tables.
"""
_CHANGES = """\
# What became of divisions that are no longer in the tables: the first table without code and name; what happened; the
# codes in that table which hold the area, the one that continues or has swallowed it first; the day and the number (or
# title) of the decision, which came into force on that day or later, empty where the source has none.
#   continued  the division goes on under a new name or kind with its code, or under the one new code: of the same name
#              but for the kind (九台市, 九台区), or formed of this division alone (莱城区, 莱芜区)
#   merged     all of it went to one other division
#   divided    it went to several, and the tables do not say which continues it
#   gone       the source names no code
# Of a prefecture the codes are those of the prefectures to which its counties went.
"""
# 钱塘区 was formed of the east of 江干区 and a part of 萧山区, which goes on; the rest of 江干区 went to 上城区
# (浙政发〔2021〕7号). By the tables alone 钱塘区 looks as if it were 江干区.
_DIVIDED = frozenset({(2021, "330104")})
_LINE = re.compile(r"[-+=](\d{6}) ([^<>]+)")
_DAY = re.compile(r"([一二三四五六七八九〇○零\d]{4})年([一二三四五六七八九十\d]+)月([一二三四五六七八九十\d]+)日")
_DIGITS = {**{str(number): number for number in range(10)}, **dict(zip("〇一二三四五六七八九", range(10), strict=True))}
_DIGITS |= {"○": 0, "零": 0}

Table = dict[str, str]  # name by code


class Row(NamedTuple):
    """A row of the source: a name under a code, the first table with it and without it, and where it went."""

    code: str
    name: str
    since: int
    end: int | None
    to: tuple[str, ...]


class Change(NamedTuple):
    """A row of division_changes.tsv."""

    year: int
    code: str
    name: str
    kind: str
    to: tuple[str, ...]


def tables(clone: Path) -> dict[int, Table]:
    """The yearly tables: year, code, name."""
    found = {}
    for path in sorted(clone.glob("data/*.txt")):
        lines = path.read_text("utf-8-sig").split("\n")
        found[int(path.stem)] = dict(line.split(None, 1) for line in map(str.strip, lines) if line)
    return found


def rows(clone: Path) -> list[Row]:
    """The source's own summary: where the codes went that a table no longer holds (partial transfers left out)."""
    found = []
    with (clone / "result.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            end = row["变更/弃用时间"]
            to = tuple(code for code in row["新代码"].split(";") if code and "[" not in code)
            found.append(Row(row["代码"], row["名称"], int(row["启用时间"]), int(end) if end else None, to))
    return found


def spans(yearly: dict[int, Table]) -> list[tuple[str, str, int, int | None]]:
    """Code, name, first and last table; from the tables themselves, not from the summary."""
    newest = max(yearly)
    found: list[tuple[str, str, int, int | None]] = []
    open_: dict[tuple[str, str], int] = {}
    for year in range(min(yearly), newest + 2):
        now = set(yearly.get(year, {}).items())
        found += [(*key, open_.pop(key), None if year > newest else year - 1) for key in open_.keys() - now]
        for key in now - open_.keys():
            open_[key] = year
    return sorted(found, key=lambda span: (span[0], span[2]))


def same_but_for_the_kind(one: str, other: str) -> bool:
    """Whether two names are those of one place: 九台市 and 九台区."""
    return one == other or bool(set(short_forms(one)[:1]) & set(short_forms(other)[:1]))


def risen(row: Row, before: Table, now: Table) -> str | None:
    """The new prefecture of its name whose only districts a city was cut into: 莱芜市 in 1992."""
    up = above(row.to[0], now)
    districts = {code for code in now if code[:4] == up[:4] and code != up}
    if up not in before and districts == set(row.to) and same_but_for_the_kind(row.name, now[up]):
        return up
    return None


def counties(source: list[Row], yearly: dict[int, Table]) -> list[Change]:
    """The changes of the rows that the source gives codes for, which are those without divisions below them."""
    ended = [row for row in source if row.end is not None and yearly[row.end].get(row.code) != row.name]
    formed_of = Counter((row.end, code) for row in ended for code in row.to)
    found = []
    for row in ended:
        assert row.end is not None
        now, before = yearly[row.end], yearly[row.end - 1]
        if not row.to and row.code.endswith("00"):
            continue  # a prefecture
        fresh = [code for code in row.to if code not in before]
        alike = [
            code for code in row.to if before.get(code) != now[code] and same_but_for_the_kind(row.name, now[code])
        ]
        equal = [code for code in alike if now[code] == row.name]
        alone = [code for code in fresh if formed_of[row.end, code] == 1]
        if row.code in row.to:
            heirs = [] if set(alike) & set(alone) else [row.code]  # 扶余区 became 扶余县, its code 宁江区
        elif len(equal) == 1 or (len(alike) == 1 and set(fresh) <= set(alike)):
            heirs = equal or alike
        elif len(row.to) > 1 and (up := risen(row, before, now)):
            heirs = [up]
        else:
            heirs = alone if len(fresh) == 1 else []
        if (row.end, row.code) in _DIVIDED:
            heirs = []
        rest = tuple(code for code in row.to if code not in heirs)
        if len(heirs) == 1:
            found.append(Change(row.end, row.code, row.name, "continued", (heirs[0], *rest)))
        elif row.to:
            found.append(Change(row.end, row.code, row.name, "merged" if len(row.to) == 1 else "divided", row.to))
        else:
            found.append(Change(row.end, row.code, row.name, "gone", ()))
    return one_heir(found, yearly)


def one_heir(changes: list[Change], yearly: dict[int, Table]) -> list[Change]:
    """Two divisions cannot both go on as one: that of its name does, or that with its code, or neither."""
    claims: dict[tuple[int, str], list[Change]] = {}
    for change in changes:
        if change.kind == "continued":
            claims.setdefault((change.year, change.to[0]), []).append(change)
    lost = set()
    for (year, heir), claimants in claims.items():
        name = yearly[year][heir]
        for fits in (
            [change for change in claimants if change.name == name],
            [change for change in claimants if same_but_for_the_kind(change.name, name)],
            [change for change in claimants if change.code == heir],
            claimants,
        ):
            if fits:
                lost |= set(claimants) - set(fits[:1] if len(fits) == 1 else [])
                break
    return [
        change._replace(kind="merged" if len(change.to) == 1 else "divided") if change in lost else change
        for change in changes
    ]


def above(code: str, table: Table) -> str:
    """The prefecture that a code stands under in a table, or the province."""
    return code[:4] + "00" if code[:4] + "00" in table else code[:2] + "0000"


def prefectures(below: list[Change], yearly: dict[int, Table]) -> list[Change]:
    """The changes, with those of prefectures, whose rows have no codes in the source: where their counties went."""
    went = {(change.year, change.code): change for change in below}
    found = list(below)
    for year in sorted(yearly)[1:]:
        before, now = yearly[year - 1], yearly[year]
        fates: dict[str, set[str]] = {}
        for code in before:
            if code[2:4] != "00" and code[4:] == "00" and now.get(code) != before[code] and (year, code) not in went:
                counties_of = [each for each in before if each[:4] == code[:4] and each != code]
                homes: set[str] = set()
                for each in counties_of:
                    change = went.get((year, each))
                    goals = (each,) if change is None else change.to
                    if change is not None and change.kind in {"continued", "merged"}:
                        goals = goals[:1]
                    homes |= {above(goal, now) for goal in goals}
                if code in now and now[code] != before[code]:
                    homes = {code}
                fates[code] = homes
        sources = Counter(home for homes in fates.values() for home in homes)
        for code, homes in fates.items():
            kind = "gone" if not homes else "divided"
            if len(homes) == 1:
                (home,) = homes
                fresh = home == code or (home not in before and sources[home] == 1)
                kind = "continued" if fresh else "merged"
            found.append(Change(year, code, before[code], kind, tuple(sorted(homes))))
    return found


def day(text: str) -> str:
    """A day as the source writes it, in ISO form: 二〇一〇年六月二十八日 and 2014年10月20日; empty where it is none."""
    if not (match := _DAY.search(text)):
        return ""
    year, *rest = match.groups()
    numbers = []
    for part in rest:
        if part.isdigit():
            numbers.append(int(part))
        else:
            tens, ten, ones = part.rpartition("十")
            numbers.append((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
    return f"{''.join(str(_DIGITS[each]) for each in year)}-{numbers[0]:02}-{numbers[1]:02}"


def decisions(clone: Path) -> dict[tuple[int, str], tuple[str, str]]:
    """Day and document by year and code that went away: the remark above the lines of the source that it explains."""
    found: dict[tuple[int, str], tuple[str, str]] = {}
    for path in clone.glob("diff/*.diff"):
        year, date, document = int(path.stem[5:]), "", ""
        for line in path.read_text("utf-8").split("\n"):
            if line.startswith("## "):
                date, document = "", line[3:].strip()
            elif line.startswith("# 文号："):
                document = line.removeprefix("# 文号：").strip()
            elif line.startswith("# 日期："):
                date = day(line)
            elif line.startswith("-") and (match := _LINE.match(line)):
                found[year, match[1]] = (date, document)
    return found


def write(path: Path, head: str, columns: str, lines: list[str]) -> None:
    """A table with a header that holds the checksum of its rows: an edited table is found out."""
    body = columns + "\n" + "".join(line + "\n" for line in lines)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    path.write_text(f"{head}{_SOURCE}# SHA-256 of what follows: {digest}\n{body}", "utf-8", newline="\n")


def main(clone: Path, folder: Path) -> None:
    """Both tables."""
    yearly = tables(clone)
    source = rows(clone)
    for row in source:  # the summary and the tables must tell the same
        if any(yearly[year].get(row.code) != row.name for year in range(row.since, row.end or max(yearly) + 1)):
            raise SystemExit(f"result.csv: {row.code} {row.name} is not in all tables since {row.since}: look at both")
    below = counties(source, yearly)
    told = decisions(clone)
    changes = sorted(prefectures(below, yearly))
    write(
        folder / "division_history.tsv",
        _HISTORY.format(newest=max(yearly)),
        "code\tname\tsince\tuntil",
        [f"{code}\t{name}\t{since}\t{until or ''}" for code, name, since, until in spans(yearly)],
    )
    write(
        folder / "division_changes.tsv",
        _CHANGES,
        "year\tcode\tname\tkind\tto\tdate\tdocument",
        [
            "\t".join((str(year), code, name, kind, " ".join(to), *told.get((year, code), ("", ""))))
            for year, code, name, kind, to in changes
        ],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
