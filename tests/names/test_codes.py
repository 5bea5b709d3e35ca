"""Courts by their codes: the look-up in the text of the table agrees with the table read as records."""

import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import directory
from kg.names.codes import by_code, in_years
from kg.names.court import Court, CourtCode
from kg.names.directory import courts
from kg.names.numbers.answers import level


def listed() -> dict[str, list[tuple[Court, CourtCode]]]:
    found = defaultdict(list)
    for court in courts().values():
        for code in court.codes:
            found[code.code].append((court, code))
    return found


LISTED = listed()


def test_every_code_of_the_directory_is_found() -> None:
    for code, pairs in LISTED.items():
        whole = [pair for pair in pairs if not pair[0].part_of] or pairs
        assert list(by_code(code)) == whole, code
    assert len(LISTED) > 3000


def test_every_code_has_the_form_of_the_rule() -> None:
    assert [code for code in LISTED if level(code) is None] == []


@pytest.mark.parametrize(
    ("code", "name", "status"),
    [
        ("最高法", "最高人民法院", "official"),
        ("吉", "吉林省高级人民法院", "official"),
        ("兵", "新疆维吾尔自治区高级人民法院生产建设兵团分院", "official"),
        ("吉01", "吉林省长春市中级人民法院", "derived"),
        ("吉0104", "长春市朝阳区人民法院", "derived"),
        ("京0105", "北京市朝阳区人民法院", "derived"),
        ("沪72", "上海海事法院", "observed"),
        ("京73", "北京知识产权法院", "observed"),
        ("京0491", "北京互联网法院", "observed"),
    ],
)
def test_single_codes(code: str, name: str, status: str) -> None:
    ((court, how),) = by_code(code)
    assert (court.name, how.code, how.status) == (name, code, status)


@pytest.mark.parametrize(
    "code", ["", "吉9999", "吉0", "01", "吉010", "@", "吉01@", "\t", "吉01\t", "吉\n", "derived", "xx"]
)
def test_no_codes(code: str) -> None:
    assert by_code(code) == ()


def test_a_code_by_year() -> None:
    before, after = by_code("吉0381", 2019), by_code("吉0184", 2022)
    assert [court.name for court, _ in (*before, *after)] == ["公主岭市人民法院"] * 2
    assert by_code("吉0381", 2023) == by_code("吉0184", 2017) == ()
    assert by_code("吉0381") == before


def test_years_are_included_at_both_ends() -> None:
    code = CourtCode("吉0381", "derived", "2016", "2020", "")
    assert [in_years(code, year) for year in (2015, 2016, 2020, 2021)] == [False, True, True, False]
    assert in_years(CourtCode("吉0381", "derived", "", "", ""), 1990)


@given(st.text(max_size=8))
def test_no_text_raises(text: str) -> None:
    assert all(code.code == text for _, code in by_code(text))


def test_a_cold_look_up_does_not_read_the_directory() -> None:
    code = (
        "import kg.names.directory as d\n"
        "d.courts = None\n"
        "from kg.names.codes import by_code\n"
        "print(by_code('吉0104')[0][0].name)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "长春市朝阳区人民法院"


def test_the_file_is_read_once() -> None:
    assert directory.raw() is directory.raw()
