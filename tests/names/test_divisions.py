"""The table of divisions: complete, in China, and names that mean one division or several."""

import re
from pathlib import Path

import pytest

from kg.names.divisions import TABLE, Division, above, divisions, leaves, named

PROVINCES = 34  # 23 provinces, 5 autonomous regions, 4 municipalities, 2 special administrative regions


def test_the_header_says_where_the_table_is_from() -> None:
    head = [line for line in Path(TABLE).read_text("utf-8").splitlines() if line.startswith("#")]
    assert any("cpca 0.5.5" in line and "MIT" in line for line in head)
    assert not any("://" in line for line in head)


def test_every_row_is_a_division_of_china() -> None:
    found = divisions()
    assert list(found) == sorted(found)
    for code, division in found.items():
        assert re.fullmatch(r"\d{6}", code)
        assert division.code == code
        assert re.fullmatch(r"[㐀-鿿]{2,}", division.name), division
        assert 73 < division.lon < 136, division
        assert 3 < division.lat < 54, division
    assert sum(code.endswith("0000") for code in found) == PROVINCES
    assert "市辖区" not in {division.name for division in found.values()}


def test_every_division_but_a_province_has_one_above() -> None:
    for code in divisions():
        chain = above(code)
        assert (chain == ()) == code.endswith("0000"), code
        assert [up.code[2:] for up in chain[-1:]] in ([], ["0000"])


def test_a_county_lies_near_its_city() -> None:
    """A mistyped coordinate would put one far away; the widest prefectures are some 900 km long."""
    for division in divisions().values():
        for up in above(division.code)[:1]:
            if not up.code.endswith("0000") and up.name != "三沙市":
                apart = max(abs(division.lon - up.lon), abs(division.lat - up.lat))
                assert apart < 8, (division, up)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("长春市", ["220100"]),
        ("重庆市", ["500000"]),
        ("朝阳区", ["110105", "220104"]),
        ("长春市朝阳区", ["220104"]),
        ("吉林省长春市朝阳区", ["220104"]),
        ("北京市朝阳区", ["110105"]),
        ("浙江省嘉善县", ["330421"]),
        ("仙桃市", ["429004"]),  # under its province without a city between
        ("湖北省仙桃市", ["429004"]),
        ("长春", []),
        ("朝阳", []),
        ("吉林省朝阳市", []),
        ("", []),
    ],
)
def test_a_full_name_alone_or_after_those_above_it(text: str, codes: list[str]) -> None:
    assert [division.code for division in named(text)] == codes


def test_what_is_above() -> None:
    assert [up.name for up in above("220104")] == ["长春市", "吉林省"]
    assert [up.name for up in above("429004")] == ["湖北省"]
    assert above("110000") == ()


def test_leaves_are_counties_and_cities_without_any() -> None:
    found = {division.code for division in leaves()}
    assert {"220104", "441900", "442000", "820000"} <= found  # 东莞, 中山, 澳门 have no counties
    assert not found & {"220000", "220100", "500000"}
    assert all(isinstance(division, Division) for division in leaves())
