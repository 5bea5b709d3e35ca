// The address of a view: #/view?key=value. Chinese stays readable in what is written and copied.

// Only what would change the reading of an address, or cannot be seen in it, is percent-encoded.
const UNSAFE = /[%&=#+?"<>\\^`{|}\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

function encode(text) {
  return String(text).toWellFormed().replace(UNSAFE, (mark) => encodeURIComponent(mark));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address cut off within an escape is shown as it is
  }
}

/** "#/view?key=value" → {view, params: {key: string}}; an empty hash is the view "home". */
export function parse(hash) {
  const [path, ...rest] = hash.replace(/^#?\/?/, "").split("?");
  const params = {};
  for (const pair of rest.join("?").split("&")) {
    if (!pair) continue;
    const cut = pair.indexOf("=");
    if (cut < 0) params[decode(pair)] = "";
    else params[decode(pair.slice(0, cut))] = decode(pair.slice(cut + 1));
  }
  return { view: decode(path) || "home", params };
}

/** The address of a view; parameters that are null, undefined or "" are left out. */
export function format(view, params = {}) {
  const pairs = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&");
  return `#/${encode(view)}${query ? `?${query}` : ""}`;
}

/** The view and parameters of the page's address. */
export function current() {
  return parse(location.hash);
}

/** Go to a view: a new entry of the browser's history, and the view is drawn. */
export function go(view, params = {}) {
  location.hash = format(view, params);
}

/** Change the address to what is already drawn: no new entry of the history, nothing is drawn. */
export function replace(view, params = {}) {
  history.replaceState(history.state, "", format(view, params));
}

/** Go to a view in place of the present one, which is no entry of the browser's history then. */
export function redirect(view, params = {}) {
  location.replace(format(view, params));
}

/** The whole address of a view, Chinese readable, to be copied. */
export function permalink(view, params = {}) {
  return location.origin + location.pathname + format(view, params);
}
