"""Courts above as they were on a day, the courts of zones, and rules that followed one another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.lookup.hears.ask import who_hears
from kg.lookup.hears.model import LISTED, REGULAR, Hearing
from kg.names.directory import courts
from kg.store.reader import Reader


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A graph that assigns nothing to a court of the places asked for."""
    folder = str(tmp_path_factory.mktemp("changes") / "graph")
    assert run(["build", str(Path(__file__).parent / "hears.yaml"), "--graph", folder]) == 0
    found = Reader(folder)
    yield found
    found.close()


def with_role(found: Hearing, role: str) -> list[str]:
    return [row.court for row in found.rows if row.role == role]


@pytest.mark.parametrize(
    ("place", "on", "right"),
    [
        ("容城县", "2018-06-01", ["河北省保定市中级人民法院"]),
        ("容城县", "2019-01-05", []),  # the change is of 2019, the new court of 2019-01-10
        ("容城县", "2020-06-01", ["河北雄安新区中级人民法院"]),
        ("天津市河北区", "2019-03-31", ["天津市第一中级人民法院"]),
        ("天津市河北区", "2019-04-01", ["天津市第二中级人民法院"]),
        ("公主岭市", "2019", ["吉林省四平市中级人民法院"]),
        ("莱芜", "2017", ["山东省莱芜市中级人民法院"]),
        ("密云县", "2010", ["北京市第二中级人民法院"]),
        ("密云区", "2016-05", ["北京市第三中级人民法院"]),
        ("北京市朝阳区", "2014", ["北京市第三中级人民法院"]),
    ],
)
def test_the_court_above_on_a_day(lone: Reader, place: str, on: str, right: list[str]) -> None:
    assert with_role(who_hears(lone, place, "刑事", "second", on), REGULAR) == right


def test_before_2016_the_number_of_the_court_above_is_not_certain(lone: Reader) -> None:
    found = who_hears(lone, "房山", "刑事", "second", "2010")
    assert found.status == "candidates"
    assert any("before 2016" in note for note in found.notes)
    assert who_hears(lone, "房山", "刑事", "second", "2016").status == "known"


def test_the_law_is_told_where_a_source_does_not_say_the_instance(seeds: Reader) -> None:
    found = who_hears(seeds, "长春", "著作权", "first", "2024-03-01")
    assert any("法释〔2022〕13号第3条" in note for note in found.notes)


def test_courts_are_called_as_they_were_then(lone: Reader) -> None:
    (row,) = who_hears(lone, "莱芜", "刑事", "second", "2017").rows
    assert "莱芜市莱城区人民法院" in row.reason
    assert "济南市" not in row.reason


def test_a_zone_has_the_courts_of_its_own_city(lone: Reader) -> None:
    found = who_hears(lone, "净月", "民事", "first", "2024-03-01")
    assert with_role(found, REGULAR) == ["长春净月高新技术产业开发区人民法院"]
    listed = with_role(found, LISTED)
    assert [name for name in listed if name.endswith("中级人民法院")] == ["吉林省长春市中级人民法院"]


@pytest.mark.parametrize(
    ("place", "on", "right", "basis"),
    [
        ("上海市浦东新区", "2018-08-09", "上海市第一中级人民法院", "民事诉讼法（2012、2017）第164条"),
        ("上海市浦东新区", "2019-06-03", "上海金融法院", "法释〔2018〕14号"),
        ("上海市浦东新区", "2024-03-01", "上海金融法院", "法释〔2018〕14号（2021）第7条"),
        ("重庆市渝中区", "2024-03-01", "成渝金融法院", "法释〔2022〕20号第5条"),
    ],
)
def test_appeals_in_financial_cases(lone: Reader, place: str, on: str, right: str, basis: str) -> None:
    (row,) = [row for row in who_hears(lone, place, "金融", "second", on).rows if row.role == REGULAR]
    assert row.court == right
    assert basis in row.basis


def test_in_a_year_of_change_the_new_court_is_not_claimed(lone: Reader) -> None:
    found = who_hears(lone, "上海市浦东新区", "金融", "second", "2018")
    assert with_role(found, REGULAR) == ["上海市第一中级人民法院"]
    assert with_role(found, LISTED) == ["上海金融法院"]


@pytest.mark.parametrize(
    ("on", "basis"), [("2025-10-31", "法释〔2018〕16号第2条"), ("2025-11-01", "法释〔2025〕14号第1条")]
)
def test_rules_on_internet_courts(lone: Reader, on: str, basis: str) -> None:
    (row,) = [row for row in who_hears(lone, "杭州", "互联网", "first", on).rows if row.court == "杭州互联网法院"]
    assert (row.role, row.basis) == (LISTED, (basis,))


@pytest.mark.parametrize(
    ("on", "right"),
    [("2018", "天津市第一中级人民法院"), ("2019-03-31", "天津市第一中级人民法院"), ("2019", ""), ("2019-04-01", "")],
)
def test_former_superiors(on: str, right: str) -> None:
    before = courts()["天津市河北区人民法院"].before(on)
    assert (before.name if before else "") == right


def test_a_day_to_come_is_said_to_be_one(lone: Reader) -> None:
    assert any("still to come" in note for note in who_hears(lone, "农安", "民事", "first", "2199-01-01").notes)
    assert not any("to come" in note for note in who_hears(lone, "农安", "民事").notes)
