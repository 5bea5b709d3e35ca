// Region × region matrix of cooperation: how much of it there is, and on a click what it is and who says so.
import { get } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { add, lang, name, t } from "./i18n.js";
import { keyOf, matrix } from "./regions_matrix.js";
import { replace } from "./state.js";
import { called, counted, edgeList, entityLink, exploreLink, longList, nodesOf, span } from "./view_parts.js";

add({
  "regions.title": { zh: "区域协作", en: "Cooperation of regions" },
  "regions.lead": {
    zh: "每格是两个地区之间的协作关系数，颜色越深越多；对角线是地区之内的协作。点选一格，看凭何协议、由谁与谁、原文怎么说。点选地区名，看该地区的全部协作。",
    en:
      "Each cell counts the ties of cooperation between two regions, the darker the more; the diagonal is " +
      "cooperation within one. Choose a cell to see the agreements, who works with whom, and what the documents say. " +
      "Choose a region's name to see all of its cooperation.",
  },
  "regions.counting": {
    zh:
      "一项协作，在当事方所属的每个市、省和区域战略各计一次，所以各格不能相加。" +
      "属于哪个地区，依所在、服务、管辖的陈述与机构全称而定。",
    en:
      "A tie counts once in each region that its parties are of (city, province, initiative), so cells do not " +
      "add up. Who is of which region follows from statements of place, service and jurisdiction, and from full names.",
  },
  "regions.unplaced": {
    zh: "{n} 个机构有协作，但没有陈述说明其所在地区，未计入表中：",
    en: "Left out of the table, {n} cooperating institutions: no statement tells their region",
  },
  "regions.unplaced.one": {
    zh: "{n} 个机构有协作，但没有陈述说明其所在地区，未计入表中：",
    en: "Left out of the table, {n} cooperating institution: no statement tells its region",
  },
  "regions.caption": { zh: "地区之间的协作关系数", en: "Ties of cooperation between regions" },
  "regions.order": { zh: "排列", en: "Order" },
  "regions.order.count": { zh: "按协作多少", en: "By amount" },
  "regions.order.name": { zh: "按名称", en: "By name" },
  "regions.pair": { zh: "{a} × {b}", en: "{a} × {b}" },
  "regions.inner": { zh: "{a}之内", en: "Within {a}" },
  "regions.of": { zh: "{a}的全部协作", en: "All cooperation of {a}" },
  "regions.ties": { zh: "{n} 项协作", en: "{n} ties" },
  "regions.ties.one": { zh: "{n} 项协作", en: "{n} tie" },
  "regions.agreements": { zh: "凭何协议与机制", en: "By which agreements and mechanisms" },
  "regions.edges": { zh: "由谁与谁", en: "Who with whom" },
  "regions.noAgreement": { zh: "原文未提及协议。", en: "The documents name no agreement." },
  "regions.choose": { zh: "尚未点选。", en: "Nothing chosen yet." },
  "regions.alone": { zh: "{n} 个地区没有记载的协作：", en: "Without recorded cooperation, {n}: " },
  "regions.rest": {
    zh: "表中是协作最多的 {most} 个地区，其余 {n} 个：",
    en: "The table has the {most} regions with the most cooperation; the other {n}: ",
  },
  "regions.empty": { zh: "图谱中没有跨地区协作的记载。", en: "The graph records no cooperation between regions." },
});

const MOST = 60; // rows and columns: a table of more is slow, and nobody can read it

function index(cells) {
  const found = new Map();
  for (const cell of cells) {
    const key = keyOf(cell.a, cell.b);
    const before = found.get(key);
    if (!before) found.set(key, cell);
    else if (before !== cell) found.set(key, joined(before, cell)); // one cell for each of the two orders
  }
  return found;
}

function joined(one, other) {
  const edges = new Map([...one.edges, ...other.edges].map((edge) => [edge.id, edge]));
  const agreements = new Map([...one.agreements, ...other.agreements].map((each) => [each.id, each]));
  const count = Math.max(edges.size, one.count, other.count);
  return { a: one.a, b: one.b, count, edges: [...edges.values()], agreements: [...agreements.values()] };
}

function arranged(regions, cells, how) {
  const total = new Map();
  for (const cell of cells.values()) {
    for (const id of new Set([cell.a, cell.b])) total.set(id, (total.get(id) ?? 0) + cell.count);
  }
  const collator = new Intl.Collator(lang() === "zh" ? "zh-CN" : "en");
  const named = regions.toSorted((a, b) => collator.compare(name(a), name(b)));
  const tied = named.filter((region) => total.has(region.id)).toSorted((a, b) => total.get(b.id) - total.get(a.id));
  const shown = tied.slice(0, MOST);
  if (how === "name") shown.sort((a, b) => collator.compare(name(a), name(b)));
  return { tied: shown, rest: tied.slice(MOST), alone: named.filter((region) => !total.has(region.id)) };
}

/** The cells of a choice: one pair, or all of a region. */
function chosen(cells, params) {
  if (params.a && params.b) return [cells.get(keyOf(params.a, params.b))].filter(Boolean);
  if (!params.a) return [];
  return [...cells.values()].filter((cell) => cell.a === params.a || cell.b === params.a);
}

function title(regions, params) {
  const say = (id) => {
    const found = regions.find((region) => region.id === id);
    return found ? name(found) : called(id);
  };
  if (!params.b) return t("regions.of", { a: say(params.a) });
  if (params.a === params.b) return t("regions.inner", { a: say(params.a) });
  return t("regions.pair", { a: say(params.a), b: say(params.b) });
}

/** Fill the box beside the matrix with what was chosen. */
async function detail(box, data, cells, params, signal) {
  const wanted = { ...params };
  const found = chosen(cells, params);
  if (!found.length) {
    clear(box).append(h("p", { class: "muted" }, t("regions.choose")));
    return;
  }
  const edges = [...new Map(found.flatMap((cell) => cell.edges).map((edge) => [edge.id, edge])).values()];
  const agreements = [...new Map(found.flatMap((cell) => cell.agreements).map((one) => [one.id, one])).values()];
  const ids = [...edges.flatMap((edge) => [edge.source, edge.target]), ...agreements.map((one) => one.id)];
  const nodes = await nodesOf(ids, signal);
  if (wanted.a !== params.a || wanted.b !== params.b) return; // something else was chosen meanwhile
  clear(box).append(
    h("h2", {}, title(data.regions, params)),
    h(
      "p",
      { class: "tools-row" },
      h("span", { class: "count" }, counted(edges.length, "regions.ties")),
      exploreLink(ids),
    ),
    h("h3", {}, t("regions.agreements")),
    agreements.length
      ? h(
          "ul",
          { class: "plain-list" },
          agreements.map((one) => h("li", {}, entityLink(one.id, name(nodes.get(one.id) ?? one)), " ", span(one))),
        )
      : h("p", { class: "muted" }, t("regions.noAgreement")),
    h("h3", {}, t("regions.edges")),
    ...edgeList(edges, nodes).filter(Boolean),
  );
}

async function render(container, params, signal) {
  const state = { ...params };
  const data = await get("/api/regions", {}, { signal });
  const cells = index(data.cells);
  const picture = h("div", {
    class: "scroll matrix-box",
    role: "region",
    "aria-label": t("regions.caption"),
    tabindex: "0",
  });
  const box = h("section", { class: "detail card", "aria-label": t("regions.edges") });

  function mark() {
    for (const one of picture.querySelectorAll("button")) {
      const same =
        (one.dataset.a === state.a && (one.dataset.b ?? "") === (state.b ?? "")) ||
        (Boolean(state.b) && one.dataset.a === state.b && one.dataset.b === state.a);
      one.setAttribute("aria-pressed", String(same));
    }
  }

  async function choose(a, b) {
    Object.assign(state, { a, b });
    replace("regions", state);
    mark();
    await detail(box, data, cells, state, signal);
    announce(box.querySelector("h2")?.textContent ?? "");
    if (matchMedia("(max-width: 800px)").matches) box.scrollIntoView({ block: "start" });
  }

  function draw() {
    const { tied, rest, alone } = arranged(data.regions, cells, state.order);
    clear(picture).append(tied.length ? matrix(tied, cells, state, choose) : h("p", {}, t("regions.empty")));
    mark();
    return { alone, rest };
  }

  const sort = h(
    "select",
    {
      id: "regions-order",
      on: {
        change: () => {
          state.order = sort.value === "name" ? "name" : "";
          replace("regions", state);
          draw();
        },
      },
    },
    ["count", "name"].map((how) =>
      h("option", { value: how, selected: (state.order || "count") === how }, t(`regions.order.${how}`)),
    ),
  );
  const { alone, rest } = draw();
  await detail(box, data, cells, state, signal);
  clear(container).append(
    h("h1", {}, t("regions.title")),
    h("p", { class: "lead" }, t("regions.lead")),
    h("p", { class: "muted small" }, t("regions.counting")),
    h("div", { class: "tools-row" }, h("label", { for: "regions-order" }, t("regions.order")), sort),
    h(
      "div",
      { class: "two-panes" },
      h(
        "div",
        {},
        picture,
        rest.length
          ? h(
              "details",
              { class: "alone" },
              h("summary", {}, t("regions.rest", { n: rest.length, most: MOST })),
              h(
                "p",
                {},
                rest.map((region) =>
                  h(
                    "button",
                    { type: "button", class: "chip", on: { click: () => choose(region.id, "") } },
                    name(region),
                  ),
                ),
              ),
            )
          : null,
        alone.length
          ? h(
              "details",
              { class: "alone" },
              h("summary", {}, t("regions.alone", { n: alone.length })),
              h(
                "p",
                {},
                alone.map((region, at) => [at ? " · " : "", entityLink(region.id, name(region))]),
              ),
            )
          : null,
        data.unplaced?.length
          ? h(
              "details",
              { class: "alone unplaced" },
              h("summary", {}, counted(data.unplaced.length, "regions.unplaced")),
              longList("ul", { class: "plain-list" }, data.unplaced, (one) =>
                h("li", {}, entityLink(one.id, name(one))),
              ),
            )
          : null,
      ),
      box,
    ),
  );
}

/** The view of regions: #/regions?a=…&b=…&order=name. */
export const view = { name: "regions", title: { zh: "区域", en: "Regions" }, render };
