"""Lists of courts that share a prefix or a head noun, and those that are in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.text.context import Context
from kg.names.text.coordinated import meant, split
from kg.names.text.enumeration import listed

HIGH = "高级人民法院"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("北京市密云区人民法院、怀柔区人民法院", ("北京市密云区人民法院", "北京市怀柔区人民法院")),
        ("北京市密云区、怀柔区人民法院", ("北京市密云区人民法院", "北京市怀柔区人民法院")),
        ("北京市第一、二、三中级人民法院", tuple(f"北京市第{n}中级人民法院" for n in "一二三")),
        ("北京市第一、第二、第三中级人民法院", tuple(f"北京市第{n}中级人民法院" for n in "一二三")),
        ("北京一中院、二中院", ("北京第一中级人民法院", "北京第二中级人民法院")),
        ("川渝两地高院", (f"四川省{HIGH}", f"重庆市{HIGH}")),
        ("川渝高院", (f"四川省{HIGH}", f"重庆市{HIGH}")),
        ("湘鄂赣三省高院", (f"湖南省{HIGH}", f"湖北省{HIGH}", f"江西省{HIGH}")),
        ("晋陕蒙三省区高院", (f"山西省{HIGH}", f"陕西省{HIGH}", f"内蒙古自治区{HIGH}")),
        ("东北三省高院", (f"辽宁省{HIGH}", f"吉林省{HIGH}", f"黑龙江省{HIGH}")),
        ("东三省高院", (f"辽宁省{HIGH}", f"吉林省{HIGH}", f"黑龙江省{HIGH}")),
        ("苏浙两省高院", (f"江苏省{HIGH}", f"浙江省{HIGH}")),
        ("苏浙沪两省一市高院", (f"江苏省{HIGH}", f"浙江省{HIGH}", f"上海市{HIGH}")),
        ("四川、重庆高级人民法院", (f"四川省{HIGH}", f"重庆市{HIGH}")),
        ("郑州、洛阳等地中院", ("郑州中院", "洛阳中院")),
        ("广西、河南、浙江省区高级人民法院", (f"广西壮族自治区{HIGH}", f"河南省{HIGH}", f"浙江省{HIGH}")),
        ("福建、江苏、重庆等高级人民法院", (f"福建省{HIGH}", f"江苏省{HIGH}", f"重庆市{HIGH}")),
        ("通渭、漳县、岷县3个基层人民法院", ("通渭法院", "漳县法院", "岷县法院")),
        ("贵州省清镇市等地法院", ("贵州省清镇市法院",)),
        ("武汉等4个市中级人民法院", ("武汉市中级人民法院",)),
        ("长春、吉林两市中院", ("长春市中院", "吉林市中院")),
        ("北上广知识产权法院", ("北京知识产权法院", "上海知识产权法院", "广州知识产权法院")),
        ("东莞市第一、第二、第三人民法院", tuple(f"东莞市第{n}人民法院" for n in "一二三")),
        ("和平区法院和南开区法院", ("和平区法院", "南开区法院")),  # 和 in a name and between two
        ("呼和浩特和包头中院", ("呼和浩特中院", "包头中院")),
        ("敦化、和龙法院", ("敦化法院", "和龙法院")),
        ("吉林省长春市朝阳区、二道区人民法院", ("吉林省长春市朝阳区人民法院", "吉林省长春市二道区人民法院")),
        ("长春中院、四平中院", ("长春中院", "四平中院")),
        ("成都市中级人民法院、武侯区人民法院", ("成都市中级人民法院", "成都市武侯区人民法院")),
    ],
)
def test_a_list_written_out(text: str, wanted: tuple[str, ...]) -> None:
    assert split(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["长春市中级人民法院", "呼和浩特市中级人民法院", "和平区人民法院", "川渝自贸区法院", "川渝法院", "粤港澳三地法院",
     "法院、检察院", "长春市公安局、司法局", "、", "", "青海高院", "川高院"],
)  # fmt: skip
def test_no_list(text: str) -> None:
    assert split(text) == ()


@pytest.mark.parametrize(
    ("text", "says", "named"),
    [
        ("湘鄂赣两省高院", 2, 3),
        ("川渝三地高院", 3, 2),
        ("长春、吉林三市中院", 3, 2),
        ("通渭、岷县3个基层人民法院", 3, 2),
        ("苏浙两省一市高院", 3, 2),
    ],
)
def test_a_number_word_that_does_not_agree_is_a_doubt(text: str, says: int, named: int) -> None:
    assert split(text) == ()
    answer = meant(text)
    assert answer is not None
    assert (answer.kind, answer.courts, answer.candidates) == ("nothing", (), ())
    assert answer.reason == f"the text says {says} and names {named}: in doubt"


def test_an_open_list_says_that_there_are_more() -> None:
    for text in ("郑州、洛阳等地中院", "郑州、洛阳等五地中院"):
        answer = meant(text)
        assert answer is not None
        assert [court.name for court in answer.courts] == ["河南省郑州市中级人民法院", "河南省洛阳市中级人民法院"]
        assert "等 says that there are more, which the text does not name" in answer.reason


def test_a_member_that_is_open_is_a_candidate() -> None:
    answer = meant("和平区法院和南开区法院")
    assert answer is not None
    assert answer.kind == "list"
    assert [court.name for court in answer.courts] == ["天津市南开区人民法院"]
    assert [c.court.name for c in answer.candidates] == ["天津市和平区人民法院", "沈阳市和平区人民法院"]
    here = meant("和平区法院和南开区法院", Context.of("天津市"))
    assert here is not None
    assert [court.name for court in here.courts] == ["天津市和平区人民法院", "天津市南开区人民法院"]


def test_a_shared_head_stands_for_all_members_or_for_none() -> None:
    # The head belongs to the last member alone: no court of 青浦 or 吴江 is named.
    answer = meant("上海青浦、江苏吴江、浙江嘉善长三角生态绿色一体化发展示范区法院")
    assert answer is not None
    assert (answer.kind, answer.courts) == ("nothing", ())


def test_a_list_of_groups_is_a_group() -> None:
    answer = meant("上海、广东及重庆等地法院")
    assert answer is not None
    assert answer.kind == "group"
    assert answer.group == "courts of 上海市; courts of 广东省; courts of 重庆市, and others that are not named"


def test_references_in_a_list_need_a_context() -> None:
    assert meant("省、市法院") is not None
    answer = meant("省、市法院", Context.of("长春市中级人民法院"))
    assert answer is not None
    assert [court.name for court in answer.courts] == ["吉林省高级人民法院", "吉林省长春市中级人民法院"]


def test_what_the_list_lacks() -> None:
    found = listed("外国法院、长春中院")
    assert found is not None
    assert not found.shared
    answer = meant("外国法院、长春中院")
    assert answer is not None
    assert "no court is known for 外国法院" in answer.reason


@given(st.text(alphabet="长春市四川渝湘鄂赣、和与及等地两三省第一二中院高级人民法区县()（）的 ", max_size=40))
def test_no_text_raises(text: str) -> None:
    assert bool(split(text)) <= (listed(text) is not None)
    meant(text, Context(("220100",)))


@pytest.mark.parametrize("text", ["香港高等法院", "台湾高等法院", "长春高等法院"])
def test_a_high_court_of_elsewhere_is_no_open_list(text: str) -> None:
    assert listed(text) is None
