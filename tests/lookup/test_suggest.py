"""Suggestions: what is found, in which order, and that no form that contains the text is missed."""

import random

import pytest

import kg.lookup.suggest
from kg.errors import NotFound
from kg.lookup.part import Parts
from kg.lookup.suggest import Suggestions, _Forms
from kg.names.fold import fold
from kg.store.names_index import Hit
from kg.store.reader import Reader


@pytest.fixture
def toy_names(reader: Reader) -> Suggestions:
    return Suggestions(Parts(reader))


@pytest.fixture
def names(seeds: Reader) -> Suggestions:
    return Suggestions(Parts(seeds))


def shown(names: Suggestions, text: str, klass: str = "", limit: int = 10) -> list[tuple[str, str]]:
    rows = [names.json(found) for found in names.find(text, klass, limit)]
    return [(row["label"], row["matched"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("甲市破产法庭", ("甲市破产法庭", "")),
        ("甲市破", ("甲市破产法庭", "")),
        ("破产法庭", ("破产法庭", "")),
        ("甲中院", ("甲市中级人民法院", "甲中院")),
        ("乙法", ("乙区人民法院", "乙法院")),
        ("jiashipochanfating", ("甲市破产法庭", "jiashipochanfating")),
        ("Jia Shi Po", ("甲市破产法庭", "jiashipochanfating")),
        ("jspcft", ("甲市破产法庭", "jspcft")),
        ("Jia Bankruptcy", ("甲市破产法庭", "Jia Bankruptcy Tribunal")),
        ("yi district people’s", ("乙区人民法院", "Yi District People's Court")),
        ("ＪＩＡ　ＣＩＴＹ", ("甲市", "Jia City")),
    ],
)
def test_what_is_typed(toy_names: Suggestions, text: str, first: tuple[str, str]) -> None:
    assert shown(toy_names, text)[0] == first


def test_equal_before_beginning_before_inside_and_short_before_long(toy_names: Suggestions) -> None:
    labels = [label for label, _ in shown(toy_names, "甲市", limit=50)]
    assert labels[0] == "甲市"
    assert labels.index("甲市破产法庭") < labels.index("甲市立案规定第12条")
    inside = [label for label, _ in shown(toy_names, "立案", limit=50)]
    assert inside.index("立案分流机制") < inside.index("智慧立案机制") < inside.index("甲市立案规定第12条")


def test_each_resource_once_and_no_more_than_wanted(names: Suggestions) -> None:
    for limit in (1, 3, 200):
        found = names.find("长春", limit=limit)
        assert len({one.iri for one in found}) == len(found) <= limit
    assert len(names.find("长春", limit=200)) > 100
    assert names.find("长春", limit=3) == names.find("长春", limit=200)[:3]


def test_by_class_with_subclasses(names: Suggestions) -> None:
    courts = names.find("长春", "Court", 50)
    assert len(courts) > 10
    assert {names.parts.klass(found.iri) for found in courts} >= {"IntermediateCourt", "BasicCourt", "Tribunal"}
    assert {names.parts.klass(found.iri) for found in names.find("长春", "Award")} == {"Award"}
    assert names.find("破产法庭", "Place") == []
    assert names.ready("Court")
    assert not names.ready("Case")
    with pytest.raises(NotFound, match="no class Cort; did you mean Court"):
        names.find("长春", "Cort")


@pytest.mark.parametrize(
    "text", ["", " ", "“”", "没有这样的名称", "zzzzzzz", "\0", "\n", "\U0010ffff", "a" * 200, "*", '"']
)
def test_nothing(toy_names: Suggestions, text: str) -> None:
    assert toy_names.find(text) == []


def test_initials_inside_need_three_letters(toy_names: Suggestions) -> None:
    assert ("甲市破产法庭", "jspcft") in shown(toy_names, "pcft", limit=50)
    assert all(matched != "jspcft" for _, matched in shown(toy_names, "cf", limit=50))


def test_only_what_can_be_drawn(names: Suggestions) -> None:
    """Documents and shortcuts have names too, and no pages among the pictures."""
    assert all(names.parts.drawn(hit.iri) for hit in names.forms)
    assert [label for label, _ in shown(names, "长春五家专业法庭（版面文字，无题）")] == []


def test_no_form_is_missed(names: Suggestions) -> None:
    """Against plain scans of all forms of the seeds, with parts of names cut at random."""
    dice = random.Random(6)
    for _ in range(300):
        folded = dice.choice(names.forms).folded
        start = dice.randrange(len(folded))
        text = folded[start : start + dice.randint(1, 8)]
        wanted = {hit.iri for hit in names.forms if text in hit.folded and (hit.kind < 4 or len(text) >= 3)}
        wanted |= {hit.iri for hit in names.forms if hit.folded.startswith(text)}
        assert {found.iri for found in names.find(text, limit=10**6)} == wanted


def test_the_disk_answers_where_memory_would_be_large(seeds: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.lookup.suggest, "_LARGEST", 10)
    large = Suggestions(Parts(seeds))
    assert not large.forms
    assert not large.ready("")
    assert shown(large, "长春破产法庭")[0] == ("长春破产法庭", "")
    assert shown(large, "长春中院", "Court")[0] == ("长春市中级人民法院", "长春中院")


def test_forms_in_order_of_rank(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("甲乙丙", "甲乙", "乙甲乙", "甲", "丁甲乙丙")
    hits = [Hit(text, text, kind) for text, kind in zip(texts, (1, 1, 0, 0, 0), strict=True)]
    forms = _Forms(hits, 2)
    few = [[hit.folded for hit in search("甲乙")] for search in (forms.equal, forms.beginning, forms.containing)]
    assert few == [["甲乙"], ["甲乙", "甲乙丙"], ["甲乙", "乙甲乙", "甲乙丙", "丁甲乙丙"]]
    monkeypatch.setattr(kg.lookup.suggest, "_FEW", 0)
    assert [hit.folded for hit in forms.beginning("甲乙")] == few[1]


def test_matched_is_as_it_is_written_in_the_graph(names: Suggestions) -> None:
    for label, matched in shown(names, "长春中院", limit=50):
        assert not matched or fold("长春中院") in fold(matched), label
