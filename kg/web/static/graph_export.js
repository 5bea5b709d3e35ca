// The view as a file: pictures are made here, tables and graph files by the server.
import { raw, sending } from "./api.js";
import { download, safe } from "./download.js";
import { lit } from "./explore_actions.js";
import { MOST, Refused } from "./explorer.js";
import { measure } from "./graph_draw.js";
import { palette } from "./graph_palette.js";
import { svgOf } from "./graph_svg.js";
import { lang, name, number, propName, t } from "./i18n.js";

export const FORMATS = ["png", "svg", "csv", "gexf", "json"];
const MOST_PIXELS = 48_000_000; // of a PNG: what browsers draw on one canvas
const MOST_SIDE = 8192;

/** Save what is to be seen in a format; gives the name of the file. Refused says why it cannot be done. */
export async function exportView(explorer, format) {
  const { nodes } = explorer.seen;
  if (nodes.length === 0) throw new Refused(t("export.empty"));
  const file = safe(`courtgraph-${title(explorer)}.${format}`);
  if (format === "svg") download(file, drawing(explorer).text, "image/svg+xml;charset=utf-8");
  else if (format === "png") download(file, await png(drawing(explorer)));
  else download(file, await data(explorer, format));
  return file;
}

function title(explorer) {
  const { view, store, seen } = explorer;
  if (view.mode === "overview") return "overview";
  const node = store.nodes.get(view.selected) ?? seen.nodes[0];
  return node.label.slice(0, 40);
}

/** The drawing of the view: {text, width, height}. */
export function drawing(explorer) {
  const { nodes, edges } = explorer.seen;
  const { asOf, selected, mode } = explorer.view;
  const caption =
    t("export.caption", { nodes: number(nodes.length), edges: number(edges.length) }) +
    (asOf ? t("export.asOf", { date: asOf }) : "");
  const colours = palette();
  const words = { name, property: propName, lang: lang(), caption };
  return svgOf(
    { nodes, edges, selected, lit: lit(explorer), small: mode === "overview" },
    words,
    colours,
    measure(colours.font),
  );
}

async function png({ text, width, height }) {
  const scale = Math.min(2, MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const picture = new Image(width, height);
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.floor(width * scale), Math.floor(height * scale)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
    if (!blob) throw new Refused(t("export.failed"));
    return blob;
  } catch (error) {
    if (error instanceof DOMException) throw new Refused(t("export.failed"));
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function data(explorer, format) {
  const { nodes, edges } = explorer.seen;
  if (nodes.length > MOST) throw new Refused(t("export.large", { most: number(MOST), n: number(nodes.length) }));
  const body = {
    format,
    ids: nodes.map((node) => node.id),
    positions: Object.fromEntries(nodes.map((node) => [node.id, [node.x, node.y]])),
    hidden_properties: [...explorer.view.off.property],
  };
  // Named only where some are hidden: thousands of names would be a body too large.
  const shown = new Set(nodes.map((node) => node.id));
  const among = [...explorer.store.edges.values()].filter((edge) => shown.has(edge.source) && shown.has(edge.target));
  if (edges.length < among.length) body.edges = edges.map((edge) => edge.id);
  const response = await raw("/api/export", sending(body));
  return response.blob();
}
