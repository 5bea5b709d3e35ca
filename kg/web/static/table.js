// A table of results: sorted by any column, shown piece by piece, saved as CSV.
import { announce, clear, h } from "./dom.js";
import { download } from "./download.js";
import { add, lang, number, t } from "./i18n.js";

add({
  "table.csv": { zh: "下载 CSV", en: "Download CSV" },
  "table.rows": { zh: "{n} 行", en: "{n} rows" },
  "table.rows.one": { zh: "{n} 行", en: "{n} row" },
  "table.shown": { zh: "显示前 {n} 行，共 {all} 行", en: "The first {n} of {all} rows" },
  "table.more": { zh: "再显示 {n} 行", en: "Show {n} more rows" },
  "table.sorted.ascending": { zh: "已按“{column}”升序排列", en: "Sorted by {column}, ascending" },
  "table.sorted.descending": { zh: "已按“{column}”降序排列", en: "Sorted by {column}, descending" },
  "table.sorted.none": { zh: "已恢复原来的顺序", en: "In the order of the answer again" },
  "table.empty": { zh: "没有内容的列未显示：{columns}。", en: "Columns without content are not shown: {columns}." },
  "table.sort": { zh: "点击表头排序", en: "Click a heading to sort" },
});

const STEP = 200; // rows drawn at once: a browser is slow with more
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;
const FORMULA = /^[=+\-@\t\r]/;

/** Text as a field of CSV (RFC 4180); what a spreadsheet would take for a formula is led by an apostrophe. */
export function csvField(text) {
  const plain = FORMULA.test(text) && !isNumber(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Columns and rows of text as CSV with CRLF, led by a byte order mark: spreadsheets then read Chinese rightly. */
export function csv(columns, rows) {
  return `\ufeff${[columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n")}\r\n`;
}

function isNumber(text) {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

/** Order of two cells' texts: numbers by value and first, then words in the order of the language, empty ones last. */
export function order(one, other, collator = new Intl.Collator(lang() === "zh" ? "zh-CN" : "en", { numeric: true })) {
  if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
  const [a, b] = [isNumber(one), isNumber(other)];
  if (a && b) return Number(one) - Number(other);
  return a !== b ? (a ? -1 : 1) : collator.compare(one, other);
}

/**
 * A table element with its tools. columns: [{key, label}]; rows: [{key: {text, content?: () => nodes}}];
 * Columns without any content are named below the table, and stand in the file alone.
 * sort: {key, direction} or null; onSort(sort) is told of every change; file: name of the CSV without its ending.
 */
export function resultTable({ columns: all, rows, caption, file, sort = null, onSort = () => {}, tools = [] }) {
  const columns = all.filter((column) => rows.some((row) => row[column.key]?.text));
  const empty = all.filter((column) => !columns.includes(column));
  let state = sort && columns.some((column) => column.key === sort.key) ? sort : { key: "", direction: "none" };
  let limit = STEP;
  const body = h("tbody", { role: "rowgroup" });
  const foot = h("p", { class: "muted table-foot" });
  const texts = (column) => rows.map((row) => row[column.key]?.text ?? "").filter(Boolean);
  const numeric = new Set(columns.filter((column) => texts(column).length && texts(column).every(isNumber)));
  const isDate = (text) => DATE.test(text);
  const dates = new Set(columns.filter((column) => texts(column).length && texts(column).every(isDate)));
  const heads = columns.map((column) =>
    h(
      "th",
      { scope: "col", role: "columnheader", "aria-sort": "none", class: numeric.has(column) ? "number" : "" },
      h(
        "button",
        { type: "button", class: "sort", title: t("table.sort"), on: { click: () => turn(column) } },
        column.label,
      ),
    ),
  );

  function sorted() {
    if (state.direction === "none") return rows;
    const collator = new Intl.Collator(lang() === "zh" ? "zh-CN" : "en", { numeric: true });
    const sign = state.direction === "ascending" ? 1 : -1;
    return rows.toSorted((a, b) => {
      const [one, other] = [a[state.key]?.text ?? "", b[state.key]?.text ?? ""];
      return one && other ? sign * order(one, other, collator) : order(one, other, collator); // empty ones stay last
    });
  }

  function draw() {
    clear(body).append(
      ...sorted()
        .slice(0, limit)
        .map((row) =>
          h(
            "tr",
            { role: "row" },
            columns.map((column) => {
              const cell = row[column.key] ?? { text: "" };
              return h(
                "td",
                {
                  role: "cell",
                  "data-label": column.label,
                  class: [numeric.has(column) && "number", dates.has(column) && "date", !cell.text && "nothing"]
                    .filter(Boolean)
                    .join(" "),
                },
                cell.content ? cell.content() : cell.text,
              );
            }),
          ),
        ),
    );
    heads.forEach((head, at) =>
      head.setAttribute("aria-sort", columns[at].key === state.key ? state.direction : "none"),
    );
    clear(foot);
    if (empty.length)
      foot.append(
        h(
          "span",
          {},
          t("table.empty", { columns: empty.map((one) => one.label).join(lang() === "zh" ? "、" : ", ") }),
          " ",
        ),
      );
    if (rows.length > limit) {
      foot.append(
        t("table.shown", { n: number(limit), all: number(rows.length) }),
        " ",
        h(
          "button",
          { type: "button", on: { click: more } },
          t("table.more", { n: number(Math.min(STEP, rows.length - limit)) }),
        ),
      );
    }
  }

  function more() {
    const first = limit;
    limit += STEP;
    draw();
    body.children[first]?.querySelector("a, button")?.focus();
  }

  function turn(column) {
    const direction = column.key === state.key ? NEXT[state.direction] : "ascending";
    state = direction === "none" ? { key: "", direction } : { key: column.key, direction };
    draw();
    announce(t(`table.sorted.${direction}`, { column: column.label }));
    onSort(direction === "none" ? null : state);
  }

  const save = () =>
    download(
      `${file}.csv`,
      csv(
        all.map((c) => c.label),
        rows.map((row) => all.map((c) => row[c.key]?.text ?? "")),
      ),
      "text/csv;charset=utf-8",
    );
  draw();
  const count = t(lang() === "en" && rows.length === 1 ? "table.rows.one" : "table.rows", { n: number(rows.length) });
  return h(
    "div",
    { class: "results" },
    h(
      "div",
      { class: "tools-row" },
      h("strong", { class: "count" }, count),
      tools,
      h("button", { type: "button", class: "csv", on: { click: save } }, t("table.csv")),
    ),
    h(
      "div",
      { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
      h(
        "table",
        { class: "result-table", role: "table" }, // roles are said: rows are cards on a small screen
        h("caption", { class: "sr-only" }, caption),
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
        body,
      ),
    ),
    foot,
  );
}
