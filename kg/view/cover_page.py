"""A document as a page: its text with the passages marked, and beside it what the graph says of each."""

import html
import json
from itertools import pairwise

from kg.lookup.cover import Covered, share

_STYLE = """
:root { color-scheme: light dark; --paper: #fffdf8; --ink: #1f2328; --soft: #667; --line: #d8d4c8; --mark: #ffe9a8;
  --deep: #ffd35c; --pick: #ff9d5c; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e8e6e1; --soft: #9aa; --line: #363a42;
  --mark: #4d4218; --deep: #6e5b14; --pick: #a3541c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.9 "Noto Serif CJK SC", "Songti SC", serif; }
header { padding: 1.2rem 1.5rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.25rem; margin: 0; } header p { margin: .3rem 0 0; color: var(--soft); font-size: .85rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem); gap: 1.5rem; padding: 1.5rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.text span { background: var(--mark); border-radius: 2px; cursor: pointer; }
.text span.two { background: var(--deep); } .text span.picked { background: var(--pick); }
.text span:focus-visible { outline: 2px solid var(--pick); }
aside { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow: auto;
  font-size: .9rem;
  line-height: 1.6; border-left: 1px solid var(--line); padding-left: 1.2rem; font-family: system-ui, sans-serif; }
aside h2 { font-size: .8rem; color: var(--soft); font-weight: 600; margin: 1rem 0 .2rem; overflow-wrap: anywhere; }
aside ul { margin: 0; padding-left: 1.1rem; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; }
  aside { position: static; max-height: none; border-left: 0; padding: 0; } }
@media print { aside { display: none; } main { display: block; } }
"""

_SCRIPT = """
const passages = JSON.parse(document.getElementById('passages').textContent);
const panel = document.querySelector('aside'), text = document.querySelector('.text');
function pick(span) {
  const ids = span.dataset.p.split(' ').map(Number);
  for (const other of text.querySelectorAll('span'))
    other.classList.toggle('picked', other.dataset.p.split(' ').some(id => ids.includes(Number(id))));
  panel.replaceChildren(...ids.flatMap(id => {
    const head = document.createElement('h2'), list = document.createElement('ul');
    head.textContent = passages[id].at;
    for (const line of passages[id].says) {
      const item = document.createElement('li'); item.textContent = line; list.append(item); }
    return [head, list];
  }));
}
text.addEventListener('click', event => { const span = event.target.closest('span'); if (span) pick(span); });
text.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.matches('span')) pick(event.target); });
"""


def page(title: str, text: str, passages: list[Covered]) -> str:
    """One HTML file without an outside request: the text, its passages marked, their statements on a click."""
    body = "".join(_piece(text, *piece) for piece in _pieces(len(text), passages))
    data = [{"at": p.iri.rsplit("/", 1)[-1], "says": p.statements} for p in passages]
    # </script> cannot end the block early: < is written as an escape of JSON.
    block = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    count = sum(len(p.statements) for p in passages)
    head = html.escape(title)
    return f"""<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{head}</title>
<style>{_STYLE}</style>
<header><h1>{head}</h1>
<p>{len(passages)} passages 段 · {count} statements 条 · {share(text, passages):.1%} of characters covered 字数覆盖</p>
</header>
<main><div class="text">{body}</div>
<aside><p>Click a marked passage to read what the graph says by it.
点击标出的文字，看图谱据此说了什么。</p></aside></main>
<script type="application/json" id="passages">{block}</script>
<script>{_SCRIPT}</script>
</html>
"""


def _pieces(length: int, passages: list[Covered]) -> list[tuple[int, int, list[int]]]:
    """The text cut at every edge of a span: start, end, and the passages that hold the piece."""
    spans = [(start, end, number) for number, p in enumerate(passages) for start, end in p.spans]
    edges = sorted({0, length, *(min(edge, length) for span in spans for edge in span[:2])})
    return [(a, b, sorted({n for s, e, n in spans if s <= a and b <= e})) for a, b in pairwise(edges)]


def _piece(text: str, start: int, end: int, numbers: list[int]) -> str:
    shown = html.escape(text[start:end])
    if not numbers:
        return shown
    deep = ' class="two"' if len(numbers) > 1 else ""
    return f'<span tabindex="0"{deep} data-p="{" ".join(map(str, numbers))}">{shown}</span>'
