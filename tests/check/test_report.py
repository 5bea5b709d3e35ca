"""The whole check: unreadable files, order, limits, disagreement, and the seeds against their documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.check import report as module
from kg.check.report import CheckReport, run_check
from loaders.sources import read_sources

TOP = Path(__file__).parents[2]
Write = Callable[[str, str], str]
RESOURCES = "resources:\n  农安县人民法院: {class: BasicCourt}\n  协议: {class: Agreement}"
SIGNED = "  - {s: 农安县人民法院, p: signed, o: 协议, at: 0-9}"


def facts(write: Write, document: str, *statements: str) -> str:
    lines = "\n".join(f"  - {{{statement}, at: 0-9}}" for statement in statements)
    return write(f"{document}.yaml", f"document: {document}\n{RESOURCES}\nstatements:\n{SIGNED}\n{lines}\n")


def test_documents_that_disagree_are_noted(write: Write) -> None:
    paths = [facts(write, d, f"s: 协议, p: signedOn, o: {year}") for d, year in (("one", 2021), ("two", 2022))]
    report = run_check(paths)
    assert report.clean
    assert report.warnings == ()
    [note] = report.notes
    assert note.file == paths[1]
    assert note.reason == f"rule disagree: 协议 signedOn: 2021 ({paths[0]}:7), 2022 ({paths[1]}:7)"


def test_documents_that_agree_are_not(write: Write) -> None:
    paths = [facts(write, document, "s: 协议, p: signedOn, o: 2021") for document in ("one", "two")]
    assert run_check(paths).notes == ()


def observation(value: str, unit: str = "件", more: str = "") -> str:
    return f"observation: {{of: 农安县人民法院, metric: 结案数, value: {value}, unit: {unit}, period: 2022{more}}}"


def test_figures_of_two_documents_that_differ_are_noted(write: Write) -> None:
    paths = [facts(write, "one", observation("5")), facts(write, "two", observation("6"))]
    report = run_check(paths)
    assert report.clean
    [note] = report.notes
    assert note.reason == f"rule disagree: 农安县人民法院 结案数 2022: 5件 ({paths[0]}:7), 6件 ({paths[1]}:7)"


def test_figures_of_one_document_that_differ_are_a_warning(write: Write) -> None:
    report = run_check([facts(write, "one", observation("5"), observation("6"))])
    assert (report.clean, len(report.warnings), report.notes) == (True, 1, ())


@pytest.mark.parametrize(
    "others",
    [
        (observation("1.44", "万件"), observation("14400")),
        (observation("5", "个"), observation("5", "家")),
        (observation("5"), observation("12", "'%'", ", comparison: 同比")),
        (observation("5"), observation("6").replace("结案数", "收案数")),
        (observation("5"), observation("6").replace("2022", "2021")),
    ],
)
def test_figures_that_do_not_differ(write: Write, others: tuple[str, str]) -> None:
    report = run_check([facts(write, "one", *others)])
    assert (report.errors, report.warnings, report.notes) == ((), (), ())


def test_an_unreadable_file_does_not_hide_the_others(write: Write) -> None:
    broken = write("broken.yaml", "document: broken\nresources: {农安县人民法院: {class: \n")
    missing = broken.replace("broken", "missing")
    wrong = facts(write, "one", "s: 协议, p: heard, o: 协议")
    report = run_check([broken, missing, wrong])
    assert [e.file for e in report.errors] == [broken, missing, wrong]
    assert report.errors[0].line > 1
    assert report.errors[2].line == 7


def test_a_document_twice(write: Write) -> None:
    paths = [facts(write, "one"), write("again.yaml", Path(facts(write, "one")).read_text(encoding="utf-8"))]
    [error] = run_check(paths).errors
    assert error.file == paths[1]
    assert error.reason == f"the document one comes from {paths[0]} too"


def test_two_runs_give_the_same_report(write: Write) -> None:
    paths = [facts(write, "one", "s: 协议, p: signedOn, o: 某日"), facts(write, "two", observation("5"))]
    assert run_check(paths) == run_check(paths)


def test_above_the_limit_shapes_do_not_run(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = facts(write, "one", "s: 协议, p: signedOn, o: 2021", "s: 协议, p: signedOn, o: 2022")
    assert not run_check([path]).clean
    monkeypatch.setattr(module, "SHACL_LIMIT", 5)
    report = run_check([path])
    assert report.clean
    assert report.statements == 7
    assert report.notes[0].reason.startswith("7 statements: shapes, names and disagreement")


def test_above_the_limit_fields_are_still_required(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHACL_LIMIT", 5)
    report = run_check([facts(write, "one", "observation: {of: 农安县人民法院, metric: 结案数}")])
    assert [e.column for e in report.errors] == ["value"]


def seeds() -> list[str]:
    known = read_sources(str(TOP / "seeds" / "sources.yaml"))
    return [str(path) for name in known if (path := TOP / "seeds" / f"{name}.yaml").exists()]


def told(report: CheckReport) -> str:
    return "\n".join(map(str, report.errors))


def test_the_seeds_are_clean() -> None:
    report = run_check(seeds())
    assert report.clean, told(report)


def test_the_documents_say_what_the_seeds_say(documents: str) -> None:
    report = run_check(seeds(), documents)
    assert report.clean, told(report)
