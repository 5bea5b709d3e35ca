"""Two resources side by side."""

from kg.lookup.compare import compare, compared
from kg.lookup.resolve import resolve
from kg.lookup.show import show
from kg.model.iris import BASE, CG
from kg.store.reader import Reader

ONE, OTHER = f"{BASE}court/甲市中级人民法院", f"{BASE}court/乙区人民法院"


def test_what_both_have_and_what_one_has(reader: Reader) -> None:
    rows = {row["property"]: row for row in compare(reader, ONE, OTHER)}
    assert rows["signed"] == {
        "property": "signed",
        "label": "签署",
        "both": "甲乙司法协作协议",
        "甲市中级人民法院": "",
        "乙区人民法院": "",
    }
    assert rows["← hasMember"]["both"] == "甲市两级法院"
    assert (rows["heard"]["甲市中级人民法院"], rows["heard"]["乙区人民法院"]) == ("", "戊公司清算案")
    assert rows["established"]["甲市中级人民法院"] == "智慧立案机制、甲市破产法庭"


def test_own_statements_before_those_of_others(reader: Reader) -> None:
    names = [row["property"] for row in compare(reader, ONE, OTHER)]
    arrows = [name.startswith("←") for name in names]
    assert arrows == sorted(arrows)
    assert names.index("adopted") < names.index("signed")
    assert len(names) == len(set(names))


def test_the_other_way_round_is_the_mirror_image(seeds: Reader) -> None:
    one, other = (resolve(seeds, name).iri for name in ("长春破产法庭", "长春金融法庭"))
    there, back = compare(seeds, one, other), compare(seeds, other, one)
    assert [dict(sorted(row.items())) for row in there] == [dict(sorted(row.items())) for row in back]
    assert any(row["both"] for row in there)


def test_nothing_of_a_page_is_lost(seeds: Reader) -> None:
    one, other = (resolve(seeds, name).iri for name in ("长春破产法庭", "长春金融法庭"))
    rows = {row["property"]: row for row in compare(seeds, one, other)}
    for iri in (one, other):
        for line in show(seeds, iri):
            row = rows[line.row()["property"]]
            assert line.value in row["both"] + row[seeds.label(iri)]


def test_values_apart_with_the_resources_that_they_are(reader: Reader) -> None:
    rows = {(row.property, row.direction): row for row in compared(reader, ONE, OTHER)}
    (signed,) = rows["signed", "out"].both
    assert signed == ("甲乙司法协作协议", "Agreement of Jia and Yi", f"{BASE}agreement/甲乙司法协作协议")
    assert (rows["signed", "out"].one, rows["signed", "out"].other) == ((), ())
    assert (rows["signed", "out"].zh, rows["signed", "out"].en) == ("签署", "signed")
    (member,) = rows["hasMember", "in"].both
    assert member.iri == f"{BASE}group/甲市两级法院"
    alias = rows["altLabel", "out"]
    assert [worth.text for worth in (*alias.one, *alias.other)] == ["甲中院", "乙法院"]
    assert {worth.iri for worth in (*alias.one, *alias.other)} == {""}
    assert not {"name", "english", "class", "type", "prefLabel"} & {row.property for row in rows.values()}


def test_an_n_ary_node_is_told_by_its_class_and_tied_by_its_own_property(reader: Reader) -> None:
    rows = [row for row in compared(reader, ONE, OTHER) if row.en == "adoption"]
    (adoption,) = rows
    assert (adoption.property, adoption.direction, adoption.zh) == ("court", "in", "采用")
    (worth,) = adoption.other
    assert "智慧立案机制" in worth.text
    assert reader.objects(worth.iri, f"{CG}court")[0].value == OTHER


def test_both_forms_say_the_same(seeds: Reader) -> None:
    one, other = (resolve(seeds, name).iri for name in ("长春破产法庭", "长春金融法庭"))
    texts = {
        (row["label"].removeprefix("← "), row["both"])
        for row in compare(seeds, one, other)
        if row["property"] not in ("name", "english", "class")
    }
    found = {(row.zh, "、".join(worth.text for worth in row.both)) for row in compared(seeds, one, other)}
    assert found == texts


def test_numbers_in_names_are_in_their_order(seeds: Reader) -> None:
    """Article 2 of a document stands before its article 10."""
    one, other = (resolve(seeds, name).iri for name in ("法发〔2020〕22号", "长春金融法庭"))
    parts = next(row for row in compared(seeds, one, other) if row.property == "hasPart" and row.direction == "out")
    texts = [worth.text for worth in parts.one]
    articles = [next((at for at, text in enumerate(texts) if text.endswith(f"第{n}条")), -1) for n in (1, 2, 10)]
    assert -1 < articles[0] < articles[1] < articles[2]
