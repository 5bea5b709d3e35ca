"""Names of courts as people write them: ``name_cases.tsv``, every row with the answer that its sources give."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms.shorts import HEADS
from kg.names.forms.single import single
from kg.names.resolution import Resolution
from kg.names.resolve import resolve
from kg.names.text.context import Context

TABLE = Path(__file__).parent / "name_cases.tsv"


class Case(NamedTuple):
    """A row of the table: a text, what stands before it, the day, and the answer with the reason for it."""

    id: str
    category: str
    text: str
    context: str
    on: str
    expect: str
    answer: str
    reason: str

    def answered(self) -> Resolution:
        """What the program says."""
        return resolve(self.text, self.context or None, date.fromisoformat(self.on) if self.on else None)


def cases() -> list[Case]:
    """The rows; cells are not stripped, since white space is what some are about."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == list(Case._fields)
    return [Case(*row) for row in rows[1:]]


CASES = cases()


def names(several: tuple[Court, ...]) -> list[str]:
    """Official names."""
    return [court.name for court in several]


def right(case: Case, got: Resolution) -> bool:
    """Whether an answer is that of the table; in which order candidates stand does not matter."""
    if case.expect == "one":
        return got.kind == "one" and names(got.courts) == [case.answer]
    if case.expect == "list":
        return got.kind == "list" and names(got.courts) == case.answer.split(" + ")
    if case.expect == "candidates":
        wanted = sorted(case.answer.split(" | "))
        return got.kind == "candidates" and sorted(c.court.name for c in got.candidates) == wanted
    if case.expect == "group":
        # "courts of 吉林省 or of 吉林市": every place that the table names is in the words of the answer
        places = [name for name in case.answer.replace(",", " ").split() if not name.isascii()]
        return got.kind == "group" and all(char in got.group for place in places for char in place[:-1])
    return got.kind == "nothing"


def test_the_table_is_large_and_sound() -> None:
    assert len(CASES) >= 400
    assert len({case.id for case in CASES}) == len(CASES)
    assert len({(case.text, case.context, case.on) for case in CASES}) == len(CASES)
    kinds = Counter(case.expect for case in CASES)
    assert set(kinds) == {"one", "list", "candidates", "group", "nothing"}
    assert kinds["nothing"] >= 100
    for case in CASES:
        assert case.reason, case.id
        known = case.answer.replace(" + ", " | ").split(" | ") if case.expect in ("one", "list", "candidates") else []
        assert set(known) <= set(courts()), case.id


@pytest.mark.parametrize("category", sorted({case.category for case in CASES}))
def test_names(category: str) -> None:
    answers = [(case, case.answered()) for case in CASES if case.category == category]
    wrong = [(case.id, case.text, case.context, case.expect, case.answer, got) for case, got in answers]
    wrong = [row for row, (case, got) in zip(wrong, answers, strict=True) if not right(case, got)]
    assert not wrong


@pytest.mark.parametrize("case", [c for c in CASES if c.category in ("history", "ambiguous")][:12], ids=lambda c: c.id)
def test_every_answer_has_a_reason(case: Case) -> None:
    got = case.answered()
    assert got.reason
    assert all(candidate.reason for candidate in got.candidates)


def test_no_court_answers_to_a_name_that_two_share() -> None:
    """By the table of divisions, which the index is not made of: 朝阳区人民法院, 城关区人民法院 …"""
    sharing = defaultdict(list)
    for court in courts().values():
        division = divisions().get(court.division)
        ordinary = court.level == "basic" and "普通法院" in court.kinds and not court.until
        if division and ordinary and court.name.endswith(division.name + "人民法院"):
            sharing[division.name].append(court.name)
    shared = {name: sorted(several) for name, several in sharing.items() if len(several) > 1}
    assert len(shared) > 25
    for name, several in shared.items():
        got = resolve(name + "人民法院")
        found = {candidate.court.name for candidate in got.candidates}
        assert (got.kind, found & set(several)) == ("candidates", set(several))
        assert all(each.endswith(name + "人民法院") for each in found)  # 嘉峪关市城区 is no division, but has a court
        for official in several:
            assert names(resolve(official).courts) == [official]


def test_the_list_of_2019() -> None:
    """All names of a dated public list but four: two misspelt (岐山 with 歧, 达坂城 with 板), two of unknown courts."""
    path = TABLE.parents[2].parent / "shared" / "data" / "courts-2019.tsv"
    if not path.is_file():
        pytest.skip("the list of 2019 is not at ../shared/data: its names are not resolved here")
    with path.open(encoding="utf-8", newline="") as file:
        listed = [row["court"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    answers = {name: resolve(name) for name in listed}
    assert len(answers) > 3500
    assert {name for name, got in answers.items() if got.kind != "one"} == {
        "歧山县人民法院",
        "乌鲁木齐市达板城区人民法院",
        "黑龙江省第一中级人民法院",
        "黑龙江省第二中级人民法院",
    }


def disguised(name: str) -> list[str]:
    """The name as documents also print it."""
    full = "".join(chr(ord(char) + 0xFEE0) if char.isascii() else char for char in name)
    spaced = " ".join(name)
    return [full, spaced, "\u3000" + name + "\n", name[:3] + "\n    " + name[3:], f"（{name}）", f"“{name}”："]


def test_width_white_space_and_signs_do_not_count() -> None:
    for name in list(courts())[::37]:
        for text in disguised(name):
            assert names(resolve(text).courts) == [name]


def test_two_cities_in_the_context_decide_nothing() -> None:
    both = resolve("朝阳法院", "北京市朝阳区、长春市朝阳区两地法院")
    assert both.kind == "candidates"
    assert resolve("铁西法院", "四平市中级人民法院").kind == "one"
    assert resolve("铁西法院", "沈阳市、鞍山市").kind == "candidates"
    assert resolve("铁西法院", "广州市").kind == "candidates"


def test_a_context_is_text_or_what_was_made_of_it() -> None:
    text = "长春市中级人民法院2024年工作综述"
    assert resolve("市中院", text) == resolve("市中院", Context.of(text))
    assert single("朝阳法院", Context.of(text)) == resolve("朝阳法院", text)


def test_a_tribunal_that_nobody_knows_is_not_its_court() -> None:
    got = resolve("榆树法院五棵树法庭")
    assert got.kind == "nothing"
    assert "榆树市人民法院" in got.reason
    assert names(resolve("榆树法院新立人民法庭").courts) == ["榆树市人民法院新立法庭"]


def test_a_group_is_named_beside_the_county_of_its_name() -> None:
    got = resolve("通化法院")
    assert (got.kind, [c.court.name for c in got.candidates]) == ("candidates", ["通化县人民法院"])
    assert "通化市" in got.group
    assert resolve("通化县法院").kind == "one"
    assert resolve("朝阳法院").group == "courts of 朝阳市"
    assert resolve("海淀法院").group == ""


def test_names_by_day() -> None:
    assert names(resolve("九台市人民法院", on=date(2013, 1, 1)).courts) == ["长春市九台区人民法院"]
    assert "2014" in resolve("九台市人民法院").reason
    # two districts are called 桥西区 today, and three were in 2019
    assert len(resolve("桥西区人民法院").candidates) == 2
    assert len(resolve("桥西区人民法院", on=date(2019, 1, 1)).candidates) == 3


# Texts that are nearly names: places, heads, and what stands between and around them.
PIECES = st.sampled_from(
    [ending for ending, _ in HEADS]
    + [
        "吉林",
        "长春市",
        "朝阳",
        "北京",
        "第一",
        "1",
        "１",
        "铁路运输",
        "高新",
        "自贸区",
        "、",
        "和",
        "等",
        "两地",
        "该",
        "市",
    ]
    + [
        "（",
        "）",
        "(",
        ")",
        " ",
        "\n",
        "某",
        "×",
        "法",
        "院",
        "兵团",
        "第七师",
        "新立",
        "最高",
        "川渝",
        "全省",
        "\u200b",
        "",
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=9).map("".join))
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.one_of(st.none(), TEXTS), DAYS)
def test_every_text_has_an_answer(text: str, context: str | None, on: date | None) -> None:
    got = resolve(text, context, on)
    assert got.reason
    assert (len(got.courts) == 1) == (got.kind == "one") or got.kind == "list"
    assert bool(got.courts) == (got.kind in ("one", "list")) or (got.kind == "list" and got.candidates)
    assert bool(got.candidates) == (got.kind == "candidates") or got.kind == "list"
    assert len({court.name for court in got.courts}) == len(got.courts)
    if got.kind == "group":
        assert got.group


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(courts())), st.sampled_from(" \n\t\u3000\u200b\ufeff"), st.integers(0, 40))
def test_a_break_inside_a_name_changes_nothing(name: str, white: str, at: int) -> None:
    assert resolve(name[:at] + white + name[at:]) == resolve(name)
