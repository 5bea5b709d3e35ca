"""The page of a resource: what it says must be what the store says, each value with the passages that say it."""

from decimal import Decimal
from typing import Any, cast

import pyoxigraph as ox
import pytest

import kg.lookup.labels
from kg.errors import NotFound
from kg.lookup.around import Naries, Nary, around
from kg.lookup.documents import Documents
from kg.lookup.entity import ROWS, VALUES, Pages, _first
from kg.lookup.evidence import evidence
from kg.lookup.figures import exact, figures, number
from kg.lookup.labels import Labels
from kg.lookup.part import Parts
from kg.lookup.timeline import timeline
from kg.model.iris import BASE, CG, DOCUMENTS, PREFIXES, RDF_TYPE
from kg.store.reader import Reader, Value

COURT = f"{BASE}court/甲市中级人民法院"
MECHANISM = f"{BASE}mechanism/智慧立案机制"


@pytest.fixture
def pages(reader: Reader) -> Pages:
    return Pages(Parts(reader))


@pytest.fixture
def seed_pages(seeds: Reader) -> Pages:
    return Pages(Parts(seeds))


def facts(page: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    return {(f["property"], f["direction"]): [v["text"] for v in f["values"]] for f in page["facts"]}


def test_a_court(pages: Pages) -> None:
    page = pages.page(COURT)
    assert (page["id"], page["label"]) == ("court/甲市中级人民法院", "甲市中级人民法院")
    assert page["english"] == "Jia Intermediate People's Court"
    assert [alias["text"] for alias in page["aliases"]] == ["甲中院"]
    assert [passage["short"] for passage in page["aliases"][0]["passages"]] == ["toy"]
    assert page["classes"] == [{"name": "IntermediateCourt", "zh": "中级法院", "en": "intermediate court"}]
    assert facts(page) == {
        ("established", "out"): ["智慧立案机制", "甲市破产法庭"],
        ("issued", "out"): ["甲市立案规定"],
        ("signed", "out"): ["甲乙司法协作协议"],
        ("hasMember", "in"): ["甲市两级法院"],
        ("partOf", "in"): ["甲市破产法庭"],
    }
    assert page["documents"] == [{"id": "toy", "title": "", "publisher": "", "date": "", "statements": 12}]
    assert page["left_out"] == {"figures": 0, "timeline": 0, "claims": 0, "nodes": 0}


def test_a_value_has_all_its_passages_and_the_ends_of_its_statement(pages: Pages) -> None:
    page = pages.page(COURT)
    (established,) = (f for f in page["facts"] if f["property"] == "established")
    value = established["values"][0]
    assert [passage["fragment"] for passage in value["passages"]] == ["char=0,10", "char=200,210"]
    assert (value["source"], value["target"]) == ("court/甲市中级人民法院", "mechanism/智慧立案机制")
    assert value["english"] == "Smart docketing"
    (member,) = (f for f in page["facts"] if f["direction"] == "in" and f["property"] == "hasMember")
    assert member["values"][0]["source"] == "group/甲市两级法院"
    assert member["values"][0]["target"] == "court/甲市中级人民法院"


def test_literals(pages: Pages) -> None:
    page = pages.page(f"{BASE}norm/甲市立案规定")
    values = {f["property"]: f["values"][0] for f in page["facts"]}
    assert values["issuedOn"]["text"] == "2022-03-01"
    assert values["issuedOn"]["literal"] is True
    assert values["documentNumber"]["target"] == "甲中法〔2022〕3号"
    assert "id" not in values["documentNumber"]
    assert page["since"] == "2022-03-01"


def test_figures_are_series(pages: Pages) -> None:
    series = pages.page(COURT)["figures"]
    assert [(one["metric"], one["unit"]) for one in series] == [("受理案件数", "件"), ("结案率", "%")]
    (cases,), (rate,) = (one["points"] for one in series)
    assert (cases["period"], cases["value"], cases["text"]) == ("2022", 5, "5件")
    assert [passage["fragment"] for passage in cases["passages"]] == ["char=130,140", "char=300,310"]
    assert (rate["value"], rate["exact"], rate["text"], rate["comparator"]) == (98.5, "98.5", "98.50%以上", "over")


def test_points_of_one_series_are_in_order_of_period(reader: Reader) -> None:
    """Dates of any precision and intervals by their beginning, printed periods after them; changes apart."""

    def node(number: int, **fields: str) -> Nary:
        terms: dict[str, list[Value]] = {name: [ox.Literal(text)] for name, text in fields.items()}
        return Nary(f"{BASE}observation/{number}", "Observation", terms, [f"{DOCUMENTS}toy#char={number},9"])

    common = {"metric": "受理案件数", "unit": "件"}
    nodes = [
        node(1, **common, value="2.01", multiplier="10000", period="2023"),
        node(2, **common, value="7", periodAsPrinted="今年以来"),
        node(3, **common, value="6", period="2022-01/2022-11", periodAsPrinted="前11个月"),
        node(4, **common, value="5", period="2021", comparator="over"),
        node(5, **common, value="5", period="2023", comparison="同比", direction="increase"),
        node(6, metric="受理案件数", unit="起", value="1", period="2020"),
    ]
    found = {
        tuple(one[k] for k in ("unit", "comparison")): one["points"] for one in figures(Naries(Parts(reader)), nodes)
    }
    assert found.keys() == {("件", ""), ("件", "同比"), ("起", "")}
    level = [(point["period"], point["words"], point["value"], point["text"]) for point in found["件", ""]]
    assert level == [
        ("2021", "", 5, "超5件"),
        ("2022-01/2022-11", "前11个月", 6, "6件"),
        ("2023", "", 20100, "2.01万件"),
        ("今年以来", "", 7, "7件"),
    ]
    assert found["件", ""][0]["passages"] == [{"document": "toy", "fragment": "char=4,9", "short": "toy 4-9"}]


@pytest.mark.parametrize(
    ("amount", "value", "text"),
    [
        ("2.01e4", 20100, "20100"),
        ("61042000000", 61042000000, "61042000000"),
        ("36.7100", 36.71, "36.71"),
        ("0", 0, "0"),
        ("100", 100, "100"),
    ],
)
def test_numbers(amount: str, value: float, text: str) -> None:
    assert number(Decimal(amount)) == value
    assert exact(Decimal(amount)) == text


def test_multipliers_are_for_the_plot_and_texts_as_printed(seed_pages: Pages) -> None:
    series = seed_pages.page(f"{BASE}court/长春破产法庭")["figures"]
    (debts,) = (one for one in series if one["metric"] == "化解债务")
    point = debts["points"][0]
    assert (debts["unit"], point["value"], point["exact"]) == ("元", 61042000000, "61042000000")
    assert point["text"] == "610.42亿元"


def test_a_change_is_no_point_of_a_level(seed_pages: Pages) -> None:
    series = seed_pages.page(f"{BASE}court/吉林高新区人民法院")["figures"]
    changes = [(one["metric"], one["comparison"], one["direction"]) for one in series if one["comparison"]]
    assert changes == [
        ("执行完毕案件结案平均用时缩短", "同比", "decrease"),
        ("执行完毕率提高", "同比", "increase"),
    ]


def test_no_series_mixes_levels_and_changes_or_units(seed_pages: Pages) -> None:
    """Every observation of the seeds stands on one page, in the one series of its metric, unit and comparison."""
    reader, seen = seed_pages.reader, 0
    subjects = {q.value for o in _all(reader, "Observation") for q in reader.objects(o, CG + "of")}
    for iri in sorted(subjects):
        for series in seed_pages.page(iri)["figures"]:
            for point in series["points"]:
                node = BASE + point["id"]
                first = {n: [t.value for t in reader.objects(node, CG + n)] for n in ("metric", "unit", "comparison")}
                assert first == {name: [series[name]] if series[name] else [] for name in first}
                seen += 1
    assert seen == len(_all(reader, "Observation"))


def _all(reader: Reader, klass: str) -> list[str]:
    return reader.subjects(RDF_TYPE, ox.NamedNode(CG + klass))


def test_claims_and_rivals(pages: Pages) -> None:
    (claim,) = pages.page(MECHANISM)["claims"]
    assert (claim["scope"], claim["wording"], claim["field"]) == ("全省", "首创", "诉讼服务")
    assert claim["text"] == "全省首创（诉讼服务）"
    (rival,) = claim["rivals"]
    assert (rival["id"], rival["why"]) == ("mechanism/立案分流机制", "field")
    assert [passage["fragment"] for passage in rival["passages"]] == ["char=180,190"]
    (alone,) = pages.page(f"{BASE}court/甲市破产法庭")["claims"]
    assert alone["rivals"] == []


def test_claims_on_what_a_court_created_are_told_of_that(pages: Pages) -> None:
    claims = pages.page(COURT)["claims"]
    assert [claim["of"]["id"] for claim in claims] == ["mechanism/智慧立案机制", "court/甲市破产法庭"]
    assert claims[0]["text"] == "智慧立案机制 全省首创（诉讼服务）"


def test_rivals_are_those_of_the_named_questions(seed_pages: Pages) -> None:
    """As in `priority-claims` (same field and scope) and in `disagreements` (same thing and wording, other scope)."""
    query = """SELECT DISTINCT ?claim ?other {
      ?claim a cg:PriorityClaim . ?other a cg:PriorityClaim .
      {
        ?claim cg:field ?f ; cg:scope ?s ; cg:of ?of . ?other cg:field ?f ; cg:scope ?s ; cg:of ?of2 .
        FILTER (?of != ?of2)
      } UNION {
        ?claim cg:of ?of ; cg:wording ?words ; cg:scope ?a . ?other cg:of ?of ; cg:wording ?words ; cg:scope ?b .
        FILTER (?a != ?b)
      } }"""
    rows = cast("ox.QuerySolutions", seed_pages.reader.query(query, prefixes=PREFIXES))
    wanted = {(row["claim"].value, row["other"].value) for row in rows}
    found = set()
    for iri in _all(seed_pages.reader, "PriorityClaim"):
        node = seed_pages.naries.get(iri)
        assert node
        found |= {(iri, rival.node.iri) for rival in seed_pages.claims.rivals(node)}
    assert found == wanted
    assert found


def test_nodes_only_where_they_are_news(pages: Pages) -> None:
    assert [(node["class"], node["text"]) for node in pages.page(MECHANISM)["nodes"]] == [
        ("Adoption", "乙区人民法院 采用（2021）")
    ]
    (assignment,) = pages.page(f"{BASE}court/甲市破产法庭")["nodes"]
    assert assignment["class_zh"] == "管辖安排"
    assert assignment["text"] == "破产一审 甲市（2021-07-01起）"
    assert pages.page(f"{BASE}case/戊公司清算案")["nodes"] == []


@pytest.mark.parametrize("name", ["court/长春破产法庭", "topic/破产", "mechanism/智慧立案机制"])
def test_the_timeline_is_that_of_the_verb(name: str, pages: Pages, seed_pages: Pages) -> None:
    found = pages if name.startswith("mechanism") else seed_pages
    rows = found.page(BASE + name)["timeline"]
    wanted = timeline(found.reader, BASE + name)
    assert sorted((row["date"], BASE + row["id"], row["property"]) for row in rows) == sorted(
        (row["date"], row["iri"], row["property"]) for row in wanted
    )
    assert [row["date"].strip("./") for row in rows] == sorted(row["date"].strip("./") for row in rows)
    assert all(row["passages"] for row in rows)


def test_pages_of_all_seeds_say_what_the_store_says(seed_pages: Pages) -> None:
    """Every plain statement of the seeds stands on the pages of its ends, with exactly its passages."""
    reader, parts = seed_pages.reader, seed_pages.parts
    subjects = {iri for k in ("Court", "IntermediateCourt", "Tribunal", "Platform") for iri in _all(reader, k)}
    assert len(subjects) > 50
    for iri in sorted(subjects):
        page = seed_pages.page(iri)
        told = {
            (v["source"], fact["property"], v["target"]): [p["short"] for p in v["passages"]]
            for fact in page["facts"]
            for v in fact["values"]
        }
        for edge in parts.edges_of(iri):
            assert len(told.pop((edge.source, edge.prop, edge.target))) == len(edge.passages)
        for source, prop, target in told:
            assert source == page["id"]
            assert ox.Literal(target) in [ox.Literal(t.value) for t in reader.objects(iri, CG + prop)]


def test_since_is_that_of_the_picture(seed_pages: Pages) -> None:
    dated = {row["id"] for iri in _all(seed_pages.reader, "Agreement") for row in seed_pages.page(iri)["timeline"]}
    nodes = [seed_pages.parts.node(BASE + name) for name in sorted(dated) if seed_pages.parts.drawn(BASE + name)]
    assert [seed_pages.page(node.iri)["since"] for node in nodes] == [node.since for node in nodes]
    assert any(node.since for node in nodes)


def test_a_page_of_a_node_and_of_a_document(pages: Pages, reader: Reader) -> None:
    (node, *_) = _all(reader, "Adoption")
    page = pages.page(node)
    assert page["label"] == "乙区人民法院 采用 智慧立案机制（2021）"
    assert facts(page)["mechanism", "out"] == ["智慧立案机制"]
    assert page["since"] == ""


def test_what_is_left_out_is_counted(pages: Pages) -> None:
    left: dict[str, int] = {}
    assert len(_first(left, "timeline", [{}] * (ROWS + 7))) == ROWS
    assert left == {"timeline": 7}
    assert VALUES < ROWS


def test_around_has_each_statement_once_with_its_graphs(reader: Reader) -> None:
    said = around(reader, COURT)
    for (predicate, term), graphs in said.out.items():
        assert graphs == reader.passages(COURT, predicate, term)
    assert {key[0] for key in said.into} == {subject for subject, _ in reader.into(COURT)}


@pytest.mark.parametrize("most", [0, 100_000])
def test_labels_are_those_of_the_reader(seeds: Reader, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(kg.lookup.labels, "_ALL", most)
    labels = Labels(seeds)
    for iri in sorted({quad.subject.value for quad in seeds.store.quads_for_pattern(None, None, None, None)}):  # type: ignore[union-attr]
        assert labels.both(iri) == (seeds.label(iri), seeds.label(iri, "en"))
        assert (labels.zh(iri), labels.en(iri)) == labels.both(iri)


def test_words_of_nodes(reader: Reader) -> None:
    naries = Naries(Parts(reader))
    assert naries.get(COURT) is None
    (adoption,) = (naries.get(iri) for iri in _all(reader, "Adoption"))
    assert adoption
    assert naries.words(adoption, MECHANISM) == "乙区人民法院 采用（2021）"
    told = naries.english(adoption)
    assert told == "Yi District People's Court — role: adopter; mechanism: Smart docketing; since: 2021"
    assert naries.english(adoption, MECHANISM) == "Yi District People's Court — role: adopter; since: 2021"


def test_evidence_of_a_statement(pages: Pages) -> None:
    found = evidence(pages, "court/甲市中级人民法院", "established", MECHANISM)
    assert found["source"] == {
        "id": "court/甲市中级人民法院",
        "label": "甲市中级人民法院",
        "english": "Jia Intermediate People's Court",
    }
    assert (found["property"], found["zh"], found["count"]) == ("established", "创立", 2)
    assert [passage["spans"] for passage in found["passages"]] == [[[0, 10]], [[200, 210]]]
    assert [passage["sentences"] for passage in found["passages"]] == [[], []]
    assert found["nodes"] == []


def test_evidence_of_two_spans_and_of_nodes(pages: Pages) -> None:
    found = evidence(pages, COURT, "established", "court/甲市破产法庭")
    assert found["passages"][0]["spans"] == [[10, 20], [30, 40]]
    adopted = evidence(pages, "court/乙区人民法院", CG + "adopted", MECHANISM)
    assert [node["text"] for node in adopted["nodes"]] == ["乙区人民法院 采用 智慧立案机制（2021）"]
    assert [p["fragment"] for p in adopted["nodes"][0]["passages"]] == ["char=150,160"]


def test_evidence_of_a_literal(pages: Pages) -> None:
    found = evidence(pages, "agreement/甲乙司法协作协议", "signedOn", "2022-05", literal=True)
    assert found["target"] == {"id": "", "label": "2022-05", "english": ""}
    assert [passage["short"] for passage in found["passages"]] == ["toy 60-70"]
    name = evidence(pages, COURT, "altLabel", "甲中院", literal=True)
    assert [passage["fragment"] for passage in name["passages"]] == [""]


@pytest.mark.parametrize(
    ("source", "prop", "target", "literal"),
    [
        ("court/甲市中级人民法院", "established", "court/无", False),
        ("court/无", "established", "mechanism/智慧立案机制", False),
        ("court/甲市中级人民法院", "adopted", "mechanism/智慧立案机制", False),
        ("court/甲市中级人民法院", "established", MECHANISM, True),
        ("agreement/甲乙司法协作协议", "signedOn", "2022", True),
    ],
)
def test_what_is_not_said_has_no_evidence(pages: Pages, source: str, prop: str, target: str, literal: bool) -> None:
    with pytest.raises(NotFound):
        evidence(pages, source, prop, target, literal=literal)


def test_evidence_with_sentences(pages: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    documents = Documents(pages.reader, str(tmp_path_factory.mktemp("none")))
    monkeypatch.setitem(documents.texts, "toy", "甲法院。今年创立了新的机制。以后")
    found = evidence(pages, COURT, "established", MECHANISM, documents=documents)
    assert found["passages"][0]["sentences"] == [{"before": "", "span": "甲法院。今年创立了新", "after": "的机制。"}]
    assert documents.sentences(f"{DOCUMENTS}toy#char=4,6&char=6,8") == [
        ("", "今年", "创立了新的机制。"),
        ("今年", "创立", "了新的机制。"),
    ]
