"""Two resources side by side: what both have, what only one has."""

from kg.lookup.show import Line, show
from kg.store.reader import Reader

_Key = tuple[str, str]


def compare(reader: Reader, one: str, other: str) -> list[dict[str, str]]:
    """One row a property: the values that both have, and those of each alone, joined by 、."""
    pages = [_by_property(show(reader, iri)) for iri in (one, other)]
    rows = []
    for key in sorted(pages[0].keys() | pages[1].keys(), key=_order):
        left, right = (page.get(key, {}) for page in pages)
        rows.append(
            {
                "property": key[0],
                "label": key[1],
                "both": "、".join(sorted(left.keys() & right.keys())),
                reader.label(one): "、".join(sorted(left.keys() - right.keys())),
                reader.label(other): "、".join(sorted(right.keys() - left.keys())),
            }
        )
    return rows


def _order(key: _Key) -> tuple[bool, str]:
    return (key[0].startswith("←"), key[0])


def _by_property(lines: list[Line]) -> dict[_Key, dict[str, Line]]:
    found: dict[_Key, dict[str, Line]] = {}
    for line in lines:
        row = line.row()
        found.setdefault((row["property"], row["label"]), {})[line.value] = line
    return found
