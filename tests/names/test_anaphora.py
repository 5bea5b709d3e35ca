"""Names that mean a court only within a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.directory import courts
from kg.names.text.anaphora import is_class, is_reference, meant, points_back
from kg.names.text.context import Context

REFERENCES = (
    "省高院",
    "省法院",
    "市中院",
    "市法院",
    "中院",
    "高院",
    "该院",
    "本院",
    "我院",
    "区法院",
    "县法院",
    "原审法院",
)


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("省高院", "长春市中级人民法院", "吉林省高级人民法院"),
        ("省法院", "吉林省高级人民法院", "吉林省高级人民法院"),
        ("省高级人民法院", "成都市中级人民法院", "四川省高级人民法院"),
        ("市高院", "重庆两江新区人民法院", "重庆市高级人民法院"),
        ("市中院", "白山市中级人民法院", "吉林省白山市中级人民法院"),
        ("市法院", "长春市", "吉林省长春市中级人民法院"),
        ("州中院", "延边朝鲜族自治州和龙市人民法院", "吉林省延边朝鲜族自治州中级人民法院"),
        ("市一中院", "重庆市高级人民法院", "重庆市第一中级人民法院"),
        ("区法院", "长春市南关区综治中心", "长春市南关区人民法院"),
        ("县法院", "梨树县司法局", "梨树县人民法院"),
        ("该院", "梨树县人民法院成立团队。", "梨树县人民法院"),
        ("本院", "吉林省松原市中级人民法院民事判决书", "吉林省松原市中级人民法院"),
        ("一审法院", "不服长春市绿园区人民法院判决", "长春市绿园区人民法院"),
        ("兵团法院", "新疆生产建设兵团第八师", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
        ("互联网法庭", "长春互联网法庭与律师协会", "长春互联网法庭"),
        ("互联网法庭", "长春五家专业法庭", "长春互联网法庭"),
        ("新立法庭", "榆树市人民法院开展普法", "榆树市人民法院新立法庭"),
        ("海事法院", "大连海事法院", "大连海事法院"),
    ],
)
def test_one_court(text: str, context: str, wanted: str) -> None:
    answer = meant(text, Context.of(context))
    assert answer is not None
    assert (answer.kind, [court.name for court in answer.courts]) == ("one", [wanted])


@pytest.mark.parametrize("text", REFERENCES)
def test_nothing_without_a_context(text: str) -> None:
    assert meant(text) is None
    assert meant(text, Context()) is None


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("该院", "梨树县人民法院与农安县人民法院签署协议。", ["梨树县人民法院", "农安县人民法院"]),
        ("省高院", "吉林省与四川省", ["吉林省高级人民法院", "四川省高级人民法院"]),
        ("市中院", "长春与白山", ["吉林省长春市中级人民法院", "吉林省白山市中级人民法院"]),
        ("区法院", "长春市南关区、宽城区", ["长春市南关区人民法院", "长春市宽城区人民法院"]),
    ],
)
def test_two_antecedents_are_candidates(text: str, context: str, wanted: list[str]) -> None:
    answer = meant(text, Context.of(context))
    assert answer is not None
    assert answer.kind == "candidates"
    assert [candidate.court.name for candidate in answer.candidates] == wanted
    assert all(candidate.reason for candidate in answer.candidates)


def test_a_municipality_has_several_intermediate_courts() -> None:
    answer = meant("市中院", Context.of("北京市"))
    assert answer is not None
    assert answer.kind == "candidates"
    assert {f"北京市第{n}中级人民法院" for n in "一二三四"} <= {c.court.name for c in answer.candidates}


def test_the_unit_must_be_that_of_the_place() -> None:
    assert meant("省高院", Context.of("重庆市")) is None
    assert meant("州中院", Context.of("长春市")) is None
    assert meant("县法院", Context.of("长春市南关区")) is None


def test_the_court_of_the_section() -> None:
    forest = courts()["吉林省延边林区中级法院"]
    for text in ("中院", "该院"):
        answer = meant(text, Context().about(forest))
        assert answer is not None
        assert answer.courts == (forest,)


@pytest.mark.parametrize("text", ["法院", "人民法院", "中级人民法院", "基层法院", "专业法庭", "海事法院", "巡回法庭"])
def test_a_kind_is_no_reference(text: str) -> None:
    assert meant(text, Context.of("长春市中级人民法院")) is None
    assert is_class(text)


def test_what_refers() -> None:
    assert all(is_reference(text) for text in REFERENCES)
    assert [text for text in REFERENCES if points_back(text)] == ["该院", "本院", "我院", "原审法院"]
    assert not is_reference("长春市中级人民法院")


@given(st.text(alphabet="省市州区县高中院法人民级该本我一原审庭兵团 ", max_size=12))
def test_no_text_raises(text: str) -> None:
    meant(text, Context(("220100", "220102")))
