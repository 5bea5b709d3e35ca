"""Cells as people write them, made plain, and templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.template import parse_template
from loaders.values import date_text, name_text, number_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2024/3/5", "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024年3月5号", "2024-03-05"),
        ("２０２４年１２月３１日", "2024-12-31"),
        ("2024 年 3 月", "2024-03"),
        ("2024/3", "2024-03"),
        ("2024年", "2024"),
        ("2024年度", "2024"),
        ("2024", "2024"),
        ("2024-03-05 00:00:00", "2024-03-05"),
        ("2024-03-05T00:00:00.000", "2024-03-05"),
        ("2022/2023", "2022/2023"),
        ("2022-09-26/..", "2022-09-26/.."),
        ("2024.3", "2024.3"),
        ("2024-03-05 14:30:00", "2024-03-05 14:30:00"),
        ("2024/3-5", "2024/3-5"),
        ("3/5/2024", "3/5/2024"),
        ("2024年3月5", "2024年3月5"),
        ("24年3月", "24年3月"),
        ("去年", "去年"),
        ("", ""),
    ],
)
def test_dates(text: str, plain: str) -> None:
    assert date_text(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,234", "1234"),
        ("１，２３４．５", "1234.5"),
        ("12", "12"),
        ("-1,234,567.8", "-1234567.8"),
        ("1,23", "1,23"),
        ("1,2345", "1,2345"),
        (",123", ",123"),
        ("12万", "12万"),
        ("1 234", "1 234"),
        ("", ""),
    ],
)
def test_numbers(text: str, plain: str) -> None:
    assert number_text(text) == plain


@given(st.integers(-(10**15), 10**15))
def test_a_number_with_separators_is_the_number(number: int) -> None:
    assert number_text(f"{number:,}") == str(number)


@given(st.dates())
def test_a_date_is_the_date_however_it_is_written(day) -> None:  # type: ignore[no-untyped-def]
    year = f"{day.year:04d}"
    for text in (f"{year}年{day.month}月{day.day}日", f"{year}/{day.month}/{day.day}", day.isoformat()):
        assert date_text(text) == day.isoformat()


@pytest.mark.parametrize("text", ["甲\n院", "甲\u200b院", "甲\ufeff院", "甲\x1f院", "甲\u202e院", "甲\x00院"])
def test_names_with_what_is_not_seen(text: str) -> None:
    with pytest.raises(ValueError, match=r"^the character U\+[0-9A-F]{4} in a name: it is not seen, or breaks "):
        name_text(text)


@pytest.mark.parametrize("text", ["甲 院", "𠮷县人民法院", "甲\u3000院", "\U000323b0县法院", "“421”模式"])
def test_names_that_are_names(text: str) -> None:
    assert name_text(f" {text}\u3000") == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{甲}", "1"),
        ("{ 甲 }", "1"),
        ("第{甲}批", "第1批"),
        ("{甲}{乙}", ""),
        ("{甲}{乙?}", "1"),
        ("{乙?}", ""),
        ("{{甲}}", "{甲}"),
        ("{{{甲}}}", "{1}"),
        ("甲", "甲"),
        ("{乙?}批", "批"),
    ],
)
def test_templates(template: str, text: str) -> None:
    assert parse_template(template, 1).bind({"甲": 0, "乙": 1})(["1", ""]) == text


@pytest.mark.parametrize("template", ["{", "}", "{甲", "甲}", "{}", "{ }", "{?}", "{甲{乙}}"])
def test_templates_that_are_none(template: str) -> None:
    with pytest.raises(ValueError, match="has a brace without its other one"):
        parse_template(template, 1)
