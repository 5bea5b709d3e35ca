"""What a node shows: native values, lists, languages, and the latest document where documents disagree."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.mirror.connect import Connection
from kg.mirror.ledger import ledger
from kg.mirror.names import name_table
from kg.mirror.project import Projected, Projector
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.model.iris import BASE, CG, DCTERMS, RDF_TYPE, SKOS, SOURCES_GRAPH, XSD
from tests.mirror.server import check_equal, graph_of, quiet

COURT = f"<{BASE}court/甲>"
NODE = f"<{BASE}observation/1>"
TABLE = name_table()


def line(subject: str, predicate: str, term: str, passage: str = "first#char=1,2") -> str:
    return f"{subject} <{predicate}> {term} <{BASE}document/{passage}> ."


def decimal(text: str) -> str:
    return f'"{text}"^^<{XSD}decimal>'


def project(*lines: str, dates: dict[str, str] | None = None) -> Projected:
    """The one subject of some lines."""
    (found,) = Projector(TABLE, dates or {}).subjects(sorted(one.encode() + b"\n" for one in lines))
    return found


@pytest.mark.parametrize(
    ("text", "value", "exact"),
    [
        ("12.5", 12.5, True),
        ("0.1", 0.1, True),
        ("-3", -3.0, True),
        ("98.05", 98.05, True),
        ("9007199254740993", 9007199254740992.0, False),
        ("0.1000000000000000001", 0.1, False),
        ("99999999999999999999.999999999999999999", 1e20, False),
    ],
)
def test_decimals_are_floats_and_the_ledger_says_where_they_lose(text: str, value: float, exact: bool) -> None:
    found = project(line(NODE, CG + "value", decimal(text)))
    assert found.node.properties["value"] == value
    assert isinstance(found.node.properties["value"], float)
    assert (found.hidden == []) == exact
    assert found.node.properties["_literals"] == [
        f"<{CG}value> {decimal(text)}\t<{BASE}document/first#char=1,2>"
    ]  # exact all the same


def test_integers_are_integers() -> None:
    found = project(line(NODE, CG + "multiplier", f'"10000"^^<{XSD}integer>'))
    assert found.node.properties["multiplier"] == 10000
    assert isinstance(found.node.properties["multiplier"], int)


def test_a_language_is_in_the_name_of_the_property() -> None:
    found = project(
        line(COURT, SKOS + "prefLabel", '"甲"@zh'),
        line(COURT, SKOS + "prefLabel", '"A"@en'),
        line(COURT, SKOS + "altLabel", '"丙"@zh'),
        line(COURT, SKOS + "altLabel", '"乙"@zh'),
        line(COURT, RDF_TYPE, f"<{CG}BasicCourt>"),
    )
    properties = dict(found.node.properties)
    properties.pop("_literals")
    assert properties == {
        "iri": f"{BASE}court/甲", "label": "甲", "label_en": "A", "aliases": ["丙", "乙"], "classes": ["BasicCourt"],
    }  # fmt: skip
    assert found.node.labels == ("BasicCourt", "Court", "Institution", "Resource")
    assert found.hidden == []


def test_passages_of_one_statement_are_one_sorted_list() -> None:
    said = [line(COURT, CG + "partOf", f"<{BASE}court/乙>", f"{d}#char={n},9") for d in "ba" for n in (3, 1)]
    (edge,) = project(*said).edges
    assert edge.passages == [f"{BASE}document/{d}#char={n},9" for d in "ab" for n in (1, 3)]
    assert (edge.type, edge.start, edge.end) == ("PART_OF", f"{BASE}court/甲", f"{BASE}court/乙")


def test_the_key_of_a_relationship_is_that_of_its_triple() -> None:
    one, other = (line(COURT, CG + name, f"<{BASE}court/乙>") for name in ("partOf", "appealsTo"))
    sids = {edge.sid for edge in project(one, other).edges}
    again = {edge.sid for edge in project(one.replace("first", "second"), other).edges}
    assert sids == again
    assert len(sids) == 2


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        ({"first": "2020", "second": "2021-05"}, "second"),
        ({"first": "2022-01-01", "second": "2021-05"}, "first"),
        ({"first": "2021"}, "first"),  # a document without a date comes last
        ({}, "second"),  # without dates, the order of their names
        ({"first": "2021", "second": "2021"}, "second"),
    ],
)
def test_where_documents_disagree_the_latest_is_shown(dates: dict[str, str], wanted: str) -> None:
    known = {f"{BASE}document/{name}": date for name, date in dates.items()}
    lines = [line(COURT, CG + "documentNumber", f'"{d}的说法"', f"{d}#char=1,2") for d in ("first", "second")]
    found = project(*lines, dates=known)
    assert found.node.properties["documentNumber"] == f"{wanted}的说法"
    lines_of = found.node.properties["_literals"]
    assert isinstance(lines_of, list)
    assert len(lines_of) == 2
    assert found.hidden == []


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "graph")


def test_a_new_date_of_a_document_changes_what_is_shown(database: Connection, folder: str) -> None:
    norm = f"<{BASE}norm/规定>"
    said = [line(norm, CG + "documentNumber", f'"{d}号"', f"{d}#char=1,2") for d in ("first", "second")]
    said.append(line(norm, RDF_TYPE, f"<{CG}NormativeDocument>"))
    for first, shown in (("2019", "second号"), ("2023-04", "first号"), ("2019", "second号")):
        dates = [
            f'<{BASE}document/{d}> <{DCTERMS}date> "{date}"^^<{XSD}{kind}> <{SOURCES_GRAPH}> .'
            for d, date, kind in (
                ("first", first, "gYear" if len(first) == 4 else "gYearMonth"),
                ("second", "2021", "gYear"),
            )
        ]
        reader = graph_of(folder, said + dates)
        sync(database, Source(reader), quiet)
        (row,) = database.rows("MATCH (n:NormativeDocument) RETURN n.documentNumber, size(n._literals)")
        assert list(row) == [shown, 3]
        check_equal(database, reader)
        reader.close()


def test_what_cannot_be_shown_exactly_is_in_the_ledger_and_kept(database: Connection, folder: str) -> None:
    reader = graph_of(
        folder,
        [
            line(NODE, CG + "value", decimal("0.1000000000000000001")),
            line(NODE, "https://unknown.example/p", '"x"'),
            line(NODE, "https://unknown.example/q", f"<{BASE}court/甲>"),
            line(NODE, SKOS + "prefLabel", '"名前"@ja'),
        ],
    )
    source = Source(reader)
    assert sorted(entry.term for entry in ledger(source)) == sorted(
        f"<{p}>"
        for p in (
            CG + "value",
            SKOS + "prefLabel",
            "https://unknown.example/p",
            "https://unknown.example/q",
        )
    )
    sync(database, source, quiet)
    assert verify(database, source).equal
    check_equal(database, reader)
    reader.close()


def test_a_text_where_a_resource_belongs_is_told(database: Connection, folder: str) -> None:
    reader = graph_of(folder, [line(NODE, CG + "partOf", '"a text"')])
    with pytest.raises(StoreError, match="a text where a resource belongs: kg build again"):
        sync(database, Source(reader), quiet)
    reader.close()
