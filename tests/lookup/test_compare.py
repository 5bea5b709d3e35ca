"""Two resources side by side."""

from kg.lookup.compare import compare
from kg.lookup.resolve import resolve
from kg.lookup.show import show
from kg.model.iris import BASE
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
