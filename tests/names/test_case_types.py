"""The table of types: complete rows, known sources and statuses, the longest match."""

import re
from collections import Counter

import pytest

from kg.names.numbers import case_types as table
from kg.names.numbers.case_number import CaseNumber, parse
from kg.names.numbers.case_types import LONGEST, STATUSES, case_type, case_types, is_type, longest, sources

TYPES = case_types()


def test_no_type_stands_twice() -> None:
    with open(table.TABLE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    assert {len(row) for row in rows} == {15}
    found = Counter(row[0] for row in rows[1:])
    assert max(found.values()) == 1
    assert len(TYPES) == len(found) == 134


def test_how_much_is_known_and_how() -> None:
    # Counted in the sources: two copies of the annex agree on 113; the notices of 2016 made 10 more.
    assert Counter(each.status for each in TYPES.values()) == {
        "copies": 113,
        "rule": 8,
        "copy": 8,
        "rule-class": 2,
        "secondary": 2,
        "observed": 1,
    }
    assert {each.status for each in TYPES.values()} == set(STATUSES)


@pytest.mark.parametrize("each", TYPES.values(), ids=TYPES)
def test_every_row(each: table.CaseType) -> None:
    assert case_type(each.type) is each
    assert each.name
    assert each.procedure
    assert re.fullmatch("[ -~…]+", each.procedure_en)
    assert re.fullmatch("[a-z-]+", each.instance)
    assert each.group
    assert each.group_en
    assert each.status in STATUSES
    assert each.sources
    assert set(each.sources) <= sources().keys()
    assert all(re.fullmatch("[0-9]{4}", number) for number in each.classes)
    assert all(not day or re.fullmatch("20[0-9]{2}-[01][0-9]-[0-3][0-9]", day) for day in (each.since, each.until))
    assert len(each.type) <= (LONGEST if each.status in {"secondary", "observed"} else 3)  # article 7: at most three


def test_every_source_is_used() -> None:
    assert {key for each in TYPES.values() for key in each.sources} == sources().keys()
    assert all(sources().values())


@pytest.mark.parametrize("each", [each for each in TYPES.values() if each.example], ids=lambda each: each.type)
def test_the_examples_are_numbers_of_the_type(each: table.CaseType) -> None:
    found = parse(each.example)
    assert isinstance(found, CaseNumber), found
    assert found.type == each.type


@pytest.mark.parametrize("type_", TYPES)
def test_the_longest_match(type_: str) -> None:
    assert is_type(type_)
    for rest in ("", "1号", "×号"):
        assert longest(type_ + rest) == type_


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("委赔监12号", "委赔监"),
        ("民督监12号", "民督监"),
        ("行保复12号", "行保复"),
        ("民特监12号", "民特监"),
        ("执12号", "执"),
        ("执异12号", "执异"),
        ("破申12号", "破申"),
        ("破管12号", "破"),
        ("商初12号", ""),
        ("赔12号", ""),
        ("", ""),
    ],
)
def test_longest_on_other_text(text: str, expected: str) -> None:
    assert longest(text) == expected


@pytest.mark.parametrize(
    "text", ["", "民", "商初", "赔", "引渡", "司救", "请送达", "刑缺", "民辖初", "知刑初", "民初 ", "type", "#"]
)
def test_what_is_no_type(text: str) -> None:
    assert not is_type(text)
    assert case_type(text) is None


@pytest.mark.parametrize(
    ("type_", "instance", "since", "until"),
    [
        ("民初", "first", "2016-01-01", ""),
        ("民终", "appeal", "2016-01-01", ""),
        ("民辖终", "appeal", "2016-01-01", ""),
        ("民再", "retrial", "2016-01-01", ""),
        ("民申", "retrial-review", "2016-01-01", ""),
        ("民保令", "special", "2016-03-01", ""),
        ("破", "bankruptcy", "2016-08-01", ""),
        ("破终", "appeal", "2016-08-01", ""),
        ("民破", "bankruptcy", "2016-01-01", "2016-07-31"),
        ("刑教", "special", "", ""),
        ("民诉前调", "pre-filing", "", ""),
    ],
)
def test_single_types(type_: str, instance: str, since: str, until: str) -> None:
    found = TYPES[type_]
    assert (found.instance, found.since, found.until) == (instance, since, until)


def test_years() -> None:
    assert [TYPES["民破"].in_year(year) for year in (2015, 2016, 2017)] == [False, True, False]
    assert [TYPES["破"].in_year(year) for year in (2015, 2016, 2030)] == [False, True, True]
    assert TYPES["刑教"].in_year(2016)  # not known since when: nothing is said against any year
