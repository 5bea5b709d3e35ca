"""Groups of courts: said in words, and never one court."""

import pytest

from kg.names.directory import courts
from kg.names.text.context import Context
from kg.names.text.groups import group


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("全市法院", "长春市中级人民法院", "courts of 长春市 (intermediate and basic)"),
        ("全市两级法院", "长春市中级人民法院", "courts of 长春市 (intermediate and basic)"),
        ("两级法院", "长春市中级人民法院", "courts of 长春市 (intermediate and basic)"),
        ("全省法院", "长春市中级人民法院", "courts of 吉林省"),
        ("全省三级法院", "吉林省高级人民法院", "courts of 吉林省 (high, intermediate and basic)"),
        ("全省各级法院", "吉林省高级人民法院", "courts of 吉林省"),
        ("辖区各基层法院", "白山市中级人民法院", "basic courts under 吉林省白山市中级人民法院"),
        ("长春市两级法院", "", "courts of 长春市 (intermediate and basic)"),
        ("长春市基层法院", "", "basic courts under 吉林省长春市中级人民法院"),
        ("四川省成都市两级法院", "", "courts of 成都市 (intermediate and basic)"),
        ("长春法院", "", "courts of 长春市"),
        ("成都法院", "", "courts of 成都市"),
        ("吉林法院", "", "courts of 吉林省 or of 吉林市"),
        ("吉林全省法院", "", "courts of 吉林省"),
        ("重庆地区法院", "", "courts of 重庆市"),
        ("长三角区域法院", "", "courts of 沪苏浙皖"),
        ("川渝自贸区法院", "", "四川自由贸易试验区人民法院, 重庆自由贸易试验区人民法院"),
        ("延边林区两级法院", "", "吉林省延边林区中级法院 and its basic courts"),
    ],
)
def test_a_group(text: str, context: str, wanted: str) -> None:
    assert group(text, Context.of(context)) == wanted


@pytest.mark.parametrize(
    "text",
    ["全市法院", "全省法院", "两级法院", "辖区各基层法院", "长春市中级人民法院", "吉林省法院", "长春市法院", "通化法院",
     "朝阳法院", "各级人民法院", "基层法院", "全国法院", "法院", "人民法院", "", "区域法院"],
)  # fmt: skip
def test_no_group_without_a_context_or_a_sign_of_one(text: str) -> None:
    assert group(text) is None


def test_a_city_is_not_taken_from_several() -> None:
    assert group("全市法院", Context.of("成都、重庆")) is None
    assert group("全省法院", Context.of("四川、重庆")) is None


def test_a_kind_is_no_group_even_in_a_context() -> None:
    for text in ("各级人民法院", "基层法院", "中级人民法院", "区域法院"):
        assert group(text, Context.of("长春市中级人民法院")) is None


def test_the_courts_of_a_section_about_a_court_without_a_division() -> None:
    context = Context.of("延边").about(courts()["吉林省延边林区中级法院"])
    assert group("两级法院", context) == "吉林省延边林区中级法院 and its basic courts"
    assert group("辖区基层法院", context) == "basic courts under 吉林省延边林区中级法院"
