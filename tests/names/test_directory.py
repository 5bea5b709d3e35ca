"""The directory of courts: whole, without contradiction, made by its script, and every example finds its court."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from kg.data import data_dir
from kg.names.court import LEVELS, STATUSES, Court, CourtCode, FormerName
from kg.names.directory import COLUMNS, SOURCES, TABLE, courts, record, sources
from kg.names.divisions import divisions
from kg.names.history import spans
from kg.names.resolve import resolve

SCRIPT = Path(__file__).parents[2] / "requirements" / "courts.py"
DATE = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
# 法〔2015〕137号, article 4, as published: the codes of the supreme court, the high courts, the Corps and the army.
ARTICLE_4 = {"最高法", *"京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新", "兵", "军"}


def test_the_tables_are_what_the_script_writes(tmp_path: Path) -> None:
    if not SCRIPT.is_file():
        pytest.skip("requirements/courts.py is not at hand: an installed package has the tables only")
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    for path in (TABLE, SOURCES):
        assert (tmp_path / os.path.basename(path)).read_bytes() == Path(path).read_bytes(), "sh requirements/courts.sh"


def test_every_line_has_all_cells_and_no_name_stands_twice() -> None:
    lines = Path(TABLE).read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    assert {line.count("\t") for line in lines} == {len(COLUMNS) - 1}
    assert len(courts()) == len(lines) - 1
    with pytest.raises(ValueError, match="shorter"):
        record("最高人民法院\tsupreme")


def test_provinces_stand_in_order_each_from_the_high_court_down() -> None:
    ordered = list(courts().values())
    local = [court for court in ordered if court.level != "supreme"]
    assert ordered[0].name == "最高人民法院"
    assert {court.part_of for court in ordered[1 : len(ordered) - len(local)]} == {"最高人民法院"}
    assert [court.division[:2] for court in local] == sorted(court.division[:2] for court in local)
    proper = [(court.division[:2], court.division) for court in local if not court.part_of]
    assert proper == sorted(proper)


def test_nothing_dangles() -> None:
    for court in courts().values():
        for other in (court.superior, court.appeals_to, court.part_of, *(up.name for up in court.former_superiors)):
            assert not other or other in courts(), (court.name, other)


def test_the_way_up_ends_at_the_supreme_court() -> None:
    for court in courts().values():
        at, way = court, [court.name]
        while at.superior or at.part_of:
            at = courts()[at.superior or at.part_of]
            assert at.name not in way, way
            way.append(at.name)
        assert at.level == "supreme" or not (court.superior or court.part_of) or not at.superior


def test_a_superior_is_of_a_higher_level() -> None:
    for court in courts().values():
        if court.superior:
            above, own = courts()[court.superior].level, court.level
            assert LEVELS.index(above) < LEVELS.index(own), (court.name, court.superior)


def overlap(one: CourtCode, two: CourtCode) -> bool:
    """Whether both hold in one year of case numbers; the year of a change is of both."""
    return max(one.since[:4], two.since[:4]) <= min(one.until[:4] or "9999", two.until[:4] or "9999")


def test_no_code_is_that_of_two_courts_at_one_time() -> None:
    of: dict[str, list[tuple[Court, CourtCode]]] = defaultdict(list)
    for court in courts().values():
        for code in court.codes:
            of[code.code].append((court, code))
    for shared, holders in of.items():
        for (one, its), (two, others) in combinations(holders, 2):
            assert not overlap(its, others), (shared, one.name, two.name)


def test_codes_have_the_form_of_the_rule() -> None:
    shape = {"high": r".", "intermediate": r".\d\d|军", "basic": r".\d{4}", "supreme": "最高法"}
    for court in courts().values():
        for code in court.codes:
            assert re.fullmatch(shape[court.level], code.code), (court.name, code)
            assert code.status in STATUSES


def test_official_codes_are_those_of_article_4() -> None:
    every = [code for court in courts().values() for code in court.codes]
    assert sorted(code.code for code in every if code.status == "official") == sorted(ARTICLE_4)


def test_dates_are_dates_and_in_order() -> None:
    for court in courts().values():
        pairs = [(court.since, court.until), *((code.since, code.until) for code in court.codes)]
        pairs += [(one.since, one.until) for one in (*court.former_names, *court.former_superiors)]
        for since, until in pairs:
            assert DATE.fullmatch(since), court.name
            assert DATE.fullmatch(until), court.name
            assert not (since and until) or since[:4] <= until[:4], (court.name, since, until)


def test_every_source_is_known_and_every_known_one_used() -> None:
    used = {court.source for court in courts().values()}
    used |= {code.source for court in courts().values() for code in court.codes}
    assert used == set(sources())
    assert all(sources().values())


def test_every_kind_is_a_concept() -> None:
    text = Path(data_dir("ontology"), "schemes.ttl").read_text(encoding="utf-8")
    concepts = set(re.findall(r"^kind:(\S+) a cg:CourtKind", text, re.MULTILINE))
    assert {kind for court in courts().values() for kind in court.kinds} <= concepts
    assert all(court.kinds for court in courts().values())


def test_every_division_is_one() -> None:
    for court in courts().values():
        assert court.division in spans() or court.division in divisions() or not court.division, court.name


def test_a_name_in_use_belongs_to_one_court() -> None:
    of: dict[str, set[str]] = defaultdict(set)
    for court in courts().values():
        for name in (court.name, *court.short_names):
            of[name].add(court.name)
    assert {name: every for name, every in of.items() if len(every) > 1} == {}


def test_every_court_has_examples_that_find_it() -> None:
    wrong = []
    for court in courts().values():
        assert len(court.examples) >= 2, court.name
        assert court.examples[0] == court.name
        for example in court.examples:
            found = resolve(example)
            if [one.name for one in found.courts] != [court.name]:
                wrong.append((court.name, example, found.kind, found.reason))
    assert wrong == []


# What sources say of single courts, written by hand.
def test_a_court_whose_division_changed_its_code() -> None:
    court = courts()["公主岭市人民法院"]
    assert [(one.code, one.since, one.until) for one in court.codes] == [
        ("吉0381", "2016", "2020"),
        ("吉0184", "2020", ""),
    ]
    assert court.superior == court.appeals_to == "吉林省长春市中级人民法院"
    assert court.former_superiors == (FormerName("吉林省四平市中级人民法院", "", "2020-06-05"),)


def test_a_court_whose_division_changed_its_name() -> None:
    court = courts()["长春市九台区人民法院"]
    assert FormerName("九台市人民法院", "1988", "2014-10-20") in court.former_names
    assert [one.code for one in court.codes] == ["吉0113"]
    assert "九台市人民法院" not in courts()


def test_a_court_ends_where_its_division_was_cut_up() -> None:
    assert courts()["杭州市江干区人民法院"].until == "2021-03-11"  # to 上城区 and 钱塘区, whose court is a new one
    assert courts()["杭州市钱塘区人民法院"].former_names == ()
    assert courts()["遵义市播州区人民法院"].former_names == (FormerName("遵义县人民法院", "", "2016-03-20"),)
    assert courts()["山东省莱芜市中级人民法院"].until == "2018-12-26"


@pytest.mark.parametrize(
    ("name", "plate"),
    [
        ("四川天府新区人民法院", "四川自由贸易试验区人民法院"),
        ("重庆两江新区人民法院", "重庆自由贸易试验区人民法院"),
        ("北京市第四中级人民法院", "北京铁路运输中级法院"),
    ],
)
def test_one_court_with_two_plates_is_one_record(name: str, plate: str) -> None:
    assert plate in courts()[name].short_names
    assert plate not in courts()


def test_courts_that_only_share_staff_are_two() -> None:
    assert {"上海市第三中级人民法院", "上海铁路运输中级法院", "上海知识产权法院"} <= set(courts())
    assert courts()["杭州互联网法院"].codes[0].code == "浙0192"
    assert courts()["杭州铁路运输法院"].codes[0].code != "浙0192"


def test_article_13_keeps_a_code() -> None:
    assert [one.code for one in courts()["漠河市人民法院"].codes] == ["黑2723"]  # 黑2701 is that of 加格达奇
    assert {one.code: one.status for one in courts()["赣州市赣县区人民法院"].codes}["赣0721"] == "observed"


def test_tianjin_since_april_2019() -> None:
    assert courts()["天津市东丽区人民法院"].superior == "天津市第三中级人民法院"
    assert courts()["天津市东丽区人民法院"].former_superiors[0].until == "2019-04-01"
    assert courts()["天津市静海区人民法院"].superior == "天津市第二中级人民法院"


def test_courts_of_counties_under_the_province() -> None:
    above = {name: courts()[name].superior for name in ("济源市人民法院", "仙桃市人民法院", "神农架林区人民法院")}
    assert above == {
        "济源市人民法院": "济源中级人民法院",
        "仙桃市人民法院": "湖北省汉江中级人民法院",
        "神农架林区人民法院": "湖北省宜昌市中级人民法院",
    }


def test_courts_of_yichun_changed_on_the_day_of_their_own_decision() -> None:
    # 澎湃新闻, 2019-09-02: eight new courts on 1 September, two months after the decision on the divisions
    assert courts()["汤旺县人民法院"].since == courts()["伊春市伊美区人民法院"].since == "2019-09-01"
    assert courts()["伊春市美溪区人民法院"].until == "2019-09-01"
    assert courts()["大箐山县人民法院"].former_names == (FormerName("伊春市带岭区人民法院", "1983", "2019-09-01"),)


def test_no_court_where_no_source_shows_one() -> None:
    held = {court.division for court in courts().values() if court.level == "basic"}
    assert not {"460202", "460302", "350527", "659009"} & held
    assert not any(court.division.startswith(("71", "81", "82")) for court in courts().values())


def test_tribunals_are_parts_of_courts() -> None:
    seeds = Path(data_dir("seeds"))
    named = {
        name
        for path in sorted(seeds.glob("*.yaml"))
        for name in re.findall(r"^  ([^ :]+): \{class: Tribunal", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named <= set(courts())
    assert courts()["长春环境资源法庭"].part_of == "长春铁路运输中级法院"
    assert courts()["最高人民法院第三巡回法庭"].part_of == "最高人民法院"
    hostless = {court.name for court in courts().values() if court.name.endswith("法庭") and not court.part_of}
    assert hostless == {"成都知识产权法庭"}
