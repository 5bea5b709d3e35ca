"""Courts and numbers in running text: the five documents against a reading of them, every court of the directory in a
sentence, what must not be found, and the offsets."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.names.directory import courts
from kg.names.numbers.answers import CaseNumber, Unresolved
from kg.names.numbers.document_number import DocumentNumber
from kg.names.resolution import Resolution
from kg.names.resolve import resolve
from kg.names.text.context import Context
from kg.names.text.mentions import Mention, mentions

TOP = Path(__file__).parents[2]
DOCUMENTS = TOP.parent / "shared" / "documents"
READ = Path(__file__).with_name("mentions_read.tsv")
CLASSES = {"BasicCourt", "IntermediateCourt", "HighCourt", "Tribunal", "SupremeCourt"}
Found = set[tuple[str, int, int, str]]


def names(text: str, context: str = "") -> list[tuple[str, list[str]]]:
    """The courts that a text names for certain: what is printed, and the official names."""
    found = [(m.text, m.value) for m in mentions(text, context or None) if isinstance(m.value, Resolution)]
    return [(text, [court.name for court in value.courts]) for text, value in found if value.courts]


def seeds() -> dict[str, str]:
    """The source documents by id, as text."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not at ../shared/documents: what they name is not looked for here")
    known = yaml.safe_load((TOP / "seeds" / "sources.yaml").read_text("utf-8"))
    return {key: (DOCUMENTS / info["file"]).read_bytes().decode() for key, info in known.items()}


@pytest.fixture(scope="module")
def documents() -> dict[str, list[Mention]]:
    """What is found in the source documents."""
    return {key: list(mentions(text)) for key, text in seeds().items()}


def read() -> Found:
    """What a reading of the documents found: document, start, end, and the court's official name."""
    rows = [line.split("\t") for line in READ.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {
        (document, int(start), int(end), court)
        for document, start, end, _, named in rows[1:]
        for court in named.split("; ")
    }


def certain(documents: dict[str, list[Mention]]) -> Found:
    """What was found for certain, in the same form."""
    return {
        (key, m.start, m.end, court.name)
        for key, found in documents.items()
        for m in found
        if isinstance(m.value, Resolution)
        for court in m.value.courts
    }


def test_the_documents_as_they_were_read(documents: dict[str, list[Mention]]) -> None:
    wanted, got = read(), certain(documents)
    assert got - wanted == set()  # precision 180 of 180
    assert {(key, start, court) for key, start, _, court in wanted - got} == {
        ("changchun-tribunals", 2901, "长春国际商事法庭"),  # the line is printed twice over, without a break
        ("changchun-courts-2024", 939, "长春新区人民法院"),  # 本院: or the court that the article is about
        ("chuanyu-chengdu", 2255, "四川省成都市中级人民法院"),  # 省、市法院: the page names two cities
        ("chuanyu-chengdu", 3473, "四川省成都市中级人民法院"),  # 市法院: among the candidates
    }
    assert (len(wanted & got), len(wanted)) == (180, 184)  # recall 98 %


def test_a_mention_that_is_open_names_the_right_court_among_others(documents: dict[str, list[Mention]]) -> None:
    (one,) = [m for m in documents["chuanyu-chengdu"] if m.start == 3473]
    assert isinstance(one.value, Resolution)
    assert one.value.kind == "candidates"
    assert "四川省成都市中级人民法院" in {candidate.court.name for candidate in one.value.candidates}


def test_groups_are_no_courts(documents: dict[str, list[Mention]]) -> None:
    groups = {key: [m.value.group for m in found if isinstance(m.value, Resolution) and m.value.kind == "group"]
              for key, found in documents.items()}  # fmt: skip
    assert {key: len(found) for key, found in groups.items()} == {
        "changchun-tribunals": 1,
        "changchun-courts-2024": 9,
        "jilin-reform-cases": 32,
        "chuanyu-chengdu": 13,
        "fafa-2020-22": 2,
    }
    assert set(groups["fafa-2020-22"]) == {"courts of 沪苏浙皖"}
    assert "吉林省延边林区中级法院 and its basic courts" in groups["jilin-reform-cases"]


def test_the_courts_that_the_seeds_declare_are_found(documents: dict[str, list[Mention]]) -> None:
    got = certain(documents)
    missing, declared = set(), 0
    for key in documents:
        resources = yaml.safe_load((TOP / "seeds" / f"{key}.yaml").read_text("utf-8"))["resources"]
        for name, body in resources.items():
            kinds = body["class"] if isinstance(body["class"], list) else [body["class"]]
            if not CLASSES & set(kinds):
                continue
            declared += 1
            (court,) = resolve(name).courts
            if not any(document == key and named == court.name for document, _, _, named in got):
                missing.add((key, name))
    # Printed as 知产、破产、国商、金融、互联网等5个专业法庭 only, which is no name of one of them.
    assert missing == {
        ("changchun-courts-2024", f"长春{kind}法庭") for kind in ("知识产权", "破产", "国际商事", "金融", "互联网")
    }
    assert declared == 58


def test_numbers_in_the_documents(documents: dict[str, list[Mention]]) -> None:
    found = {(key, m.text) for key, each in documents.items() for m in each if m.kind != "court"}
    assert found == {("fafa-2020-22", "法发〔2020〕22号")}


def test_every_court_in_a_sentence() -> None:
    for court in courts().values():
        found = list(mentions(f"日前，{court.name}与有关部门签署协议。"))
        assert [m.text for m in found] == [court.name]
        assert isinstance(found[0].value, Resolution)
        assert found[0].value.courts == resolve(court.name).courts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("最高人民法院第三巡回法庭开庭", [("最高人民法院第三巡回法庭", ["最高人民法院第三巡回法庭"])]),
        ("榆树法院新立法庭调解", [("榆树法院新立法庭", ["榆树市人民法院新立法庭"])]),
        ("长 春 市 中 级\n\n人 民 法 院印发", [("长 春 市 中 级\n\n人 民 法 院", ["吉林省长春市中级人民法院"])]),
        ("長春市朝陽區人民法院受理", [("長春市朝陽區人民法院", ["长春市朝阳区人民法院"])]),
        (
            "北京市朝阳区人民法院、通州区人民法院和长春市朝阳区人民法院",
            [
                ("北京市朝阳区人民法院", ["北京市朝阳区人民法院"]),
                ("通州区人民法院", ["北京市通州区人民法院"]),
                ("长春市朝阳区人民法院", ["长春市朝阳区人民法院"]),
            ],
        ),
        (
            "北京一中院、二中院审理",
            [("北京一中院", ["北京市第一中级人民法院"]), ("二中院", ["北京市第二中级人民法院"])],
        ),
        (
            "湘鄂赣三省高院会签",
            [("湘鄂赣三省高院", ["湖南省高级人民法院", "湖北省高级人民法院", "江西省高级人民法院"])],
        ),
        (
            "梨树县人民法院成立团队。该院受理",
            [("梨树县人民法院", ["梨树县人民法院"]), ("该院", ["梨树县人民法院"])],
        ),
        ("重庆两江新区（自贸区）法院协助", [("重庆两江新区（自贸区）法院", ["重庆两江新区人民法院"])]),
    ],
)
def test_what_is_found(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "应用人民法院调解平台", "全国法院系统", "以智慧法院建设为契机", "人民法院报报道", "民法院系改革",
        "长春市海淀区人民法院", "北京市第九中级人民法院", "吉林省第三中级人民法院", "长春市人民检察院", "长春中医院",
        "某某市中级人民法院", "美国联邦最高法院", "韩国法院", "与相关中院签约", "东北三省中院", "外省高院",
        "火星市人民法院", "湘鄂赣两省高院", "充分发挥海事法院职能作用", "各级人民法院", "集互联网法庭于一体",
        "省高院", "该院", "最高检通报", "该海事法院", "中医院", "全省的唯一中级法院",
    ],
)  # fmt: skip
def test_what_is_no_court_or_not_certain(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "与相关中院签约",
        "外省高院来访",
        "东北三省中院首个",
        "某某市中级人民法院",
        "火星市人民法院",
        "中级法院程序",
    ],
)
def test_a_context_does_not_make_a_court_of_it(text: str) -> None:
    assert names(text, "长春市中级人民法院工作报告") == []


def test_a_kind_is_no_court_after_one_of_them() -> None:
    assert names("天津海事法院受理。以海事法院为例") == [("天津海事法院", ["天津海事法院"])]


def test_two_courts_in_a_sentence_leave_the_reference_open() -> None:
    found = list(mentions("梨树县人民法院与农安县人民法院签署协议。该院负责落实。"))
    assert [m.text for m in found] == ["梨树县人民法院", "农安县人民法院", "该院"]
    assert isinstance(found[2].value, Resolution)
    assert [c.court.name for c in found[2].value.candidates] == ["梨树县人民法院", "农安县人民法院"]


def test_a_heading_says_whose_section_it_is() -> None:
    text = "白山中院深化诉调衔接\n\n近年来，该院与长春市律师协会联系。市中院审理一案。\n\n"
    text += "松原中院提升质效\n\n市中院制定办法。"
    assert [named for form, (named,) in names(text) if form in ("该院", "市中院")] == [
        "吉林省白山市中级人民法院",
        "吉林省白山市中级人民法院",
        "吉林省松原市中级人民法院",
    ]


def test_the_court_of_a_judgment_is_not_the_court_below() -> None:
    text = "福建省南平市中级人民法院\n民 事 判 决 书\n（2017）闽07民终731号\n"
    text += (
        "不服顺昌县人民法院（2016）闽0721民初1524号民事判决，向本院提起上诉。一审法院认定事实清楚。本院认为应予维持。"
    )
    assert names(text) == [
        ("福建省南平市中级人民法院", ["福建省南平市中级人民法院"]),
        ("顺昌县人民法院", ["顺昌县人民法院"]),
        ("本院", ["福建省南平市中级人民法院"]),
        ("一审法院", ["顺昌县人民法院"]),
        ("本院", ["福建省南平市中级人民法院"]),
    ]


def test_who_says_our_court_is_open_between_two() -> None:
    (*_, last) = mentions("长春中院工作综述\n\n新区法院邀请律师入驻本院窗口。")
    assert isinstance(last.value, Resolution)
    assert {c.court.name for c in last.value.candidates} == {"吉林省长春市中级人民法院", "长春新区人民法院"}


def test_numbers() -> None:
    text = "依照法释〔2020〕17号，（2021）吉0104民初1号、最高法（2023）最高法知民终1511号、（2xxx）苏0xxx民初5xxx号。"
    found = list(mentions(text))
    assert [(m.text, m.kind) for m in found] == [
        ("法释〔2020〕17号", "document-number"),
        ("（2021）吉0104民初1号", "case-number"),
        ("最高法", "court"),
        ("（2023）最高法知民终1511号", "case-number"),
        ("（2xxx）苏0xxx民初5xxx号", "case-number"),
    ]
    assert isinstance(found[0].value, DocumentNumber)
    assert isinstance(found[1].value, CaseNumber)
    assert isinstance(found[4].value, Unresolved)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("最高人民法院文件\n\n法发〔2020〕22号", "法发〔2020〕22号"),
        ("依照吉高\n法〔2022〕45号", "吉高\n法〔2022〕45号"),
        ("法发\n〔2020〕\n22 号", "法发\n〔2020〕\n22 号"),
        ("通知\n长政办发〔2020〕3号", "长政办发〔2020〕3号"),
    ],
)
def test_document_numbers_and_line_breaks(text: str, wanted: str) -> None:
    assert [m.text for m in mentions(text) if m.kind == "document-number"] == [wanted]


def test_a_context_that_is_given() -> None:
    (found,) = mentions("省高院推广其经验", Context.of("长春市中级人民法院"))
    assert isinstance(found.value, Resolution)
    assert [court.name for court in found.value.courts] == ["吉林省高级人民法院"]


@given(
    st.text(
        alphabet="长春市中级人民法院高该本省、和与等第一二三区县朝阳最新庭（）()2020吉民初1号〔〕\n \u3000x",
        max_size=60,
    )
)
def test_no_text_raises_and_offsets_are_those_of_the_text(text: str) -> None:
    found = list(mentions(text))
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
