// Set before the first paint: the theme and language that the reader chose, or that the address asks for.
{
  const asked = new URLSearchParams(location.search);
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a browser may forbid storage
    }
  };
  const theme = asked.get("theme") ?? stored("courtgraph.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const lang = asked.get("lang") ?? stored("courtgraph.lang");
  document.documentElement.lang = lang === "en" ? "en" : "zh-CN";
}
