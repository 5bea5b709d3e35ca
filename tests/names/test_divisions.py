"""The table of divisions: complete, in China, and names that mean one division or several."""

import re
from pathlib import Path

import pytest

from kg.names.divisions import TABLE, Division, above, divisions, leaves, named, short_forms

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


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("吉林省", ("吉林",)),
        ("长春市", ("长春",)),
        ("内蒙古自治区", ("内蒙古", "内蒙")),
        ("广西壮族自治区", ("广西",)),
        ("香港特别行政区", ("香港",)),
        ("大兴安岭地区", ("大兴安岭",)),
        ("锡林郭勒盟", ("锡林郭勒",)),
        ("延边朝鲜族自治州", ("延边", "延边州")),
        ("黔东南苗族侗族自治州", ("黔东南", "黔东南州")),
        ("克孜勒苏柯尔克孜自治州", ("克孜勒苏", "克孜勒苏州")),
        ("双江拉祜族佤族布朗族傣族自治县", ("双江", "双江县")),
        ("三都水族自治县", ("三都", "三都县")),
        ("龙胜各族自治县", ("龙胜", "龙胜县")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("鄂温克族自治旗", ("鄂温克", "鄂温克旗")),
        ("鄂托克旗", ("鄂托克",)),
        ("前郭尔罗斯蒙古族自治县", ("前郭尔罗斯", "前郭尔罗斯县", "前郭", "前郭县")),
        ("六枝特区", ("六枝",)),
        ("浦东新区", ("浦东",)),
        ("神农架林区", ("神农架",)),
        ("碑林区", ("碑林",)),
        ("万柏林区", ("万柏林",)),
        ("立新区", ("立新",)),
        ("白云鄂博矿区", ("白云鄂博",)),
        ("井陉矿区", ()),
        ("和县", ()),
        ("城区", ()),
        ("", ()),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name) == forms
