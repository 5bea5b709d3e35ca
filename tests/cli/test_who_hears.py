"""``kg who-hears``: exit codes, columns, and what goes to stdout and to stderr."""

from pathlib import Path

import pytest

from kg.cli.main import run
from tests.conftest import Done, Kg

FACTS = Path(__file__).parent.parent / "lookup"
COLUMNS = ["role", "court", "instance", "basis", "from", "to", "passages", "source", "reason"]


@pytest.fixture(scope="module")
def hears_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of two invented documents over real places."""
    folder = str(tmp_path_factory.mktemp("hears") / "graph")
    assert run(["build", str(FACTS / "hears.yaml"), str(FACTS / "hears-other.yaml"), "--graph", folder]) == 0
    return folder


def ask(kg_run: Kg, graph: str, place: str, matter: str, *options: str) -> Done:
    return kg_run("who-hears", "--place", place, "--matter", matter, *options, graph=graph)


def test_known(kg_run: Kg, hears_dir: str) -> None:
    done = ask(kg_run, hears_dir, "四平", "环境资源", "--instance", "first", "--on", "2021-05-05")
    assert done.code == 0
    assert done.tsv[0] == COLUMNS
    assert [row[:3] for row in done.tsv[1:]] == [
        ["assigned court", "四平市铁西区人民法院", "first"],
        ["ceded by", "四平市铁东区人民法院", "first"],
        ["ceded by", "梨树县人民法院", "first"],
    ]
    assert done.tsv[1][3] == "环境案件管辖规定（四中法〔2019〕9号） 环境案件管辖规定第2条"
    assert done.tsv[1][4:7] == ["2020-01-01", "2022-12-31", "hears-one#char=20,30"]
    assert done.err.splitlines()[0] == "kg: 吉林省四平市, 环境资源, first instance, on 2021-05-05: known"
    assert "from 2023-01-01: 梨树县人民法院" in done.err


def test_not_known_shows_what_is_known(kg_run: Kg, hears_dir: str) -> None:
    done = ask(kg_run, hears_dir, "四平", "证券虚假陈述", "--on", "2022")
    assert done.code == 1
    assert [row[:2] for row in done.tsv[1:]] == [["group, members not named", "证券审判法院"]]
    assert "the sources do not list the courts of 证券审判法院; how many, as printed: 3家" in done.err


def test_candidates(kg_run: Kg, hears_dir: str) -> None:
    done = ask(kg_run, hears_dir, "四平", "刑事", "--on", "2024-03-01", "--format", "json")
    assert done.code == 3
    assert {row["role"] for row in done.json} == {"candidate", "court for listed cases"}
    assert {"四平市铁西区人民法院", "四平市铁东区人民法院"} <= {row["court"] for row in done.json}
    assert all(row["reason"] and row["basis"] for row in done.json)


def test_ambiguous_place(kg_run: Kg, hears_dir: str) -> None:
    done = ask(kg_run, hears_dir, "朝阳", "民事")
    assert (done.code, done.out) == (3, "")
    assert "吉林省长春市朝阳区" in done.err
    assert "北京市朝阳区" in done.err


@pytest.mark.parametrize(("place", "matter"), [("火星", "民事"), ("四平", "没有")])
def test_unknown(kg_run: Kg, hears_dir: str, place: str, matter: str) -> None:
    done = ask(kg_run, hears_dir, place, matter)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("kg: no ")


@pytest.mark.parametrize("options", [("--instance", "third"), ("--on", "2024-02-30")])
def test_wrong_usage(kg_run: Kg, hears_dir: str, options: tuple[str, str]) -> None:
    assert ask(kg_run, hears_dir, "四平", "民事", *options).code == 2


def test_place_and_matter_are_needed(kg_run: Kg, hears_dir: str) -> None:
    assert kg_run("who-hears", "--place", "四平", graph=hears_dir).code == 2
    assert kg_run("who-hears", "--matter", "民事", graph=hears_dir).code == 2


def test_seeds(kg_run: Kg, graph_dir: str) -> None:
    before = ask(kg_run, graph_dir, "四平", "环境资源", "--on", "2022-09-25")
    after = ask(kg_run, graph_dir, "四平", "环境资源", "--instance", "first", "--on", "2023-01-01")
    assert (before.code, after.code) == (3, 1)
    assert after.tsv[1][:2] == ["group, members not named", "环境资源案件指定管辖法院"]
    assert "11家 (jilin-reform-cases#char=485,505)" in after.err
    patents = ask(kg_run, graph_dir, "四平", "专利", "--on", "2024-01-01", "--format", "jsonl")
    assert patents.code == 0
    assert '"court": "长春知识产权法庭"' in patents.out


def test_help_explains_the_roles(kg_run: Kg) -> None:
    done = kg_run("who-hears", "--help", graph="")
    assert done.code == 0
    for words in ("group, members not named", "Example:", "ceded by", "Exit codes"):
        assert words in done.out
