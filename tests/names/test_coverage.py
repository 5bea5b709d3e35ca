"""What the directory covers of the list of 2019, and where the two differ; and what the directory says of itself.

The list was also a source: courts that no rule derives were carried over from it by hand. So every figure tells what
is derived from the divisions, which the list can confirm, from what was carried over, which it cannot.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.names import coverage
from kg.names.court import Court
from kg.names.directory import courts
from kg.names.resolve import resolve
from kg.store.doctor import checkup

HERE = Path(__file__).parent
LIST = HERE.parents[2] / "shared" / "data" / "courts-2019.tsv"
EXPECTED = HERE / "coverage_2019.tsv"
PAGE = HERE.parents[1] / "docs" / "courts.md"
LEVELS = {"1": "supreme", "2": "high", "3": "intermediate", "4": "basic"}
Row = tuple[str, str, str]


@pytest.fixture(scope="module")
def listed() -> list[list[str]]:
    """The rows of the list of 2019: name, level, province, superior."""
    if not LIST.is_file():
        pytest.skip("the list of 2019 is not at ../shared/data/courts-2019.tsv: coverage is not measured here")
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def other_names() -> dict[str, tuple[str, Court]]:
    found: dict[str, tuple[str, Court]] = {}
    for court in courts().values():
        for former in court.former_names:
            found[former.name] = (f"former name until {former.until}" if former.until else "former name", court)
        for name in court.short_names:
            found[name] = "other name", court
    return found


OTHER = other_names()


def match(name: str) -> tuple[str, Court | None]:
    """How the directory knows a name of the list, and the court."""
    if name in courts():
        return "same", courts()[name]
    if name in OTHER:
        return OTHER[name]
    found = resolve(name)
    return ("resolved", found.courts[0]) if found.kind == "one" else ("missing", None)


def origin(court: Court | None) -> str:
    """Where the directory has a court from: the rule, this very list, or another source."""
    if court is None:
        return "missing"
    if court.source.startswith("div"):
        return "derived"
    return "carried over" if "c19" in court.source.split("+") else "other source"


def conflicts(rows: list[list[str]]) -> Iterator[Row]:
    for name, level, _, superior in rows:
        how, court = match(name)
        if how != "same":
            yield how, name, court.name if court else ""
        if court is None:
            continue
        if court.level != LEVELS[level]:
            yield "level", name, f"{LEVELS[level]} there, {court.level} here"
        above = match(superior)[1] if superior else None
        if (above.name if above else superior) != court.superior:
            before = above is not None and above.name in {one.name for one in court.former_superiors}
            yield (
                "superior before" if before else "superior",
                name,
                f"{superior} there, {court.superior or 'none'} here",
            )
    seen = {court.name for court in (match(row[0])[1] for row in rows) if court}
    for court in coverage.today():
        if court.name not in seen:
            yield "beyond", "", court.name


def test_every_conflict_is_known(listed: list[list[str]]) -> None:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]
    assert list(conflicts(listed)) == expected


def test_names_by_level(listed: list[list[str]]) -> None:
    count = Counter((LEVELS[row[1]], match(row[0])[0].split(" until ")[0]) for row in listed)
    assert count == {
        ("supreme", "other name"): 1,
        ("high", "same"): 31,
        ("intermediate", "same"): 395,
        ("intermediate", "missing"): 2,
        ("intermediate", "resolved"): 1,
        ("basic", "same"): 3001,
        ("basic", "former name"): 82,
        ("basic", "other name"): 1,
        ("basic", "resolved"): 9,
        ("basic", "missing"): 2,
    }


def test_derived_and_carried_over_by_level(listed: list[list[str]]) -> None:
    count = Counter((LEVELS[row[1]], origin(match(row[0])[1])) for row in listed)
    assert count == {
        ("supreme", "other source"): 1,
        ("high", "derived"): 31,
        ("intermediate", "derived"): 332,
        ("intermediate", "carried over"): 64,
        ("intermediate", "missing"): 2,
        ("basic", "derived"): 2837,
        ("basic", "carried over"): 256,
        ("basic", "missing"): 2,
    }


def test_derived_and_carried_over_by_kind(listed: list[list[str]]) -> None:
    known = [(court, origin(court)) for court in (match(row[0])[1] for row in listed) if court]
    count = Counter((court.kinds[-1], how) for court, how in known)
    assert count == {
        ("普通法院", "derived"): 3200,
        ("铁路运输法院", "carried over"): 75,
        ("开发区法院", "carried over"): 74,
        ("林区法院", "carried over"): 55,
        ("兵团法院", "carried over"): 37,
        ("普通法院", "carried over"): 35,
        ("农垦法院", "carried over"): 11,
        ("海事法院", "carried over"): 10,
        ("管理区法院", "carried over"): 5,
        ("矿区法院", "carried over"): 4,
        ("知识产权法院", "carried over"): 3,
        ("自由贸易试验区法院", "carried over"): 3,
        ("互联网法院", "carried over"): 2,
        ("新区法院", "carried over"): 2,
        ("油田法院", "carried over"): 2,
        ("普通法院", "other source"): 1,
        ("金融法院", "carried over"): 1,
        ("高级人民法院分院", "carried over"): 1,
    }


def test_superiors(listed: list[list[str]]) -> None:
    """How many superiors agree, and whether the directory has them from the code of the division or from this list."""
    count: Counter[tuple[str, bool]] = Counter()
    for name, _, _, superior in listed:
        court, above = match(name)[1], match(superior)[1] if superior else None
        if court and court.superior:
            ours = "carried over" if "c19" in court.source.split("+") else origin(court)
            count[ours, above is not None and above.name == court.superior] += 1
    assert count == {
        ("derived", True): 3081,
        ("derived", False): 4,
        ("carried over", True): 345,
        ("carried over", False): 90,
    }


def test_the_page_has_the_tables_of_today() -> None:
    if not PAGE.is_file():
        pytest.skip("docs/courts.md is not at hand: an installed package has no pages")
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"<!-- coverage -->\n(.*?)\n<!-- /coverage -->", text, re.DOTALL)
    assert found, "docs/courts.md lost its marks"
    assert found[1] == coverage.markdown(), "put the text of kg.names.coverage.markdown() between the marks"


def test_sizes_add_up() -> None:
    known = coverage.today()
    assert sum(coverage.by_level().values()) == len(known) == sum(coverage.by_status().values())
    assert coverage.by_level()["high"] == 33  # 31 provinces, the Corps, the army
    assert set(coverage.by_kind()) == {kind for court in courts().values() for kind in court.kinds}
    assert str(len(courts())) in coverage.line()


def test_holes_are_named_and_counted() -> None:
    for hole in coverage.holes():
        assert hole.number == len(hole.which) == len(set(hole.which))
        assert f"{hole.what}: {hole.number}" in coverage.lacks()
        assert hole.why
    without = {hole.what: hole.which for hole in coverage.holes()}["divisions without a court"]
    assert "460400 儋州市" in without
    assert not any(one.startswith(("71", "81", "82")) for one in without)


def test_the_doctor_prints_size_and_holes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {check.check: check for check in checkup(str(tmp_path / "none"))}
    assert (found["court directory"].state, found["court directory"].found) == ("ok", coverage.line())
    assert (found["known holes"].state, found["known holes"].found) == ("ok", coverage.lacks())

    def damaged() -> str:
        raise ValueError("courts.tsv: a row is cut off")

    monkeypatch.setattr(coverage, "line", damaged)
    found = {check.check: check for check in checkup(str(tmp_path / "none"))}
    assert found["court directory"].state == "problem"
    assert found["court directory"].next
