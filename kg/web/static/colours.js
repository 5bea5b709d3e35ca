// One colour and shape for each family of classes, on light and dark ground: the table of kg/view/colours.py.

export const FAMILIES = {
  court: { zh: "法院", en: "Courts", light: "#2b5c9e", dark: "#7fb0ee", shape: "dot" },
  institution: { zh: "机构", en: "Institutions", light: "#4b7f86", dark: "#86c5cc", shape: "dot" },
  mechanism: { zh: "机制", en: "Mechanisms", light: "#c4631c", dark: "#f2a265", shape: "diamond" },
  platform: { zh: "平台设施", en: "Platforms", light: "#8a5a9c", dark: "#c99ddb", shape: "hexagon" },
  document: { zh: "文件协议", en: "Documents", light: "#6b7280", dark: "#b3bac6", shape: "square" },
  place: { zh: "地域", en: "Places", light: "#4c8a3f", dark: "#95cf86", shape: "triangleDown" },
  case: { zh: "案件活动", en: "Cases and events", light: "#b23a55", dark: "#f08ba1", shape: "triangle" },
  award: { zh: "荣誉", en: "Awards", light: "#a07c10", dark: "#e3c255", shape: "star" },
  topic: { zh: "主题", en: "Topics", light: "#8c8377", dark: "#a89f92", shape: "dot" },
  other: { zh: "其他", en: "Other", light: "#7d7d85", dark: "#9d9da6", shape: "dot" },
};

const CLASSES = {
  court: "Court SupremeCourt HighCourt IntermediateCourt BasicCourt SpecialCourt Tribunal ForeignCourt",
  institution: "Institution Procuratorate GovernmentBody PartyBody RepresentativeBody Enterprise AcademicInstitution"
    + " Association MediationOrganization InternationalOrganization MediaOrganization InstitutionGroup Unit Person",
  mechanism: "Mechanism Campaign Brand",
  platform: "Platform Facility",
  document: "NormativeDocument Provision Publication Agreement",
  place: "Place RegionalInitiative",
  case: "Case Event",
  award: "Award",
  topic: "Topic",
};
const OF_CLASS = new Map(
  Object.entries(CLASSES).flatMap(([family, classes]) => classes.split(" ").map((one) => [one, family])),
);

/** The family of a class (its local name); "other" where it has none. */
export function family(klass) {
  return OF_CLASS.get(klass) ?? "other";
}

/** The colour of a class as #rrggbb, in the present theme or the one named ("light", "dark"). */
export function colour(klass, theme = present()) {
  return FAMILIES[family(klass)][theme];
}

/** The theme that is shown: what the reader chose, else what the system prefers. */
export function present() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
