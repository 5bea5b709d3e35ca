"""Who hears what: assignments of invented documents over real places, the seeds, and the law alone."""

import datetime
import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.cli.main import run
from kg.errors import Ambiguous, KgError, NotFound, UsageError
from kg.lookup.hears.ask import who_hears
from kg.lookup.hears.courts import above, of_division
from kg.lookup.hears.model import ASSIGNED, CANDIDATE, CEDED, GROUP, LISTED, REGULAR, Hearing, Row
from kg.lookup.hears.rules import rules
from kg.names.history import in_force, spans
from kg.store.reader import Reader

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def hears_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of the two invented documents."""
    folder = str(tmp_path_factory.mktemp("hears") / "graph")
    assert run(["build", str(HERE / "hears.yaml"), str(HERE / "hears-other.yaml"), "--graph", folder]) == 0
    return folder


@pytest.fixture
def invented(hears_dir: str) -> Iterator[Reader]:
    found = Reader(hears_dir)
    yield found
    found.close()


def with_role(found: Hearing, role: str) -> list[str]:
    return [row.court for row in found.rows if row.role == role]


def only(found: Hearing, role: str) -> Row:
    rows = [row for row in found.rows if row.role == role]
    assert len(rows) == 1
    return rows[0]


class Case(NamedTuple):
    """A question, and what is right: status, courts that are assigned it, and courts that the law names."""

    question: str
    status: str
    assigned: list[str]
    regular: list[str]


CASES = [
    # before, during and after an assignment that another one follows
    Case("四平铁西 环境资源 first 2019-12-31", "known", [], ["四平市铁西区人民法院"]),
    Case("四平铁西 环境资源 first 2020-01-01", "known", ["四平市铁西区人民法院"], []),
    Case("四平 环境资源 first 2022-12-31", "known", ["四平市铁西区人民法院"], []),
    Case("四平 环境资源 first 2023-01-01", "known", ["梨树县人民法院"], []),
    Case("梨树县 环境污染责任纠纷 一审 2023-06", "known", ["梨树县人民法院"], []),
    # the place was in the territory until it went to another city
    Case("公主岭 环境资源 first 2020-05-01", "known", ["四平市铁西区人民法院"], []),
    Case("公主岭 环境资源 first 2021-06-01", "known", [], ["公主岭市人民法院"]),
    # second instance: above the assigned court; enforcement: that court
    Case("梨树县 环境资源 second 2021", "known", [], ["吉林省四平市中级人民法院"]),
    Case("梨树县 环境资源 execution 2022", "known", ["四平市铁西区人民法院"], []),
    # groups
    Case("四平 破产清算 first 2022", "candidates", [], []),
    Case("四平 涉外商事 first 2022", "known", ["长春市中级人民法院"], []),
    Case("四平 海商 first 2022", "not known", [], []),
    Case("四平 证券虚假陈述 first 2022", "not known", [], []),
    Case("四平 证券虚假陈述 second 2022", "not known", [], []),
    # a narrower matter, a smaller territory
    Case("四平 商标 first 2022", "candidates", ["四平市中级人民法院", "长春市中级人民法院"], []),
    Case("辽源 商标 first 2022", "known", ["长春市中级人民法院"], []),
    Case("四平 知识产权 second 2022", "known", ["长春市中级人民法院"], []),
    Case("长春朝阳 劳动争议 first 2022", "known", ["农安县人民法院"], []),
    Case("北京朝阳 劳动争议 first 2022", "known", [], ["北京市朝阳区人民法院"]),
    Case("长春南关 劳动争议 first 2022", "known", [], ["长春市南关区人民法院"]),
    # a territory larger than a province
    Case("公主岭 交通事故 first 2022", "known", ["长春铁路运输法院"], []),
    Case("辽宁省沈阳市沈河区 交通事故 first 2022", "known", [], ["沈阳市沈河区人民法院"]),
    # a date that is a year alone, and a question for a whole year
    Case("四平铁东 民间借贷 first 2021", "known", [], ["四平市铁东区人民法院"]),
    Case("四平铁东 民间借贷 first 2022-06-01", "candidates", [], ["四平市铁东区人民法院"]),
    Case("四平铁东 民间借贷 first 2023", "known", ["双辽市人民法院"], []),
    # two documents that disagree, on the time and on the court
    Case("四平铁西 行政 first 2021-02-28", "known", [], ["四平市铁西区人民法院"]),
    Case("四平铁西 行政 first 2021-04-01", "candidates", ["四平市铁东区人民法院"], ["四平市铁西区人民法院"]),
    Case("四平铁西 行政 first 2021-06-01", "known", ["四平市铁东区人民法院"] * 2, []),
    Case("四平 金融借款 first 2022", "candidates", ["四平市铁东区人民法院", "四平市铁西区人民法院"], []),
    # said plainly: of the very court of the place, of another district, of the city that holds the district
    Case("四平铁东 婚姻家庭 first 2022", "known", [], ["四平市铁东区人民法院"]),
    Case("四平铁西 婚姻家庭 first 2022", "known", [], ["四平市铁西区人民法院"]),
    Case("四平铁西 医疗纠纷 first 2022", "candidates", [], ["四平市铁西区人民法院"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.question)
def test_invented(invented: Reader, case: Case) -> None:
    found = who_hears(invented, *case.question.split())
    assert (found.status, with_role(found, ASSIGNED), with_role(found, REGULAR)) == case[1:]


def test_basis_dates_passages_and_ceding_courts(invented: Reader) -> None:
    found = who_hears(invented, "四平", "环境资源", "first", datetime.date(2021, 5, 5))
    row = only(found, ASSIGNED)
    assert row.basis == ("环境案件管辖规定（四中法〔2019〕9号）", "环境案件管辖规定第2条")
    assert (row.since, row.until, row.instance) == ("2020-01-01", "2022-12-31", "first")
    assert row.passages == ("hears-one#char=20,30",)
    assert with_role(found, CEDED) == ["四平市铁东区人民法院", "梨树县人民法院"]
    assert found.courts == ("四平市铁西区人民法院",)
    assert "from 2023-01-01: 梨树县人民法院 for 环境资源 (hears-one#char=30,40)" in found.notes


def test_ceding_courts_that_are_not_named(invented: Reader) -> None:
    found = who_hears(invented, "四平", "环境资源", "first", "2023-05-05")
    assert with_role(found, CEDED) == []
    assert "the sources do not name the courts that ceded 环境资源 to 梨树县人民法院" in found.notes
    assert "until 2022-12-31: 四平市铁西区人民法院 for 环境资源 (hears-one#char=20,30)" in found.notes


def test_groups(invented: Reader) -> None:
    two = who_hears(invented, "四平", "破产", "first", "2022")
    assert with_role(two, CANDIDATE) == ["四平市中级人民法院", "长春市中级人民法院"]
    one_of_three = who_hears(invented, "四平", "海事海商", "first", "2022")
    assert with_role(one_of_three, GROUP) == ["海商审判法院"]
    assert with_role(one_of_three, CANDIDATE) == ["长春市中级人民法院"]
    none = who_hears(invented, "四平", "证券虚假陈述", "first", "2022")
    assert [row.role for row in none.rows] == [GROUP]
    assert any("how many, as printed: 3家 (hears-one#char=80,85)" in note for note in none.notes)
    assert none.courts == ()


def test_retrial_is_one_court_above_or_two(invented: Reader) -> None:
    found = who_hears(invented, "四平", "环境资源", "再审", "2021")
    assert with_role(found, CANDIDATE) == ["吉林省四平市中级人民法院", "吉林省高级人民法院"]
    assert found.status == "candidates"


def test_narrower_matters_and_smaller_places_are_listed(invented: Reader) -> None:
    found = who_hears(invented, "四平", "知识产权", "first", "2022")
    assert only(found, LISTED).reason == "only for 商标, a part of 知识产权"
    found = who_hears(invented, "长春", "劳动争议", "first", "2022")
    assert [row.court for row in found.rows if row.reason.startswith("only for 朝阳区")] == ["农安县人民法院"]
    assert found.status == "candidates"


def test_documents_that_disagree_are_both_shown(invented: Reader) -> None:
    found = who_hears(invented, "四平铁西", "行政", "first", "2021-04-01")
    shown = {passage for row in found.rows for passage in row.passages}
    assert shown == {"hears-one#char=110,120", "hears-two#char=10,20"}
    assert any(note.startswith("the sources disagree on the time") for note in found.notes)
    found = who_hears(invented, "四平", "金融借款", "first", "2022")
    assert any(note.startswith("the sources name several courts") for note in found.notes)


def test_what_is_said_plainly_keeps_its_passage(invented: Reader) -> None:
    own = only(who_hears(invented, "四平铁东", "婚姻家庭", "first", "2022"), REGULAR)
    assert own.passages == ("hears-one#char=160,170",)
    other = who_hears(invented, "四平铁西", "婚姻家庭", "first", "2022")
    assert with_role(other, "the sources also say") == ["四平市铁东区人民法院"]
    above = who_hears(invented, "四平铁西", "医疗纠纷", "first", "2022")
    assert with_role(above, CANDIDATE) == ["四平市中级人民法院"]


# --- the seeds ---------------------------------------------------------------------------------


def test_seeds_before_and_after_the_change(seeds: Reader) -> None:
    before = who_hears(seeds, "四平", "环境资源", "first", "2022-09-25")
    assert before.status == "candidates"
    assert {"四平市铁西区人民法院", "梨树县人民法院", "双辽市人民法院"} <= set(with_role(before, CANDIDATE))
    assert "长春市朝阳区人民法院" not in with_role(before, CANDIDATE)
    assert with_role(before, LISTED) == ["吉林省四平市中级人民法院"]
    assert any(note.startswith("from 2022-09-26: 环境资源案件指定管辖法院") for note in before.notes)
    after = who_hears(seeds, "四平", "环境资源", "first", "2022-09-26")
    assert after.status == "not known"
    row = only(after, GROUP)
    assert row.basis == ("关于吉林省环境资源指定管辖法院受理案件范围的规定（试行）", "关于环境资源案件指定管辖的规定")
    assert row.since == "2022-09-26"
    assert row.passages == ("jilin-reform-cases#char=538,562&char=940,994&char=1020,1045",)
    assert any("11家 (jilin-reform-cases#char=485,505)" in note for note in after.notes)
    assert any("do not name the courts that ceded" in note for note in after.notes)


def test_seeds_patents(seeds: Reader) -> None:
    for matter in ("知识产权", "知产", "专利", "专利权纠纷案件"):
        found = who_hears(seeds, "四平", matter, "first", "2024-01-01")
        assert (found.status, found.courts) == ("known", ("长春知识产权法庭",))
        assert only(found, ASSIGNED).passages == ("changchun-tribunals#char=940,973",)
    # The tribunal opened on 2018-12-26.
    assert who_hears(seeds, "四平", "专利", "first", "2018-12-25").status == "not known"
    other = who_hears(seeds, "辽宁省大连市", "专利", "first", "2024-01-01")
    assert with_role(other, ASSIGNED) == []
    assert with_role(other, CANDIDATE) == ["辽宁省沈阳市中级人民法院"]


def test_seeds_plain_statement(seeds: Reader) -> None:
    found = who_hears(seeds, "四平铁西", "金融", "first", "2024-01-01")
    assert (found.status, found.courts) == ("known", ("四平市铁西区人民法院",))
    assert with_role(found, "the sources also say") == ["长春金融法庭"]
    found = who_hears(seeds, "长春市南关区", "金融", "first", "2024-01-01")
    assert (found.status, with_role(found, CANDIDATE)) == ("candidates", ["长春金融法庭"])


# --- the law alone -----------------------------------------------------------------------------

LAW = [
    ("长春市南关区 民事 first 2024-03-01", "长春市南关区人民法院", "民事诉讼法（2023）第18条"),
    ("长春市南关区 民事 first 2023-03-01", "长春市南关区人民法院", "民事诉讼法（2021）第18条"),
    ("长春市南关区 民事 first 2021-03-01", "长春市南关区人民法院", "民事诉讼法（2012、2017）第17条"),
    ("长春市南关区 民事 first 2012-12-31", "长春市南关区人民法院", "民事诉讼法（1991、2007）第18条"),
    ("长春市南关区 民事 second 2024-03-01", "吉林省长春市中级人民法院", "民事诉讼法（2023）第171条"),
    ("长春市南关区 婚姻家庭纠纷 二审 2020-03-01", "吉林省长春市中级人民法院", "民事诉讼法（2012、2017）第164条"),
    ("长春市南关区 刑事 first 2018-10-25", "长春市南关区人民法院", "刑事诉讼法（2012）第19条"),
    ("长春市南关区 刑事 first 2018-10-26", "长春市南关区人民法院", "刑事诉讼法（2018）第20条"),
    ("长春市南关区 行政 first 2015-05-01", "长春市南关区人民法院", "行政诉讼法（2014、2017）第14条"),
    ("长春市南关区 行政 终审 2015-04-30", "吉林省长春市中级人民法院", "行政诉讼法（1989）第58条"),
    ("农安 执行 first 2024-03-01", "农安县人民法院", "民事诉讼法（2023）第235条"),
    ("公主岭 民事 first 2019-06-01", "公主岭市人民法院", "民事诉讼法（2012、2017）第17条"),
    ("公主岭 民事 second 2019-06-01", "吉林省四平市中级人民法院", "民事诉讼法（2012、2017）第164条"),
    ("公主岭 民事 second 2021-06-01", "吉林省长春市中级人民法院", "民事诉讼法（2012、2017）第164条"),
    ("北京市海淀区 民事 second 2024-03-01", "北京市第一中级人民法院", "民事诉讼法（2023）第171条"),
    ("四平 民事 second 2024-03-01", "吉林省四平市中级人民法院", "民事诉讼法（2023）第171条"),
    (
        "辽源 环境公益诉讼 first 2020-03-01",
        "吉林省辽源市中级人民法院",
        "最高人民法院关于审理环境民事公益诉讼案件适用法律若干问题的解释第6条",
    ),
    ("仙桃 民事 first 2024-03-01", "仙桃市人民法院", "民事诉讼法（2023）第18条"),
    ("石河子 民事 first 2024-03-01", "石河子市人民法院", "民事诉讼法（2023）第18条"),
    ("儋州 民事 first 2024-03-01", "儋州市人民法院", "民事诉讼法（2023）第18条"),
    ("伊宁市 民事 second 2024-03-01", "新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院", "民事诉讼法（2023）第171条"),
    ("长春新区 民事 first 2024-03-01", "长春新区人民法院", "民事诉讼法（2023）第18条"),
]


@pytest.mark.parametrize(("question", "court", "article"), LAW, ids=[row[0] for row in LAW])
def test_regular_court(invented: Reader, question: str, court: str, article: str) -> None:
    found = who_hears(invented, *question.split())
    row = only(found, REGULAR)
    assert (found.status, row.court) == ("known", court)
    assert article in row.basis


def test_a_city_with_districts_does_not_say_which(invented: Reader) -> None:
    found = who_hears(invented, "四平", "刑事", "first", "2024-03-01")
    assert found.status == "candidates"
    assert {row.reason for row in found.rows if row.role == CANDIDATE} == {
        "which part of 四平市 is not said: one of the courts there"
    }
    row = only(found, LISTED)
    assert (row.court, row.basis) == ("吉林省四平市中级人民法院", ("刑事诉讼法（2018）第21条",))
    then = who_hears(invented, "四平", "刑事", "first", "2019-06-01")
    assert set(with_role(then, CANDIDATE)) - set(with_role(found, CANDIDATE)) == {"公主岭市人民法院"}


def test_a_district_without_a_court_of_its_own(invented: Reader) -> None:
    found = who_hears(invented, "三亚市吉阳区", "民事", "first", "2024-03-01")
    assert (found.status, with_role(found, CANDIDATE)) == ("candidates", ["三亚市城郊人民法院"])


# Counties without a basic court in the directory: one that is not governed, cities of the Corps founded since 2016
# whose court no source shows, and districts of two cities whose one court stands under the city.
WITHOUT = {
    "金门县", "昆玉市", "胡杨河市", "新星市", "白杨市", "海棠区", "吉阳区", "天涯区", "崖州区", "西沙区", "南沙区",
}  # fmt: skip


def test_every_county_has_one_basic_court() -> None:
    day = datetime.date(2024, 6, 1)
    counties = [s for each in spans().values() for s in each if in_force(s, day) and not s.code.endswith("00")]
    found = {span: of_division(span.code, "basic", day) for span in counties if span.code < "710000"}
    assert len(found) > 2800
    assert {span.name for span, courts in found.items() if len(courts) != 1} <= WITHOUT
    assert all(above(courts[0], day) for courts in found.values() if courts)


def test_special_courts_are_listed_and_not_claimed(invented: Reader) -> None:
    found = who_hears(invented, "上海市浦东新区", "金融", "first", "2024-03-01")
    assert with_role(found, REGULAR) == ["上海市浦东新区人民法院"]
    assert with_role(found, LISTED) == ["上海市第一中级人民法院", "上海金融法院"]
    before = who_hears(invented, "上海市浦东新区", "金融", "first", "2018-08-09")
    assert "上海金融法院" not in with_role(before, LISTED)
    sea = who_hears(invented, "辽宁省大连市中山区", "海事", "first", "2024-03-01")
    assert (sea.status, sea.rows) == ("not known", ())
    assert any(note.startswith("海事诉讼特别程序法（1999）第4条") for note in sea.notes)


def test_what_is_no_case_has_no_court(invented: Reader) -> None:
    found = who_hears(invented, "四平铁西", "党建", "first", "2024-03-01")
    assert (found.status, found.rows) == ("not known", ())


def test_today_is_the_day_where_none_is_given(invented: Reader) -> None:
    assert who_hears(invented, "农安", "民事").on == datetime.date.today().isoformat()


@pytest.mark.parametrize("place", ["朝阳", "铁西", "吉林"])
def test_ambiguous_places(invented: Reader, place: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        who_hears(invented, place, "民事", "first", "2024-03-01")
    assert len(caught.value.candidates) > 1
    assert all(row["name"] and row["code"] and row["reason"] for row in caught.value.candidates)


@pytest.mark.parametrize(
    ("place", "matter", "said"),
    [("火星", "民事", "no place is called 火星"), ("四坪市", "民事", "四平市"), ("四平", "环境资园", "环境资源")],
)
def test_unknown(invented: Reader, place: str, matter: str, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        who_hears(invented, place, matter)


@pytest.mark.parametrize(
    ("instance", "on"), [("third", "2024"), ("", "2024"), ("first", "2024-13"), ("first", "yesterday")]
)
def test_wrong_questions(invented: Reader, instance: str, on: str) -> None:
    with pytest.raises(UsageError):
        who_hears(invented, "四平", "民事", instance, on)


@pytest.mark.parametrize(("place", "matter"), [("", "民事"), ("四平", " ")])
def test_empty_questions(invented: Reader, place: str, matter: str) -> None:
    with pytest.raises(UsageError, match="is empty"):
        who_hears(invented, place, matter)


def test_api(hears_dir: str) -> None:
    with kg.open(hears_dir) as graph:
        found = graph.who_hears("四平", "环境资源", on=datetime.date(2021, 5, 5))
    assert found.courts == ("四平市铁西区人民法院",)
    row = found.rows[0].row()
    assert (row["from"], row["official"]) == ("2020-01-01", "四平市铁西区人民法院")
    assert list(found.table()[0]) == list(found.table().columns)


def test_rules_follow_one_another(seeds: Reader) -> None:
    """Of one document's line, each version begins where the one before ends; every matter is a topic of the scheme."""
    for matter in ("民事", "刑事", "行政"):
        own = [rule for rule in rules() if (rule.matter, rule.kind, rule.instance) == (matter, "regular", "first")]
        for before, after in itertools.pairwise(own):
            ended = datetime.date.fromisoformat(before.until)
            assert ended + datetime.timedelta(days=1) == datetime.date.fromisoformat(after.since)
        assert own[-1].until == ""
    for rule in rules():
        for name in {rule.matter, rule.who if rule.kind == "like" else rule.matter} - {"*"}:
            assert any("Topic" in seeds.classes(iri) for iri in seeds.named(name)), name
        assert rule.kind == "like" or (rule.source and rule.document)
        assert rule.kind == "like" or rule.article or rule.source == "pages-finance"  # whose article was not read


def test_courts_and_numbers_without_a_graph() -> None:
    assert [court.name for court in kg.court("长春中院").courts] == ["吉林省长春市中级人民法院"]
    assert kg.case_number("（2024）川0193民初22号").format() == "（2024）川0193民初22号"  # type: ignore[union-attr]


def test_a_year_in_which_the_place_moved_is_not_settled(invented: Reader) -> None:
    found = who_hears(invented, "公主岭", "刑事", "second", "2020")
    assert found.status == "candidates"
    assert any("吉林省四平市公主岭市" in note and "ask for a day" in note for note in found.notes)


def test_a_former_name_is_explained(invented: Reader) -> None:
    found = who_hears(invented, "九台市", "刑事", "first", "2024-03-01")
    assert found.courts == ("长春市九台区人民法院",)
    assert any("九台市" in note for note in found.notes)


def test_appeals_that_the_law_sends_elsewhere_are_not_claimed(seeds: Reader) -> None:
    found = who_hears(seeds, "四平", "专利", "second", "2024-03-01")
    assert found.status == "candidates"
    assert any("最高人民法院关于知识产权法庭若干问题的规定（2023）第2条" in note for note in found.notes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.text(max_size=12), matter=st.text(max_size=12))
def test_any_text_is_answered_or_refused(invented: Reader, place: str, matter: str) -> None:
    for words in ((place, "民事"), ("四平", matter)):
        with suppress(KgError):
            assert who_hears(invented, *words).status
