"""Figures and dates as documents print them."""

from decimal import Decimal

import pytest

from kg.check.figures import chinese_number, figure_stands, missing_dates, numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百", 200),
        ("一百零五", 105),
        ("三千二百一十", 3210),
        ("三万五千", 35_000),
        ("一亿二千万", 120_000_000),
        ("三万亿", 3 * 10**12),
        ("二〇二二", 2022),
        ("零", 0),
        ("", None),
        ("三个", None),
    ],
)
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("14762", "受理14762件"),
        ("14762", "受理14,762件"),
        ("14762", "受理１４，７６２件"),
        ("14762", "受理147\n62件"),
        ("98.52", "结案率98.52%"),
        ("98.5", "结案率98.50％"),
        ("2708", "达2708余万元"),
        ("3", "三家法院"),
        ("2", "两届论坛"),
        ("100", "近百亿元"),
        ("3", "三万件"),
        ("30", "百分之三十"),
        ("10", "形成1+10模式"),
    ],
)
def test_a_figure_stands(value: str, text: str) -> None:
    assert figure_stands(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("147", "受理14762件"),
        ("762", "受理14,762件"),
        ("98.52", "结案率98.5%"),
        ("12000", "受理1.2万件"),
        ("4", "三家法院"),
        ("5", ""),
    ],
)
def test_another_figure_is_none(value: str, text: str) -> None:
    assert not figure_stands(value, text)


def test_numbers_of_a_list() -> None:
    assert {Decimal(8), Decimal(74), Decimal(3)} <= numbers("8批74件、3份")


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2022", "2022年"),
        ("2022", "二〇二二年"),
        ("2022", "二○二二年"),
        ("2022", "法发〔2022〕1号"),
        ("2022-09", "2022年9月"),
        ("2022-09", "2022年09月"),
        ("2022-12", "二〇二二年十二月"),
        ("2022-09-26", "2022年9月26日"),
        ("2022-09-26", "2022-09-26"),
        ("2022-09-26", "2022.9.26"),
        ("2022-09-26", "二〇二二年九月二十六日"),
        ("2022-09-10", "2022年9月十日"),
        ("2022-09-26", "2022年9月26日至28日"),
        ("2022-09-26", "2022年9月26、27日"),
        ("2022-01/2022-11", "2022年1至11月"),
        ("2022-09-26/..", "自2022年9月26日起"),
        ("2019/2022", "2019-2022年"),
    ],
)
def test_a_date_stands(date: str, text: str) -> None:
    assert missing_dates(date, text) == []


@pytest.mark.parametrize(
    ("date", "text", "missing"),
    [
        ("2022", "12022件", ["2022年"]),
        ("2022-09-26", "今年9月26日", ["2022年"]),
        ("2022-01", "2022年11月", ["1月"]),
        ("2022-02", "二〇二二年十二月", ["2月"]),
        ("2022-09-06", "2022年9月26日", ["6日"]),
        ("2022-09-06", "2022年9月十六日", ["6日"]),
        ("2021/2022", "2022年", ["2021年"]),
    ],
)
def test_parts_of_a_date_are_missing(date: str, text: str, missing: list[str]) -> None:
    assert missing_dates(date, text) == missing
