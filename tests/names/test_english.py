"""The English of courts: by rule against a table of expectations, and for every court of the directory."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.english.known import OFFICIAL
from kg.names.english.latin import latin
from kg.names.english.names import english
from kg.names.english.places import TABLE, latin_forms, readings
from kg.names.english.rules import by_rule, formed
from kg.names.english.spelling import place, spelled
from kg.names.pinyin import pinyin

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("english_cases.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
][1:]
FORMED = [case for case in CASES if case[1] in ("notice", "rule")]


def meant(name: str) -> Court:
    """The court of a name; with another of its names as if it were called so alone, made up where it is in no table."""
    if name in courts():
        return courts()[name]
    for court in courts().values():
        if name in court.short_names or name in {former.name for former in court.former_names}:
            return replace(court, name=name)
        if len(name) > len("中级人民法院") and court.name.endswith(f"省{name}"):
            return court
    return Court(name, "intermediate", (), "", "", "", "", (), (), (), "", "", "", ())


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 150
    assert sum(case[5] == "yes" for case in CASES) == len(OFFICIAL)


@pytest.mark.parametrize(("name", "how", "running", "full", "short", "official", "why"), FORMED)
def test_names_by_rule(name: str, how: str, running: str, full: str, short: str, official: str, why: str) -> None:
    court = meant(name)
    found = english(court) if name in courts() else formed(court, courts())
    assert (found.full, found.short) == (full, short), why
    assert not running or found.name == running
    assert found.official == (official == "yes")
    assert (how == "notice") == found.official


@pytest.mark.parametrize(("name", "english_name"), [(case[0], case[3]) for case in CASES if case[1] == "use"])
def test_names_in_use_are_found(name: str, english_name: str) -> None:
    official = meant(name)
    assert any(court.division == official.division and court.codes == official.codes for court in latin(english_name))


@pytest.mark.parametrize("english_name", [case[3] for case in CASES if case[1] == "unfound"])
def test_names_that_follow_no_rule_are_not_guessed(english_name: str) -> None:
    assert latin(english_name) == ()


def test_the_words_of_the_notice_are_used() -> None:
    words = [case[3] for case in CASES if case[1] == "word"]
    assert words == ["Dispatched People's Tribunal"]
    for word in words:
        assert any(word in english(court).full for court in courts().values())


def test_what_the_notice_prints_follows_its_own_rules() -> None:
    """The rules give the printed form too: what is formed by analogy is formed by the right rules."""
    for name, (full, short) in OFFICIAL.items():
        if name == "最高人民法院":
            continue
        found = by_rule(meant(name), courts())
        assert found.full == full
        assert not short or found.short == short


def test_no_two_courts_have_one_name() -> None:
    for form in ("name", "full"):
        counted = Counter(getattr(english(court), form) for court in courts().values())
        del counted[""]
        assert [name for name, number in counted.items() if number > 1] == []


def test_most_courts_have_a_name_and_the_parts_agree() -> None:
    names = {court.name: english(court) for court in courts().values()}
    without = [name for name, found in names.items() if not found.full]
    assert len(without) < len(names) / 25
    for found in names.values():
        assert bool(found.name) == bool(found.full)
        assert not found.short or found.full
        assert re.fullmatch(r"[A-Za-z',.() -]*", found.name + found.full + found.short)
        assert "People's Court" in found.full or not found.short


def test_every_division_is_spelled() -> None:
    for division in divisions().values():
        found = place(division.name)
        if found is None:
            assert division.name.endswith(("特区", "林区", "各族自治县", "特别行政区", "群岛", "海域")), division
        else:
            assert re.fullmatch(r"[A-Z][a-z']+(,? [A-Za-z'][a-z']*)*", found.own), (division, found)


@pytest.mark.parametrize(
    ("han", "latin_form"),
    [
        ("长春", "Changchun"),
        ("西安", "Xi'an"),
        ("东阿", "Dong'e"),
        ("普洱", "Pu'er"),
        ("绿园", "Lyuyuan"),
        ("略阳", "Lueyang"),
        ("朝阳", "Chaoyang"),
    ],
)
def test_spelling(han: str, latin_form: str) -> None:
    assert spelled(han) == latin_form


def test_pinyin_of_names_in_a_graph_reads_places_as_they_are_read_there() -> None:
    assert pinyin("长春市朝阳区人民法院") == ("changchunshichaoyangqurenminfayuan", "ccscyqrmfy")
    assert pinyin("吉林省长春市中级人民法院")[0] == "jilinshengchangchunshizhongjirenminfayuan"
    assert pinyin("院长办公会")[0] == "yuanzhangbangonghui"


def test_the_table_of_places_is_whole() -> None:
    rows = [line.split("\t") for line in Path(TABLE).read_text("utf-8").splitlines() if not line.startswith("#")]
    header = [line for line in Path(TABLE).read_text("utf-8").splitlines() if line.startswith("#")]
    assert rows[0] == ["name", "latin", "what", "source"]
    sources = {row[3] for row in rows[1:]}
    assert all(any(f"{source} = " in line for line in header) for source in sources)
    assert {row[2] for row in rows[1:]} == {"reading", "name", "people", "zone"}
    assert len({(row[0], row[2]) for row in rows[1:]}) == len(rows) - 1
    _, known = readings()
    assert all(len(name) == len(syllables) for name, syllables in known.items())
    assert all(re.fullmatch(r"[A-Z][A-Za-z' ]*", latin) for latin in latin_forms("name").values())
