// The plain facts of a resource by property and direction, each value with its evidence.
import { family } from "./colours.js";
import { brief, h } from "./dom.js";
import { passageButton } from "./evidence.js";
import { add, name, number, propName, t } from "./i18n.js";

add({
  "facts.out": { zh: "关于它", en: "About it" },
  "facts.in": { zh: "别处提到它", en: "What leads to it" },
  "facts.incoming": { zh: "（指向它）", en: " (to it)" },
  "facts.more": { zh: "显示其余 {n} 条", en: "Show {n} more" },
  "facts.unlisted": { zh: "另有 {n} 条未列出，可在图中展开查看。", en: "{n} more are not listed; expand them in the graph." },
  "facts.less": { zh: "收起", en: "Show fewer" },
});

const LITERAL = 800; // characters of a literal that are shown
const FIRST = 8; // values of a property that are shown before "more"

/** The facts of a resource, what it says first; null where there are none. link(id): where names lead. */
export function facts(found, link) {
  if (found.facts.length === 0) return null;
  const groups = Map.groupBy(found.facts, (fact) => fact.direction);
  const fact = (one) => h("div", { class: "fact" }, property(one), values(found, one, link));
  return ["out", "in"].filter((direction) => groups.has(direction)).map((direction) => h("div", { class: "fact-group" },
    groups.size > 1 || direction === "in" ? h("h3", { class: "fact-direction" }, t(`facts.${direction}`)) : null,
    h("dl", { class: "facts" }, groups.get(direction).map(fact))));
}

function property(fact) {
  const incoming = fact.direction === "in";
  return h("dt", null, incoming ? h("span", { "aria-hidden": "true", class: "muted" }, "← ") : null, propName(fact),
    incoming ? h("span", { class: "sr-only" }, t("facts.incoming")) : null,
    fact.values.length > 3 ? [" ", h("span", { class: "count" }, number(fact.values.length))] : null);
}

function values(found, fact, link) {
  const items = fact.values.map((one) => value(found, fact, one, link));
  const list = h("ul", { class: "values" }, items);
  const cell = h("dd", null, list);
  const unlisted = (fact.count ?? items.length) - items.length;
  if (unlisted > 0) cell.append(h("p", { class: "small muted" }, t("facts.unlisted", { n: number(unlisted) })));
  const rest = items.slice(FIRST);
  if (rest.length < 3) return cell;
  const fold = (hidden) => rest.forEach((item) => { item.hidden = hidden; });
  const more = t("facts.more", { n: rest.length });
  const button = h("button", { type: "button", class: "link small more", "aria-expanded": "false" }, more);
  button.addEventListener("click", () => {
    const opened = button.getAttribute("aria-expanded") === "true";
    fold(opened);
    button.setAttribute("aria-expanded", String(!opened));
    button.textContent = opened ? more : t("facts.less");
  });
  fold(true);
  list.after(button);
  return cell;
}

function value(found, fact, one, link) {
  const text = name(one);
  const edge = {
    source: one.source ?? found.id, property: fact.property, target: one.target ?? one.id ?? one.text,
    literal: one.literal ?? !one.id,
  };
  const shown = one.id ? h("a", { href: link(one.id) }, brief(text)) : h("bdi", null, brief(text, LITERAL));
  const dot = one.class ? h("span", { class: `dot c-${family(one.class)}`, "aria-hidden": "true" }) : null;
  return h("li", null, dot,
    h("span", { class: "value" }, shown, " ", passageButton(one.passages, edge, `${propName(fact)} ${brief(text)}`)));
}

/** How many facts there are, those that are not listed included. */
export function factCount(found) {
  return found.facts.reduce((sum, fact) => sum + (fact.count ?? fact.values.length), 0);
}
