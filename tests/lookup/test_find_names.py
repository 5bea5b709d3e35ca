"""Finding and suggesting by numbers, and by what the directory of courts knows."""

from collections.abc import Iterator

import pytest

from kg.lookup.find import by_directory, find
from kg.lookup.part import Parts
from kg.lookup.suggest import Suggestions
from kg.store.reader import Reader
from tests.lookup.numbered import numbered_graph


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A graph with a document and cases that have numbers and no alias of them."""
    found = Reader(numbered_graph(tmp_path_factory.mktemp("numbered")))
    yield found
    found.close()


def names(reader: Reader, text: str, klass: str = "", limit: int = 20) -> list[str]:
    return [row["name"] for row in find(reader, text, klass=klass, limit=limit)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cczy", "长春市中级人民法院"),
        ("changchun-zhongyuan", "长春市中级人民法院"),
        ("長春中院", "长春市中级人民法院"),
        ("Changchun Intermediate People's Court of Jilin Province", "长春市中级人民法院"),
        ("长春市南关法院", "长春市南关区人民法院"),
        ("朝阳法院", "长春市朝阳区人民法院"),  # of all courts that are called so, those in the graph
        ("长春汽开法院", "长春汽车经济技术开发区人民法院"),
    ],
)
def test_courts_by_names_of_the_directory(seeds: Reader, text: str, found: str) -> None:
    assert names(seeds, text)[0] == found


@pytest.mark.parametrize(("text", "plain"), [("長春", "长春"), ("破產法庭", "破产法庭"), ("網上", "网上")])
def test_traditional_characters_find_what_simplified_ones_find(seeds: Reader, text: str, plain: str) -> None:
    assert names(seeds, text) == names(seeds, plain) != []
    assert names(seeds, text, "Court", 1) == names(seeds, plain, "Court", 1)


def test_the_directory_is_asked_where_the_graph_has_nothing(seeds: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_reader: Reader, text: str) -> list[str]:
        raise AssertionError(text)

    monkeypatch.setattr("kg.lookup.find.by_directory", refuse)
    assert names(seeds, "长春中院")
    with pytest.raises(AssertionError):
        find(seeds, "长春市南关法院")


def test_a_class_and_a_limit_hold_for_them_too(seeds: Reader) -> None:
    assert names(seeds, "长春市南关法院", "BasicCourt") == ["长春市南关区人民法院"]
    assert names(seeds, "长春市南关法院", "Place") == []
    assert names(seeds, "长春市南关法院", limit=0) == []


def test_courts_that_the_graph_does_not_have(seeds: Reader) -> None:
    assert names(seeds, "成都市武侯区人民法院") == []
    assert by_directory(seeds, "全省法院") == by_directory(seeds, "") == []


@pytest.mark.parametrize(
    "text", ["甲中法〔2022〕3号", "甲中法[2022]3号", "甲中法", "〔2022〕3号", "甲中法〔2022〕第3号"]
)
def test_documents_by_number(reader: Reader, text: str) -> None:
    assert names(reader, text) == ["甲市立案规定"]


@pytest.mark.parametrize("text", ["（2022）吉0102破1号", "(2022)吉0102破", "2022吉0102破1号", "吉0102破1号"])
def test_cases_by_number(numbered: Reader, text: str) -> None:
    assert names(numbered, text) == ["丁公司重整案"]


def test_names_come_before_numbers(numbered: Reader) -> None:
    """22 is in no name: the order shows where a text is in a name and in a number."""
    found = names(numbered, "第1")
    assert found.index("甲市立案规定第12条") < found.index("戊公司清算案")


@pytest.mark.parametrize("large", [False, True])
def test_suggestions_by_number(numbered: Reader, monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    if large:
        monkeypatch.setattr("kg.lookup.suggest._LARGEST", 10)
    suggestions = Suggestions(Parts(numbered))
    for text in ("（2022）吉0102破1号", "吉0102破1", "(2022)吉"):
        (found,) = suggestions.find(text)
        shown = suggestions.json(found)
        assert (shown["label"], shown["matched"]) == ("丁公司重整案", "（2022）吉0102破1号")
    (found,) = suggestions.find("甲中法[2022]")
    assert suggestions.json(found)["matched"] == "甲中法〔2022〕3号"


def test_suggestions_by_the_directory(seeds: Reader) -> None:
    suggestions = Suggestions(Parts(seeds))
    for text in ("长春市南关法院", "nanguan district people's court"):
        (found,) = suggestions.find(text)
        assert suggestions.json(found)["label"] == "长春市南关区人民法院"
    assert [found.iri for found in suggestions.find("長春中院", "Court")] == by_directory(seeds, "長春中院")
    assert suggestions.find("長春中院", "Place") == []
    assert suggestions.find("長春中院", limit=0) == []
    assert suggestions.find("长春市南") != []  # what is being typed is found among the names themselves
