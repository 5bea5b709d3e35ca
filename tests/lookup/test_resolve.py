"""Names: whatever a person types means one resource, or is listed, or is refused; it is never guessed."""

import pytest

from kg.errors import Ambiguous, NotFound, UsageError
from kg.lookup import resolve as module
from kg.lookup.resolve import resolve
from kg.model.iris import BASE, PREF_LABEL
from kg.store.names_index import KINDS
from kg.store.reader import Reader

COURT = f"{BASE}court/甲市中级人民法院"

SAME = [
    "甲市中级人民法院",
    "甲中院",
    " 甲中院\n",
    "甲 中 院",
    "「甲中院」",
    "“甲市中级”人民法院",
    "Jia Intermediate People's Court",
    "JIA INTERMEDIATE PEOPLE’S COURT",
    "jia intermediate peoples court",
    "Ｊｉａ　Ｉｎｔｅｒｍｅｄｉａｔｅ People's Court",
    "jiashizhongjirenminfayuan",
    "jia shi zhong ji ren min fa yuan",
    "Jiazhongyuan",
    "jzy",
    "JZY",
    "ｊｚｙ",
    COURT,
]


@pytest.mark.parametrize("text", SAME)
def test_one_court_by_many_names(reader: Reader, text: str) -> None:
    assert resolve(reader, text).iri == COURT


@pytest.mark.parametrize("text", ["甲市中级人民法院", "甲中院", "Jia Intermediate People's Court", COURT])
def test_a_name_as_it_stands_needs_no_note(reader: Reader, text: str) -> None:
    assert resolve(reader, text).note == ""


def test_how_a_name_was_understood_is_noted(reader: Reader) -> None:
    assert resolve(reader, "jzy").note == "jzy → 甲市中级人民法院"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区人民法院", {"乙区人民法院", "丙区人民法院"}),
        ("District", {"乙区人民法院", "丙区人民法院"}),
        ("甲市立案规定第", {"甲市立案规定第2条", "甲市立案规定第12条"}),
        ("市中级", {"甲市中级人民法院"}),  # the only name that has it: still not what was said
        ("Intermediate", {"甲市中级人民法院"}),
        ("qurenminfayuan", {"乙区人民法院", "丙区人民法院"}),
    ],
)
def test_a_part_of_a_name_lists_the_names_and_means_none(reader: Reader, text: str, names: set[str]) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve(reader, text)
    assert {row["name"] for row in caught.value.candidates} == names
    assert all(row["class"] and row["iri"].startswith(BASE) for row in caught.value.candidates)
    assert "nothing is called" in str(caught.value)


def test_an_alias_of_two_resources_means_neither(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    two = reader.named("甲市中级人民法院") + reader.named("乙区人民法院")
    monkeypatch.setattr(reader, "named", lambda _text: two)
    with pytest.raises(Ambiguous, match="2 resources"):
        resolve(reader, "某法院")


def test_an_exact_name_is_preferred_to_a_part(reader: Reader) -> None:
    assert resolve(reader, "甲市立案规定").iri == f"{BASE}norm/甲市立案规定"
    assert resolve(reader, "甲市").iri == f"{BASE}place/甲市"
    # A concept of the schemes, and part of the name of a court of the graph.
    assert resolve(reader, "破产法庭").iri == f"{BASE}court-kind/破产法庭"


def test_nothing_is_told_with_what_is_near(reader: Reader) -> None:
    with pytest.raises(NotFound, match="甲市中级人民法院"):
        resolve(reader, "甲市高级人民法院")
    with pytest.raises(NotFound, match="kg find"):
        resolve(reader, "霓虹")


@pytest.mark.parametrize(
    "text",
    [
        f"{BASE}court/甲市高级人民法院",
        f"{BASE}court/甲 中院",
        f"{BASE}court/<>",
        "'; DROP TABLE form; --",
        "甲中院\0",
        '" OR "x',
        "*",
        "%",
        "🏛",
        "𠮷" * 9,
        "x" * 20_000,
    ],
)
def test_strange_names_mean_nothing(reader: Reader, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(reader, text)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["", "  ", "\n", "\ud800", "甲\udcff"])
def test_what_is_no_name_is_wrong_usage(reader: Reader, text: str) -> None:
    with pytest.raises(UsageError):
        resolve(reader, text)


def test_a_part_of_initials_is_chance(reader: Reader) -> None:
    # slag is within the initials of 甲市立案规定 alone, and finds it; but it is no name of it.
    assert [hit.iri for hit in reader.names.containing("slag", 5)] != []
    with pytest.raises(NotFound):
        resolve(reader, "slag")
    assert KINDS[module._INITIALS] == "initials"


def test_every_canonical_name_means_its_resource(seeds: Reader) -> None:
    names: dict[str, set[str]] = {}
    for quad in seeds.store.query(f"SELECT ?s ?l {{ ?s <{PREF_LABEL}> ?l FILTER(LANG(?l) = 'zh') }}"):  # type: ignore[union-attr]
        names.setdefault(quad["l"].value, set()).add(quad["s"].value)
    assert len(names) > 1000
    wrong = []
    for name, iris in names.items():
        try:
            found = {resolve(seeds, name).iri}
        except Ambiguous as error:
            found = {row["iri"] for row in error.candidates}
        if not found & iris or (len(iris) == 1 and found != iris):
            wrong.append((name, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cczy", "长春市中级人民法院"),
        ("ＣＣＺＹ", "长春市中级人民法院"),
        ("changchunpochanfating", "长春破产法庭"),
        ("Changchun Bankruptcy Tribunal", "长春破产法庭"),
        ("法发[2020]22号第1条", "法发〔2020〕22号第1条"),
        ("法发（2020）22号 第12条", "法发〔2020〕22号第12条"),
    ],
)
def test_names_of_the_seeds(seeds: Reader, text: str, name: str) -> None:
    assert seeds.label(resolve(seeds, text).iri) == name


def test_an_ambiguous_name_of_the_seeds(seeds: Reader) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve(seeds, "长春")
    rows = caught.value.candidates
    assert len(rows) == 20
    assert all("长春" in row["name"] for row in rows)
