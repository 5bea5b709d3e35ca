"""N-ary nodes in words: an observation, an adoption, a recognition, a claim, an assignment, on one line."""

from kg.model.iris import CG
from kg.store.reader import Reader

NODES = frozenset({"Observation", "Adoption", "Recognition", "PriorityClaim", "JurisdictionAssignment"})
COMPARATORS = {
    "over": "超",
    "under": "不足",
    "near": "近",
    "about": "约",
    "atLeast": "至少",
    "atMost": "至多",
}
FACTORS = {"10000": "万", "100000000": "亿", "1000000": "百万", "10000000": "千万", "1000000000000": "万亿"}
ROLES = {"originator": "创设", "adopter": "采用", "promoter": "推广"}
INSTANCES = {"first": "一审", "second": "二审", "retrial": "再审", "execution": "执行", "all": "各审级"}
DIRECTIONS = {"increase": "升", "decrease": "降"}

Fields = dict[str, list[str]]


def fields(reader: Reader, node: str) -> Fields:
    """The fields of a node by local name, resources by their names."""
    found: Fields = {}
    for predicate, term in reader.out(node):
        if predicate.startswith(CG):
            text = reader.label(term.value) if _is_resource(term) else term.value
            found.setdefault(predicate[len(CG) :], []).append(text)
    return {key: sorted(values) for key, values in sorted(found.items())}


def _is_resource(term: object) -> bool:
    return type(term).__name__ == "NamedNode"


def figure(values: Fields) -> str:
    """A figure as printed, or composed of comparator, value, multiplier and unit."""
    first = {key: texts[0] for key, texts in values.items()}
    if first.get("asPrinted"):
        return first["asPrinted"]
    factor = FACTORS.get(first.get("multiplier", ""), "")
    comparator = COMPARATORS.get(first.get("comparator", ""), "")
    return f"{comparator}{first.get('value', '')}{factor}{first.get('unit', '')}"


def describe(reader: Reader, node: str, klass: str, about: str = "") -> str:
    """A node in one line; ``about`` is the name of the resource whose page it stands on, which is not repeated."""
    return sentence(fields(reader, node), klass, about)


def sentence(values: Fields, klass: str, about: str = "") -> str:
    """A node of a class in one line, from its fields."""
    first = {key: texts[0] for key, texts in values.items()}
    who = [first[key] for key in ("of", "court") if key in first and first[key] != about]
    if klass == "Observation":
        change = f"{first.get('comparison', '')}{DIRECTIONS.get(first.get('direction', ''), '')}"
        period = first.get("period") or first.get("periodAsPrinted", "")
        return _line(who, f"{first.get('metric', '')} {change}{figure(values)}", [period])
    if klass == "Adoption":
        role = ROLES.get(first.get("role", ""), "")
        return _line(who, f"{role} {_other(first, 'mechanism', about)}", [first.get("since", "")])
    if klass == "Recognition":
        by = first.get("by", "")
        details = [
            first.get("batch", ""),
            first.get("rank", ""),
            "" if by == about else by,
            first.get("on", ""),
        ]
        return _line(who, _other(first, "programme", about), details)
    if klass == "PriorityClaim":
        by = first.get("by", "")
        details = [first.get("field", ""), f"{by}称" if by and by != about else "", first.get("on", "")]
        return _line(who, first.get("scope", "") + first.get("wording", ""), details)
    instance = INSTANCES.get(first.get("instance", ""), "")
    territory = "、".join(values.get("territory", []))
    span = f"{first.get('from', '')}起" if first.get("from") else ""
    return _line(who, f"{first.get('matter', '')}{instance} {territory}", [span, "、".join(values.get("basis", []))])


def title(reader: Reader, iri: str) -> str:
    """A resource's name, or an n-ary node in words: what a person should read in place of an IRI."""
    klass = next((c for c in reader.classes(iri) if c in NODES), "")
    return describe(reader, iri, klass) if klass else reader.label(iri)


def _other(first: dict[str, str], key: str, about: str) -> str:
    return first[key] if key in first and first[key] != about else ""


def _line(who: list[str], what: str, details: list[str]) -> str:
    known = [detail for detail in details if detail]
    tail = f"（{'，'.join(known)}）" if known else ""
    return " ".join([*who, what.strip()]).strip() + tail
