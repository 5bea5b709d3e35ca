"""The official name of a regular court, by the habit of the courts' own lists.

High courts carry the province's name, intermediate courts the province's and their own division's, district courts
the city's and the district's; counties, banners and county-level cities stand alone.
"""

from directory.lines import level
from kg.names.history import named_in, spans

NEWEST = max(span.since for each in spans().values() for span in each)  # the year of the newest table
# Districts in name only: a county-level division of its own, whose court carries no city's name.
_STANDS_ALONE = ("神农架林区",)


def _name(code: str, year: int) -> str | None:
    span = named_in(code, year)
    return span.name if span else None


def court_of(code: str, year: int) -> str | None:
    """The name of the court of a division in a year; None where the division, or its province, is not in the table."""
    name, province = _name(code, year), _name(code[:2] + "0000", year)
    if name is None or province is None:
        return None
    if level(code) == "high":
        return f"{name}高级人民法院"
    if level(code) == "intermediate":
        return f"{province}{name}中级人民法院"
    if not name.endswith("区") or name in _STANDS_ALONE:
        return f"{name}人民法院"
    return f"{_name(code[:4] + '00', year) or province}{name}人民法院"


def full(code: str) -> str:
    """A division of today after those above it, 吉林省长春市朝阳区; empty where it is not in the newest table."""
    if _name(code, NEWEST) is None:
        return ""
    codes = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    return "".join(filter(None, (_name(each, NEWEST) for each in codes)))


def province(code: str) -> str:
    """The name of the province of today that a code lies in."""
    return _name(code[:2] + "0000", NEWEST) or ""
