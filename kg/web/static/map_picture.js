// The drawing of a map: projection, zoom and pan, dots, links, and labels that do not cover each other.
import { h, svg } from "./dom.js";
import { name, t } from "./i18n.js";

/** The parallel (degrees north) along which the map is true to scale. */
export const PARALLEL = 36;
const SHRINK = Math.cos((PARALLEL * Math.PI) / 180);
const KM_PER_DEGREE = 111.32; // along a meridian, and along every parallel after the correction
const LIMITS = [6, 4000]; // pixels per degree
const LABEL = 13; // pixels
const LABELS_TRIED = 400;

/** Degrees east and north → the plane: equirectangular, corrected by the cosine of PARALLEL, y downwards. */
export function project([lon, lat]) {
  return [lon * SHRINK, -lat];
}

/** The plane → degrees east and north. */
export function unproject([x, y]) {
  return [x / SHRINK, -y];
}

const within = (value, [least, most]) => Math.min(most, Math.max(least, value));
const radius = (courts) => 4 + 2.2 * Math.sqrt(courts);

/** How wide a label is drawn, in pixels: Chinese takes a square, Latin about half of it. */
function width(text) {
  let sum = 0;
  for (const mark of text) sum += mark.codePointAt(0) > 0x2010 ? 1 : 0.58;
  return sum * LABEL + 4;
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** A label for each place that has room for one: Map of id → [x, y, anchor]; the first places go first. */
export function labelled(places, [wide, high]) {
  const taken = places.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  const found = new Map();
  for (const { id, text, x, y, r } of places.slice(0, LABELS_TRIED)) {
    const w = width(text);
    // beside, above and below the disc; and farther off, where a larger disc lies under it
    const spots = [r, r + 12].flatMap((far) => [
      [x + far + 3, y, "start"],
      [x - far - 3, y, "end"],
      [x, y - far - LABEL * 0.75, "middle"],
      [x, y + far + LABEL * 0.8, "middle"],
    ]);
    for (const [at, mid, anchor] of spots) {
      const start = at - { start: 0, middle: w / 2, end: w }[anchor];
      const box = [start, mid - LABEL * 0.6, start + w, mid + LABEL * 0.6];
      if (box[0] < 0 || box[2] > wide || box[1] < 0 || box[3] > high) continue;
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      found.set(id, [at, mid, anchor]);
      break;
    }
  }
  return found;
}

/**
 * A map that can be moved. data: {backdrop, places, links} of /api/map; onPlace(place), onLink(link): clicks;
 * onMove({lon, lat, scale}): it came to rest. Gives {element, show(view), fit(points),
 * zoom(factor), pan(dx, dy), mark(choice), resize()}.
 */
export function mapPicture({ data, label, onPlace, onLink, onMove }) {
  const at = { x: 0, y: 0, scale: 40, wide: 800, high: 500 };
  const spots = new Map(data.places.map((place) => [place.id, project([place.lon, place.lat])]));
  const far = svg("path", {
    class: "map-dots",
    d: data.backdrop.map((one) => `M${project(one).map(round)}h0`).join(""),
  });
  const base = svg("g", {}, far);
  const links = data.links
    .filter((link) => link.a !== link.b && spots.has(link.a) && spots.has(link.b))
    .map((link) => {
      const line = svg("path", {
        class: "map-link",
        "stroke-width": 1.4 + Math.sqrt(link.edges.length + link.agreements.length),
      });
      const thick = svg("path", { class: "map-hit", on: { click: () => moved || onLink(link) } });
      return { link, line, thick, element: svg("g", { class: "map-tie" }, line, thick) };
    });
  const ordered = data.places.toSorted((a, b) => b.courts.length - a.courts.length);
  const marks = ordered.map((place) => {
    const circle = svg("circle", { r: radius(place.courts.length) });
    const text = svg("text", { "dominant-baseline": "central" }, name(place));
    const element = svg(
      "g",
      { class: place.courts.length ? "map-place" : "map-place bare", on: { click: () => moved || onPlace(place) } },
      svg("title", {}, `${name(place)} · ${place.courts.length}`),
      circle,
      text,
    );
    return { place, element, circle, text };
  });
  const bar = svg("path", { class: "map-scale" });
  const barText = svg("text", { class: "map-scale-text" });
  const picture = svg(
    "svg",
    { class: "map-svg", role: "img", "aria-label": label },
    base,
    links.map((one) => one.element),
    marks.map((one) => one.element),
    svg("g", {}, bar, barText),
  );
  const element = h("div", { class: "map-frame", tabindex: "0", role: "group", "aria-label": t("map.frame") }, picture);
  let moved = false; // a drag ends in a click that nobody meant
  let rest = 0;

  const screen = ([x, y]) => [(x - at.x) * at.scale + at.wide / 2, (y - at.y) * at.scale + at.high / 2];

  function draw() {
    picture.setAttribute("viewBox", `0 0 ${at.wide} ${at.high}`);
    const [x0, y0] = screen([0, 0]);
    base.setAttribute("transform", `translate(${round(x0)} ${round(y0)}) scale(${at.scale})`);
    for (const { link, line, thick } of links) {
      const [[x1, y1], [x2, y2]] = [screen(spots.get(link.a)), screen(spots.get(link.b))];
      // bent to one side: ties of places in one line stay apart
      const bend = [(x1 + x2) / 2 - (y2 - y1) * 0.15, (y1 + y2) / 2 + (x2 - x1) * 0.15];
      const d = `M${round(x1)},${round(y1)}Q${bend.map(round)},${round(x2)},${round(y2)}`;
      line.setAttribute("d", d);
      thick.setAttribute("d", d);
    }
    const near = [];
    for (const { place, element: mark } of marks) {
      const [x, y] = screen(spots.get(place.id));
      mark.setAttribute("transform", `translate(${round(x)} ${round(y)})`);
      const inside = x > -20 && x < at.wide + 20 && y > -20 && y < at.high + 20;
      if (inside) near.push({ id: place.id, text: name(place), x, y, r: radius(place.courts.length) });
    }
    const found = labelled(near, [at.wide, at.high]);
    for (const { place, text } of marks) {
      const spot = found.get(place.id);
      text.style.display = spot ? "" : "none";
      if (!spot) continue;
      const [x, y] = screen(spots.get(place.id));
      text.setAttribute("x", round(spot[0] - x));
      text.setAttribute("y", round(spot[1] - y));
      text.setAttribute("text-anchor", spot[2]);
    }
    drawScale();
  }

  function drawScale() {
    const most = (110 / at.scale) * KM_PER_DEGREE;
    const power = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
    const long = (km / KM_PER_DEGREE) * at.scale;
    bar.setAttribute("d", `M12,${at.high - 18}v6h${round(long)}v-6`);
    barText.setAttribute("x", 16);
    barText.setAttribute("y", at.high - 20);
    barText.textContent = `${km >= 1 ? km : km.toPrecision(1)} km`;
  }

  function settle() {
    draw();
    clearTimeout(rest);
    rest = setTimeout(() => {
      const [lon, lat] = unproject([at.x, at.y]);
      onMove({ lon, lat, scale: at.scale });
    }, 150);
  }

  /** Zoom about a point of the frame, by default its middle. */
  function zoom(factor, point = [at.wide / 2, at.high / 2]) {
    const scale = within(at.scale * factor, LIMITS);
    const [dx, dy] = [point[0] - at.wide / 2, point[1] - at.high / 2];
    at.x += dx / at.scale - dx / scale;
    at.y += dy / at.scale - dy / scale;
    at.scale = scale;
    settle();
  }

  function pan(dx, dy) {
    at.x -= dx / at.scale;
    at.y -= dy / at.scale;
    settle();
  }

  /** Show all of some points (degrees), with a margin. */
  function fit(points) {
    if (!points.length) return;
    const flat = points.map(project);
    const [xs, ys] = [flat.map((one) => one[0]), flat.map((one) => one[1])];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    Object.assign(at, { x: (left + right) / 2, y: (top + bottom) / 2 });
    const room = Math.min(at.wide / Math.max(right - left, 0.5), at.high / Math.max(bottom - top, 0.5));
    at.scale = within(room * 0.82, [LIMITS[0], 300]);
    settle();
  }

  function show({ lon, lat, scale }) {
    [at.x, at.y] = project([lon, lat]);
    at.scale = within(scale, LIMITS);
    draw();
  }

  /** Mark what is chosen: {place: id} or {a, b}. */
  function mark(choice) {
    for (const { place, element: one } of marks) {
      const on = [choice.place, choice.a, choice.b].includes(place.id);
      one.classList.toggle("chosen", on);
    }
    for (const { link, element: one } of links) {
      const on = (choice.a === link.a && choice.b === link.b) || [link.a, link.b].includes(choice.place);
      one.classList.toggle("chosen", on);
    }
  }

  function resize() {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) return;
    [at.wide, at.high] = [box.width, box.height];
    draw();
  }

  gestures(element, {
    zoom,
    pan,
    setMoved: (is) => {
      moved = is;
    },
  });
  new ResizeObserver(resize).observe(element);
  return { element, show, fit, zoom, pan, mark, resize };
}

const round = (value) => Math.round(value * 1000) / 1000;

/** Mouse, touch and keys: drag, wheel, pinch, arrows, plus and minus. */
function gestures(element, { zoom, pan, setMoved }) {
  const fingers = new Map();
  let travelled = 0;
  const here = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const apart = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one[0] - other[0], one[1] - other[1]);
  };
  const listeners = {
    pointerdown(event) {
      if (event.button) return;
      fingers.set(event.pointerId, here(event));
      travelled = 0;
      setMoved(false);
    },
    pointermove(event) {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const point = here(event);
      const step = [point[0] - before[0], point[1] - before[1]];
      travelled += Math.hypot(...step);
      if (travelled < 4) return;
      setMoved(true);
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      const old = fingers.size === 2 ? apart() : 0;
      fingers.set(event.pointerId, point);
      if (!old) return pan(...step);
      const [one, other] = [...fingers.values()];
      pan(step[0] / 2, step[1] / 2);
      zoom(apart() / Math.max(old, 1), [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]);
    },
    pointerup: (event) => fingers.delete(event.pointerId),
    pointercancel: (event) => fingers.delete(event.pointerId),
    wheel(event) {
      event.preventDefault();
      zoom(1.0018 ** -event.deltaY, here(event));
    },
    dblclick: (event) => zoom(1.8, here(event)),
    keydown(event) {
      const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (steps[event.key]) pan(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") zoom(1.4);
      else if (event.key === "-") zoom(1 / 1.4);
      else return;
      event.preventDefault();
    },
  };
  for (const [event, listener] of Object.entries(listeners))
    element.addEventListener(event, listener, { passive: false });
}
