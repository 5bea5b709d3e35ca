// A map of courts and agreements by the coordinates of divisions.
import { get } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { add, lang, name, number, t } from "./i18n.js";
import { mapPicture, PARALLEL } from "./map_picture.js";
import { choicePanel } from "./map_panel.js";
import { replace } from "./state.js";
import { counted, entityLink, longList } from "./view_parts.js";

add({
  "map.title": { zh: "法院与协作地图", en: "Map of courts and cooperation" },
  "map.lead": {
    zh: "圆点是图谱中的地方，实心的有法院，越大越多；连线是两地机构之间的协作与协议，越粗越多。点选圆点或连线看名单与出处。" +
      "法院的位置据所在地或管辖地的陈述；没有这种陈述的据其全称，名单中注明“据名称”。",
    en:
      "A disc is a place of the graph, a full one has courts, the larger the more; a line is cooperation or " +
      "an agreement between institutions of two places. Choose a disc or a line to see who, what, and the evidence. " +
      "A court is where statements say that it is or has jurisdiction; where none does, its full name places it, and " +
      "the list says so: “by its name”.",
  },
  "map.projection": {
    zh: "等距圆柱投影，经度按北纬 {parallel}° 的余弦缩短，比例尺在该纬线上准确。淡点是 {n} 个县级行政区划的代表点，不画任何界线。",
    en:
      "Equirectangular projection, longitudes shortened by the cosine of {parallel}° north, where the scale bar is " +
      "true. The faint dots stand for {n} divisions of county level; no boundaries are drawn.",
  },
  "map.frame": {
    zh: "地图：方向键移动，加号减号缩放；下方名单列出全部地方",
    en: "Map: arrow keys move it, plus and minus zoom; the list beside it has every place",
  },
  "map.picture": {
    zh: "地图：{places} 个地方与其间 {links} 条协作连线",
    en: "Map of {places} places and {links} lines of cooperation between them",
  },
  "map.in": { zh: "放大", en: "Zoom in" },
  "map.out": { zh: "缩小", en: "Zoom out" },
  "map.fit": { zh: "全部法院", en: "All courts" },
  "map.china": { zh: "全国", en: "All of China" },
  "map.left": { zh: "向西", en: "West" },
  "map.right": { zh: "向东", en: "East" },
  "map.up": { zh: "向北", en: "North" },
  "map.down": { zh: "向南", en: "South" },
  "map.tools": { zh: "地图工具", en: "Map tools" },
  "map.places": { zh: "地方（{n}）", en: "Places ({n})" },
  "map.links": { zh: "连线（{n}）", en: "Lines ({n})" },
  "map.unplaced": { zh: "未能定位（{n}）", en: "Not placed ({n})" },
  "map.courts": { zh: "{n} 家法院", en: "{n} courts" },
  "map.courts.one": { zh: "{n} 家法院", en: "{n} court" },
  "map.all": { zh: "返回名单", en: "Back to the list" },
});

/** What is not on the map by reason: [[reason, items]], the commonest first. */
function reasons(unplaced) {
  const found = new Map();
  for (const one of unplaced) {
    const why = lang() === "en" ? one.reason_en : one.reason_zh;
    found.set(why, [...(found.get(why) ?? []), one]);
  }
  return [...found].toSorted((a, b) => b[1].length - a[1].length);
}

function listing(data, choose) {
  const places = data.places.toSorted((a, b) => b.courts.length - a.courts.length);
  const names = new Map(data.places.map((place) => [place.id, name(place)]));
  const button = (text, more, choice) =>
    h(
      "button",
      { type: "button", class: "row-button", on: { click: () => choose(choice, true) } },
      h("span", {}, text),
      h("span", { class: "muted" }, more),
    );
  return [
    h("h2", {}, t("map.places", { n: number(places.length) })),
    longList(
      "ul",
      { class: "plain-list" },
      places,
      (place) =>
        h(
          "li",
          {},
          button(name(place), place.courts.length ? counted(place.courts.length, "map.courts") : "", {
            place: place.id,
          }),
        ),
      24,
    ),
    data.links.length ? h("h2", {}, t("map.links", { n: number(data.links.length) })) : null,
    longList(
      "ul",
      { class: "plain-list" },
      data.links,
      (link) =>
        h(
          "li",
          {},
          button(`${names.get(link.a) ?? link.a} — ${names.get(link.b) ?? link.b}`, number(link.edges.length), {
            a: link.a,
            b: link.b,
          }),
        ),
      24,
    ),
    data.unplaced.length
      ? h(
          "details",
          { class: "unplaced" },
          h("summary", {}, t("map.unplaced", { n: number(data.unplaced.length) })),
          reasons(data.unplaced).map(([why, items]) => [
            h("h3", {}, `${why}（${number(items.length)}）`),
            longList("ul", { class: "plain-list" }, items, (one) => h("li", {}, entityLink(one.id, name(one)))),
          ]),
        )
      : null,
  ];
}

/** The choice in a permalink: {place} or {a, b}, or neither. */
function asked(data, params) {
  if (data.places.some((place) => place.id === params.place)) return { place: params.place };
  const link = data.links.find((one) => one.a === params.a && one.b === params.b);
  return link ? { a: link.a, b: link.b } : {};
}

/** "125.32,43.90,60": where the middle lies and pixels per degree; null where it is no such thing. */
function where(text) {
  const [lon, lat, scale] = (text ?? "").split(",").map(Number);
  return [lon, lat, scale].every(Number.isFinite) && scale > 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
    ? { lon, lat, scale }
    : null;
}

async function render(container, params, signal) {
  const data = await get("/api/map", {}, { signal });
  const state = { at: params.at ?? "" };
  let choice = asked(data, params);
  const panel = h("section", { class: "detail card", "aria-live": "off", "aria-label": t("map.title") });
  const keep = () => {
    if (!signal.aborted) replace("map", { ...state, ...choice });
  };
  const picture = mapPicture({
    data,
    label: t("map.picture", { places: data.places.length, links: data.links.length }),
    onPlace: (place) => choose({ place: place.id }, false),
    onLink: (link) => choose({ a: link.a, b: link.b }, false),
    onMove: ({ lon, lat, scale }) => {
      state.at = [lon.toFixed(3), lat.toFixed(3), scale.toFixed(1)].join(",");
      keep();
    },
  });

  /** Show a choice beside the map. bring: the map goes there too. */
  async function choose(wanted, bring) {
    choice = wanted;
    keep();
    picture.mark(choice);
    if (bring) {
      const there = data.places.filter((place) => [choice.place, choice.a, choice.b].includes(place.id));
      if (there.length > 1) picture.fit(there.map((place) => [place.lon, place.lat]));
    }
    await drawPanel();
    const head = panel.querySelector("h2");
    announce(head?.textContent ?? "");
    if (bring) {
      head?.setAttribute("tabindex", "-1");
      head?.focus();
    }
    if (!bring && matchMedia("(max-width: 800px)").matches) panel.scrollIntoView({ block: "nearest" });
  }

  async function drawPanel() {
    const now = choice;
    const content =
      choice.place || choice.a
        ? [
            h("button", { type: "button", class: "back", on: { click: () => choose({}, true) } }, `← ${t("map.all")}`),
            ...(await choicePanel(data, choice, choose, signal)),
          ]
        : listing(data, choose);
    if (now === choice) clear(panel).append(...content.flat(Infinity).filter(Boolean));
  }

  const everything = () => picture.fit(data.places.map((place) => [place.lon, place.lat]));
  const tool = (key, sign, act) =>
    h("button", { type: "button", title: t(key), "aria-label": t(key), on: { click: act } }, sign);
  const tools = h(
    "div",
    { class: "map-tools", role: "group", "aria-label": t("map.tools") },
    tool("map.in", "+", () => picture.zoom(1.5)),
    tool("map.out", "−", () => picture.zoom(1 / 1.5)),
    tool("map.left", "←", () => picture.pan(80, 0)),
    tool("map.up", "↑", () => picture.pan(0, 80)),
    tool("map.down", "↓", () => picture.pan(0, -80)),
    tool("map.right", "→", () => picture.pan(-80, 0)),
    h("button", { type: "button", on: { click: everything } }, t("map.fit")),
    h("button", { type: "button", on: { click: () => picture.fit(data.backdrop) } }, t("map.china")),
  );
  await drawPanel();
  clear(container).append(
    h("h1", {}, t("map.title")),
    h("p", { class: "lead" }, t("map.lead")),
    h(
      "div",
      { class: "two-panes map-panes" },
      h(
        "div",
        { class: "map-box" },
        tools,
        picture.element,
        h("p", { class: "muted small" }, t("map.projection", { parallel: PARALLEL, n: number(data.backdrop.length) })),
      ),
      panel,
    ),
  );
  picture.resize();
  const start = where(params.at);
  if (start) picture.show(start);
  else if (data.places.length) everything();
  else picture.fit(data.backdrop);
  picture.mark(choice);
}

/** The view of the map: #/map?at=lon,lat,scale&place=… or &a=…&b=…. */
export const view = { name: "map", title: { zh: "地图", en: "Map" }, render };
