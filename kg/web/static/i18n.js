// The interface in Chinese and English. Each module adds its own texts.

const texts = {};
const LANGUAGES = ["zh", "en"];
let code = first();

function first() {
  const asked = new URLSearchParams(location.search).get("lang") ?? stored();
  return LANGUAGES.includes(asked) ? asked : "zh";
}

function stored() {
  try {
    return localStorage.getItem("courtgraph.lang");
  } catch {
    return null; // a browser may forbid storage; then the choice lasts as long as the page
  }
}

/** Add texts: {key: {zh, en}}. */
export function add(more) {
  Object.assign(texts, more);
}

/** The keys that lack a text in one of the languages. */
export function untranslated() {
  return Object.keys(texts).filter((key) => LANGUAGES.some((one) => !texts[key][one]));
}

/** The text of a key in the present language, {name} replaced from values. */
export function t(key, values = {}) {
  const text = texts[key]?.[code];
  if (text === undefined) {
    console.error(`i18n: no ${code} text for ${key}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The present language: "zh" or "en". */
export function lang() {
  return code;
}

/** Change the language; the page draws itself again on the event "langchange" of window. */
export function setLang(wanted) {
  if (!LANGUAGES.includes(wanted)) return;
  code = wanted;
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem("courtgraph.lang", code);
  } catch {
    // see stored()
  }
  window.dispatchEvent(new Event("langchange"));
}

/** What a resource is called: its English name in English if it has one, else its Chinese name. */
export function name(node) {
  const label = node.label ?? node.text ?? node.id ?? "";
  return code === "en" && node.english ? node.english : label;
}

/** The class of a node ({class, class_zh, class_en}) or a class itself ({name, zh, en}) in words. */
export function className(node) {
  if (code === "zh") return (node.class_zh ?? node.zh) || node.class || node.name || "";
  const words = (node.class_en ?? node.en) || node.class || node.name || "";
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The property of an edge, relation or fact ({property, zh, en}) in words. */
export function propName(edge) {
  return (code === "en" ? edge.en : edge.zh) || edge.property || edge.name || "";
}

const formats = {}; // one for each language: to make one takes long

/** A number as people of the present language write it: 12,345.6. */
export function number(value) {
  formats[code] ??= new Intl.NumberFormat(code === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 6 });
  return formats[code].format(value);
}
