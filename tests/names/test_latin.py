"""Courts by names in Latin letters: pinyin, initials, English, in any case and punctuation."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names.directory import courts
from kg.names.english.latin import key, latin
from kg.names.english.names import TABLE, english

ROOT = Path(__file__).resolve().parents[2]
CHANGCHUN = "吉林省长春市中级人民法院"


def names(text: str) -> list[str]:
    return [court.name for court in latin(text)]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that writes the table."""
    spec = importlib.util.spec_from_file_location("latin_script", ROOT / "requirements" / "latin.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_current(script: ModuleType) -> None:
    """Where this fails, run requirements/latin.sh: the directory, the divisions or a rule have changed."""
    assert script.table() == Path(TABLE).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "changchun-zhongyuan",
        "Changchun zhongyuan",
        "CHANGCHUN ZHONGYUAN",
        "changchunshizhongjirenminfayuan",
        "Changchun shi zhongji renmin fayuan",
        "jilin-sheng-changchun-shi-zhongji-renmin-fayuan",
        "Chángchūn zhōngyuàn",
        "ｃｈａｎｇｃｈｕｎ　ｚｈｏｎｇｙｕａｎ",
        "cczy",
        "CCZY",
        "ccszjrmfy",
        "changchun intermediate people's court",
        "Changchun Intermediate Peoples Court",
        "Changchun Intermediate People’s Court",
        "Changchun Intermediate People's Court, Jilin",
        "Changchun Intermediate People's Court of Jilin Province",
        "The Intermediate People's Court of Changchun City of Jilin Province",
        " the intermediate people's court of changchun city of jilin province. ",
    ],
)
def test_one_court_by_many_names(text: str) -> None:
    assert names(text) == [CHANGCHUN]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lvyuan fayuan", "长春市绿园区人民法院"),
        ("lüyuan-fayuan", "长春市绿园区人民法院"),
        ("lyuyuanfayuan", "长春市绿园区人民法院"),
        ("luyuan fayuan", "长春市绿园区人民法院"),
        ("Changchun Nanguan District People's Court", "长春市南关区人民法院"),
        ("Nanguan District Basic People's Court", "长春市南关区人民法院"),
        ("nong'an fayuan", "农安县人民法院"),
        ("Hunchun City People's Court", "珲春市人民法院"),
        ("Tianjin No. 3 Intermediate People's Court", "天津市第三中级人民法院"),
        ("Jilin Higher People's Court", "吉林省高级人民法院"),
        ("Ürümqi Intermediate People's Court", "新疆维吾尔自治区乌鲁木齐市中级人民法院"),
        ("High People's Court of Tibet Autonomous Region", "西藏自治区高级人民法院"),
        ("Supreme People's Court", "最高人民法院"),
        ("SPC", "最高人民法院"),
        ("beijing chaoyang fayuan", "北京市朝阳区人民法院"),
        ("seni fayuan", "那曲市色尼区人民法院"),
        ("Changchun Railway Transport Court", "长春铁路运输法院"),
        ("Shanghai Financial Court", "上海金融法院"),
    ],
)
def test_other_names(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("cyfy", {"北京市朝阳区人民法院", "长春市朝阳区人民法院"}),
        ("Chaoyang District People's Court", {"北京市朝阳区人民法院", "长春市朝阳区人民法院", "汕头市潮阳区人民法院"}),
        ("Yiliang County People's Court", {"宜良县人民法院", "彝良县人民法院"}),
        ("fuzhou zhongyuan", {"福建省福州市中级人民法院", "江西省抚州市中级人民法院"}),
    ],
)
def test_all_candidates_and_no_choice(text: str, some: set[str]) -> None:
    found = names(text)
    assert some <= set(found)
    assert len(found) == len(set(found))
    order = list(courts())
    assert found == sorted(found, key=order.index)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ";",
        ";;",
        "the",
        "长春中院",
        "cczy法院",
        "changchun",
        "Intermediate People's Court",
        "x" * 300,
        "\t",
        "é",
        "ß",
        "people's court",
        "fayuan",
        "renmin fayuan",
        "zhongyuan",
        "gaoyuan",
        "District People's Court",
    ],
)
def test_what_names_no_court(text: str) -> None:
    assert latin(text) == ()


@pytest.mark.parametrize("form", ["name", "full", "short"])
def test_every_english_name_leads_to_its_court(form: str) -> None:
    for number, court in enumerate(list(courts().values())[::8]):
        text = getattr(english(court), form)
        if text:
            found = latin(text if number % 2 else text.upper().replace(" ", "-"))
            assert court in found, text
            assert form != "full" or found == (court,), text


def test_every_key_is_a_key() -> None:
    for line in Path(TABLE).read_text("utf-8").splitlines():
        if line.startswith("#") or line.startswith("court\t"):
            continue
        cell = line.split("\t")[5]
        assert re.fullmatch(r";([a-z0-9]+;)+", cell), line
        for one in cell.strip(";").split(";"):
            assert key(one) == one


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert all(court.name in courts() for court in latin(text))


@settings(deadline=None)
@given(st.sampled_from(sorted(courts())), st.data())
def test_case_and_punctuation_do_not_count(name: str, data: st.DataObject) -> None:
    text = english(courts()[name]).name
    if text:
        marks = st.sampled_from(["", " ", "-", "'", "’", ".", " "])
        noisy = "".join(char + data.draw(marks) for char in data.draw(st.sampled_from([text.lower(), text.upper()])))
        if not re.search(r"(?i)\bthe\b|no\W*\d", noisy):
            assert courts()[name] in latin(noisy)
