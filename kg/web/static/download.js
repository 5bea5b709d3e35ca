// Files written by the browser.

/** Save a text or Blob under a name. type: the media type of a text. */
export function download(filename, content, type = "text/plain;charset=utf-8") {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = safe(filename);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click; it may be let go in the next task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Copy a text, also where a page of another machine without TLS may not use the clipboard's own interface. */
export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = document.createElement("textarea");
  box.value = text;
  box.readOnly = true;
  box.className = "sr-only";
  const focused = document.activeElement;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
  focused?.focus();
}

/** A file name that every system accepts, at most 120 characters. */
export function safe(filename) {
  const clean = filename.replace(/[\\/:*?"<>|\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "_").trim();
  const characters = [...(clean || "courtgraph")];
  if (characters.length <= 120) return characters.join("");
  const dot = clean.lastIndexOf(".");
  const ending = dot > 0 && clean.length - dot <= 8 ? clean.slice(dot) : "";
  return characters.slice(0, 120 - ending.length).join("") + ending;
}
