"""Places and courts in running text without a context, and texts without white space with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.divisions import divisions
from kg.names.text.flat import flat, headings, paragraphs
from kg.names.text.scan import city_of, courts_in, places_in, province_of


def test_the_places_of_a_text() -> None:
    text = "吉林省长春市朝阳区与成都"
    assert [(text[start:end], codes) for start, end, codes in places_in(text)] == [
        ("吉林省", ("220000",)),
        ("长春市", ("220100",)),
        ("朝阳区", ("110105", "220104")),
        ("成都", ("510100",)),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("河南", ["410000"]),  # and no 河南蒙古族自治县
        ("吉林", ["220000", "220200"]),
        ("真金白银", []),
        ("白银市", ["620400"]),
        ("朝阳", ["211300", "110105", "220104", "211321"]),  # 朝阳市, two districts, and 朝阳县
        ("农安", []),  # a county by its stem alone is none: too many are ordinary words
        ("农安县", ["220122"]),
        ("延边州", ["222400"]),
    ],
)
def test_a_place_by_name(text: str, codes: list[str]) -> None:
    assert sorted(code for _, _, each in places_in(text) for code in each) == sorted(codes)


def test_the_courts_of_a_text() -> None:
    text = "最高法与长春中院、农安法院、朝阳法院"
    found = [(text[start:end], [court.name for court in several]) for start, end, several in courts_in(text)]
    assert found[:3] == [
        ("最高法", ["最高人民法院"]),
        ("长春中院", ["吉林省长春市中级人民法院"]),
        ("农安法院", ["农安县人民法院"]),
    ]
    assert found[3][0] == "朝阳法院"
    assert {"北京市朝阳区人民法院", "长春市朝阳区人民法院"} <= set(found[3][1])


def test_a_city_and_a_province_of_a_code() -> None:
    assert (city_of("220104"), province_of("220104")) == ("220100", "220000")
    assert (city_of("110105"), province_of("110105")) == ("110000", "110000")
    assert (city_of("220000"), province_of("220000")) == ("", "220000")
    assert (city_of("429004"), province_of("429004")) == ("", "420000")  # governed by the province directly
    assert (city_of(""), province_of("")) == ("", "")
    assert all(city_of(code) in {"", *divisions()} for code in divisions())


def test_a_flat_text() -> None:
    found = flat("長春 中\n\u200b院（Ａ）")
    assert found.text == "长春中院(A)"
    assert found.origin == [0, 1, 3, 6, 7, 8, 9]


def test_headings_and_paragraphs() -> None:
    text = (
        "【案例 1】长春中院提升质效\n\n近年来，长春中院认真开展工作，在审判、执行、调解各方面都取得成效。\n长春中院推广"
    )
    found = flat(text)
    assert {found.text[at : at + 4] for at in headings(text, found)} == {"长春中院"}
    assert {found.text[at : at + 3] for at in paragraphs(text, found)} == {"【案例", "近年来", "长春中"}


@given(st.text(max_size=60))
def test_a_flat_text_points_back(text: str) -> None:
    found = flat(text)
    assert len(found.text) == len(found.origin)
    assert found.origin == sorted(found.origin)
    assert not any(char.isspace() for char in found.text)
    assert max(headings(text, found) | paragraphs(text, found)) <= len(found.text)
