"""Declarations that nothing uses, names that two resources share, and fields that a node needs."""

from collections.abc import Callable

import pytest

from kg.check.report import CheckReport
from kg.model.facts import Reject

Check = Callable[..., CheckReport]
COURTS = "  长春市中级人民法院: {class: IntermediateCourt}\n  农安县人民法院: {class: BasicCourt}"
APPEAL = "  - {s: 农安县人民法院, p: appealsTo, o: 长春市中级人民法院, at: 0-9}"


def rules(rejects: tuple[Reject, ...]) -> list[tuple[str, str]]:
    """The rule and the value of each finding."""
    return [(r.reason.split(":")[0].removeprefix("rule "), r.value) for r in rejects]


def other(resources: str, statements: str = APPEAL) -> dict[str, str]:
    return {"two.yaml": f"document: two\nresources:\n{COURTS}\n{resources}\nstatements:\n{statements}\n"}


def test_good_declarations(check: Check) -> None:
    report = check(COURTS, APPEAL)
    assert report.clean
    assert (report.errors, report.warnings, report.notes) == ((), (), ())
    assert (report.files, report.statements) == (1, 5)


def test_an_unused_declaration(check: Check) -> None:
    report = check(f"{COURTS}\n  丙市: {{class: Place}}", APPEAL)
    assert rules(report.errors) == [("unused", "丙市")]
    assert str(report.errors[0]).endswith(
        "one.yaml:5 [resources]: rule unused: 丙市 is declared and no statement of the file names it"
        " (take it away, or use it)"
    )


def test_what_a_table_declares_in_a_row_is_not_idle(check: Check) -> None:
    report = check(COURTS, APPEAL, other(""))
    assert report.clean


def test_an_alias_that_is_a_name_elsewhere(check: Check) -> None:
    used = "  - {s: 甲中院, p: hasTopic, o: 破产, at: 0-9}\n" + APPEAL
    aliased = COURTS.replace("{class: IntermediateCourt}", "{class: IntermediateCourt, aliases: [“甲中院”]}")
    report = check(aliased, APPEAL, other("  甲中院: {class: Tribunal}", used))
    assert ("shared", "“甲中院”") in rules(report.errors)


def test_names_that_differ_only_in_quotation_marks(check: Check) -> None:
    both = f"{COURTS}\n  “一站式”机制: {{class: Mechanism}}\n  一站式机制: {{class: Mechanism}}"
    uses = "  - {s: 农安县人民法院, p: uses, o: [“一站式”机制, 一站式机制], at: 0-9}"
    assert rules(check(both, f"{APPEAL}\n{uses}").errors) == [("shared", "一站式机制")]


def test_an_alias_of_two_resources(check: Check) -> None:
    one = COURTS.replace("{class: IntermediateCourt}", "{class: IntermediateCourt, aliases: [全市法院]}")
    used = "  - {s: 丙市中级人民法院, p: hasTopic, o: 破产, at: 0-9}\n" + APPEAL
    two = other("  丙市中级人民法院: {class: IntermediateCourt, aliases: [全市法院]}", used)
    report = check(one, APPEAL, two)
    assert report.clean
    assert rules(report.warnings) == [("shared", "全市法院")]
    assert report.warnings[0].hint == "a look-up will ask which one is meant"


def test_an_english_name_of_two_resources(check: Check) -> None:
    named = COURTS.replace("Court}", "Court, en: the same court}")
    assert rules(check(named, APPEAL).warnings) == [("shared", "the same court")]


def test_a_name_of_the_schemes(check: Check) -> None:
    topic = f"{COURTS}\n  破产: {{class: Topic}}"
    report = check(topic, "  - {s: [长春市中级人民法院, 农安县人民法院], p: hasTopic, o: 破产, at: 0-9}")
    assert report.clean
    assert rules(report.warnings) == [("again", "破产")]


@pytest.mark.parametrize(
    ("node", "rule", "column"),
    [
        ("observation: {of: 农安县人民法院, metric: 结案数, unit: 件}", "Observation-value", "value"),
        ("observation: {of: 农安县人民法院, value: 5}", "Observation-metric", "metric"),
        ("claim: {of: 农安县人民法院, scope: 全国}", "PriorityClaim-wording", "wording"),
        ("assignment: {court: 农安县人民法院, territory: 丙市}", "JurisdictionAssignment-matter", "matter"),
        (
            "observation: {of: [农安县人民法院, 长春市中级人民法院], metric: 结案数, value: 5}",
            "Observation-of",
            "of",
        ),
    ],
)
def test_fields_of_nodes(check: Check, node: str, rule: str, column: str) -> None:
    report = check(f"{COURTS}\n  丙市: {{class: Place}}", f"{APPEAL}\n  - {{{node}, at: 0-9}}")
    [error] = [e for e in report.errors if e.column == column]
    assert error.reason.startswith(f"rule {rule}: ")
    assert error.line == 8


def test_a_whole_node_passes(check: Check) -> None:
    node = "observation: {of: 农安县人民法院, metric: 结案数, value: 5, unit: 件}"
    assert check(COURTS, f"{APPEAL}\n  - {{{node}, at: 0-9}}").clean
