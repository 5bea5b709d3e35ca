"""The parts of resolving one name: heads, short forms by rule, cleaning, plates, dates, contexts, refusals."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names import plates
from kg.names.ask import ask
from kg.names.clean import clean
from kg.names.directory import courts
from kg.names.forms.narrow import CITY, ELSEWHERE, NAMED, PROVINCE, city, existed, near, nearest
from kg.names.forms.refusals import not_a_court, unknown
from kg.names.forms.shorts import KIND, OWN, SHORT, heads, is_kind, own_forms, place_forms
from kg.names.forms.single import single
from kg.names.text.context import Context


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("吉林省", {"吉林"}),
        ("长春市", {"长春"}),
        ("浦东新区", {"浦东"}),
        ("神农架林区", {"神农架"}),
        ("大兴安岭地区", {"大兴安岭"}),
        ("鄂托克旗", {"鄂托克"}),
        ("锡林郭勒盟", {"锡林郭勒", "锡盟"}),
        ("郫县", set()),  # one character is no name
        ("郊区", set()),
        ("内蒙古自治区", {"内蒙古", "内蒙"}),
        ("广西壮族自治区", {"广西"}),
        ("长白朝鲜族自治县", {"长白县", "长白"}),
        ("前郭尔罗斯蒙古族自治县", {"前郭尔罗斯", "前郭县", "前郭"}),
        ("东乡族自治县", {"东乡县", "东乡"}),
        ("鄂温克族自治旗", {"鄂温克旗"}),
        ("积石山保安族东乡族撒拉族自治县", {"积石山县", "积石山"}),
        ("巴音郭楞蒙古自治州", {"巴音郭楞州", "巴音郭楞"}),
        ("湘西土家族苗族自治州", {"湘西州", "湘西"}),
        ("隆林各族自治县", {"隆林县", "隆林"}),
    ],
)
def test_forms_of_places(name: str, forms: set[str]) -> None:
    found = place_forms(name)
    assert found[0] == name
    assert forms <= set(found)
    assert len(found) > 1 or not forms
    assert all(len(form) > 1 for form in found)


def test_forms_of_zones() -> None:
    forms = own_forms("净月高新技术产业开发区")
    assert forms["净月高新技术产业开发区"] == OWN
    assert (forms["净月高新区"], forms["净月"], forms["高新区"], forms["高新"]) == (SHORT, SHORT, KIND, KIND)
    assert own_forms("高新技术产业开发区")["高新"] == SHORT
    # 江宁法院 is the court of 江宁区
    assert "江宁" not in own_forms("江宁经济技术开发区", {"江宁"}.__contains__)
    assert own_forms("自由贸易试验区郑州片区")["郑州自贸区"] == SHORT
    assert own_forms("航空港经济综合实验区")["航空港区"] == SHORT


def test_forms_of_numbers_and_railways() -> None:
    assert own_forms("第一") == {"第一": OWN, "一": SHORT, "": KIND}
    assert set(own_forms("第七师")) == {"第七师", "七师", "农七师"}
    assert own_forms("铁路运输")["铁"] == SHORT
    assert own_forms("铁路运输第一")["铁路第一"] == SHORT


def test_kinds_are_no_names() -> None:
    for form in ("高新", "经开区", "铁路", "第一", "三", "自贸区", "海事"):
        assert is_kind(form)
    for form in ("九三", "朝阳", "净月", "第七师", "一汽"):
        assert not is_kind(form)


def test_heads() -> None:
    assert [(head, stem) for head, stem, _ in heads("市中法院")] == [("intermediate", "市"), ("court", "市中")]
    assert next(heads("吉林省高级人民法院")) == ("high", "吉林省", True)
    assert next(heads("吉林高院")) == ("high", "吉林", False)
    assert not list(heads("吉高法"))  # 吉高法〔2022〕45号
    assert not list(heads("人民法院报"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" 长 春\u3000中\n院\u200b", "长春中院"),
        ("（吉林省高级人民法院）：", "吉林省高级人民法院"),
        ("“长春市中级人民法院”", "长春市中级人民法院"),
        ("北京市第１中级人民法院", "北京市第一中级人民法院"),
        ("北京1中院", "北京一中院"),
        ("最高人民法院第2巡回法庭", "最高人民法院第二巡回法庭"),
        ("中华人民共和国最高人民法院", "最高人民法院"),
        ("中华人民共和国人民法院组织法", "中华人民共和国人民法院组织法"),
        ("吉林省長春市中級人民法院", "吉林省长春市中级人民法院"),
        ("天府新区法院（四川自贸区法院）", "天府新区法院(四川自贸区法院)"),
        ("", ""),
    ],
)
def test_clean(text: str, plain: str) -> None:
    assert clean(text) == plain
    assert clean(plain) == plain


def test_plates() -> None:
    known = courts()
    area, town = known["新疆生产建设兵团阿拉尔垦区人民法院"], known["阿拉尔市人民法院"]
    assert plates.same(area, town)
    assert plates.same(town, area)
    assert plates.other_plates(town) == (area,)
    assert not plates.same(area, known["北屯市人民法院"])
    assert plates.other_plates(known["农安县人民法院"]) == ()
    for one, other in plates.PAIRS:
        assert one in known, one
        assert other in known, other


def test_dates_of_any_precision() -> None:
    day = date(2014, 10, 20)
    assert existed("", "", day)
    assert existed("2014-10", "", day)
    assert existed("2014", "2014-10-20", day)
    assert not existed("2014-10-21", "", day)
    assert not existed("", "2014-09", day)
    assert existed("2018", "", None)
    assert not existed("", "2014", None)


def test_nearness() -> None:
    court = courts()["长春市朝阳区人民法院"]
    assert near(court, Context(courts=(court,))) == NAMED
    assert near(court, Context(places=("220102",))) == CITY
    assert near(court, Context(places=("220381", "220000"))) == PROVINCE
    assert near(court, Context(places=("110000",))) == ELSEWHERE
    beijing = courts()["北京市朝阳区人民法院"]
    assert nearest([court, beijing], Context(places=("110108",))) == ((beijing,), CITY)
    assert nearest([court, beijing], Context(places=("110105", "220100"))) == ((court, beijing), CITY)
    assert nearest([court, beijing], None) == ((court, beijing), ELSEWHERE)
    assert (city("220104"), city("110105"), city("220000"), city("")) == ("2201", "11", "", "")


def test_the_documents_own_court_decides_between_two_cities() -> None:
    topic = courts()["吉林省长春市中级人民法院"]
    both = Context(places=("110000", "220100"))
    assert single("朝阳法院", both).kind == "candidates"
    assert single("朝阳法院", both.about(topic)).courts == (courts()["长春市朝阳区人民法院"],)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ("最高人民检察院", "procuratorate"),
        ("长春中医院", "hospital"),
        ("吉林大学法学院", "law school"),
        ("(2020)吉0184民初5156号", "kg case-number"),
        ("人民法院调解平台", "platform"),
        ("长春市公安局", "does not end"),
    ],
)
def test_what_is_not_a_court(text: str, word: str) -> None:
    assert word in not_a_court(text)
    assert word in single(text).reason


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("某市人民法院", "masked"),
        ("***人民法院", "masked"),
        ("海事法院", "a kind of court"),
        ("市中院", "needs a context"),
        ("15家法院", "not named"),
        ("香港法院", "mainland"),
        ("长春市海淀区人民法院", "北京市海淀区人民法院"),
        ("长春海事法院", "大连海事法院"),
        ("火星市人民法院", "no court of this name"),
        ("田间法庭", "no tribunal"),
    ],
)
def test_why_no_court_is_known(text: str, word: str) -> None:
    assert word in single(text).reason
    assert unknown(clean(text))


def test_a_court_that_is_no_more_is_said_to_be() -> None:
    got = single("上海市闸北区人民法院")
    assert (got.kind, got.courts[0].name) == ("one", "上海市闸北区人民法院")
    assert "existed until 2015" in got.reason
    assert "until" not in single("上海市闸北区人民法院", on=date(2010, 1, 1)).reason
    early = single("上海金融法院", on=date(2010, 1, 1))
    assert early.kind == "one"
    assert "exists since 2018" in early.reason


def test_the_province_is_not_the_place_of_a_kind() -> None:
    assert single("海南海事法院").kind == "candidates"  # there is one, and it is called 海口海事法院
    assert single("海口海事法院").kind == "one"
    assert single("吉林高新法院").courts == (courts()["吉林高新技术产业开发区人民法院"],)


def test_places_that_a_court_lay_in_before() -> None:
    assert single("四平市公主岭市人民法院").courts == (courts()["公主岭市人民法院"],)
    assert single("长春市公主岭市人民法院").courts == (courts()["公主岭市人民法院"],)
    assert single("锦西市连山区人民法院").courts == (courts()["葫芦岛市连山区人民法院"],)
    assert single("松原市公主岭市人民法院").kind == "nothing"


def test_a_railway_court_stands_in_its_own_city() -> None:
    assert single("长春市铁路运输法院").courts == (courts()["长春铁路运输法院"],)
    assert single("吉林铁路法院").courts == (courts()["吉林铁路运输法院"],)
    assert single("南铁中院").kind == "candidates"  # 南昌 and 南宁


def test_tribunals_by_the_name_of_their_court() -> None:
    assert single("长春中院破产法庭").courts == (courts()["长春破产法庭"],)
    assert single("长春铁路中院环境资源法庭").courts == (courts()["长春环境资源法庭"],)
    assert single("长春中院环境资源法庭").kind == "nothing"
    assert single("最高法院第三巡回法庭").courts == (courts()["最高人民法院第三巡回法庭"],)
    assert single("破产法庭").kind == "candidates"


def test_the_courts_of_a_place_are_a_group() -> None:
    for place in ("杭州", "成都", "延边", "四川"):
        got = single(place + "法院")
        assert (got.kind, place in got.group) == ("group", True)
    assert single("吉林法院").group == "courts of 吉林省 or of 吉林市"
    assert single("杭州人民法院").kind == "nothing"


def test_a_very_long_text_is_no_name() -> None:
    assert "too long" in single("长春市朝阳区" * 20_000 + "人民法院").reason


def test_ask_by_code() -> None:
    assert ask("吉0104").courts == (courts()["长春市朝阳区人民法院"],)
    assert ask("吉").courts == (courts()["吉林省高级人民法院"],)
    assert ask("吉０１０４").kind == "one"
    nobody = ask("吉0199")
    assert (nobody.kind, "吉0199" in nobody.reason) == ("nothing", True)
    assert ask("长春中院") == single("长春中院")
    assert ask("cczy").courts == (courts()["吉林省长春市中级人民法院"],)
    assert ask("").kind == "nothing"


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(st.text(max_size=12), st.from_regex("[吉京沪最]?[高法0-9]{0,5}", fullmatch=True)), st.none() | st.dates()
)
def test_whatever_is_asked_has_an_answer(text: str, on: date | None) -> None:
    got = ask(text, on=on)
    assert got.reason
    assert bool(got.courts) == (got.kind in ("one", "list"))
