// The colours of a picture, read from the page's style in the present theme.
import { colour, present } from "./colours.js";

/** {text, muted, panel, line, strong, accent, focus, font, of(class)} as CSS colours and a font family. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const theme = present();
  const classes = new Map();
  const of = (klass) => {
    if (!classes.has(klass)) classes.set(klass, colour(klass, theme));
    return classes.get(klass);
  };
  const names = ["text", "muted", "panel", "line", "strong", "accent", "focus"];
  return { ...Object.fromEntries(names.map((name) => [name, read(name)])), font: read("font") || "sans-serif", of };
}
