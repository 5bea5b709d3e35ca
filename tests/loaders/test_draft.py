"""Drafts of facts files: what they declare and state, what they leave to decide, and that the loader takes them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model.facts import Claim, Declaration, Source
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from loaders.draft import Document, Draft, document_id, draft, known_resources, read_document
from loaders.facts import FactsFile
from loaders.strict_yaml import Mapping, Scalar, read_yaml

TOP = Path(__file__).parents[2]
DOCUMENTS = TOP.parent / "shared" / "documents"
SEEDS = sorted(str(path) for path in (TOP / "seeds").glob("*.yaml") if path.stem not in {"sources", "identity"})
Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]
TEXT = """长春市中级人民法院印发办法
2024年，长春市中级人民法院（以下简称长春中院）依照法释〔2020〕17号，会同朝阳法院、
公主岭、榆树等地法院审理（2021）吉0104民初1号案件。榆树法院新立法庭调解，市中院与全市法院推广。
该案与（2xxx）苏0xxx民初5xxx号无关。
"""


def made(text: str, known: bool = False) -> Draft:
    """The draft of a text, called as the seeds call things where that is wanted."""
    return draft(Document("one.txt", text, "sha256:0"), "one", known_resources(SEEDS) if known else None)


def loaded(found: Draft, write: Write, vocabulary: Vocabulary) -> FactsFile:
    """The draft as the loader reads it."""
    return FactsFile(write("one.yaml", found.text), vocabulary)


def test_what_a_draft_declares(write: Write, vocabulary: Vocabulary) -> None:
    source = loaded(made(TEXT), write, vocabulary)
    facts = list(source.facts())
    assert source.rejects == []
    declared = {fact.name: fact for fact in facts if isinstance(fact, Declaration)}
    assert {name: fact.classes for name, fact in declared.items()} == {
        "长春市中级人民法院": ("IntermediateCourt",),
        "长春市": ("Place",),
        "法释〔2020〕17号": ("NormativeDocument",),
        "长春市朝阳区人民法院": ("BasicCourt",),
        "长春市朝阳区": ("Place",),
        "公主岭市人民法院": ("BasicCourt",),
        "榆树市人民法院": ("BasicCourt",),
        "（2021）吉0104民初1号": ("Case",),
        "榆树市人民法院新立法庭": ("Tribunal",),
        "榆树市": ("Place",),
    }
    changchun = declared["长春市中级人民法院"]
    assert changchun.aliases == ("吉林省长春市中级人民法院", "长春中院")
    assert changchun.here == ("市中院",)
    assert changchun.english == "Changchun Intermediate People's Court of Jilin Province"
    assert declared["长春市朝阳区人民法院"].here == ("朝阳法院",)  # elsewhere it may be the court in 北京


def test_what_a_draft_states_is_printed(write: Write, vocabulary: Vocabulary) -> None:
    facts = list(loaded(made(TEXT), write, vocabulary).facts())
    claims = {(f.subject, f.predicate, f.object, f.fragment) for f in facts if isinstance(f, Claim)}

    def at(form: str) -> str:
        return f"char={TEXT.index(form)},{TEXT.index(form) + len(form)}"

    assert claims == {
        ("长春市中级人民法院", "locatedIn", "长春市", at("长春市中级人民法院")),
        ("长春市朝阳区人民法院", "locatedIn", "长春市朝阳区", at("朝阳法院")),
        ("法释〔2020〕17号", "documentNumber", "法释〔2020〕17号", at("法释〔2020〕17号")),
        ("（2021）吉0104民初1号", "caseNumber", "（2021）吉0104民初1号", at("（2021）吉0104民初1号")),
        ("榆树市人民法院新立法庭", "locatedIn", "榆树市", at("榆树法院新立法庭")),
        ("榆树市人民法院新立法庭", "partOf", "榆树市人民法院", at("榆树法院新立法庭")),
    }


def test_it_compiles(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    source = loaded(made(TEXT), write, vocabulary)
    assert compiled(source)
    assert source.rejects == []


def test_what_is_left_to_decide_stands_in_comments() -> None:
    found = made(TEXT)
    comments = [line for line in found.text.splitlines() if line.lstrip().startswith("#")]
    shown = "\n".join(comments)
    assert "公主岭、榆树等地法院: 等: the list goes on, and the text does not say with whom" in shown
    assert "（2xxx）苏0xxx民初5xxx号: masked" in shown
    assert "全市法院: courts of 长春市 (intermediate and basic)" in shown
    assert "# - {s: 长春市朝阳区人民法院, p: heard, o: （2021）吉0104民初1号" in shown
    assert found.open == 3
    spans = [TEXT.index("长春市中级"), TEXT.index("长春市中级", 5), TEXT.index("长春中院"), TEXT.index("市中院")]
    lengths = (9, 9, 4, 3)
    listed = ", ".join(f"{start}-{start + length}" for start, length in zip(spans, lengths, strict=True))
    assert f"  # {listed}" in comments


def test_courts_are_called_as_the_seeds_call_them() -> None:
    text = "吉林高新法院与长春中院签署协议，适用法发〔2020〕22号。"
    assert "  吉林高新技术产业开发区人民法院: " in made(text).text
    found = made(text, known=True).text
    assert '  吉林高新区人民法院: {class: BasicCourt, en: "Jilin High-tech Zone People\'s Court", aliases: [' in found
    assert "最高人民法院关于为长江三角洲区域一体化发展提供司法服务和保障的意见: {class: NormativeDocument" in found
    assert "p: documentNumber, o: 法发〔2020〕22号" in found


def test_a_court_of_two_possible_ones_is_not_declared() -> None:
    found = made("朝阳法院收到最高人民法院批复")
    assert "朝阳区" not in found.text.partition("# To decide")[0]
    assert "0-4 朝阳法院: may be " in found.text
    assert found.resources == 1


def test_a_special_court_and_names_that_yaml_would_misread(write: Write, vocabulary: Vocabulary) -> None:
    source = loaded(made("上海金融法院、上海海事法院受理（2020）沪74民初1号，\n(2020)沪72民初2号。"), write, vocabulary)
    facts = list(source.facts())
    assert source.rejects == []
    classes = {fact.name: fact.classes for fact in facts if isinstance(fact, Declaration)}
    assert classes["上海金融法院"] == classes["上海海事法院"] == ("SpecialCourt",)
    assert ("（2020）沪72民初2号", "caseNumber", "(2020)沪72民初2号") in {
        (f.subject, f.predicate, f.object) for f in facts if isinstance(f, Claim)
    }


def test_nothing_found() -> None:
    assert made("人民法院调解平台与智慧法院").resources == 0


def test_without_a_statement_the_draft_says_so(write: Write, vocabulary: Vocabulary) -> None:
    found = made("最高人民法院发布典型案例")
    assert (found.resources, found.statements) == (1, 0)
    assert "# None of the names printed makes a statement" in found.text
    source = loaded(found, write, vocabulary)
    list(source.facts())
    assert [reject.reason for reject in source.rejects] == ["no statements"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("000_64a9758742a74b63.txt", "000-64a9758742a74b63"),
        ("Report 2024 (final).txt", "report-2024-final"),
        ("报告.txt", "document"),
        (".txt", "txt"),
        ("", "document"),
        ("-a-.txt", "a"),
        ("x" * 99, "x" * 64),
    ],
)
def test_an_id_from_a_file_name(name: str, wanted: str) -> None:
    assert document_id(name) == wanted


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the document is empty"),
        (b" \n\t\n", "the document is empty"),
        ("长春中院\n长春".encode("gb18030"), ":1: not UTF-8 (it looks like GB18030): save it as UTF-8"),
        ("长春中院".encode("utf-16"), ":1: the file is UTF-16, not UTF-8: save it as UTF-8"),
        (b"a\n\xff\xff\xff", ":2: not UTF-8: save it as UTF-8"),
        (b"a\n\0b", ":2: a NUL byte"),
    ],
)
def test_a_document_that_cannot_be_read(write: Write, data: bytes, reason: str) -> None:
    path = write("one.txt", data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_document_and_a_folder(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.txt", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(InputError, match=reason):
            read_document(str(path))


def test_offsets_count_a_byte_order_mark_and_carriage_returns(write: Write) -> None:
    document = read_document(write("one.txt", "\ufeff通知\r\n长春中\r\n院".encode()))
    assert document.text == "\ufeff通知\r\n长春中\r\n院"
    assert "  # 5-11" in draft(document, "one").text


@pytest.mark.parametrize("key", [Path(path).stem for path in SEEDS])
def test_a_draft_of_each_source_document(key: str, write: Write, vocabulary: Vocabulary) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not at ../shared/documents: no draft is made of them here")
    info = read_yaml(str(TOP / "seeds" / "sources.yaml")).items[key]
    assert isinstance(info, Mapping)
    file = info.items["file"]
    assert isinstance(file, Scalar)
    document = read_document(str(DOCUMENTS / file.text))
    source = loaded(draft(document, key, known_resources(SEEDS)), write, vocabulary)
    facts = list(source.facts())
    assert source.rejects == []
    declared = {f.name for f in facts if isinstance(f, Declaration) and "Place" not in f.classes}
    seeds = read_yaml(str(TOP / "seeds" / f"{key}.yaml")).items["resources"]
    assert isinstance(seeds, Mapping)
    # 省、市法院 and 省法院: the high courts of 四川 and 吉林, which these two seeds leave out
    more = {"chuanyu-chengdu": {"四川省高级人民法院"}, "changchun-tribunals": {"吉林省高级人民法院"}}.get(key, set())
    assert declared - more <= set(seeds.items)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet="长春市中级人民法院高该本省、和等地朝阳最新庭（）()2020吉01民初1号〔〕\n\"'{}#:-[]\u3000x\u200b",
        max_size=60,
    )
)
def test_a_draft_of_any_text_is_yaml_that_the_loader_reads(text: str, write: Write, vocabulary: Vocabulary) -> None:
    found = made(text)
    if found.resources:
        source = loaded(found, write, vocabulary)
        list(source.facts())
        assert [reject.reason for reject in source.rejects] == ([] if found.statements else ["no statements"])
