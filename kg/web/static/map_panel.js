// What stands beside the map: the courts of a place, the ties of two places, with evidence.
import { post } from "./api.js";
import { h } from "./dom.js";
import { add, className, name, t } from "./i18n.js";
import {
  called,
  counted,
  dotted,
  edgeList,
  entityLink,
  evidenceButton,
  exploreLink,
  nodesOf,
  span,
} from "./view_parts.js";

add({
  "map.by.locatedIn": { zh: "据所在地", en: "by where it is" },
  "map.by.hasJurisdiction": { zh: "据管辖地", en: "by its jurisdiction" },
  "map.by.name": { zh: "据名称", en: "by its name" },
  "map.byTitle": { zh: "在图上的位置由此而定", en: "This is what places it on the map" },
  "map.spot": {
    zh: "圆点是“{name}”的代表点，不是法院的地址。",
    en: "The disc is a point that stands for {name}, not the address of a court.",
  },
  "map.wide": {
    zh: "名单中的法院在{name}之内，或属于{name}全境；图谱没有记载更具体的地方。",
    en: "The courts of the list are somewhere in {name}, or of all of it; the graph records no nearer place for them.",
  },
  "map.here": { zh: "同一位置还有：", en: "At the same spot: " },
  "map.noCourts": { zh: "图谱中没有位于此地的法院。", en: "The graph has no court here." },
  "map.page": { zh: "此地的页面", en: "Page of the place" },
  "map.tiesOf": { zh: "与别处的协作", en: "Cooperation with other places" },
  "map.noTies": { zh: "没有记载与图上别处的协作。", en: "No cooperation with other places of the map is recorded." },
  "map.agreements": { zh: "凭何协议与机制", en: "By which agreements and mechanisms" },
  "map.edges": { zh: "由谁与谁", en: "Who with whom" },
  "map.ties": { zh: "{n} 项协作", en: "{n} ties" },
  "map.ties.one": { zh: "{n} 项协作", en: "{n} tie" },
  "map.pair": { zh: "{a} — {b}", en: "{a} — {b}" },
});

const SAME = 0.2; // degrees

/** The nodes of a choice ({place} or {a, b}) of /api/map; choose(choice, true) goes on to another one. */
export async function choicePanel(data, choice, choose, signal) {
  const names = new Map(data.places.map((place) => [place.id, name(place)]));
  if (choice.place) {
    const place = data.places.find((one) => one.id === choice.place);
    return placePanel(data, place, names, choose, signal);
  }
  const link = data.links.find((one) => one.a === choice.a && one.b === choice.b);
  return linkPanel(link, names, signal);
}

async function placePanel(data, place, names, choose, signal) {
  const ids = place.courts.map((court) => court.id);
  const [nodes, part] = await Promise.all([
    nodesOf(ids, signal),
    post("/api/part", { ids: [place.id, ...ids].slice(0, 2000) }, { signal }),
  ]);
  // a province stands where its capital does: one disc may hide the other
  const same = data.places.filter(
    (one) => one !== place && Math.hypot(one.lon - place.lon, one.lat - place.lat) < SAME,
  );
  const ties = data.links.filter((link) => [link.a, link.b].includes(place.id));
  const located = new Map(part.edges.filter((edge) => edge.target === place.id).map((edge) => [edge.source, edge]));
  return [
    h("h2", {}, name(place)),
    h(
      "p",
      { class: "tools-row" },
      h("span", { class: "count" }, counted(ids.length, "map.courts")),
      entityLink(place.id, t("map.page")),
      exploreLink([place.id, ...ids]),
    ),
    same.length
      ? h(
          "p",
          {},
          t("map.here"),
          same.map((one) =>
            h(
              "button",
              { type: "button", class: "chip", on: { click: () => choose({ place: one.id }, true) } },
              name(one),
            ),
          ),
        )
      : null,
    ids.length
      ? h(
          "p",
          { class: "muted small" },
          t("map.spot", { name: name(place) }),
          place.level === "province" ? ` ${t("map.wide", { name: name(place) })}` : null,
        )
      : h("p", { class: "muted" }, t("map.noCourts")),
    h(
      "ul",
      { class: "plain-list" },
      place.courts.map((court) => {
        const node = nodes.get(court.id);
        const edge = located.get(court.id);
        return h(
          "li",
          {},
          dotted(court.id, node ?? court, node ? name(node) : name(court)),
          " ",
          node ? h("span", { class: "muted small" }, className(node)) : null,
          " ",
          edge
            ? evidenceButton(edge)
            : h("span", { class: "muted small", title: t("map.byTitle") }, `· ${t(`map.by.${court.by}`)}`),
        );
      }),
    ),
    h("h3", {}, t("map.tiesOf")),
    ties.length
      ? h(
          "ul",
          { class: "plain-list" },
          ties.map((link) => {
            const other = link.a === place.id ? link.b : link.a;
            return h(
              "li",
              {},
              h(
                "button",
                { type: "button", class: "row-button", on: { click: () => choose({ a: link.a, b: link.b }, true) } },
                h("span", {}, names.get(other) ?? called(other)),
                h("span", { class: "muted" }, counted(link.edges.length, "map.ties")),
              ),
            );
          }),
        )
      : h("p", { class: "muted" }, t("map.noTies")),
  ];
}

async function linkPanel(link, names, signal) {
  const ends = link.edges.flatMap((edge) => [edge.source, edge.target]);
  const agreements = link.agreements.map((one) => (typeof one === "string" ? { id: one, label: called(one) } : one));
  const nodes = await nodesOf([...ends, ...agreements.map((one) => one.id)], signal);
  const title = t("map.pair", { a: names.get(link.a) ?? called(link.a), b: names.get(link.b) ?? called(link.b) });
  return [
    h("h2", {}, title),
    h(
      "p",
      { class: "tools-row" },
      h("span", { class: "count" }, counted(link.edges.length, "map.ties")),
      exploreLink([...ends, ...agreements.map((one) => one.id)]),
    ),
    agreements.length
      ? [
          h("h3", {}, t("map.agreements")),
          h(
            "ul",
            { class: "plain-list" },
            agreements.map((one) => h("li", {}, entityLink(one.id, name(nodes.get(one.id) ?? one)), " ", span(one))),
          ),
        ]
      : null,
    h("h3", {}, t("map.edges")),
    edgeList(link.edges, nodes),
  ];
}
