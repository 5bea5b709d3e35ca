"""Case numbers: the table of cases field by field, forms that are one number, and what no text may do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.codes import by_code
from kg.names.court import Court
from kg.names.directory import courts
from kg.names.numbers.answers import level
from kg.names.numbers.case_number import Answer, CaseNumber, Numbers, Unresolved, each_number, find_all, parse
from kg.names.numbers.case_types import case_type, case_types
from kg.names.numbers.old_numbers import OldNumber
from kg.names.numbers.text import PROVINCES, fold, numeral, ordinal

TODAY = date(2026, 11, 21)


def read_cases() -> list[tuple[str, str, dict[str, str]]]:
    """The rows of the table: text, state, expected fields. Cells are not stripped: white space is a case."""
    lines = (Path(__file__).parent / "number_cases.tsv").read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert rows[0] == ["text", "state", "expect", "why"]
    found = []
    for text, state, expect, why in rows[1:]:
        assert why, text
        fields = dict(part.split("=", 1) for part in expect.split("; ") if part)
        found.append((text.replace("\\n", "\n"), state, fields))
    return found


CASES = read_cases()


def names(court: Court) -> set[str]:
    """Every name that the directory has for a court."""
    return {court.name, *court.short_names, *court.examples, *(former.name for former in court.former_names)}


def court_of(answer: Answer) -> Court | None:
    assert not isinstance(answer, Numbers)
    return answer.court


def said(texts: tuple[str, ...], wanted: str) -> bool:
    """Whether warnings say what is wanted, each part of it in one of them, and as many; ``-`` is none."""
    parts = [] if wanted == "-" else wanted.split("|")
    return len(texts) == len(parts) and all(any(part in text for text in texts) for part in parts)


# What a field of the table asks of the answer to a text.
ASK: dict[str, Callable[[Answer, str, str], bool]] = {
    "court": lambda a, v, _: (c := court_of(a)) is not None and v in names(c),
    "candidates": lambda a, v, _: (
        set(v.split("|")) <= {name for court in getattr(a, "candidates", ()) for name in names(court)}
    ),
    "only": lambda a, v, _: len(getattr(a, "candidates", ())) == int(v),
    "level": lambda a, v, _: (getattr(a, "level", None) or "-") == v,
    "instance": lambda a, v, _: (k := case_type(getattr(a, "type", ""))) is not None and k.instance == v,
    "typestatus": lambda a, v, _: (k := case_type(getattr(a, "type", ""))) is not None and k.status == v,
    "status": lambda a, v, _: (k := getattr(a, "court_code", None)) is not None and k.status == v,
    "masked": lambda a, v, _: ",".join(getattr(a, "masked", ())) == v,
    "warns": lambda a, v, _: said(getattr(a, "warnings", ()), v),
    "reason": lambda a, v, _: v in getattr(a, "reason", ""),
    "numbers": lambda a, v, _: isinstance(a, Numbers) and a.format() == v,
    "format": lambda a, v, _: not isinstance(a, Unresolved) and a.format() == v,
    "rest": lambda a, v, t: t[a.end :] == v,
}


@pytest.mark.parametrize(("text", "state", "fields"), CASES, ids=[row[0] or "empty" for row in CASES])
def test_the_table(text: str, state: str, fields: dict[str, str]) -> None:
    answer = parse(text, TODAY)
    assert answer.state == state, answer
    for key, value in fields.items():
        if key in ASK:
            assert ASK[key](answer, value, text), (key, value, answer, getattr(answer, "warnings", ()))
        else:
            assert str(getattr(answer, key)) == value, (key, value, answer)
    assert answer.text == text[answer.start : answer.end]


def test_the_table_is_large_and_has_much_that_is_none() -> None:
    states = [state for _, state, _ in CASES]
    assert len({text for text, _, _ in CASES}) == len(CASES) >= 200
    assert sum(state in {"malformed", "not a number"} for state in states) >= 80
    assert {"ok", "malformed", "unknown code", "unknown type", "ambiguous", "masked", "not a number"} == set(states)


# ---- numbers made at will ----

TYPES = sorted(case_types())
CODES = sorted({code.code for court in courts().values() for code in court.codes if len(by_code(code.code)) == 1})


@st.composite
def numbers(draw: st.DrawFn) -> CaseNumber:
    """A number that the rule and the directory allow."""
    year = draw(st.integers(2019, 2026))
    type_ = draw(st.sampled_from(TYPES))
    return CaseNumber(
        year,
        draw(st.sampled_from(CODES)),
        draw(st.sampled_from(["", "知"])),
        type_,
        draw(st.integers(1, 99_999_999)),
        draw(st.integers(0, 99)),
    )


@given(numbers())
def test_what_is_written_is_read_again(number: CaseNumber) -> None:
    answer = parse(number.format(), TODAY)
    assert isinstance(answer, CaseNumber), answer
    assert answer == number
    assert answer.format() == number.format() == answer.text
    assert answer.court is not None
    assert answer.court_code is not None
    assert answer.court_code.code == number.code


WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789")}
BRACKETS = ["（）", "()", "[]", "［］", "【】", "〔〕", "〖〗", "﹙﹚", "{}", "(）", "[〕"]
TRADITIONAL = str.maketrans(
    "号终执异复监请认调协财证强赔惩医没备减审苏滬", "號終執異復監請認調協財證強賠懲醫沒備減審蘇滬"
)


@given(
    numbers(), st.sampled_from(BRACKETS), st.booleans(), st.booleans(), st.lists(st.sampled_from(["", " ", "\n", "　"]))
)
def test_every_way_of_writing_is_one_number(
    number: CaseNumber, brackets: str, wide: bool, traditional: bool, gaps: list[str]
) -> None:
    opening, closing = brackets[0], brackets[1]
    suffix = f"之{numeral(number.suffix)}" if number.suffix else ""
    parts = [
        f"{opening}{number.year}{closing}",
        number.code,
        number.special + number.type,
        str(number.serial),
        "号",
        suffix,
    ]
    text = "".join(part + (gaps[place] if place < len(gaps) else "") for place, part in enumerate(parts))
    text = text.translate(WIDE) if wide else text
    text = text.translate(TRADITIONAL) if traditional else text
    assert parse(text, TODAY) == number


@given(numbers())
def test_the_brackets_may_be_missing(number: CaseNumber) -> None:
    text = number.format().replace("（", "").replace("）", "")
    assert parse(text, TODAY) == number


@given(numbers(), st.lists(st.integers(1, 99_999_999), min_size=1, max_size=5), st.sampled_from(["、", "号、", "和"]))
def test_lists(number: CaseNumber, more: list[int], joint: str) -> None:
    serials = [number.serial, *more]
    head = CaseNumber(number.year, number.code, number.special, number.type, 1).format().removesuffix("1号")
    answer = parse(head + joint.join(map(str, serials)) + "号", TODAY)
    assert isinstance(answer, Numbers)
    assert [each.serial for each in answer.numbers] == serials
    assert {each.format() for each in answer.numbers} == {f"{head}{serial}号" for serial in serials}


@given(numbers(), st.integers(1, 50), st.sampled_from(["-", "—", "－", "～", "至", "号至", "到"]))
def test_ranges(number: CaseNumber, size: int, joint: str) -> None:
    first = min(number.serial, 99_999_900)
    head = CaseNumber(number.year, number.code, number.special, number.type, 1).format().removesuffix("1号")
    answer = parse(f"{head}{first}{joint}{first + size}号", TODAY)
    assert [each.serial for each in each_number(answer) if isinstance(each, CaseNumber)] == list(
        range(first, first + size + 1)
    )


OLD_BODIES = ["民终", "民一终", "刑四终", "民申", "行再", "民五(商)初", "执", "执复", "商初", "民再终"]


@given(
    st.integers(1985, 2015),
    st.sampled_from(["", "长", "黄浦", "沪高", "粤高法", "衡中法", "沪二中"]),
    st.sampled_from(OLD_BODIES),
    st.integers(1, 99_999),
    st.integers(0, 3),
    st.integers(0, 5),
)
def test_old_numbers_too(year: int, chars: str, body: str, serial: int, part: int, suffix: int) -> None:
    number = OldNumber(year, chars, body, serial, part, suffix)
    assert parse(number.format(), TODAY) == number


# ---- no text raises ----

ALPHABET = st.sampled_from("（）()【〔〕2016201９0123x×某…京吉沪最高法知民初终申执破字第号之一二、-至，。 \n年院法发")


@given(
    st.text() | st.text(ALPHABET, max_size=40) | st.text(ALPHABET, max_size=40).map(lambda text: f"（2020）吉01{text}")
)
def test_no_text_raises(text: str) -> None:
    answer = parse(text, TODAY)
    assert 0 <= answer.start <= answer.end <= len(text)
    assert answer.text == text[answer.start : answer.end]
    last = 0
    for found in find_all(text, TODAY):
        assert last <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        last = found.end


@given(
    st.lists(numbers(), min_size=1, max_size=6),
    st.sampled_from(["，又见", "；\n", "。本院认为", "（下称原判）", " 与 "]),
)
def test_all_are_found_in_running_text(made: list[CaseNumber], between: str) -> None:
    text = "本院审理" + between.join(number.format() for number in made) + "。"
    found = [each for answer in find_all(text, TODAY) for each in each_number(answer)]
    assert found == made
    assert [text[each.start : each.end] for each in found] == [number.format() for number in made]


@pytest.mark.parametrize(
    "unit", ["（", "2", "（2020）", "（2020）吉01", "号", "1、", "（2020）吉01民初", "×", "吉01民初1、", "长"]
)
def test_a_long_text_is_read_to_its_end(unit: str) -> None:
    text = unit * 20_000
    assert parse(text, TODAY).end <= len(text)
    assert list(find_all(text + "（2020）吉01民初1号", TODAY))[-1].state == "ok"


def test_a_long_list_is_told_apart_from_a_number() -> None:
    head = "（2020）吉01民初"
    assert isinstance(parse(head + "1、" * 9_999 + "2号", TODAY), Numbers)
    answer = parse(head + "1、" * 20_000 + "2号", TODAY)
    assert answer.state == "malformed"


# ---- single points ----


def test_the_present_day_is_the_callers() -> None:
    text = "（2026）吉01民初12号"
    early, late = parse(text, date(2025, 12, 31)), parse(text, date(2026, 1, 1))
    assert isinstance(early, CaseNumber)
    assert isinstance(late, CaseNumber)
    assert early.warnings == ("the year 2026 lies in the future",)
    assert late.warnings == ()


def test_a_code_of_two_courts_is_ambiguous(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (*by_code("吉01"), *by_code("吉02"))
    monkeypatch.setattr("kg.names.numbers.scan.by_code", lambda code: both)
    answer = parse("（2020）吉01民初12号", TODAY)
    assert isinstance(answer, Unresolved)
    assert (answer.state, answer.court, answer.serial, answer.type) == ("ambiguous", None, 12, "民初")
    assert answer.candidates == tuple(court for court, _ in both)


def test_the_court_of_the_year_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    ((court, code),) = by_code("吉01")
    early = replace(court, name="早法院", until="2018"), replace(code, until="")
    late = replace(court, name="晚法院", since="2019-01-01"), replace(code, since="2016")
    monkeypatch.setattr("kg.names.numbers.scan.by_code", lambda code: (early, late))
    for year, name in ((2018, "早法院"), (2019, "晚法院"), (2022, "晚法院")):
        answer = parse(f"（{year}）吉01民初12号", TODAY)
        assert isinstance(answer, CaseNumber)
        assert answer.court is not None
        assert answer.court.name == name


def test_equal_however_written_and_usable_as_a_key() -> None:
    one, other = parse("（2020）吉01民终5号"), parse("２０２０吉０１民终0005號")
    assert one == other
    assert hash(one) == hash(other)
    assert isinstance(one, CaseNumber)
    with pytest.raises(AttributeError):
        one.year = 2021  # type: ignore[misc]


@pytest.mark.parametrize("number", range(1, 100))
def test_numerals(number: int) -> None:
    assert ordinal(numeral(number)) == number
    assert ordinal(str(number)) == number


@pytest.mark.parametrize("text", ["", "零", "十十", "一一", "百", "100", "0", "一百", "x", "〇", "二十零"])
def test_no_numerals(text: str) -> None:
    assert ordinal(text) is None


@pytest.mark.parametrize("number", [0, 100, -1])
def test_no_ordinal_beyond_99(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 99"):
        numeral(number)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_the_province_characters_of_article_4() -> None:
    assert len(PROVINCES) == len(set(PROVINCES)) == 33  # 31 provinces, 兵, 军
    assert level("最高法") == "supreme"
    assert {level(char) for char in PROVINCES} == {"high"}
    assert [level(code) for code in ("吉01", "吉0104", "吉1", "吉010", "")] == [
        "intermediate",
        "basic",
        None,
        None,
        None,
    ]
