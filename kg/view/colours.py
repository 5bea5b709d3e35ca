"""One colour for each family of classes, in a light and a dark page; the explorer uses the same table."""

from typing import NamedTuple


class Family(NamedTuple):
    """A family of classes: names in both languages, colour on light and on dark ground, shape of its nodes."""

    zh: str
    en: str
    light: str
    dark: str
    shape: str


# Calm, told apart by people who see red and green alike, and each at 3:1 or more on its ground.
FAMILIES: dict[str, Family] = {
    "court": Family("法院", "Courts", "#2b5c9e", "#7fb0ee", "dot"),
    "institution": Family("机构", "Institutions", "#4b7f86", "#86c5cc", "dot"),
    "mechanism": Family("机制", "Mechanisms", "#c4631c", "#f2a265", "diamond"),
    "platform": Family("平台设施", "Platforms", "#8a5a9c", "#c99ddb", "hexagon"),
    "document": Family("文件协议", "Documents", "#6b7280", "#b3bac6", "square"),
    "place": Family("地域", "Places", "#4c8a3f", "#95cf86", "triangleDown"),
    "case": Family("案件活动", "Cases and events", "#b23a55", "#f08ba1", "triangle"),
    "award": Family("荣誉", "Awards", "#a07c10", "#e3c255", "star"),
    "topic": Family("主题", "Topics", "#8c8377", "#a89f92", "dot"),
    "other": Family("其他", "Other", "#7d7d85", "#9d9da6", "dot"),
}

_OF = {
    "court": "Court SupremeCourt HighCourt IntermediateCourt BasicCourt SpecialCourt Tribunal ForeignCourt",
    "institution": "Institution Procuratorate GovernmentBody PartyBody RepresentativeBody Enterprise"
    " AcademicInstitution Association MediationOrganization InternationalOrganization MediaOrganization"
    " InstitutionGroup Unit Person",
    "mechanism": "Mechanism Campaign Brand",
    "platform": "Platform Facility",
    "document": "NormativeDocument Provision Publication Agreement",
    "place": "Place RegionalInitiative",
    "case": "Case Event",
    "award": "Award",
    "topic": "Topic",
}
CLASSES: dict[str, str] = {name: family for family, names in _OF.items() for name in names.split()}


def family(klass: str) -> str:
    """The family of a class (local name); ``other`` for a class of none."""
    return CLASSES.get(klass, "other")


def colour(klass: str, dark: bool = False) -> str:
    """The colour of a class on light or dark ground, as ``#rrggbb``."""
    found = FAMILIES[family(klass)]
    return found.dark if dark else found.light
