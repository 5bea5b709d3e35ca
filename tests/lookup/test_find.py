"""Finding by a part of a name."""

import pytest

from kg.errors import UsageError
from kg.lookup.find import find
from kg.store.reader import Reader


def names(reader: Reader, text: str, klass: str = "", limit: int = 20) -> list[str]:
    return [row["name"] for row in find(reader, text, klass=klass, limit=limit)]


def test_parts_of_names(reader: Reader) -> None:
    assert set(names(reader, "立案", "Mechanism")) == {"智慧立案机制", "立案分流机制", "立案提示机制"}
    assert names(reader, "丁") == ["丁公司重整案"]
    assert names(reader, "院", "BasicCourt") == ["丙区人民法院", "乙区人民法院"]


@pytest.mark.parametrize("text", ["甲中院", "JZY", "ｊｚｙ", "jiazhong", "intermediate people's", "甲 中", "“甲中院”"])
def test_every_kind_of_name(reader: Reader, text: str) -> None:
    assert names(reader, text)[0] == "甲市中级人民法院"


def test_the_best_come_first(reader: Reader) -> None:
    found = names(reader, "甲市")
    assert found[0] == "甲市"
    assert found.index("甲市中级人民法院") < len(found)
    assert found == names(reader, "甲市")
    assert len(found) == len(set(found))


def test_classes_count_with_their_subclasses(reader: Reader) -> None:
    courts = {"甲市中级人民法院", "乙区人民法院", "丙区人民法院"}
    assert set(names(reader, "人民法院", "Court")) == courts
    assert set(names(reader, "人民法院", "法院")) == courts
    assert set(names(reader, "人民法院", "Institution")) == courts
    assert set(names(reader, "人民法院", "BasicCourt")) == courts - {"甲市中级人民法院"}
    with pytest.raises(UsageError, match="did you mean Court"):
        find(reader, "法院", klass="Curt")


def test_limit(reader: Reader) -> None:
    assert len(find(reader, "立案", limit=2)) == 2
    assert names(reader, "立案", limit=2) == names(reader, "立案")[:2]


NOT_NAMES = ["", " ", "*", '"', '""', "' OR 1=1 --", "NEAR(a b)", "body:甲", "-甲", "^甲", "霓虹", "🏛"]


@pytest.mark.parametrize("text", NOT_NAMES)
def test_what_no_name_contains(reader: Reader, text: str) -> None:
    assert find(reader, text) == []


def test_rows(reader: Reader) -> None:
    assert find(reader, "甲中院") == [
        {
            "name": "甲市中级人民法院",
            "english": "Jia Intermediate People's Court",
            "class": "中级法院",
            "iri": "https://w3id.org/courtgraph/court/甲市中级人民法院",
        }
    ]


@pytest.mark.parametrize("text", ["破产", "协作", "法院", "1+10", "“", "Tribunal", "pochan"])
def test_the_index_finds_what_a_plain_search_finds(seeds: Reader, text: str) -> None:
    """Against a scan of every name, folded as the index folds."""
    from kg.names.fold import fold
    from kg.names.pinyin import pinyin

    part = fold(text)
    query = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?s ?l { ?s skos:prefLabel|skos:altLabel ?l }"""
    wanted = set()
    for row in seeds.query(query):  # type: ignore[union-attr]
        label = row["l"]
        forms = [fold(label.value)]
        forms += list(pinyin(label.value)) if label.language != "en" else []
        if part and any(part in form for form in forms):
            wanted.add(row["s"].value)
    found = {row["iri"] for row in find(seeds, text, limit=5000)}
    assert found == wanted
