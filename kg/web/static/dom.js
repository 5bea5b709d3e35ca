// Elements from data: every text becomes a text node, so labels can never be markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. attrs: class, on: {event: fn}, style: {property: value}, aria-*, data-*, any attribute. */
export function h(tag, attrs, ...children) {
  return fill(document.createElement(tag), attrs, children);
}

/** An SVG element, with the attributes and children of h(). */
export function svg(tag, attrs, ...children) {
  return fill(document.createElementNS(SVG, tag), attrs, children);
}

function fill(element, attrs, children) {
  for (const [name, value] of Object.entries(attrs ?? {})) set(element, name, value);
  if (children.length === 1 && chinese(children[0]) && !children[0].match(LATIN) && own(element, children[0])) {
    element.setAttribute("lang", "zh");
  }
  add(element, children);
  return element;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]{2}/i;
const RUN = /([“‘《（〔]*\p{Script=Han}[^a-z\s]*)/iu;
const WHOLE = new Set(["OPTION", "TEXTAREA", "TITLE", "PRE"]); // elements that hold text alone

/** Whether a child is a text with Chinese in an English page: a screen reader must be told to read it as Chinese. */
function chinese(child) {
  return typeof child === "string" && HAN.test(child) && document.documentElement.lang.startsWith("en");
}

/** Whether the language of an element may be that of its text: its other texts would be read in that language too. */
function own(element, text) {
  const others = ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name));
  return !element.hasAttribute("lang") && others.every((other) => other === null || other === text);
}

/** A text as the nodes to append: in an English page what is Chinese in it is marked as Chinese. */
function marked(element, text) {
  const plain = element.hasAttribute("lang") || element.namespaceURI === SVG || WHOLE.has(element.tagName);
  if (plain || !chinese(text)) return text;
  const whole = document.createElement("span");
  if (!LATIN.test(text)) {
    whole.lang = "zh";
    whole.append(text);
    return whole;
  }
  text.split(RUN).forEach((part, at) => whole.append(at % 2 ? h("span", { lang: "zh" }, part) : part));
  return whole;
}

function set(element, name, value) {
  if (value === null || value === undefined) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (name === "style") {
    // The policy of the page forbids style attributes; CSSOM is allowed.
    for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
  } else if (name === "value" && "value" in element && element.namespaceURI !== SVG) {
    if (element.tagName === "LI" || element.tagName === "OPTION") element.setAttribute("value", value);
    else element.value = value;
  } else if (name.startsWith("aria-") || typeof value !== "boolean") {
    element.setAttribute(name, String(value));
  } else if (value) {
    element.setAttribute(name, "");
  }
}

function add(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(element, child);
    else element.append(child instanceof Node ? child : marked(element, String(child)));
  }
}

/** Take everything out of an element; gives the element back. */
export function clear(element) {
  element.replaceChildren();
  return element;
}

/** A text for a list: one that is longer than a name can be is cut; its own page shows it whole. */
export function brief(text, most = 160) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}

let pending = 0;

/** Say a text to screen readers, by the page's live region. */
export function announce(text) {
  const status = document.getElementById("status");
  if (!status) return;
  status.textContent = "";
  clearTimeout(pending);
  // A region that is emptied first is read again even when the text is the same as before.
  pending = setTimeout(() => { status.textContent = text; }, 60);
}
