"""Courts against the directory of courts, and numbers against their grammar: what is found, and what is not.

The facts are invented, the courts are not. What the directory must say of them is common knowledge: levels by the
Organic Law, seats by name, court codes by 法〔2015〕137号 (吉01 is 长春市中级人民法院, 吉0122 农安县人民法院).
"""

from collections.abc import Callable

import pytest

from kg.check.report import CheckReport, run_check
from kg.cli.build import seed_files
from kg.model.facts import Reject

Check = Callable[..., CheckReport]
USED = "hasTopic, o: 破产, at: 0-9}"


def rules(rejects: tuple[Reject, ...]) -> list[tuple[str, str]]:
    """The rule and the value of each finding."""
    return [(r.reason.split(":")[0].removeprefix("rule "), r.value) for r in rejects]


def declared(check: Check, *resources: str, more: str = "") -> CheckReport:
    """Check declarations; every resource is used."""
    lines = [f"  {one}" for one in resources]
    uses = [f"  - {{s: {one.partition(': {')[0]}, p: {USED}" for one in resources if "class: Place" not in one]
    return check("\n".join(lines), "\n".join([*uses, more]))


def nothing(report: CheckReport) -> None:
    assert (report.errors, report.warnings, report.notes) == ((), (), ())


def test_the_seeds_agree_with_the_directory() -> None:
    """Every court of the seeds is known, of its level, with its own aliases, in its place; every number is one."""
    report = run_check(seed_files())
    assert (rules(report.errors), rules(report.warnings), rules(report.notes)) == ([], [], [])


# ---- levels ----


def test_a_court_of_another_level(check: Check) -> None:
    report = declared(check, "长春市中级人民法院: {class: BasicCourt}")
    assert rules(report.errors) == [("court-level", "BasicCourt")]
    assert report.errors[0].line == 3
    assert "intermediate and not basic" in report.errors[0].reason
    assert report.errors[0].hint.startswith("declare it IntermediateCourt")


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("最高人民法院", "HighCourt", "SupremeCourt"),
        ("吉林省高级人民法院", "IntermediateCourt", "HighCourt"),
        ("农安县人民法院", "IntermediateCourt", "BasicCourt"),
        ("延边林区中级法院", "BasicCourt", "IntermediateCourt"),
        ("长春中院", "HighCourt", "IntermediateCourt"),
    ],
)
def test_levels(check: Check, name: str, wrong: str, right: str) -> None:
    assert rules(declared(check, f"{name}: {{class: {wrong}}}").errors) == [("court-level", wrong)]
    nothing(declared(check, f"{name}: {{class: {right}}}"))
    nothing(declared(check, f"{name}: {{class: Court}}"))


def test_a_build_refuses_it_too(check: Check, write: Callable[[str, str], str], tmp_path: object) -> None:
    from kg.cli.main import run

    facts = "document: one\nresources:\n  农安县人民法院: {class: HighCourt}\nstatements:\n"
    path = write("one.yaml", facts + f"  - {{s: 农安县人民法院, p: {USED}\n")
    assert run(["build", path, "--graph", f"{tmp_path}/graph"]) == 4


@pytest.mark.parametrize(
    "resource",
    [
        "长春铁路运输中级法院: {class: [IntermediateCourt, SpecialCourt]}",
        "长春知识产权法庭: {class: Tribunal}",
        "某某专业法庭: {class: Tribunal}",
        "某某专门法院: {class: SpecialCourt}",
        "吉林省长春市地区法院: {class: ForeignCourt}",
        "长春市各法院: {class: InstitutionGroup}",
    ],
)
def test_what_is_no_finding(check: Check, resource: str) -> None:
    nothing(declared(check, resource))


# ---- aliases ----


@pytest.mark.parametrize(
    ("alias", "other"),
    [("德惠法院", "德惠市人民法院"), ("吉林高院", "吉林省高级人民法院"), ("农安县法院", "农安县人民法院")],
)
def test_an_alias_of_another_court(check: Check, alias: str, other: str) -> None:
    report = declared(check, f"榆树市人民法院: {{class: BasicCourt, aliases: [榆树法院, {alias}]}}")
    assert rules(report.warnings) == [("court-alias", alias)]
    assert other in report.warnings[0].reason
    assert (report.errors, report.notes) == ((), ())


def test_an_alias_of_several_others(check: Check) -> None:
    report = declared(check, "榆树市人民法院: {class: BasicCourt, aliases: [朝阳法院]}")
    assert rules(report.warnings) == [("court-alias", "朝阳法院")]


@pytest.mark.parametrize(
    "resource",
    [
        "农安县人民法院: {class: BasicCourt, aliases: [农安法院, 农安县法院]}",
        "长春市朝阳区人民法院: {class: BasicCourt, aliases: [朝阳法院]}",
        "长春市中级人民法院: {class: IntermediateCourt, aliases: [吉林省长春市中级人民法院, 长春中院], here: [市中院]}",
        "四川天府新区人民法院: {class: BasicCourt, aliases: [四川自由贸易试验区人民法院, 四川自贸区法院]}",
        "榆树市人民法院: {class: BasicCourt, aliases: [榆树的法院之家]}",
        "榆树市人民法院: {class: BasicCourt, here: [农安法院]}",
        "长春中院智能系统: {class: Platform, aliases: [长春中院]}",
    ],
)
def test_aliases_that_are_right(check: Check, resource: str) -> None:
    nothing(declared(check, resource))


# ---- what the directory does not know ----


def test_an_unknown_court(check: Check) -> None:
    report = declared(check, "长春市南官区人民法院: {class: BasicCourt}")
    assert rules(report.notes) == [("court-unknown", "长春市南官区人民法院")]
    assert "长春市南关区人民法院" in report.notes[0].hint
    assert (report.errors, report.warnings) == ((), ())


def test_a_court_unlike_any(check: Check) -> None:
    report = declared(check, "甲乙丙丁法院: {class: BasicCourt}")
    assert rules(report.notes) == [("court-unknown", "甲乙丙丁法院")]
    assert report.notes[0].hint == ""


def test_a_name_of_several_courts(check: Check) -> None:
    report = declared(check, "朝阳区人民法院: {class: BasicCourt}")
    assert rules(report.notes) == [("court-unknown", "朝阳区人民法院")]
    assert "several courts" in report.notes[0].reason
    assert "北京市朝阳区人民法院" in report.notes[0].hint


def test_a_court_known_by_its_alias(check: Check) -> None:
    nothing(declared(check, "农安的人民法院: {class: BasicCourt, aliases: [农安县人民法院]}"))


# ---- where appeals go, and where a court is ----

COURTS = """  农安县人民法院: {class: BasicCourt}
  长春市中级人民法院: {class: IntermediateCourt}
  吉林省高级人民法院: {class: HighCourt}"""
EVERY = f"  - {{s: [农安县人民法院, 长春市中级人民法院, 吉林省高级人民法院], p: {USED}"


def stated(check: Check, statement: str, resources: str = "") -> CheckReport:
    return check(f"{COURTS}{resources}", f"{EVERY}\n  - {{{statement}, at: 10-19}}")


def test_appeals_that_go_elsewhere(check: Check) -> None:
    report = stated(check, "s: 农安县人民法院, p: appealsTo, o: 吉林省高级人民法院")
    assert rules(report.notes) == [("court-appeals", "吉林省高级人民法院")]
    assert "长春市中级人民法院 in the directory" in report.notes[0].reason
    assert report.notes[0].line == 8
    assert report.clean


@pytest.mark.parametrize(
    ("court", "above"), [("农安县人民法院", "长春市中级人民法院"), ("长春市中级人民法院", "吉林省高级人民法院")]
)
def test_appeals_that_go_where_they_should(check: Check, court: str, above: str) -> None:
    nothing(stated(check, f"s: {court}, p: appealsTo, o: {above}"))


@pytest.mark.parametrize("place", ["沈阳市", "辽宁省", "德惠市"])
def test_a_court_that_is_elsewhere(check: Check, place: str) -> None:
    report = stated(check, f"s: 农安县人民法院, p: locatedIn, o: {place}", f"\n  {place}: {{class: Place}}")
    assert rules(report.notes) == [("court-place", place)]
    assert "农安县 by the directory" in report.notes[0].reason
    assert report.clean


@pytest.mark.parametrize("place", ["农安县", "长春市", "吉林省", "长春智慧法务区"])
def test_a_court_that_is_there(check: Check, place: str) -> None:
    nothing(stated(check, f"s: 农安县人民法院, p: locatedIn, o: {place}", f"\n  {place}: {{class: Place}}"))


def test_a_place_within_the_division_of_a_court(check: Check) -> None:
    nothing(stated(check, "s: 吉林省高级人民法院, p: locatedIn, o: 长春市", "\n  长春市: {class: Place}"))


def test_a_place_that_has_another_name_today(check: Check) -> None:
    """九台市 has been 九台区 of 长春市 since 2014, with another code."""
    court = "\n  长春市九台区人民法院: {class: BasicCourt}\n  九台市: {class: Place}"
    nothing(stated(check, "s: 长春市九台区人民法院, p: locatedIn, o: 九台市", court))


# ---- numbers of documents ----

OPINION = "\n  某意见: {class: NormativeDocument}\n  最高人民法院: {class: SupremeCourt}"


def numbered(check: Check, number: str, *issuers: str) -> CheckReport:
    issued = [f"\n  - {{s: {issuer}, p: issued, o: 某意见, at: 0-9}}" for issuer in issuers]
    uses = f"{EVERY}\n  - {{s: 最高人民法院, p: {USED}\n  - {{s: 某意见, p: documentNumber, o: {number}, at: 0-9}}"
    return check(f"{COURTS}{OPINION}", uses + "".join(issued))


@pytest.mark.parametrize("number", ["法发〔2020〕号", "〔2020〕22号", "法发〔2020〕二十二号"])
def test_what_is_no_number_of_a_document(check: Check, number: str) -> None:
    report = numbered(check, number)
    assert rules(report.warnings) == [("document-number", number)]
    assert report.clean


@pytest.mark.parametrize("number", ["法发〔2020〕22号", "法释〔2020〕17号", "吉高法〔2022〕45号", "法〔2015〕137号"])
def test_numbers_of_documents(check: Check, number: str) -> None:
    nothing(numbered(check, number))


def test_a_number_of_another_issuer(check: Check) -> None:
    report = numbered(check, "法发〔2020〕22号", "吉林省高级人民法院")
    assert rules(report.warnings) == [("issuer", "吉林省高级人民法院")]
    assert "最高人民法院" in report.warnings[0].reason
    report = numbered(check, "吉高法〔2022〕45号", "最高人民法院")
    assert rules(report.warnings) == [("issuer", "最高人民法院")]


@pytest.mark.parametrize(
    ("number", "issuers"),
    [
        ("法发〔2020〕22号", ["最高人民法院"]),
        ("吉高法〔2022〕45号", ["吉林省高级人民法院"]),
        ("吉高法〔2022〕45号", ["长春市中级人民法院", "吉林省高级人民法院"]),
    ],
)
def test_numbers_of_their_issuers(check: Check, number: str, issuers: list[str]) -> None:
    nothing(numbered(check, number, *issuers))


# ---- numbers of cases ----


def case(check: Check, number: str, heard: str = "", name: str = "某某案", more: str = "") -> CheckReport:
    said = f"\n  - {{s: {heard}, p: heard, o: {name}, at: 0-9}}" if heard else ""
    said += f"\n  - {{s: {name}, p: caseNumber, o: {number}, at: 0-9}}" if number else ""
    return check(f"{COURTS}\n  {name}: {{class: Case}}{more}", f"{EVERY}\n  - {{s: {name}, p: {USED}{said}")


@pytest.mark.parametrize("number", ["（2024）吉012民初22号", "（2024）吉0122民初号", "长春案第5号"])
def test_what_is_no_number_of_a_case(check: Check, number: str) -> None:
    report = case(check, number)
    assert rules(report.warnings) == [("case-number", number)]
    assert report.clean


@pytest.mark.parametrize(
    "number", ["（2024）吉0122民初22号", "(2024)吉01民终5号之一", "（2014）民提字第24号", "（2024）吉01**民初5号"]
)
def test_numbers_of_cases(check: Check, number: str) -> None:
    nothing(case(check, number))


def test_a_case_whose_name_is_a_number(check: Check) -> None:
    nothing(case(check, "", "农安县人民法院", name="（2024）吉0122民初22号"))
    report = case(check, "", name="（2024）吉012民初22号")
    assert rules(report.warnings) == [("case-number", "（2024）吉012民初22号")]
    nothing(case(check, "", name="14件服务合同案（第2号）"))


@pytest.mark.parametrize("name", ["某某案", "（2024）吉01民初22号"])
def test_a_number_of_another_court(check: Check, name: str) -> None:
    report = case(check, "" if name.startswith("（") else "（2024）吉01民初22号", "农安县人民法院", name)
    assert rules(report.warnings) == [("case-court", "农安县人民法院")]
    assert "长春市中级人民法院" in report.warnings[0].reason
    assert report.clean


def test_a_number_of_its_court(check: Check) -> None:
    nothing(case(check, "（2024）吉01民初22号", "长春市中级人民法院"))
    nothing(case(check, "（2024）吉01民终22号", "[农安县人民法院, 长春市中级人民法院]"))


def test_a_number_of_the_court_of_a_tribunal(check: Check) -> None:
    tribunal = "\n  长春知识产权法庭: {class: Tribunal}"
    nothing(case(check, "（2024）吉01知民初5号", "长春知识产权法庭", more=tribunal))


def test_a_code_that_nobody_knows(check: Check) -> None:
    nothing(case(check, "（2024）吉0169民初22号", "农安县人民法院"))
