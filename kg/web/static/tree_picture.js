// A picture of a tree of parts in SVG, drawn left to right: one row for each leaf, parents in the middle of theirs.
import { colour, present } from "./colours.js";
import { h, svg } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { add, name, propName, t } from "./i18n.js";

add({
  "picture.label": { zh: "“{name}”的组成图，共 {n} 个部分", en: "Picture of the parts of “{name}”, {n} in all" },
  "picture.hint": {
    zh: "点选方框收拢或展开，点选连线上的圆点看出处；“+3”是另有 3 个部分未画出；键盘操作请用“树”。",
    en:
      "Click a box to collapse or expand it, click the dot of a line for its evidence; “+3” are three parts that are " +
      "not drawn; by keyboard, use the tree.",
  },
});

const LINE = 17; // height of a line of text
const SIZE = 13; // of the text
const BOX = 190; // width of a box
const GAP = 62; // between columns
const ROOM = 12; // between rows
const LONGEST = 3; // lines of a label; what is longer ends in …
const FONT = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const THEMES = {
  light: { ground: "#ffffff", box: "#f6f7f9", text: "#1b1f24", line: "#9aa3ae" },
  dark: { ground: "#14171b", box: "#1f242b", text: "#e8ebef", line: "#6d7783" },
};

// Quotation marks and dashes of Chinese take a square too.
const wide = (mark) => (mark.codePointAt(0) > 0x2010 ? 1 : 0.58);

/** A label in lines that fit a box; Latin words stay whole where they can. */
export function wrapped(text, room = (BOX - 22) / SIZE) {
  const lines = [];
  let [line, length] = ["", 0];
  for (const word of text.match(/[\u0021-\u024f\u2019]+|\s+|./gu) ?? []) {
    const pieces = [...word].reduce((sum, mark) => sum + wide(mark), 0) > room ? [...word] : [word];
    for (const piece of pieces) {
      const more = [...piece].reduce((sum, mark) => sum + wide(mark), 0);
      if (length + more > room && line) {
        lines.push(line.trim());
        [line, length] = ["", 0];
      }
      line += piece;
      length += more;
    }
  }
  if (line.trim()) lines.push(line.trim());
  if (lines.length <= LONGEST) return lines;
  return [...lines.slice(0, LONGEST - 1), `${lines[LONGEST - 1].slice(0, -1)}…`];
}

/** Boxes with x, y (of the middle), height and lines of text, parents first. */
function placed(root, closed) {
  const boxes = [];
  let next = 0;
  (function place(node, path, depth, parent) {
    const lines = wrapped(name(node));
    const box = { node, path, parent, lines, x: 8 + depth * (BOX + GAP), height: lines.length * LINE + 14, y: 0 };
    boxes.push(box);
    const open = node.children.length && !closed.has(path);
    box.open = Boolean(open);
    box.hidden = (open ? 0 : node.children.length) + (node.more ?? 0); // folded in, and cut by the server
    if (open) {
      const children = node.children.map((child, at) =>
        place(child, path ? `${path}.${at}` : String(at), depth + 1, box),
      );
      box.y = (children[0].y + children.at(-1).y) / 2;
      next = Math.max(next, box.y + box.height / 2 + ROOM);
    } else {
      box.y = next + box.height / 2;
      next += box.height + ROOM;
    }
    return box;
  })(root, "", 0, null);
  const top = Math.min(...boxes.map((box) => box.y - box.height / 2));
  for (const box of boxes) box.y += 8 - top;
  return boxes;
}

function draw(boxes, paint, theme, { toggle, interactive }) {
  const [right, bottom] = [
    Math.max(...boxes.map((b) => b.x + BOX)) + 34,
    Math.max(...boxes.map((b) => b.y + b.height / 2)) + 8,
  ];
  const lines = boxes
    .filter((box) => box.parent)
    .map((box) => {
      const [x1, y1, x2, y2] = [box.parent.x + BOX, box.parent.y, box.x, box.y];
      const middle = (x1 + x2) / 2;
      const edge = box.node.edge;
      return svg(
        "g",
        {},
        svg("path", {
          d: `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`,
          fill: "none",
          stroke: paint.line,
          "stroke-width": 1.4,
        }),
        edge && interactive
          ? svg(
              "circle",
              {
                cx: x2 - 9,
                cy: y2,
                r: 5,
                class: "picture-cite",
                fill: paint.ground,
                stroke: paint.line,
                "stroke-width": 1.6,
                on: { click: () => showEvidence(edge) },
              },
              svg("title", {}, `${propName(edge)} · ${t("parts.evidence")}`),
            )
          : null,
      );
    });
  const shapes = boxes.map((box) =>
    svg(
      "g",
      {
        class: box.node.children.length ? "picture-box branch" : "picture-box",
        transform: `translate(${box.x} ${box.y - box.height / 2})`,
        on: box.node.children.length ? { click: () => toggle(box.path) } : {},
      },
      svg("title", {}, name(box.node)),
      svg("rect", { width: BOX, height: box.height, rx: 6, fill: paint.box, stroke: paint.line }),
      svg("rect", { width: 5, height: box.height, rx: 2, fill: colour(box.node.class, theme) }),
      box.lines.map((line, at) => svg("text", { x: 14, y: 19 + at * LINE, fill: paint.text, "font-size": SIZE }, line)),
      box.hidden
        ? svg(
            "text",
            // below the lines to the parts, where some are drawn
            {
              class: "picture-more",
              x: BOX + 6,
              y: box.height / 2 + (box.open ? 20 : 5),
              fill: paint.text,
              "font-size": SIZE,
            },
            `+${box.hidden}`,
          )
        : null,
    ),
  );
  return svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${Math.ceil(right)} ${Math.ceil(bottom)}`,
      width: Math.ceil(right),
      height: Math.ceil(bottom),
      role: "img",
      "font-family": FONT,
      "aria-label": t("picture.label", { name: name(boxes[0].node), n: boxes.length - 1 }),
    },
    interactive ? null : svg("rect", { width: "100%", height: "100%", fill: paint.ground }),
    lines,
    shapes,
  );
}

/** A picture: {element, standalone() → text of an SVG file}. Options as of treeView. */
export function treePicture({ root, closed, toggle }) {
  const boxes = placed(root, closed);
  const theme = present();
  return {
    element: h(
      "figure",
      { class: "picture" },
      h("figcaption", { class: "muted small" }, t("picture.hint")),
      h(
        "div",
        {
          class: "scroll",
          tabindex: "0",
          role: "region",
          "aria-label": t("picture.label", { name: name(root), n: boxes.length - 1 }),
        },
        draw(boxes, THEMES[theme], theme, { toggle, interactive: true }),
      ),
    ),
    // The file is for other programs and paper: light, and without what needs a click.
    standalone: () =>
      `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(
        draw(boxes, THEMES.light, "light", { toggle: () => {}, interactive: false }),
      )}\n`,
  };
}
