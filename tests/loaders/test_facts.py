"""Facts files: what is yielded, and one clear line, with file and line, for everything that is wrong."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model.facts import Claim, Declaration, NodeClaim, Source, SourceInfo
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from loaders.facts import FactsFile

Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]
GOOD = """document: one
resources:
  甲市中级人民法院: {class: IntermediateCourt, en: A Court, aliases: [甲中院]}
  乙机制: {class: Mechanism}
statements:
  - {s: 甲市中级人民法院, p: established, o: 乙机制, at: 3-5}
  - {s: 乙机制, p: inForceFrom, o: 2022-09, at: [7-9, 12-20], unsaid: x}
  - {observation: {of: [甲市中级人民法院], metric: 收案数, value: 12.50, unit: 万件}, at: 3-5}
"""


def test_facts_of_a_file(write: Write, vocabulary: Vocabulary) -> None:
    source = FactsFile(write("a.yaml", GOOD), vocabulary, {"one": SourceInfo("one", "题名")})
    assert source.info.title == "题名"
    fields = (("of", "甲市中级人民法院"), ("metric", "收案数"), ("value", "12.50"), ("unit", "万件"))
    assert list(source.facts()) == [
        Declaration("甲市中级人民法院", ("IntermediateCourt",), "A Court", ("甲中院",), "", 3),
        Declaration("乙机制", ("Mechanism",), "", (), "", 4),
        Claim("甲市中级人民法院", "established", "乙机制", "char=3,5", 6),
        Claim("乙机制", "inForceFrom", "2022-09", "char=7,9&char=12,20", 7, "x"),
        NodeClaim("observation", fields, "char=3,5", 8),
    ]
    assert not source.rejects


def test_statements_of_a_file(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    source = FactsFile(write("a.yaml", GOOD), vocabulary)
    quads = {(s.subject.rsplit("/", 1)[-1], s.predicate.rsplit("#", 1)[-1], s.object) for s in compiled(source)}
    decimal = '"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert {text for _, predicate, text in quads if predicate == "value>"} == {decimal}
    assert {text for _, predicate, text in quads if predicate == "unit>"} == {'"件"'}
    assert {text for _, predicate, text in quads if predicate == "multiplier>"} == {
        '"10000"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }


# What stands in the good file, what stands there instead, and the one line that it gives.
REJECTS = [
    ("statements:", "statments:", "5 [statments]: unknown key statments (did you mean statements?)", 2),
    ("aliases:", "alias:", "3 [alias]: unknown key alias (did you mean aliases?)", 1),
    ("unsaid: x", "unsiad: x", "7 [unsiad]: unknown key unsiad (did you mean unsaid?)", 1),
    (
        "{observation:",
        "{observatoin:",
        "8 [observatoin]: unknown key observatoin (did you mean observation?)",
        2,
    ),
    (
        "metric: 收案数",
        "metrik: 收案数",
        "8 [metrik]: observation has no key metrik (did you mean metric?)",
        1,
    ),
    (
        "class: Mechanism",
        "class: Mechanisim",
        "4 [class]: unknown class Mechanisim (did you mean Mechanism?)",
        1,
    ),
    ("{class: Mechanism}", "{}", "4 [class]: no class", 1),
    (
        "class: Mechanism",
        "class: Resource",
        "4 [class]: Resource cannot be declared: it is abstract, a node, or a term of the schemes",
        1,
    ),
    ("p: established", "p: establishd", "6 [p]: unknown property establishd (did you mean established?)", 1),
    (
        "p: established",
        "p: metric",
        "6 [p]: metric belongs to nodes (write an observation, adoption, … instead)",
        1,
    ),
    (
        "p: established",
        "p: partOf",
        (
            "6 [p]: 甲市中级人民法院: partOf takes Institution or InstitutionGroup or Place or "
            "RegionalInitiative or Unit, not Mechanism"
        ),
        1,
    ),
    ("p: inForceFrom", "p: signedOn", "7 [p]: 乙机制: signedOn is said of Agreement, not of Mechanism", 1),
    ("o: 乙机制", "o: 乙机置", "6 [o]: 乙机置 is not declared under resources (did you mean 乙机制?)", 1),
    ("s: 甲市中级人民法院", "s: 甲中院", "6 [s]: 甲中院 is an alias (write the name 甲市中级人民法院)", 1),
    (
        "o: 乙机制, at: 3-5",
        "o: 乙机制",
        "6 [at]: no passage (write at: START-END, in characters of the document)",
        1,
    ),
    (
        "o: 乙机制, at: 3-5",
        "o: 乙机制, at: 5-3",
        "6 [at]: a span ends where it begins, or before (turn it round)",
        1,
    ),
    ("o: 乙机制, at: 3-5", "o: 乙机制, at: 3–5", "6 [at]: '3–5' is no span (write at: 375-403)", 1),
    ("[7-9, 12-20]", "[12-20, 7-13]", "7 [at]: spans of one passage overlap", 1),
    ("p: established, ", "", "6 [p]: no p (a statement is {s: …, p: …, o: …, at: …})", 1),
    (
        "o: 2022-09",
        "o: 2022-13",
        "7 [o]: inForceFrom: '2022-13' is not a date of the form 2022, 2022-09 or 2022-09-26",
        1,
    ),
    ("o: 2022-09", "o: 2023-02-29", "7 [o]: inForceFrom: '2023-02-29' is not a day of the calendar", 1),
    (
        "value: 12.50",
        "value: 12.5.0",
        "8 [value]: value: '12.5.0' is not a plain decimal number, such as 14762 or 98.52",
        1,
    ),
    (
        "value: 12.50",
        "value: 12.50, comparator: more",
        "8 [comparator]: comparator does not take more (did you mean over?)",
        1,
    ),
    ("value: 12.50", "value: ''", "8 [value]: value is empty (leave the key out)", 2),
    (
        "[甲中院]",
        "[乙机制]",
        "4 [name]: 乙机制 is already an alias of 甲市中级人民法院: one name is one resource",
        1,
    ),
    (
        "{class: Mechanism}",
        "{class: Mechanism, aliases: [甲市中级人民法院]}",
        "4 [aliases]: the alias 甲市中级人民法院 is the name of another resource: take the alias away",
        1,
    ),
    (
        "{class: Mechanism}",
        "{class: Mechanism, aliases: [甲中院]}",
        ("4 [aliases]: the alias 甲中院 is an alias of 甲市中级人民法院 too (one alias means one resource in a file)"),
        1,
    ),
    ("[甲中院]", "[' 甲中院']", "3 [aliases]: the name ' 甲中院' is empty, padded or not composed (write 甲中院)", 1),
    ("[甲中院]", "[[甲中院]]", "3 [aliases]: the name '' is empty, padded or not composed (give it a name)", 1),
    ("en: A Court", "en: [A, B]", "3 [en]: 甲市中级人民法院: en is one text", 1),
    (
        "  乙机制: {",
        "  ' 乙机制': {",
        "4 [resources]: the name ' 乙机制' is empty, padded or not composed (write 乙机制)",
        1,
    ),
    (
        "  乙机制: {class: Mechanism}",
        "  乙机制: Mechanism",
        "4 [resources]: 乙机制: no class (write {class: …})",
        3,
    ),
    (
        "  - {s: 甲市中级人民法院, p: established, o: 乙机制, at: 3-5}",
        "  - 甲",
        "6 [statements]: a statement is {s: …, p: …, o: …, at: …}",
        1,
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message", "count"), REJECTS, ids=lambda value: str(value)[:24])
def test_rejects(
    right: str, wrong: str, message: str, count: int, write: Write, vocabulary: Vocabulary, compiled: Compile
) -> None:
    assert right in GOOD
    path = write("a.yaml", GOOD.replace(right, wrong, 1))
    source = FactsFile(path, vocabulary)
    compiled(source)
    assert str(source.rejects[0]) == f"{path}:{message}"
    assert len(source.rejects) == count


HEADS = [
    ("resources: {}\n", "1: no document: begin with document: and the id of the source"),
    ("document: [a]\n", "1: no document: begin with document: and the id of the source"),
    ("\ndocument: A B\n", "2: 'A B' is no id: use a-z, 0-9, - and ."),
]


@pytest.mark.parametrize(("text", "message"), HEADS)
def test_no_document(text: str, message: str, write: Write, vocabulary: Vocabulary) -> None:
    path = write("a.yaml", text)
    with pytest.raises(InputError) as caught:
        FactsFile(path, vocabulary)
    assert str(caught.value) == f"{path}:{message}"


def test_document_that_is_no_source(write: Write, vocabulary: Vocabulary) -> None:
    path = write("a.yaml", GOOD)
    source = FactsFile(path, vocabulary, {"ones": SourceInfo("ones")})
    message = "the document one is not in sources.yaml (did you mean ones?)"
    assert [str(reject) for reject in source.rejects] == [f"{path}:1 [document]: {message}"]


def test_file_without_resources_or_statements(write: Write, vocabulary: Vocabulary) -> None:
    path = write("a.yaml", "document: one\n")
    source = FactsFile(path, vocabulary)
    assert list(source.facts()) == []
    assert [str(reject) for reject in source.rejects] == [
        f"{path}:1 [resources]: no resources (declare them)",
        f"{path}:1 [statements]: no statements (statements: is a list, one a line)",
    ]


def test_one_fault_is_told_once(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    path = write("a.yaml", GOOD.replace("class: IntermediateCourt", "class: Intermediatecourt"))
    source = FactsFile(path, vocabulary)
    compiled(source)
    assert [reject.line for reject in source.rejects] == [3]


CHARACTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"])
NAMES = st.text(CHARACTERS, min_size=1, max_size=8).map(lambda text: "甲" + text)
SPANS = st.tuples(st.integers(0, 10**8), st.integers(1, 1000)).map(lambda pair: f"{pair[0]}-{pair[0] + pair[1]}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.lists(NAMES, min_size=2, max_size=6, unique=True),
    lines=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), SPANS), min_size=1, max_size=12),
)
def test_every_statement_stands_once_in_its_passage(
    raw: list[str], lines: list[tuple[int, int, str]], write: Write, vocabulary: Vocabulary, compiled: Compile
) -> None:
    """Any names and spans: each (triple, passage) is a statement once, and every name is found again."""
    names = list(dict.fromkeys(unicodedata.normalize("NFC", name) for name in raw))
    resources = "".join(f"  {_quoted(name)}: {{class: BasicCourt}}\n" for name in names)
    pairs = [(names[s % len(names)], names[o % len(names)], at) for s, o, at in lines]
    statements = "".join(
        f"  - {{s: {_quoted(s)}, p: cooperatesWith, o: {_quoted(o)}, at: {at}}}\n" for s, o, at in pairs
    )
    text = f"document: one\nresources:\n{resources}statements:\n{statements}"
    source = FactsFile(write("a.yaml", text), vocabulary)
    found = compiled(source)
    said = {(s, o, at) for s, o, at in pairs if s != o}
    keys = [statement[:4] for statement in found]
    assert len(keys) == len(set(keys)) == 2 * len(names) + len(said)
    assert {reject.reason for reject in source.rejects} == {f"{s} cooperatesWith itself" for s, o, _ in pairs if s == o}
    for statement in found:
        assert "\n" not in statement.quad[:-1]
