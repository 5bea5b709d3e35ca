"""The order of names with numbers in them."""

from hypothesis import given
from hypothesis import strategies as st

from kg.names.natural import natural


def test_numbers_are_numbers() -> None:
    names = ["第12条", "第2条", "第1条第10款", "第1条第9款", "条", "2024年", "", "第02条"]
    wanted = ["", "2024年", "条", "第1条第9款", "第1条第10款", "第2条", "第02条", "第12条"]
    assert sorted(names, key=natural) == wanted


@given(st.text(), st.integers(0), st.integers(0), st.text())
def test_numbers_rule_between_equal_texts(before: str, one: int, other: int, after: str) -> None:
    keys = [natural(f"{before}第{number}条{after}") for number in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)


def test_a_number_of_ten_thousand_digits() -> None:
    assert natural("9" * 10_000) > natural("8" * 10_000) > natural("9" * 9_999)
