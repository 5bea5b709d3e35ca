"""Suggestions, names, pages, evidence and dossiers over HTTP: answers as documented, errors in one line."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from kg.lookup.entity import Pages
from kg.lookup.part import Parts
from kg.model.iris import BASE
from kg.store.reader import Reader
from kg.web.entity_models import Entity, EvidenceModel, Resolved, SuggestionsModel
from kg.web.prepared import Kept
from tests.web.apis import Api, error
from tests.web.conftest import DOCUMENTS

TRIBUNAL, SYSTEM = "court/长春破产法庭", "platform/长春智慧破产系统"


@pytest.fixture(scope="module")
def api(graph_dir: str) -> Api:
    return Api(graph_dir, str(DOCUMENTS) if DOCUMENTS.is_dir() else None)


@pytest.fixture
def reader(graph_dir: str) -> Iterator[Reader]:
    """The graph of the seeds, opened beside the application."""
    found = Reader(graph_dir)
    yield found
    found.close()


def test_suggest(api: Api) -> None:
    answer = api.get("suggest", q="长春破产法", limit=2)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["items"][0] == {
        "id": TRIBUNAL,
        "label": "长春破产法庭",
        "english": "Changchun Bankruptcy Tribunal",
        "class": "Tribunal",
        "class_zh": "法庭",
        "class_en": "tribunal",
        "matched": "",
    }
    assert len(answer.json()["items"]) == 2
    assert api.get("suggest", q="长春破产法", limit=2).content == answer.content


@pytest.mark.parametrize(
    "text", ["长春", "ccpcft", "Bankruptcy", "421", "“一带一路”", "法", "<script>", "%", "甲" * 200]
)
def test_suggestions_are_as_documented(api: Api, text: str) -> None:
    answer = api.get("suggest", q=text, limit=200)
    assert answer.status_code == 200
    SuggestionsModel.model_validate(answer.json(), strict=True)


def test_suggest_by_class(api: Api) -> None:
    items = api.get("suggest", q="长春", class_="Place").json()["items"]
    assert {item["class"] for item in items} == {"Place", "RegionalInitiative"}
    assert "did you mean Place" in error(api.get("suggest", q="长春", class_="Plase"), 404)


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("suggest", {}),
        ("suggest", {"q": "甲" * 201}),
        ("suggest", {"q": "长春", "limit": 0}),
        ("suggest", {"q": "长春", "limit": 201}),
        ("suggest", {"q": "长春", "limit": "多"}),
        ("suggest", {"q": "长春", "class_": "x" * 101}),
        ("resolve", {}),
        ("resolve", {"q": ""}),
        ("resolve", {"q": "x" * 201}),
        ("entity", {}),
        ("entity", {"id": ""}),
        ("entity", {"id": "x" * 2001}),
        ("evidence", {"source": TRIBUNAL, "property": "", "target": SYSTEM}),
        ("evidence", {"source": TRIBUNAL, "property": "established"}),
        ("evidence", {"source": TRIBUNAL, "property": "established", "target": "x", "literal": "vielleicht"}),
        ("dossier", {"id": TRIBUNAL, "lang": "fr"}),
    ],
)
def test_limits(api: Api, path: str, params: dict[str, str | int]) -> None:
    error(api.get(path, **params), 400)


def test_resolve(api: Api) -> None:
    answer = api.get("resolve", q="cczy")
    Resolved.model_validate(answer.json(), strict=True)
    assert answer.json() == {"id": "court/长春市中级人民法院", "note": "cczy → 长春市中级人民法院"}
    for text in (TRIBUNAL, BASE + TRIBUNAL, f" {TRIBUNAL} ", "长春破产法庭"):
        assert api.get("resolve", q=text).json() == {"id": TRIBUNAL, "note": ""}
    error(api.get("resolve", q="court/没有"), 404)
    error(api.get("resolve", q="没有这样的法院"), 404)


def test_candidates(api: Api) -> None:
    answer = api.get("resolve", q="高新")
    error(answer, 409)
    first = answer.json()["candidates"][0]
    assert first.keys() == {"id", "label", "english", "class_zh"}
    assert api.get("entity", id=first["id"]).json()["label"] == first["label"]


def test_entity_by_id_and_by_iri(api: Api) -> None:
    answer = api.get("entity", id=TRIBUNAL)
    assert answer.json()["label"] == "长春破产法庭"
    assert api.get("entity", id=BASE + TRIBUNAL).content == answer.content
    assert api.get("entity", id=TRIBUNAL).content == answer.content


@pytest.mark.parametrize("name", ["court/没有", "x", "a b", "<", "\0", "../../etc/passwd", "https://example.org/", "%"])
def test_no_entity(api: Api, name: str) -> None:
    error(api.get("entity", id=name), 404)


def test_all_pages_of_the_seeds_are_as_documented(api: Api, reader: Reader) -> None:
    """Classes of every kind, n-ary nodes, terms and source documents included."""
    pages, seen = Pages(Parts(reader)), set()
    for iri in sorted({quad.subject.value for quad in reader.store}):
        kinds = tuple(reader.classes(iri)) if iri.startswith(BASE) else ()
        if not kinds or kinds in seen:
            continue
        seen.add(kinds)
        answer = api.get("entity", id=iri.removeprefix(BASE))
        Entity.model_validate_json(answer.content, strict=True)
        assert answer.json() == json.loads(json.dumps(pages.page(iri)))
    assert len(seen) > 25


@pytest.mark.parametrize("direction", ["out", "in"])
@pytest.mark.parametrize("name", [SYSTEM, TRIBUNAL, "topic/破产", "place/长春智慧法务区"])
def test_every_value_of_a_page_has_evidence(api: Api, name: str, direction: str) -> None:
    """What the page says of a value, the evidence of its statement says too."""
    page = api.get("entity", id=name).json()
    facts = [fact for fact in page["facts"] if fact["direction"] == direction]
    assert facts
    for fact in facts:
        for value in fact["values"]:
            about = {"source": value["source"], "property": fact["property"], "target": value["target"]}
            answer = api.get("evidence", **about, literal=value.get("literal", False))
            EvidenceModel.model_validate_json(answer.content, strict=True)
            passages = [passage["short"] for passage in answer.json()["passages"]]
            assert sorted(passages) == sorted(passage["short"] for passage in value["passages"])
            assert (answer.json()["zh"], answer.json()["en"]) == (fact["zh"], fact["en"])


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not at hand")
def test_the_sentence_has_the_span(api: Api) -> None:
    found = api.get("evidence", source=TRIBUNAL, property="established", target=SYSTEM).json()
    (passage,) = found["passages"]
    assert passage["title"] == "长春五家专业法庭（版面文字，无题）"
    ((start, end),) = passage["spans"]
    texts = [(DOCUMENTS / name).read_text(encoding="utf-8") for name in sorted(os.listdir(DOCUMENTS))]
    span = "".join(next(text for text in texts if "五位一体" in text)[start:end].split())
    assert passage["sentences"][0]["span"] == span
    assert "长春智慧破产系统" in span


def test_evidence_of_literals_and_of_nothing(api: Api) -> None:
    found = api.get("evidence", source="place/长春智慧法务区", property="establishedOn", target="2022", literal=True)
    assert found.json()["passages"][0]["short"] == "changchun-tribunals 12-27"
    error(api.get("evidence", source=TRIBUNAL, property="established", target="2022"), 404)
    error(api.get("evidence", source=TRIBUNAL, property="nothing", target=SYSTEM), 404)
    error(api.get("evidence", source=TRIBUNAL, property="established", target=SYSTEM, literal=True), 404)


@pytest.mark.parametrize(("lang", "first"), [("zh", "# 长春破产法庭"), ("en", "# Changchun Bankruptcy Tribunal")])
def test_dossier(api: Api, lang: str, first: str) -> None:
    answer = api.get("dossier", id=TRIBUNAL, lang=lang)
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    said = answer.headers["content-disposition"]
    assert said == f"attachment; filename=\"courtgraph.md\"; filename*=UTF-8''{quote('长春破产法庭.md')}"
    assert answer.content.decode("utf-8").splitlines()[0] == first
    error(api.get("dossier", id="court/没有", lang=lang), 404)


def test_many_at_once_get_what_one_gets(graph_dir: str) -> None:
    """Twenty threads on a server that has worked out nothing yet."""
    fresh = Api(graph_dir)
    ids = [item["id"] for item in Api(graph_dir).get("suggest", q="法院", limit=40).json()["items"]]
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda name: fresh.get("entity", id=name).json()["id"], ids * 2))
    assert found == ids * 2


def test_kept_answers_are_bounded() -> None:
    kept = Kept(10)
    for key in "abc":
        assert kept.put(key, b"1234") == b"1234"
    assert kept.get("a") is None
    assert kept.get("b") == b"1234"
    kept.put("d", b"12")
    kept.put("e", b"1")
    assert kept.get("c") is None  # b was used after it
    assert kept.size == 4 + 2 + 1
    kept.put("b", b"1")
    assert kept.size == 1 + 2 + 1
    assert kept.put("f", b"12345678901") == b"12345678901"
    assert kept.get("f") is None


def test_a_page_too_large_for_the_loop_is_the_same(graph_dir: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Api(graph_dir).get("entity", id="topic/破产").content
    monkeypatch.setattr("kg.web.prepared._QUICK", 0)
    assert Api(graph_dir).get("entity", id="topic/破产").content == wanted
