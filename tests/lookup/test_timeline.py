"""What happened when."""

import pytest

from kg.lookup.resolve import resolve
from kg.lookup.timeline import _within, timeline
from kg.model.iris import BASE, CG, RDFS
from kg.store.reader import Reader

COURT = f"{BASE}court/甲市中级人民法院"


def dates(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["date"], row["property"]) for row in rows]


ALL = [
    ("2021", "since"),
    ("2021-07-01", "from"),
    ("2022", "on"),
    ("2022-03-01", "issuedOn"),
    ("2022-05", "signedOn"),
]


def test_all_in_order(reader: Reader) -> None:
    rows = timeline(reader)
    assert dates(rows) == ALL
    assert rows[3] == {
        "date": "2022-03-01",
        "what": "甲市立案规定",
        "class": "规范性文件",
        "property": "issuedOn",
        "label": "发布时间",
        "evidence": "toy#char=70,80",
        "iri": f"{BASE}norm/甲市立案规定",
    }


def test_periods_of_figures_only_where_asked(reader: Reader) -> None:
    rows = timeline(reader, figures=True)
    assert len(rows) == len(ALL) + 2
    assert {row["property"] for row in rows} - {name for _, name in ALL} == {"period"}


def test_around_a_resource(reader: Reader) -> None:
    assert dates(timeline(reader, COURT)) == ALL[3:]
    assert dates(timeline(reader, f"{BASE}norm/甲市立案规定")) == [("2022-03-01", "issuedOn")]
    assert timeline(reader, f"{BASE}court/丙区人民法院") == []


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2022", "", ALL[2:]),
        ("2022-04", "", [ALL[2], ALL[4]]),
        ("2022-05-31", "", [ALL[2], ALL[4]]),
        ("2022-06", "", [ALL[2]]),
        ("", "2021", ALL[:2]),
        ("", "2021-06-30", ALL[:1]),
        ("2021-07-01", "2021-07-01", ALL[:2]),
        ("2023", "", []),
        ("2022", "2021", []),
    ],
)
def test_bounds_of_any_precision(reader: Reader, since: str, until: str, kept: list[tuple[str, str]]) -> None:
    assert dates(timeline(reader, since=since, until=until)) == kept


@pytest.mark.parametrize(
    ("text", "since", "until", "inside"),
    [
        ("2020/2022", "2021", "2021", True),
        ("2020/2022", "2023", "", False),
        ("2020/2022", "", "2019", False),
        ("2020/..", "2031", "", True),
        ("2020/..", "", "2019-12", False),
        ("../2020", "", "1990", True),
        ("../2020", "2020-06", "", True),
        ("../2020-05", "2020-06", "", False),
        ("2022", "2022-12-31", "2022-12-31", True),
        ("2022-01-01", "2022", "2022", True),
    ],
)
def test_intervals(text: str, since: str, until: str, inside: bool) -> None:
    assert _within(text, since, until) is inside


def test_every_date_of_the_seeds_is_told_once(seeds: Reader) -> None:
    query = f"""SELECT (COUNT(*) AS ?n) {{
      {{ SELECT DISTINCT ?s ?p ?o {{
        ?p <{RDFS}range>|<http://schema.org/rangeIncludes> ?range .
        FILTER(STRSTARTS(STR(?p), "{CG}") && REGEX(STR(?range), "gYear|gYearMonth|#date$|EDTF"))
        ?s ?p ?o }} }} }}"""
    (row,) = seeds.query(query)  # type: ignore[misc]
    rows = timeline(seeds, figures=True)
    assert len(rows) == int(row["n"].value) > 100
    assert all(row["what"] and row["evidence"] and "w3id" not in row["what"] for row in rows)
    keys = [row["date"].strip("./") for row in rows]
    assert keys == sorted(keys)
    plain = timeline(seeds)
    assert [row for row in rows if row["property"] != "period"] == plain


def test_around_a_court_of_the_seeds(seeds: Reader) -> None:
    iri = resolve(seeds, "四川天府新区人民法院").iri
    rows = timeline(seeds, iri, since="2020", until="2022")
    assert rows
    assert all(row["date"][:4] <= "2022" for row in rows)
    assert [row for row in timeline(seeds, since="2020", until="2022") if row in rows] == rows
