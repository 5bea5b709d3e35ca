"""Names that the graph does not have: courts by the directory, numbers of documents and cases by their other forms."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import Ambiguous, NotFound
from kg.lookup import resolve as module
from kg.lookup.known import courts_meant, in_graph, number_meant
from kg.lookup.resolve import resolve
from kg.lookup.suggest import NUMBER as SUGGESTED_NUMBER
from kg.model.iris import BASE
from kg.names.directory import courts
from kg.store.export import write_export
from kg.store.names_index import KINDS, NUMBER, NameIndex
from kg.store.reader import Reader
from tests.lookup.numbered import numbered_graph

MIDDLE = "长春市中级人民法院"
NANGUAN = "长春市南关区人民法院"


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A graph with a document and cases that have numbers and no alias of them."""
    found = Reader(numbered_graph(tmp_path_factory.mktemp("numbered")))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("changchun-zhongyuan", MIDDLE),
        ("Changchun zhongyuan", MIDDLE),
        ("jilin-sheng-changchun-shi-zhongji-renmin-fayuan", MIDDLE),
        ("Changchun Intermediate People's Court of Jilin Province", MIDDLE),
        ("the intermediate people's court of changchun city of jilin province", MIDDLE),
        ("長春中院", MIDDLE),
        ("长春市中级法院", MIDDLE),
        ("吉林省长春中院", MIDDLE),
        ("长春市南关法院", NANGUAN),
        ("吉林省长春市南关区人民法院", NANGUAN),
        ("南关区法院", NANGUAN),
        ("南 关 区 法 院", NANGUAN),
        ("Nanguan District Primary People's Court of Changchun, Jilin Province", NANGUAN),
        ("nanguan fayuan", NANGUAN),
        ("长春汽开法院", "长春汽车经济技术开发区人民法院"),
        ("changchun chaoyang fayuan", "长春市朝阳区人民法院"),
        ("吉林省農安縣人民法院", "农安县人民法院"),
        ("长春市农安县人民法院", "农安县人民法院"),
    ],
)
def test_a_court_by_a_name_of_the_directory(seeds: Reader, text: str, name: str) -> None:
    found = resolve(seeds, text)
    assert seeds.label(found.iri) == name
    assert found.note.startswith(f"{text} → {name}")


@pytest.mark.parametrize("text", ["长春市南关法院", "長春中院", "nanguan district people's court"])
def test_the_note_says_how_a_name_was_understood(seeds: Reader, text: str) -> None:
    assert resolve(seeds, text).note.endswith(")")


@pytest.mark.parametrize("text", ["朝阳法院", "chaoyang district people's court", "cyfy"])
def test_a_name_of_several_courts_of_the_country_is_no_name_of_the_one_in_the_graph(seeds: Reader, text: str) -> None:
    with pytest.raises(Ambiguous, match=r"\d+ courts of the directory, \d+ of them in this graph") as caught:
        resolve(seeds, text)
    names = {row["name"] for row in caught.value.candidates}
    assert "长春市朝阳区人民法院" in names
    assert names <= {seeds.label(iri) for court in courts().values() for iri in in_graph(seeds, court)}


def test_an_alias_of_the_graph_comes_before_the_directory(seeds: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    chaoyang = seeds.named("长春市朝阳区人民法院")
    monkeypatch.setattr(seeds, "named", lambda text: chaoyang if text == "朝阳法院" else [])
    assert resolve(seeds, "朝阳法院") == (chaoyang[0], "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成都市武侯区人民法院", ""),
        ("武侯法院", "成都市武侯区人民法院"),
        ("四川省成都市武侯区人民法院", "成都市武侯区人民法院"),
        ("wuhou district people's court", "成都市武侯区人民法院"),
    ],
)
def test_a_court_that_the_graph_does_not_have(seeds: Reader, text: str, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(seeds, text)
    message = str(caught.value)
    assert "a court of the directory, not in this graph" in message
    assert f"kg court {text}" in message
    assert name in message


def test_several_courts_of_which_the_graph_has_none(reader: Reader) -> None:
    with pytest.raises(NotFound, match="courts of the directory, none in this graph; try: kg court 朝阳法院"):
        resolve(reader, "朝阳法院")


@pytest.mark.parametrize("text", ["长春市海淀区人民法院", "智慧法院系统", "人民法院调解平台", "全省法院", "x" * 5000])
def test_what_is_no_court_stays_nothing(reader: Reader, text: str) -> None:
    with pytest.raises((NotFound, Ambiguous)) as caught:
        resolve(reader, text)
    assert "directory" not in str(caught.value)


def test_a_part_of_names_is_still_a_part(reader: Reader) -> None:
    with pytest.raises(Ambiguous, match="these names have it") as caught:
        resolve(reader, "区人民法院")
    assert {row["name"] for row in caught.value.candidates} == {"乙区人民法院", "丙区人民法院"}


@pytest.mark.parametrize(
    "text",
    [
        "甲中法〔2022〕3号",
        "甲中法[2022]3号",
        "甲中法（2022）3号",
        "甲中法(2022) 3 号",
        "甲中法【2022】3号",
        "甲中法〔2022〕第3号",
        "甲中法〔2022〕３號",
    ],
)
def test_a_document_by_its_number(reader: Reader, text: str) -> None:
    found = resolve(reader, text)
    assert found.iri == f"{BASE}norm/甲市立案规定"
    assert found.note.endswith("甲市立案规定")


@pytest.mark.parametrize("text", ["法发〔2020〕22号", "法发[2020]22号", "法发（2020）22号", "法发〔2020〕第22号"])
def test_the_document_of_the_seeds_by_its_number(seeds: Reader, text: str) -> None:
    assert "长江三角洲" in seeds.label(resolve(seeds, text).iri)


@pytest.mark.parametrize(
    "text", ["法发〔2020〕22号第99条", "甲中法〔2022〕4号", "甲中法〔2022〕", "〔2022〕3号", "乙中法〔2022〕3号"]
)
def test_what_is_not_the_whole_number_is_not_found(reader: Reader, text: str) -> None:
    with pytest.raises((NotFound, Ambiguous)):
        resolve(reader, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（2022）吉0102破1号", "丁公司重整案"),
        ("(2022)吉0102破1号", "丁公司重整案"),
        ("〔2022〕吉0102破1号", "丁公司重整案"),
        ("2022吉0102破1号", "丁公司重整案"),
        ("（2022）吉 0102 破 1 號", "丁公司重整案"),
        ("（2014）长民一初字第00123号", "戊公司清算案"),
        ("(2014)长民一初字第123号", "戊公司清算案"),
    ],
)
def test_a_case_by_its_number(numbered: Reader, text: str, name: str) -> None:
    assert numbered.label(resolve(numbered, text).iri) == name


def test_a_number_of_two_resources_names_neither(numbered: Reader) -> None:
    with pytest.raises(Ambiguous, match="2 resources"):
        resolve(numbered, "(2023)吉0102破2号")


def test_a_number_is_a_kind_of_name_of_its_own(numbered: Reader) -> None:
    names: NameIndex = numbered.names
    assert KINDS[NUMBER] == "number"
    assert module._NUMBER == SUGGESTED_NUMBER == NUMBER
    assert {hit.kind for hit in names.exact("（2022）吉0102破1号")} == {NUMBER}
    assert {hit.kind for hit in names.containing("吉0102", 9)} == {NUMBER}


def test_a_part_of_a_number_lists_what_has_it(numbered: Reader) -> None:
    with pytest.raises(Ambiguous, match="these names have it") as caught:
        resolve(numbered, "吉0102破")
    assert {row["name"] for row in caught.value.candidates} == {"丁公司重整案", "戊公司清算案"}


def test_numbers_in_their_usual_form() -> None:
    assert number_meant("法发[2020]第22號") == "法发〔2020〕22号"
    assert number_meant("2022吉0102破1号") == "（2022）吉0102破1号"
    for text in ("", "第1号", "法发〔2020〕22号第1条", "1号、2号", "号" * 200):
        assert number_meant(text) == ""


def test_courts_meant() -> None:
    assert [court.name for court in courts_meant("長春中院").courts] == ["吉林省长春市中级人民法院"]
    assert len(courts_meant("朝阳法院").courts) > 1
    assert courts_meant("长春").courts == courts_meant("").courts == courts_meant("院" * 500).courts == ()


def test_every_court_of_the_seeds_that_the_directory_has_is_found_by_it(seeds: Reader) -> None:
    """Both ways: a court of the graph resolves in the directory, and that court leads back to it."""
    found = wrong = 0
    for row in seeds.query(f"SELECT ?s {{ ?s a <{BASE}ontology#BasicCourt> }}"):  # type: ignore[union-attr]
        iri = row["s"].value
        meant = courts_meant(seeds.label(iri)).courts
        if len(meant) == 1:
            found += 1
            wrong += in_graph(seeds, meant[0]) != [iri]
    assert found >= 15
    assert wrong == 0


def imported(graph: str, text: str) -> set[str]:
    """The modules of the names library that a look-up on the command line imports."""
    code = (
        "import sys; from kg.cli.main import run; run(sys.argv[1:]);"
        "print(*[m for m in sys.modules if m.startswith('kg.names')], file=sys.stderr)"
    )
    root = Path(__file__).resolve().parents[2]
    process = subprocess.run(
        [sys.executable, "-c", code, "show", text, "--graph", graph],
        capture_output=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    return set(process.stderr.decode().splitlines()[-1].split())


def test_only_the_fall_back_imports_the_directory(toy: str) -> None:
    assert imported(toy, "甲市中级人民法院") <= {"kg.names", "kg.names.natural"}
    assert not imported(toy, "jzy") & {"kg.names.directory", "kg.names.resolve", "kg.names.english.latin"}
    latin = imported(toy, "cczy")
    assert "kg.names.english.latin" in latin
    assert not latin & {"kg.names.resolve", "kg.names.forms.stems"}


def test_digest_and_export_do_not_depend_on_the_name_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index lies beside the store: nothing in it is a statement."""
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    readers = [Reader(numbered_graph(tmp_path / "with"))]
    monkeypatch.setattr("kg.store.build._names", lambda _store: iter(()))
    readers.append(Reader(numbered_graph(tmp_path / "without")))
    assert readers[0].names.first(1) != readers[1].names.first(1) == []
    assert readers[0].manifest.digest == readers[1].manifest.digest
    texts = [io.BytesIO(), io.BytesIO()]
    for reader, out in zip(readers, texts, strict=True):
        write_export(reader.store, "nquads", out)
        reader.close()
    assert texts[0].getvalue() == texts[1].getvalue() != b""
