"""Places by name: full, short, with what is above, former, traditional; several where there are several."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.divisions import short_forms
from kg.names.history import named_in, spans
from kg.names.places import places
from kg.names.traditional import simplified

CURRENT = {code: span.name for code in spans() if (span := named_in(code))}


def codes(text: str, on: date | None = None) -> list[str]:
    """The codes that a text may mean."""
    return [place.code for place in places(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吉林省", ["220000"]),
        ("吉林", ["220000", "220200"]),  # the province and the city
        ("吉林市", ["220200"]),
        ("四平", ["220300"]),
        ("延边", ["222400"]),
        ("延边州", ["222400"]),
        ("内蒙", ["150000"]),
        ("内蒙古", ["150000"]),
        ("广西", ["450000"]),
        ("新疆", ["650000"]),
        ("香港", ["810000"]),
        ("伊通", ["220323"]),
        ("伊通县", ["220323"]),
        ("前郭县", ["220721"]),
        ("喀左县", ["211324"]),
        ("科左中旗", ["150521"]),
        ("黔东南", ["522600"]),
        ("黔东南州", ["522600"]),
        ("东乡族自治县", ["622926"]),
        ("神农架", ["429021"]),
        ("浦东", ["310115"]),
        ("和县", ["340523"]),
        ("朝阳", ["211300", "110105", "211321", "220104"]),
        ("朝阳区", ["110105", "220104"]),
        ("长春朝阳", ["220104"]),
        ("吉林朝阳", ["220104"]),
        ("朝阳市朝阳县", ["211321"]),
        ("铁西", ["210106", "210303", "220302"]),
        ("四平铁西", ["220302"]),
        ("吉林四平铁西", ["220302"]),
        ("吉林省四平市铁西区", ["220302"]),
        ("吉林省四平", ["220300"]),
        ("吉林省农安县", ["220122"]),  # the city between may be left out
        ("北京延庆", ["110119"]),
        ("海南", ["460000", "632500", "150303"]),  # 海南省, 海南藏族自治州, 乌海市海南区
        ("本溪", ["210500", "210521"]),
        ("井陉", ["130121"]),  # not 井陉矿区
        ("长春市 朝阳区", ["220104"]),
        ("长春市\n朝阳区", ["220104"]),
        ("長春市朝陽區", ["220104"]),
        ("瀋陽", ["210100"]),
        ("乾安縣", ["220723"]),  # 乾 stays
    ],
)
def test_a_name_of_today(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
    assert not any(place.former for place in places(text))


@pytest.mark.parametrize(
    ("text", "code", "full_name", "document"),
    [
        ("九台市", "220113", "吉林省长春市九台区", "国函〔2014〕142号"),
        ("长春九台市", "220113", "吉林省长春市九台区", "国函〔2014〕142号"),
        ("德惠县", "220183", "吉林省长春市德惠市", "民行批〔1994〕97号"),
        ("崇文区", "110101", "北京市东城区", "国函〔2010〕55号"),
        ("北京宣武", "110102", "北京市西城区", "国函〔2010〕55号"),
        ("四平公主岭", "220184", "吉林省长春市公主岭市", "国函〔2020〕84号"),
        ("资阳简阳市", "510185", "四川省成都市简阳市", "国函〔2016〕78号"),
        ("襄樊", "420600", "湖北省襄阳市", "国函〔2010〕129号"),
        ("莱芜市", "370100", "山东省济南市", "国函〔2018〕163号"),
        ("密云縣", "110118", "北京市密云区", "国函〔2015〕182号"),
        ("邢台县", "130521", "河北省邢台市邢台县", "襄都区、信都区"),  # divided: no division of today
        ("石家庄桥东区", "130103", "河北省石家庄市桥东区", "长安区、桥西区"),
    ],
)
def test_a_former_name_and_what_the_division_is_today(text: str, code: str, full_name: str, document: str) -> None:
    (place,) = places(text)
    assert (place.code, place.full_name, place.former) == (code, full_name, True)
    assert document in place.reason


@pytest.mark.parametrize(
    ("text", "day", "full_names"),
    [
        ("公主岭", date(2019, 12, 31), ["吉林省四平市公主岭市"]),
        ("公主岭", date(2020, 6, 4), ["吉林省四平市公主岭市"]),
        ("公主岭", date(2020, 6, 5), ["吉林省长春市公主岭市"]),
        ("长春公主岭", date(2019, 1, 1), ["吉林省四平市公主岭市"]),  # the name of later, on a day before
        ("九台市", date(2012, 1, 1), ["吉林省长春市九台市"]),
        ("九台区", date(2012, 1, 1), ["吉林省长春市九台市"]),
        ("九台", date(1995, 1, 1), ["吉林省长春市九台市"]),
        ("延庆", date(2014, 1, 1), ["北京市延庆县"]),
        ("延庆", date(2016, 1, 1), ["北京市延庆区"]),
        ("巢湖市", date(2008, 1, 1), ["安徽省巢湖市"]),  # a prefecture then
        ("巢湖市", date(2016, 1, 1), ["安徽省合肥市巢湖市"]),  # a county-level city now
        ("淮安市", date(1999, 1, 1), ["江苏省淮阴市淮安市"]),
        ("桥东区", date(2010, 1, 1), ["河北省石家庄市桥东区", "河北省邢台市桥东区", "河北省张家口市桥东区"]),
        ("桥东区", date(2021, 1, 1), ["河北省张家口市桥东区"]),
        ("龙港市", date(2010, 1, 1), []),  # there was none yet
        ("邢台县", date(2019, 1, 1), ["河北省邢台市邢台县"]),
    ],
)
def test_a_name_on_a_day(text: str, day: date, full_names: list[str]) -> None:
    assert [place.full_name for place in places(text, day)] == full_names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "吉",
        "法院",
        "人民法院",
        "吉林省朝阳市",  # 朝阳市 is in 辽宁
        "长春四平",
        "朝阳吉林",
        "长春市朝阳区法院",
        "高新区",
        "市辖区",
        "开发区",
        "某某市",
        "长春长春长春",
        "朝阳" * 100,
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == ()


def test_every_division_of_today_is_found_by_its_full_name_alone() -> None:
    for code, name in CURRENT.items():
        ups = (code[:2] + "0000", code[:4] + "00")
        full_name = "".join(CURRENT[up] for up in dict.fromkeys(ups) if up in CURRENT and up != code) + name
        (place,) = places(full_name)
        assert (place.code, place.name, place.full_name, place.former) == (code, name, full_name, False)


def test_a_short_form_means_every_division_that_it_is_short_for() -> None:
    short: dict[str, set[str]] = {}
    for code, name in CURRENT.items():
        for form in short_forms(name):
            short.setdefault(form, set()).add(code)
    for form, expected in short.items():
        if form not in CURRENT.values():
            found = {place.code for place in places(form) if not place.former}
            assert found == expected, form


@given(st.text() | st.text("长春吉林省市区县朝阳四平铁西北京 縣\n〇０"), st.none() | st.dates())
def test_no_text_raises(text: str, on: date | None) -> None:
    found = places(text, on)
    assert len({place.code for place in found}) == len(found)
    assert all(place.full_name.endswith(place.name) and place.reason for place in found)


@given(st.text())
def test_simplified_keeps_the_length_and_does_nothing_twice(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


def test_no_name_of_a_division_is_changed_by_simplifying() -> None:
    assert {name for name in CURRENT.values() if simplified(name) != name} == set()


def test_simplified_names_of_courts() -> None:
    assert simplified("最高人民法院第三巡迴法庭、廈門海事法院、長春知識産權法庭") == (
        "最高人民法院第三巡回法庭、厦门海事法院、长春知识产权法庭"
    )
