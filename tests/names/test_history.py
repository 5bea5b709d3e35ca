"""Divisions through time: the tables agree with the Ministry's own counts, and changes lead where the decisions say."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.divisions import divisions
from kg.names.history import (
    CHANGES,
    HISTORY,
    Span,
    change_of,
    changes,
    in_force,
    lineage,
    named_in,
    next_of,
    parent,
    previous_of,
    spans,
    successor,
    then,
)

TOP = Path(__file__).parents[2]
NEWEST = 2024


def table(year: int) -> dict[str, str]:
    """Name by code in the table of a year, without Taiwan, Hong Kong and Macao (71, 81, 82)."""
    named = {code: named_in(code, year) for code in spans() if code[:2] < "70"}
    return {code: span.name for code, span in named.items() if span}


@pytest.mark.parametrize("path", [HISTORY, CHANGES])
def test_nobody_has_edited_a_table(path: str) -> None:
    text = Path(path).read_text("utf-8")
    mark = "# SHA-256 of what follows: "
    head, body = text.split(mark)
    digest, rows = body.split("\n", 1)
    assert hashlib.sha256(rows.encode("utf-8")).hexdigest() == digest
    assert "eed219a" in head
    assert "CC0 1.0" in head
    assert "://" not in head


def test_the_tables_are_what_the_script_writes(tmp_path: Path) -> None:
    copy = os.environ.get("AREACODES")
    if not copy:
        pytest.skip("AREACODES does not name a working copy of yescallop/areacodes at commit eed219a")
    script = TOP / "requirements" / "divisions_history.py"
    subprocess.run([sys.executable, script, copy, tmp_path], check=True, env={"PYTHONPATH": str(TOP)})
    for path in map(Path, (HISTORY, CHANGES)):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_table_of_2015_has_what_the_ministry_counts() -> None:
    """2015年社会服务发展统计公报 (民政部, 2016-07-12): the divisions at the end of 2015, by kind."""
    found = table(2015)
    prefectures = [name for code, name in found.items() if code[2:4] != "00" and code.endswith("00")]
    counties = [name for code, name in found.items() if not code.endswith("00")]

    def count(names: list[str], *kinds: str) -> Counter[str]:
        return Counter(next(kind for kind in kinds if name.endswith(kind)) for name in names)

    assert count(prefectures, "自治州", "地区", "盟", "市") == {
        "市": 291,
        "地区": 10,
        "自治州": 30,
        "盟": 3,
    }
    districts = 921 + 1 + 1  # with 六枝特区 and 神农架林区
    assert count(counties, "自治县", "自治旗", "县", "旗", "市", "区") == {
        "区": districts,
        "市": 361,
        "县": 1397,
        "自治县": 117,
        "旗": 49,
        "自治旗": 3,
    }


def test_the_table_of_coordinates_agrees() -> None:
    """Another collection (cpca, of about 2016) has the same names under the same codes, but for three of 海南."""
    other = {code: division.name for code, division in divisions().items() if code[:2] < "70"}
    ours = [table(year) for year in (2015, 2016, 2017)]
    unknown = {code for code, name in other.items() if all(each.get(code) != name for each in ours)}
    assert unknown == {"460321", "460322", "460323"}  # 西沙, 南沙, 中沙 before 三沙 had districts
    assert len(other) > 3200


def test_no_fillers_and_no_zones() -> None:
    names = {span.name for each in spans().values() for span in each}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert not {name for name in names if "直辖" in name or "开发区" in name or "工业园" in name}


def test_every_division_that_left_the_tables_has_a_change_that_is_right_about_both_ends() -> None:
    ended = {(span.code, span.until + 1): span for each in spans().values() for span in each if span.until is not None}
    assert ended.keys() == changes().keys()
    for (code, year), change in changes().items():
        assert (change.code, change.year, change.name) == (code, year, ended[code, year].name)
        assert all(named_in(heir, year) for heir in change.to), change
        assert bool(change.to), change
        assert change.date == "" or date.fromisoformat(change.date).year <= year
        assert len(change.to) == 1 or change.kind != "merged"


def test_nothing_continues_two_divisions() -> None:
    heirs = Counter((change.to[0], change.year) for change in changes().values() if change.kind == "continued")
    assert set(heirs.values()) == {1}
    for each in spans().values():
        for span in each:
            if (before := previous_of(span)) is not None:
                assert next_of(before) == span


# Code, year, the newest code, the decision: 国务院 and 民政部, as 国务院公报 and the Ministry's site publish them.
MOVED = [
    ("220181", 2013, "220113", "2014-10-20", "国函〔2014〕142号"),  # 九台市, 长春市九台区
    ("220381", 2019, "220184", "2020-06-05", "国函〔2020〕84号"),  # 公主岭市, from 四平 to 长春
    ("512081", 2015, "510185", "2016-05-03", "国函〔2016〕78号"),  # 简阳市, from 资阳 to 成都
    ("371200", 2017, "370100", "2018-12-26", "国函〔2018〕163号"),  # 莱芜市, to 济南市
    ("371202", 2017, "370116", "2018-12-26", "国函〔2018〕163号"),  # 莱城区, 济南市莱芜区
    ("110103", 2009, "110101", "2010-06-28", "国函〔2010〕55号"),  # 崇文区, to 东城区
    ("110104", 2009, "110102", "2010-06-28", "国函〔2010〕55号"),  # 宣武区, to 西城区
    ("110229", 2014, "110119", "2015-10-13", "国函〔2015〕182号"),  # 延庆县, 延庆区
    ("110228", 2014, "110118", "2015-10-13", "国函〔2015〕182号"),  # 密云县, 密云区
    ("420600", 2009, "420600", "2010-11-26", "国函〔2010〕129号"),  # 襄樊市, 襄阳市
    ("500222", 2010, "500110", "2011-10-22", "国函〔2011〕129号"),  # 綦江县, 綦江区 with the code of 万盛区
    ("130521", 2019, None, "2020-06-05", "国函〔2020〕78号"),  # 邢台县, divided between 襄都区 and 信都区
    ("341400", 2010, None, "2011-07-14", "国函〔2011〕84号"),  # 巢湖市, divided between three cities
]


@pytest.mark.parametrize(("code", "year", "newest", "day", "document"), MOVED, ids=str)
def test_what_became_of_a_division(code: str, year: int, newest: str | None, day: str, document: str) -> None:
    span = named_in(code, year)
    assert span is not None
    change = change_of(span)
    assert change is not None
    assert (change.year, change.date, change.document) == (year + 1, day, document)
    assert successor(code, year) == newest


def test_a_code_that_stands_is_its_own_successor_and_an_unknown_one_has_none() -> None:
    assert successor("220113", NEWEST) == "220113"
    assert successor("220113", 2013) is None  # no such code yet
    assert successor("999999", 2000) is None


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("220113", ["九台县", "九台县", "九台县", "九台市", "九台市", "九台区"]),  # 1982 under 德惠地区
        ("110119", ["延庆县", "延庆区"]),
        ("110101", ["东城区"]),  # 崇文区 was merged into it, and is not what it was
        ("220184", ["怀德县", "怀德县", "公主岭市", "公主岭市", "公主岭市", "公主岭市"]),
        ("370116", ["莱城区", "莱芜区"]),
        ("130521", ["邢台县", "邢台县"]),  # ends there
        ("999999", []),
    ],
)
def test_one_division_through_renamings_and_changed_codes(code: str, names: list[str]) -> None:
    assert [span.name for span in lineage(code)] == names


@pytest.mark.parametrize(
    ("code", "year", "up"),
    [
        ("220381", 2019, "220300"),
        ("220184", None, "220100"),
        ("220381", None, None),  # no longer a code
        ("429004", None, "420000"),  # 仙桃市, governed by the province itself
        ("500112", None, "500000"),
        ("220100", 2000, "220000"),
        ("220000", None, None),
        ("510185", 2015, None),  # not yet a code
        ("", None, None),
    ],
)
def test_what_stands_above_in_a_year(code: str, year: int | None, up: str | None) -> None:
    assert parent(code, year) == up


def test_the_day_of_the_decision_parts_the_old_name_from_the_new() -> None:
    county, district = Span("110229", "延庆县", 1981, 2014), Span("110119", "延庆区", 2015, None)
    assert county in spans()["110229"]
    assert district in spans()["110119"]
    for day, old in ((date(2015, 10, 12), True), (date(2015, 10, 13), False)):
        assert in_force(county, day) == old
        assert in_force(district, day) != old
        assert then(county, day) == then(district, day) == (county if old else district)
    assert then(county) == district
    assert then(Span("330383", "龙港市", 2019, None), date(2010, 1, 1)) is None  # split off 苍南县 in 2019


@given(
    st.sampled_from([span for each in spans().values() for span in each]),
    st.dates(date(1981, 1, 1), date(2024, 12, 31)),
)
def test_what_a_division_was_or_became_is_in_force_on_the_day(span: Span, day: date) -> None:
    found = then(span, day)
    assert found is None or in_force(found, day)
    if in_force(span, day):
        assert found == span


@given(st.text(max_size=8), st.integers(1900, 2100))
def test_any_code_is_answered(code: str, year: int) -> None:
    assert successor(code, year) is None or code in spans()
    assert parent(code, year) is None or code in spans()
    assert lineage(code) == () or code in spans()
