"""What changed, in words; and that size does not matter."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.errors import InputError, StoreError
from kg.lookup.changes import Change, changes, short
from kg.model.iris import DOCUMENTS, ONTOLOGY_GRAPH
from kg.store import sides
from kg.store.sides import paired, side_lines
from kg.store.sorting import sorted_lines

Rebuilt = Callable[[dict[str, str]], str]


def compared(folder: str, old: str = "previous", new: str = "current") -> list[Change]:
    (_, left), (_, right) = side_lines(old, folder), side_lines(new, folder)
    with paired(left, right) as pairs:
        return list(changes(pairs))


def texts(found: list[Change]) -> list[str]:
    return [change.text() for change in found]


def test_equal(toy: str) -> None:
    assert compared(toy, "current", "current") == []


def test_a_statement_comes_and_goes(rebuilt: Rebuilt) -> None:
    found = compared(rebuilt({"p: cooperatesWith, o: 丙区人民法院": "p: supervisedBy, o: 丙区人民法院"}))
    assert texts(found) == [
        "- 乙区人民法院 cooperatesWith 丙区人民法院 [toy 50-60]",
        "+ 乙区人民法院 supervisedBy 丙区人民法院 [toy 50-60]",
    ]


def test_a_value_changes(rebuilt: Rebuilt) -> None:
    found = compared(rebuilt({"p: issuedOn, o: 2022-03-01": "p: issuedOn, o: 2022-03-02"}))
    assert texts(found) == ["~ 甲市立案规定 issuedOn: 2022-03-01 → 2022-03-02 [toy 70-80]"]


def test_a_passage_moves(rebuilt: Rebuilt) -> None:
    found = compared(rebuilt({"at: 200-210": "at: [200-210, 220-230]"}))
    assert texts(found) == [
        "- 甲市中级人民法院 established 智慧立案机制: no longer at [toy 200-210]",
        "+ 甲市中级人民法院 established 智慧立案机制: also at [toy 200-210,220-230]",
    ]


def test_a_figure_changes(rebuilt: Rebuilt) -> None:
    found = compared(rebuilt({"metric: 受理案件数, value: 5": "metric: 受理案件数, value: 6"}))
    assert [(change.sign, change.kind) for change in found] == [("~", "node")]
    assert (found[0].old, found[0].new) == (
        "甲市中级人民法院 受理案件数 5件（2022）",
        "甲市中级人民法院 受理案件数 6件（2022）",
    )


def test_a_resource_goes_with_what_it_says(rebuilt: Rebuilt) -> None:
    replaced = {
        "戊公司清算案: {class: Case, en: Liquidation of Wu}": "己公司清算案: {class: Case, en: Ji}",
        "o: 戊公司清算案": "o: 己公司清算案",
    }
    found = texts(compared(rebuilt(replaced)))
    assert "- 戊公司清算案 (Case)" in found
    assert "+ 己公司清算案 (Case)" in found
    assert "+ 乙区人民法院 heard 己公司清算案 [toy 120-130]" in found
    assert len(found) == 4


def test_a_file_as_a_side(rebuilt: Rebuilt, tmp_path: Path) -> None:
    folder = rebuilt({"at: 50-60": "at: 51-60"})
    path = tmp_path / "old.nq"
    with open(path, "wb") as file:
        file.writelines(sorted(side_lines("previous", folder)[1], reverse=True))
    assert compared(folder, str(path)) == compared(folder)
    assert compared(folder, str(path), folder) == compared(folder)


def test_sides_of_any_size(rebuilt: Rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = rebuilt({"at: 50-60": "at: 51-60"})
    whole = compared(folder)
    monkeypatch.setattr(sides, "sorted_lines", partial(sorted_lines, run=50))
    assert compared(folder) == whole != []


def test_wrong_sides(toy: str, tmp_path: Path) -> None:
    path = tmp_path / "text.nq"
    path.write_text("no quads\n", encoding="utf-8")
    with pytest.raises(InputError, match="kg export"):
        compared(toy, str(path))
    with pytest.raises(InputError, match="no such file"):
        side_lines("missing.nq", toy)
    with pytest.raises(StoreError, match="kg status --versions"):
        side_lines("ffffffff", toy)


@pytest.mark.parametrize(
    ("graph", "text"),
    [
        (DOCUMENTS + "toy#char=1,5", "toy 1-5"),
        (DOCUMENTS + "toy#char=1,5&char=9,12", "toy 1-5,9-12"),
        (DOCUMENTS + "register#row=17", "register row 17"),
        (DOCUMENTS + "toy", "toy"),
        (ONTOLOGY_GRAPH, "ontology"),
    ],
)
def test_short_passages(graph: str, text: str) -> None:
    assert short(graph) == text
