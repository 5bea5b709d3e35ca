"""From a selection to the text of its page."""

from kg.lookup.documents import Documents
from kg.lookup.part import Parts
from kg.view.details import Details, left_out
from kg.view.layout import positions
from kg.view.page import page
from kg.view.selection import LeftOut, Selection


def build(
    parts: Parts,
    chosen: Selection,
    left: LeftOut,
    documents: Documents | None = None,
    title: str = "",
    lang: str = "zh",
) -> str:
    """The page of a selection that is not too large to be drawn (see `kg.view.selection.core`), as HTML.

    ``left`` says what the selection lacks, ``documents`` gives the sentences, ``lang`` (zh, en) is the language that
    the page begins with. The same graph gives the same text.
    """
    part = chosen.part
    number = {node.id: at for at, node in enumerate(part.nodes)}
    data = Details(parts, documents).of(part) | {
        "lang": lang,
        "title": [title or chosen.zh, title or chosen.en],
        "version": parts.reader.manifest.digest,
        "about": [number[name] for name in chosen.about if name in number],
        "left": left_out(parts, left.classes, left.nodes, left.edges),
        "sentences": documents is not None,
    }
    return page(part, positions(part), data, title or (chosen.zh if lang == "zh" else chosen.en), lang)
