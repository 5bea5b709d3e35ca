// vis-network, from the installed package pyvis, is a classic script: it is loaded when the first graph is drawn.
import { add, t } from "./i18n.js";

add({
  "graph.library": {
    zh: "载入 /lib/vis-network.min.js 失败，无法画图。请重新载入页面；若仍失败，请重新安装 pyvis。",
    en:
      "/lib/vis-network.min.js could not be loaded, so nothing is drawn. Load the page again; if that does not help," +
      " install pyvis again.",
  },
});

let loading = null;

/** The library's global object, loaded once; an Error says what to do where it is not there. */
export function library() {
  if (window.vis?.Network) return Promise.resolve(window.vis);
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/lib/vis-network.min.js";
    script.addEventListener("load", () => resolve(window.vis));
    script.addEventListener("error", () => {
      loading = null;
      script.remove();
      reject(new Error(t("graph.library")));
    });
    document.head.append(script);
  });
  return loading;
}
