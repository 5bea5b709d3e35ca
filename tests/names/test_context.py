"""What a document has named so far: places, courts, and what all of it agrees on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.directory import courts
from kg.names.text.context import Context


def court_names(context: Context) -> list[str]:
    """The names of the courts of a context, in order."""
    return [court.name for court in context.courts]


@pytest.mark.parametrize(
    ("text", "city", "province", "named"),
    [
        ("长春市中级人民法院2024年工作综述", "220100", "220000", ["吉林省长春市中级人民法院"]),
        ("吉林省高级人民法院印发精品案例", "", "220000", ["吉林省高级人民法院"]),
        ("延边朝鲜族自治州和龙市人民法院", "222400", "220000", ["和龙市人民法院"]),
        ("北京城市副中心", "110000", "110000", []),
        ("辽宁省朝阳市", "211300", "210000", []),
        ("成都、重庆两地", "", "", []),
        ("最高人民法院发布典型案例", "", "", ["最高人民法院"]),  # its seat says nothing of the document
        ("纸上的权益变成真金白银，长治久安", "", "", []),  # 白银 and 长治 are cities, and words
        ("", "", "", []),
    ],
)
def test_what_a_text_says(text: str, city: str, province: str, named: list[str]) -> None:
    context = Context.of(text)
    assert (context.city, context.province, court_names(context)) == (city, province, named)


def test_a_shared_name_counts_where_what_was_named_before_decides() -> None:
    assert court_names(Context.of("朝阳法院")) == []
    assert court_names(Context.of("长春市政法委会同朝阳法院")) == ["长春市朝阳区人民法院"]
    assert court_names(Context.of("北京市的朝阳法院")) == ["北京市朝阳区人民法院"]
    assert court_names(Context.of("北京市与长春市的朝阳法院")) == []


def test_a_province_and_a_city_of_one_name_are_the_province() -> None:
    assert Context.of("吉林").places == ("220000",)
    assert Context.of("吉林市").places == ("220200",)
    assert Context.of("河南").places == ("410000",)  # and no 河南蒙古族自治县


def test_the_most_recent_stands_last() -> None:
    context = Context.of("长春、白山、长春")
    assert context.cities == ("220600", "220100")
    assert context.provinces == ("220000",)
    assert context.city == ""


def test_the_court_of_a_section_decides() -> None:
    baishan = courts()["吉林省白山市中级人民法院"]
    context = Context.of("长春、白山").about(baishan)
    assert (context.city, context.province) == ("220600", "220000")
    assert context.about(None).city == ""


def test_given_places_and_courts() -> None:
    changchun = courts()["吉林省长春市中级人民法院"]
    assert Context(places=("220100",)).city == "220100"
    context = Context(courts=(changchun,))
    assert context.courts == (changchun,)
    assert Context().with_courts((changchun,)).city == "220100"
    assert Context().with_places(("110105", "220104")).places == ()
    assert Context(("220100",)).with_places(("110105", "220104")).places == ("220100", "220104")


def test_names_broken_by_lines_and_spaces() -> None:
    assert court_names(Context.of("长 春 市 中\n\n级人民法 院")) == ["吉林省长春市中级人民法院"]


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    Context.of(text)
