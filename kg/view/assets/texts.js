// The words of the page, in both languages.
const TEXTS = {
  aliases: ["又称", "Also called"],
  all: ["全选", "All"],
  classes: ["类别", "Classes"],
  comma: ["、", ", "],
  close: ["关闭", "Close"],
  counts: [
    "{nodes} 个节点 · {edges} 条关系 · 图谱版本 {version}",
    "{nodes} nodes · {edges} relations · graph version {version}",
  ],
  document: ["文书", "Document"],
  evidence: ["依据", "Evidence"],
  evidenceCount: ["依据 {count} 处", "Evidence ({count})"],
  facts: ["事实与日期", "Facts and dates"],
  figures: ["数据", "Figures"],
  fit: ["全景", "Fit"],
  found: ["找到 {count} 个", "{count} found"],
  hiddenOnes: ["已筛去", "filtered out"],
  hint: [
    "点击节点或连线查看依据 · 滚轮缩放 · 拖动平移",
    "Click a node or a line for its evidence · scroll to zoom · drag to move",
  ],
  into: ["被指向", "incoming"],
  language: ["English", "中文"],
  languageTitle: ["Switch to English", "换成中文"],
  left: [
    "只画出联系最紧密的 {shown} 个节点；未画出 {nodes} 个节点（{classes}）和 {edges} 条关系。",
    "Only the {shown} most connected nodes are drawn; "
      + "left out: {nodes} nodes ({classes}) and {edges} relations.",
  ],
  legend: ["图例与筛选", "Legend and filters"],
  moreClasses: ["等", " and others"],
  moreRows: ["另有 {count} 条未列出。", "{count} more are not listed."],
  more: ["更多记载", "More on record"],
  none: ["全不选", "None"],
  nothing: ["没有匹配的节点", "No node matches"],
  period: ["时间", "Date"],
  picture: ["关系图：{title}", "Graph: {title}"],
  print: ["打印", "Print"],
  properties: ["关系", "Relations"],
  row: ["第 {at} 行", "row {at}"],
  search: ["搜索名称、简称、拼音…", "Search names, pinyin, English…"],
  since: ["自 {date}", "since {date}"],
  span: ["第 {at} 字", "characters {at}"],
  statements: ["图中的关系", "Relations in this picture"],
  theme: ["明暗", "Theme"],
  themeTitle: ["切换浅色或深色", "Switch between light and dark"],
  ties: ["图中关系 {shown} 条，全图 {all} 条", "{shown} relations here, {all} in the whole graph"],
  until: ["至 {date}", "until {date}"],
  whole: ["整篇文书", "the whole document"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
};

/** The text of a key in a language (0 Chinese, 1 English), with the values put in for their names in braces. */
export function text(key, language, values = {}) {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
