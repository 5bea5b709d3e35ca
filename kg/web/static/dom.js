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
  add(element, children);
  return element;
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
    else element.append(child instanceof Node ? child : String(child));
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
