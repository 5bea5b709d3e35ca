"""Passages against the text of a document: each rule with what breaks it and what keeps it."""

import hashlib
from collections.abc import Callable

import pytest

from kg.check.report import CheckReport, run_check
from kg.check.surface import DocumentText
from kg.errors import InputError
from kg.model.facts import Reject

Write = Callable[[str, str], str]
TEXT = (
    "甲市中级\n人民 法院自２０２２年9月26日起设立诉服平台，"  # 0-32
    "全年受理1,234件，三家法院参加。"
    + "，" * 70
    + "乙区法院办结5件。"
    + "，" * 70
    + "该平台获院长好评。"
    + "，" * 70
    + "甲市中\n级人民法院𠀀。"
)
RESOURCES = (
    "  甲市中级人民法院: {class: IntermediateCourt, aliases: [甲中院]}\n"
    "  乙区人民法院: {class: BasicCourt, aliases: [乙区法院]}\n"
    "  甲市诉服平台: {class: Platform, aliases: [诉服平台]}\n"
    "  丙某: {class: Person}"
)
OTHERS = (
    "  - {s: 乙区人民法院, p: uses, o: 甲市诉服平台, at: 0-9}\n  - {s: 甲市诉服平台, p: praisedBy, o: 丙某, at: 0-9}"
)
FIRST = 10


@pytest.fixture
def prove(write: Write) -> Callable[..., list[Reject]]:
    """Check one statement against the text; findings at its line alone, by level."""

    def run(statement: str, level: str = "errors", text: str = TEXT, digest: str = "") -> list[Reject]:
        folder = write("doc.txt", text).removesuffix("doc.txt")
        digest = digest or "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        write("sources.yaml", f"one:\n  title: 一\n  file: doc.txt\n  hash: {digest}\n")
        head = f"document: one\nresources:\n{RESOURCES}\nstatements:\n{OTHERS}\n"
        report = run_check([write("one.yaml", f"{head}  - {{{statement}}}\n")], folder)
        return [r for r in getattr(report, level) if r.line in (0, FIRST)]

    return run


def at(part: str, after: int = 0) -> str:
    start = TEXT.index(part, after)
    return f"{start}-{start + len(part)}"


CLOSED = "observation: {of: 乙区人民法院, metric: 结案数, value: 5"
FAR = at("该平台获院长好评")
GOOD = [
    # names with a line break and a blank inside, and an alias
    f"s: 甲市中级人民法院, p: established, o: 甲市诉服平台, at: {at('设立诉服平台')}",
    f"s: 甲市中级人民法院, p: hasTopic, o: 破产, at: {at('甲市中级')}",
    # near: within 60 characters
    f"s: 乙区人民法院, p: hasTopic, o: 破产, at: {at('办结5件。')}",
    # one passage of two spans, torn within the name
    f"s: 乙区人民法院, p: hasTopic, o: 破产, at: [{at('乙区')}, {at('法院办结')}]",
    # a date in full width
    f"s: 甲市诉服平台, p: establishedOn, o: 2022-09-26, at: {at('起设立')}",
    f"observation: {{of: 乙区人民法院, metric: 受理案件数, value: 1234, unit: 件}}, at: {at('受理1,234件')}",
    f"observation: {{of: 乙区人民法院, metric: 法院数, value: 3, unit: 家}}, at: {at('三家')}",
    # a period stands anywhere in the document
    f"{CLOSED}, period: 2022}}, at: {at('办结5件')}",
    # the last character, beyond the basic plane, is one code point
    f"s: 甲市中级人民法院, p: hasTopic, o: 破产, at: {len(TEXT) - 3}-{len(TEXT)}",
]
BAD = [
    (f"s: 乙区人民法院, p: hasTopic, o: 破产, at: {FAR}", "surface", "at"),
    (
        f"adoption: {{court: 乙区人民法院, mechanism: 甲市诉服平台, role: adopter}}, at: {FAR}",
        "surface",
        "at",
    ),
    (f"s: 丙某, p: officeTitle, o: 庭长, at: {FAR}", "surface", "at"),
    (f"observation: {{of: 乙区人民法院, metric: 结案数, value: 6}}, at: {at('办结5件')}", "figure", "at"),
    # near is not enough for a figure
    (f"{CLOSED}}}, at: {at('乙区法院')}", "figure", "at"),
    (f"s: 甲市诉服平台, p: establishedOn, o: 2022-09-25, at: {at('起设立')}", "date", "o"),
    (f"s: 甲市诉服平台, p: establishedOn, o: 2022, at: {FAR}", "date", "o"),
    (
        f"claim: {{of: 甲市诉服平台, wording: 设立, on: 2021}}, at: {at('设立诉服平台')}",
        "date",
        "on",
    ),
    (f"{CLOSED}, period: 2019}}, at: {at('办结5件')}", "date", "period"),
    (f"s: 甲市中级人民法院, p: hasTopic, o: 破产, at: {len(TEXT) - 3}-{len(TEXT) + 1}", "span", "at"),
]


@pytest.mark.parametrize("statement", GOOD)
def test_what_the_document_says_passes(prove: Callable[..., list[Reject]], statement: str) -> None:
    assert prove(statement) == []


@pytest.mark.parametrize(("statement", "rule", "column"), BAD)
def test_what_it_does_not_say_fails(prove: Callable[..., list[Reject]], statement: str, rule: str, column: str) -> None:
    [error] = [e for e in prove(statement) if e.line == FIRST]
    assert error.reason.startswith(f"rule {rule}: ")
    assert error.column == column
    assert error.hint


@pytest.mark.parametrize(("statement", "rule", "column"), [row for row in BAD if row[1] != "span"])
def test_unsaid_excuses(prove: Callable[..., list[Reject]], statement: str, rule: str, column: str) -> None:
    assert prove(f"{statement}, unsaid: 主语承前") == []
    assert [r for r in prove(f"{statement}, unsaid: 主语承前", "warnings") if r.column == "unsaid"] == []


def test_unsaid_excuses_no_span_outside_the_text(prove: Callable[..., list[Reject]]) -> None:
    assert len(prove("s: 乙区人民法院, p: hasTopic, o: 破产, at: 0-99999, unsaid: 承前")) == 1


def test_unsaid_that_is_not_needed_is_a_warning(prove: Callable[..., list[Reject]]) -> None:
    assert prove(f"{GOOD[0]}, unsaid: 承前") == []
    [warning] = prove(f"{GOOD[0]}, unsaid: 承前", "warnings")
    assert warning.reason.startswith("rule unsaid: ")


def test_a_figure_whose_owner_is_not_named_may_be_marked(prove: Callable[..., list[Reject]]) -> None:
    node = "observation: {of: 甲市中级人民法院, metric: 结案数, value: 5}"
    statement = f"{node}, at: {at('办结5件')}"
    assert prove(statement) == []
    assert prove(f"{statement}, unsaid: 主语承前", "warnings") == []


def test_a_list_needs_one_unsaid(prove: Callable[..., list[Reject]]) -> None:
    """Where one of several subjects is not named, the mark of the line is needed."""
    both = f"s: [甲市中级人民法院, 乙区人民法院], p: hasTopic, o: 破产, at: {at('办结5件')}"
    assert [e.reason.split(" stands")[0] for e in prove(both)] == ["rule surface: neither 甲市中级人民法院 nor 破产"]
    assert prove(f"{both}, unsaid: 承前", "warnings") == []


def test_the_message_says_what_to_do(prove: Callable[..., list[Reject]]) -> None:
    [error] = prove(BAD[0][0])
    assert str(error).endswith(
        f"one.yaml:{FIRST} [at]: rule surface: neither 乙区人民法院 nor 破产 stands in or near {FAR}"
        " (write a better span, add an alias, or mark it unsaid: REASON)"
    )


@pytest.mark.parametrize(
    ("statement", "warned"),
    [
        (f"claim: {{of: 甲市诉服平台, wording: 设立…平台}}, at: {at('设立诉服平台')}", 0),
        (f"claim: {{of: 甲市诉服平台, wording: 首个}}, at: {at('设立诉服平台')}", 1),
        (f"s: 乙区人民法院, p: hasTopic, o: 破产, at: {at('乙区法院')}", 0),
        (f"{CLOSED}, printed: 5余件}}, at: {at('办结5件')}", 1),
        (f"{CLOSED}, printed: 5件}}, at: {at('办结5件')}", 0),
        (f"{CLOSED}, periodAsPrinted: 全年}}, at: {at('办结5件')}", 0),
        (f"{CLOSED}, periodAsPrinted: 去年}}, at: {at('办结5件')}", 1),
    ],
)
def test_what_is_given_as_printed(prove: Callable[..., list[Reject]], statement: str, warned: int) -> None:
    assert prove(statement) == []
    assert len([w for w in prove(statement, "warnings") if w.reason.startswith("rule verbatim")]) == warned


def test_another_text_than_sources_say(prove: Callable[..., list[Reject]]) -> None:
    [error] = prove(BAD[0][0], digest="sha256:00")
    assert error.reason.startswith("rule hash: doc.txt is sha256:")


def test_line_ends_are_characters(prove: Callable[..., list[Reject]]) -> None:
    text = "甲\r\n\r\n" + "，" * 70 + "乙区法院" + "，" * 70
    assert prove("s: 乙区人民法院, p: hasTopic, o: 破产, at: 75-79", text=text) == []
    assert DocumentText(text).within([(75, 79)]) == "乙区法院"


def test_a_literal_that_is_none_is_told_once(prove: Callable[..., list[Reject]]) -> None:
    node = "observation: {of: 乙区人民法院, metric: 结案数, value: 许多}"
    assert [e.column for e in prove(f"{node}, at: {at('办结5件')}")] == ["value"]


def notes(report: CheckReport) -> list[Reject]:
    """The notes of a check, but for those on courts that are invented."""
    return [note for note in report.notes if not note.reason.startswith("rule court-unknown")]


def test_a_file_without_a_text_is_a_note(write: Write) -> None:
    path = write("one.yaml", f"document: one\nresources:\n{RESOURCES}\nstatements:\n{OTHERS}\n")
    folder = path.removesuffix("one.yaml")
    [note] = notes(run_check([path], folder))
    assert note.reason == "no text is known for one: its passages were not checked"
    write("sources.yaml", "one: {title: 一, file: gone.txt, hash: 'sha256:00'}\n")
    [note] = notes(run_check([path], folder))
    assert note.reason.startswith("gone.txt is not in")


def test_unusable_folders_and_names(write: Write) -> None:
    path = write("one.yaml", f"document: one\nresources:\n{RESOURCES}\nstatements:\n{OTHERS}\n")
    folder = path.removesuffix("one.yaml")
    with pytest.raises(InputError, match="no such folder"):
        run_check([path], folder + "nowhere")
    write("sources.yaml", "one: {title: 一, file: ../doc.txt, hash: 'sha256:00'}\n")
    with pytest.raises(InputError, match="bare name"):
        run_check([path], folder)
