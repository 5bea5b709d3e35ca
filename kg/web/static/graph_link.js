// A view as the parameters of an address, and back: what is reopened is equal to what was copied.
import { isDate } from "./graph_dates.js";
import { EMPTY } from "./graph_model.js";

// The marks that separate; within an id they are written as !0 … !3.
const MARKS = ["!", ";", "~", ","];
const escape = (text) => text.replace(/[!;~,]/g, (mark) => `!${MARKS.indexOf(mark)}`);
const unescape = (text) => text.replace(/!([0-3])/g, (_, at) => MARKS[Number(at)]);
const list = (values) => [...values].map(escape).join(";");
const set = (text) => new Set(text ? text.split(";").map(unescape) : []);
const whole = (text) => (Number.isFinite(Number(text)) ? Math.round(Number(text)) : 0);

/** The parameters of a view: {key: text}; empty ones are left out. */
export function write(view) {
  const params = {
    o: view.mode === "overview" ? "1" : "",
    s: view.selected,
    n: view.mode === "overview" ? "" : nodes(view.shown),
    x: list(view.hidden),
    xc: list(view.off.class),
    xp: list(view.off.property),
    xd: list(view.off.document),
    xl: view.lonely ? "1" : "",
    d: view.asOf,
    xu: view.undated ? "1" : "",
    p: view.path ? `${escape(view.path.from)}~${escape(view.path.to)}~${view.path.at}` : "",
    z: view.camera ? `${view.camera.x},${view.camera.y},${view.camera.scale}` : "",
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
}

function nodes(shown) {
  const at = new Map([...shown.keys()].map((id, index) => [id, index]));
  return [...shown]
    .map(([id, place]) => {
      const by = place.by
        .filter((one) => at.has(one))
        .map((one) => at.get(one))
        .join(",");
      const more = by ? `~${place.pin ? 1 : 0}~${by}` : place.pin ? "~1" : "";
      return `${escape(id)}~${place.x}~${place.y}${more}`;
    })
    .join(";");
}

/** The view that parameters describe; what cannot be read is as in an empty view. */
export function read(params) {
  return {
    ...EMPTY,
    mode: params.o === "1" ? "overview" : "graph",
    shown: places(params.n ?? ""),
    hidden: set(params.x),
    off: { class: set(params.xc), property: set(params.xp), document: set(params.xd) },
    lonely: params.xl === "1",
    asOf: isDate(params.d ?? "") ? params.d : "",
    undated: params.xu === "1",
    selected: params.s ?? "",
    path: path(params.p ?? ""),
    camera: camera(params.z ?? ""),
  };
}

function places(text) {
  const parts = text ? text.split(";").map((one) => one.split("~")) : [];
  const ids = parts.map(([id]) => unescape(id));
  const entries = parts.map(([, x, y, pin, by], index) => {
    const origins = by
      ? by
          .split(",")
          .map((at) => ids[whole(at)])
          .filter(Boolean)
      : [];
    return [ids[index], { x: whole(x), y: whole(y), pin: pin === "1", by: origins }];
  });
  return new Map(entries.filter(([id]) => id));
}

function path(text) {
  const [from, to, at] = text.split("~");
  return from && to ? { from: unescape(from), to: unescape(to), at: at === undefined ? -1 : whole(at) } : null;
}

function camera(text) {
  const [x, y, scale] = text.split(",").map(Number);
  return text && [x, y, scale].every(Number.isFinite) && scale > 0 ? { x, y, scale } : null;
}
