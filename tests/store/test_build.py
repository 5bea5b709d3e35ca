"""Builds: what is refused leaves the old graph, what is equal is equal byte for byte, what is large is told."""

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.store.build as module
from kg.check.build import check_build
from kg.check.fields import WholeNodes
from kg.data import data_dir
from kg.errors import InputError, StoreError
from kg.rdf.ontology import load_vocabulary
from kg.store.build import Builder, RejectsError, Result
from kg.store.export import write_export
from kg.store.layout import NAMES, Layout
from kg.store.reader import Reader
from loaders.open import open_sources
from tests.cli.process import KG, environment
from tests.conftest import TOY, Kg

WRONG = ("p: cooperatesWith", "p: cooperateWith")
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The toy facts as a file of their own, with some texts replaced."""

    def to_file(name: str, *replaced: tuple[str, str]) -> str:
        text = TOY.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return to_file


def build(paths: list[str], folder: str, *, accept: bool = False) -> Result:
    """A build as the command line does it."""
    vocabulary = load_vocabulary()
    sources = [WholeNodes(source, vocabulary) for source in open_sources(paths, vocabulary)]
    return Builder(vocabulary, check_build).build(sources, folder, accept_rejects=accept)


def exported(folder: str) -> bytes:
    reader, out = Reader(folder), io.BytesIO()
    write_export(reader.store, "nquads", out)
    reader.close()
    return out.getvalue()


def versions(folder: str) -> list[str]:
    return sorted(os.listdir(Layout(folder).versions))


def test_what_is_refused_leaves_the_old_graph(write: Write, tmp_path: Path) -> None:
    folder = str(tmp_path / "graph")
    old = build([write("toy.yaml")], folder)
    before = exported(folder)
    path = write("toy.yaml", WRONG, ("comparator: over", "comparater: over"))
    with pytest.raises(RejectsError, match=r"toy\.yaml:\d+.*and 1 more") as caught:
        build([path], folder)
    assert {(r.column, r.hint) for r in caught.value.rejects} == {
        ("comparater", "did you mean comparator?"),
        ("p", "did you mean cooperatesWith?"),
    }
    assert all(r.file == path and r.line for r in caught.value.rejects)
    assert exported(folder) == before
    assert versions(folder) == [old.manifest.digest]


def test_a_shape_that_does_not_fit_leaves_the_old_graph(write: Write, tmp_path: Path) -> None:
    folder = str(tmp_path / "graph")
    build([write("toy.yaml")], folder)
    before = exported(folder)
    # Two dates of one document: nothing that the compiler sees.
    twice = ("issuedOn, o: 2022-03-01", "issuedOn, o: [2022-03-01, 2023]")
    with pytest.raises(RejectsError, match="issuedOn"):
        build([write("toy.yaml", twice)], folder)
    assert exported(folder) == before


def test_the_first_build_that_is_refused_leaves_no_graph(write: Write, tmp_path: Path) -> None:
    folder = str(tmp_path / "graph")
    with pytest.raises(RejectsError):
        build([write("toy.yaml", WRONG)], folder)
    with pytest.raises(StoreError, match="kg build"):
        Reader(folder)
    assert versions(folder) == []


MAPPING = """document: register
table: register.csv
resources:
  court: {name: '{法院}', class: BasicCourt}
  case: {name: '{案件}', class: Case}
statements:
  - {s: court, p: heard, o: case}
  - {s: case, p: decidedOn, o: '{日期}'}
"""


def test_refused_rows_of_a_table_can_be_left_out(tmp_path: Path) -> None:
    folder, mapping = str(tmp_path / "graph"), tmp_path / "register.mapping.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    rows = "法院,案件,日期\n甲法院,一号案,2022-09-26\n乙法院,二号案,2022-13\n"
    (tmp_path / "register.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(RejectsError, match="2022-13"):
        build([str(mapping)], folder)
    result = build([str(mapping)], folder, accept=True)
    assert [reject.value for reject in result.rejects] == ["2022-13"]
    reader = Reader(folder)
    assert reader.manifest == result.manifest
    assert reader.manifest.rejects == 1
    assert reader.named("一号案") != []
    reader.close()


def test_a_facts_file_must_be_whole(write: Write, tmp_path: Path) -> None:
    with pytest.raises(RejectsError, match="cooperateWith"):
        build([write("toy.yaml", WRONG)], str(tmp_path / "graph"), accept=True)


def test_two_sources_of_one_document(write: Write, tmp_path: Path) -> None:
    one, two = write("one.yaml"), write("two.yaml")
    with pytest.raises(InputError, match=r"two\.yaml: the document toy comes from .*one\.yaml too"):
        build([one, two], str(tmp_path / "graph"))
    assert not (tmp_path / "graph" / "current").exists()


def test_the_name_index(toy: str) -> None:
    reader = Reader(toy)
    for text, kind in (
        ("甲市中级人民法院", 0),
        ("甲中院", 1),
        ("Jia Intermediate People's Court", 2),
        ("jiashizhongjirenminfayuan", 3),
        ("jiazhongyuan", 3),
        ("jszjrmfy", 4),
        ("jzy", 4),
    ):
        hits = reader.names.exact(text)
        assert [(hit.iri.rpartition("/")[2], hit.kind) for hit in hits] == [("甲市中级人民法院", kind)]
    assert "戊公司清算案" in {hit.iri.rpartition("/")[2] for hit in reader.names.containing("清算", 9)}
    reader.close()


def test_a_large_build_says_that_shacl_did_not_run(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg_run: Kg
) -> None:
    monkeypatch.setattr(module, "SHACL_LIMIT", 20)
    folder = str(tmp_path / "graph")
    done = kg_run("build", str(TOY), graph=folder)
    assert done.code == 0
    assert "SHACL did not run" in done.err
    status = {row["name"]: row["value"] for row in kg_run("status", "--format", "json", graph=folder).json}
    assert status["shacl"] == "not run"
    # What SHACL would say of the issuing date is not said, and a node without a required field is refused still.
    twice = ("issuedOn, o: 2022-03-01", "issuedOn, o: [2022-03-01, 2023]")
    assert build([write("twice.yaml", twice)], str(tmp_path / "twice")).manifest.shacl == "not run"
    for old, new, words in (
        ("metric: 结案率, ", "", "observation without metric"),
        ("court: 乙区人民法院, mechanism", "mechanism", "adoption without court"),
        ("metric: 结案率, ", "metric: [结案率, 别的], ", "2 values of metric"),
    ):
        with pytest.raises(RejectsError, match=words):
            build([write("bad.yaml", (old, new))], str(tmp_path / "bad"))


def test_the_manifest_of_a_large_build_is_that_of_a_small_one(
    tmp_path: Path, toy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHACL_LIMIT", 20)
    large = build([str(TOY)], str(tmp_path / "graph")).manifest
    reader = Reader(toy)
    assert large.shacl != reader.manifest.shacl
    large.shacl = reader.manifest.shacl
    assert large == reader.manifest
    assert exported(str(tmp_path / "graph")) == exported(toy)
    reader.close()


ELSEWHERE: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gb18030"},
]


def test_the_seeds_give_equal_bytes_everywhere(graph_dir: str, tmp_path: Path) -> None:
    wanted, digest = exported(graph_dir), os.path.basename(Layout(graph_dir).current())
    for number, env in enumerate(ELSEWHERE):
        folder = str(tmp_path / f"graph-{number}")
        done = subprocess.run(
            [*KG, "build", "--graph", folder], capture_output=True, check=False, env=environment(**env)
        )
        assert done.returncode == 0, done.stderr.decode()
        assert os.path.basename(Layout(folder).current()) == digest
        assert exported(folder) == wanted
        manifests = [Path(Layout(at).current(), "manifest.json").read_bytes() for at in (folder, graph_dir)]
        assert manifests[0] == manifests[1]


def test_the_order_of_the_files_does_not_matter(graph_dir: str, tmp_path: Path) -> None:
    copy = shutil.copytree(data_dir("seeds"), tmp_path / "elsewhere")
    files = sorted(str(p) for p in Path(copy).glob("*.yaml"))
    result = build(files[::-1], str(tmp_path / "graph"))
    assert result.manifest.digest == os.path.basename(Layout(graph_dir).current())
    assert exported(str(tmp_path / "graph")) == exported(graph_dir)


def test_a_build_again_keeps_what_is_there(write: Write, tmp_path: Path) -> None:
    folder = str(tmp_path / "graph")
    first = build([write("toy.yaml")], folder)
    index = Path(first.folder, NAMES).stat()
    second = build([write("other.yaml")], folder)
    assert (second.folder, second.manifest) == (first.folder, first.manifest)
    assert Path(second.folder, NAMES).stat().st_ino == index.st_ino
    assert versions(folder) == [first.manifest.digest]


def test_the_manifest_holds_no_place_and_no_time(toy: str) -> None:
    manifest = json.loads(Path(Layout(toy).current(), "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {
        "classes",
        "digest",
        "documents",
        "format",
        "ontology",
        "properties",
        "rejects",
        "resources",
        "shacl",
        "statements",
    }
    assert str(TOY.parent) not in json.dumps(manifest)


def test_the_graph_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = str(tmp_path / "a b?c#d%20e&f 图谱")
    build([str(TOY)], folder)
    reader = Reader(folder)
    assert reader.names.exact("jzy") != []
    reader.close()
