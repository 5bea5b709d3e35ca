"""The part of the graph that is about a region."""

from kg.errors import KgError, NotFound
from kg.lookup.part import Parts
from kg.lookup.resolve import resolve
from kg.model.iris import BASE
from kg.view.selection import Selection

# What ties a resource to a region, and what ties it to others there.
_IN_REGION = frozenset({"locatedIn", "partOf", "serves", "covers", "hasJurisdiction", "participatesIn", "signed"})
_TOGETHER = frozenset({"cooperatesWith", "signed", "hasMember", "participatesIn", "leads"})
_PLACES = frozenset({"Place", "RegionalInitiative"})
_PROVINCES = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江",
    "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南",
    "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川", "贵": "贵州",
    "云": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆", "港": "香港",
    "澳": "澳门", "台": "台湾",
}  # fmt: skip


def of_region(parts: Parts, text: str) -> Selection:
    """The institutions of a region, what serves and covers it, and whom they cooperate with and by what.

    A region is a place by any of its names, several provinces by their one-letter names (川渝), or all the places
    that have the text in their name. Raises NotFound or Ambiguous where it is none of these.
    """
    places, notes = _regions(parts, text)
    within = set(places)
    for _ in range(3):  # districts of cities of provinces
        within |= {e for p in within for e in _ends(parts, p, {"partOf", "locatedIn"}, "in") if _is_place(parts, e)}
    members = within.union(*(_ends(parts, place, _IN_REGION, "in") for place in within))
    stems = {_stem(parts.node(place).label) for place in places}
    for node in parts.whole().nodes:
        if any(node.label.startswith(stem) for stem in stems) or (notes and text in node.label):
            members.add(node.iri)
    for member in sorted(members):
        if not _is_place(parts, member):
            members |= set(_ends(parts, member, _TOGETHER, "both"))
    names = [parts.node(place) for place in places]
    return Selection(
        parts.induced(sorted(members)),
        f"区域：{text if notes else names[0].label}",
        f"Region: {text if notes else names[0].english or names[0].label}",
        tuple(node.id for node in names),
        tuple(notes),
    )


def _regions(parts: Parts, text: str) -> tuple[list[str], list[str]]:
    """The places that a text means, and notes on how it was understood where it is no name of one place."""
    error: KgError | None = None
    try:
        found = resolve(parts.reader, text)
        if _is_place(parts, found.iri):
            return [found.iri], [found.note] if found.note else []
    except KgError as problem:
        error = problem
    stems = [_PROVINCES.get(letter, "") for letter in text]
    provinces = [stem for stem in stems if stem] if all(stems) else []
    places = [node for node in parts.whole().nodes if node.klass in _PLACES]
    meant = [n for n in places if text in n.label or any(n.label.startswith(stem) for stem in provinces)]
    if not meant:
        raise error or NotFound(f"{text[:80]} is no region: try a province, a city, or kg find {text[:80]}")
    return [node.iri for node in meant], [f"{text} → {'、'.join(node.label for node in meant)}"]


def _is_place(parts: Parts, iri: str) -> bool:
    return parts.klass(iri) in _PLACES


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "省市" else name


def _ends(parts: Parts, iri: str, props: frozenset[str] | set[str], direction: str) -> list[str]:
    mine = iri.removeprefix(BASE)
    return [
        BASE + (edge.source if edge.target == mine else edge.target)
        for edge in parts.edges_of(iri)
        if edge.prop in props and (direction == "both" or edge.target == mine)
    ]
