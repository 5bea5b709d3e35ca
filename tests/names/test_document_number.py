"""Document numbers: issuer, series, year, number, alone and in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.numbers.document_number import SUPREME_SERIES, DocumentNumber, find_all, issuer, parse

SPC = "最高人民法院"
# text: issuer, series, year, number. 法 …: as named in the documents of this project's sources; the others made, or
# seen in public text (京高法发〔2024〕534号, 赣高法〔2022〕115号, 陕高法〔2020〕118号, 粤高法发〔2018〕2号).
NUMBERS = {
    "法〔2015〕137号": (SPC, "法", 2015, 137),
    "法〔2018〕335号": (SPC, "法", 2018, 335),
    "法发〔2020〕22号": (SPC, "法发", 2020, 22),
    "法释〔2020〕17号": (SPC, "法释", 2020, 17),
    "法释〔2018〕22号": (SPC, "法释", 2018, 22),
    "吉高法〔2022〕45号": ("吉林省高级人民法院", "吉高法", 2022, 45),
    "赣高法〔2022〕115号": ("江西省高级人民法院", "赣高法", 2022, 115),
    "陕高法〔2020〕118号": ("陕西省高级人民法院", "陕高法", 2020, 118),
    "闽高法〔2025〕21号": ("福建省高级人民法院", "闽高法", 2025, 21),
    "皖高法〔2022〕1号": ("安徽省高级人民法院", "皖高法", 2022, 1),
    "京高法发〔2024〕534号": ("北京市高级人民法院", "京高法发", 2024, 534),
    "粤高法发〔2018〕2号": ("广东省高级人民法院", "粤高法发", 2018, 2),
    "内高法〔2021〕3号": ("内蒙古自治区高级人民法院", "内高法", 2021, 3),
    "新高法〔2021〕3号": ("新疆维吾尔自治区高级人民法院", "新高法", 2021, 3),
    "宁高法〔2021〕3号": ("宁夏回族自治区高级人民法院", "宁高法", 2021, 3),
    # written in another way
    "法发[2020]22号": (SPC, "法发", 2020, 22),
    "法发（2020）22号": (SPC, "法发", 2020, 22),
    "法发(2020)第22号": (SPC, "法发", 2020, 22),
    "法发【2020】22号": (SPC, "法发", 2020, 22),
    "法发〔２０２０〕２２号": (SPC, "法发", 2020, 22),
    " 法 发 〔2020〕 第 22 号 ": (SPC, "法发", 2020, 22),
    "法发\n〔2020〕22号": (SPC, "法发", 2020, 22),
    "法釋〔2020〕17號": ("", "法釋", 2020, 17),  # only the characters of case numbers are folded
    "吉高法﹝2022﹞045号": ("吉林省高级人民法院", "吉高法", 2022, 45),
    # series kept, issuer not told
    "国发〔2023〕5号": ("", "国发", 2023, 5),
    "国办发〔2023〕5号": ("", "国办发", 2023, 5),
    "高检发释字〔2019〕4号": ("", "高检发释字", 2019, 4),
    "司发通〔2020〕33号": ("", "司发通", 2020, 33),
    "法办〔2020〕26号": ("", "法办", 2020, 26),
    "法明传〔2020〕26号": ("", "法明传", 2020, 26),
    "长中法〔2020〕26号": ("", "长中法", 2020, 26),
    "工信部政法函〔2023〕42号": ("", "工信部政法函", 2023, 42),
    "穗公积金中心责字〔2024〕1号": ("", "穗公积金中心责字", 2024, 1),
    "贵高法〔2020〕1号": ("", "贵高法", 2020, 1),  # article 4 has 黔
}
NONE = [
    "",
    "法发",
    "法发〔2020〕",
    "法发22号",
    "〔2020〕22号",
    "（2020）吉01民初22号",
    "（2014）民一终字第174号",
    "法发〔20〕22号",
    "法发〔20200〕22号",
    "法发〔1900〕22号",
    "法发〔2020〕0号",
    "法发〔2020〕22",
    "法发〔2020〕二十二号",
    "法发〔2020〕1234567号",
    "法发〔2020〕22号文件",
    "法发〔2020年〕22号",
    "指导性案例24号",
    "2020年第5号",
    "《劳动合同法》第24条",
    "abc〔2020〕22号",
]
# Running text: what is found in it, as issuer and canonical form.
TEXTS: dict[str, list[tuple[str, str]]] = {
    "根据法发〔2020〕22号文件": [(SPC, "法发〔2020〕22号")],
    "《意见》（法释〔2020〕17号）、（法发〔2020〕22号）": [(SPC, "法释〔2020〕17号"), (SPC, "法发〔2020〕22号")],
    "省法院印发吉高法\n〔2022〕45号，明确": [("吉林省高级人民法院", "吉高法〔2022〕45号")],
    "依照工信部政法函〔2023〕42号": [("", "工信部政法函〔2023〕42号")],  # never a 法函 nor a 法
    "，工信部联政法〔2020〕101号": [("", "工信部联政法〔2020〕101号")],
    "见国办发〔2023〕5号。": [("", "国办发〔2023〕5号")],
    "按照最高人民法院法〔2018〕335号": [(SPC, "法〔2018〕335号")],
    "按照吉林省高级人民法院法〔2018〕335号": [],  # whose series that is, nothing says
    "最高人民法院《规定》(法释〔2018〕22号)": [(SPC, "法释〔2018〕22号")],
    "文件\n法发〔2020〕22号": [(SPC, "法发〔2020〕22号")],  # below a letterhead
    "依照吉高\n法〔2022〕45号": [("吉林省高级人民法院", "吉高法〔2022〕45号")],  # broken by the line
    "（2020）吉01民初22号": [],
    "张三〔2020〕22号": [("", "张三〔2020〕22号")],
    "有关部门经研究决定自即日起施行国发〔2020〕1号": [],
}


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items(), ids=NUMBERS)
def test_numbers(text: str, expected: tuple[str, str, int, int]) -> None:
    found = parse(text)
    assert found is not None
    assert (found.issuer, found.series, found.year, found.number) == expected
    assert found.text == text[found.start : found.end] == text.strip()
    assert parse(found.format()) == found


@pytest.mark.parametrize("text", NONE, ids=[text or "empty" for text in NONE])
def test_no_numbers(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=TEXTS)
def test_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(find_all(text))
    assert [(each.issuer, each.format()) for each in found] == expected
    assert all(each.text == text[each.start : each.end] for each in found)


@given(
    st.sampled_from([*SUPREME_SERIES, "吉高法", "京高法发", "国办发"]), st.integers(1949, 2099), st.integers(1, 99_999)
)
def test_what_is_written_is_read_again(series: str, year: int, number: int) -> None:
    made = DocumentNumber(issuer(series), series, year, number)
    assert parse(made.format()) == made
    assert list(find_all(f"根据{made.format()}办理")) == [made]


@given(st.text() | st.text(st.sampled_from("法发释吉高〔〕()2019 第号的\n年，《》"), max_size=30))
def test_no_text_raises(text: str) -> None:
    parse(text)
    assert all(each.text == text[each.start : each.end] for each in find_all(text))


@pytest.mark.parametrize("unit", ["〔2020〕", "法", "法〔2020〕1号", "（", " "])
def test_a_long_text_is_read_to_its_end(unit: str) -> None:
    assert list(find_all(unit * 20_000 + "，法发〔2020〕22号"))[-1].format() == "法发〔2020〕22号"
