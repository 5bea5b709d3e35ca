"""Long texts cost time in proportion to their length, whatever they are made of, and nothing is raised for them."""

from time import process_time

import pytest

from kg.names.numbers import case_number, document_number
from kg.names.resolve import resolve
from kg.names.text.context import Context
from kg.names.text.mentions import mentions

_LENGTH = 20_000
_MOST = 5.0  # seconds of the processor; what takes time by the square of the length takes far more
_CONTEXT = Context.of("吉林省长春市朝阳区人民法院")


def _timed(text: str) -> float:
    begun = process_time()
    resolve(text)
    resolve(text, _CONTEXT)
    case_number.parse(text)
    document_number.parse(text)
    list(document_number.find_all(text))
    return process_time() - begun


@pytest.mark.parametrize(
    "piece", ["1", "和", "与", "长春中院、", "长春和", "长春市", "人民法院", "第", "第一", "、", "("]
)
@pytest.mark.parametrize("end", ["", "法院", "、四平市中院"])
def test_names(piece: str, end: str) -> None:
    assert _timed(piece * (_LENGTH // len(piece)) + end) < _MOST


@pytest.mark.parametrize("blank", [" ", "\n", "\u2003", " \n"])
@pytest.mark.parametrize(
    "start", ["（2020", "2020", "（2020）吉0104民", "（2020）吉0104民初1", "（2020）吉0104民初1号", "法发〔2020〕"]
)
def test_numbers_with_white_space_inside(blank: str, start: str) -> None:
    assert _timed(start + blank * (_LENGTH // len(blank)) + "，") < _MOST


@pytest.mark.parametrize("piece", ["长春中院、", "该院", "和", "1", "（2020）吉0104民初1号、"])
def test_mentions(piece: str) -> None:
    begun = process_time()
    list(mentions(piece * (_LENGTH // 2 // len(piece))))
    assert process_time() - begun < _MOST


def test_a_number_of_thousands_of_digits_is_no_number_of_courts() -> None:
    assert resolve("长春、四平等" + "1" * 5000 + "家法院").kind == "nothing"
    assert resolve("长春、四平" + "1" * 5000 + "家法院").kind == "nothing"
