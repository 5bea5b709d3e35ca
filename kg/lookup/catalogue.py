"""The catalogue of named questions: ``queries/NAME.rq`` in SPARQL, and its twin ``queries/NAME.cypher``.

The header of the SPARQL file says what the question asks and takes. Questions that Cypher alone can ask have no
SPARQL, and their header stands in the Cypher file, after ``//`` in place of ``#``.

::

    # zh: …
    # en: …
    # param NAME (resource|text|date|number|class) [= default]: zh / en; example: …
    # collect: passage, …

A parameter is the variable ``?NAME``, which stands in the SELECT clause; the default ``*`` leaves it free.
Rows that differ in the collected variables only (``passage`` where nothing is said) become one row with all
their values.
"""

import os
import re
from typing import NamedTuple

from kg.data import data_dir
from kg.errors import StoreError, UsageError
from kg.model.vocabulary import nearest

TYPES = ("resource", "text", "date", "number", "class")
FREE = "*"
_ENDINGS = (".rq", ".cypher")
_HEAD = re.compile(r"(?:#|//)\s*(zh|en|collect):\s*(.*)")
_PARAM = re.compile(r"(?:#|//)\s*param\s+(\w+)\s+\((\w+)\)\s*(?:=\s*(.+?))?:\s+(.+?) / (.+?); example:\s*(.+)")


class Param(NamedTuple):
    """A parameter: its type, what it means in both languages, an example; ``default`` None: it is needed."""

    name: str
    type: str
    default: str | None
    zh: str
    en: str
    example: str


class NamedQuery(NamedTuple):
    """A question of the catalogue; ``text`` is its SPARQL, header included, and ``cypher`` its Cypher.

    One of the two may be empty.
    """

    name: str
    zh: str
    en: str
    params: tuple[Param, ...]
    collect: tuple[str, ...]
    text: str
    cypher: str = ""

    @property
    def engines(self) -> tuple[str, ...]:
        """The languages in which it can be asked."""
        return tuple(name for name, text in (("sparql", self.text), ("cypher", self.cypher)) if text)

    def param(self, name: str) -> Param | None:
        """The parameter of a name."""
        return next((param for param in self.params if param.name == name), None)


def parse_query(name: str, text: str, cypher: str = "") -> NamedQuery:
    """A question from the text of its files; StoreError where its header is not as it should be."""
    file = f"queries/{name}.{'rq' if text else 'cypher'}"
    head = {"zh": "", "en": "", "collect": "passage"}
    params: list[Param] = []
    for line in (text or cypher).splitlines():
        if not line.startswith(("#", "//")):
            break
        found, param = _HEAD.fullmatch(line.strip()), _PARAM.fullmatch(line.strip())
        if found:
            head[found[1]] = found[2]
        elif param:
            params.append(Param(*param.groups()))
        elif line.strip("#/ "):
            raise StoreError(f"{file}: what does this line mean: {line}")
    wrong = next((p for p in params if p.type not in TYPES), None)
    if not head["zh"] or not head["en"] or wrong:
        raise StoreError(f"{file}: {f'no type {wrong.type}' if wrong else 'zh or en is missing'} in its header")
    collect = tuple(part.strip() for part in head["collect"].split(",") if part.strip())
    return NamedQuery(name, head["zh"], head["en"], tuple(params), collect, text, cypher)


def _read(folder: str, name: str) -> NamedQuery:
    texts = []
    for path in (os.path.join(folder, f"{name}{ending}") for ending in _ENDINGS):
        try:
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
        except FileNotFoundError:
            texts.append("")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{path}: {error}: install courtgraph again") from error
    return parse_query(name, *texts)


def query_names(folder: str = "") -> list[str]:
    """The names of all questions, sorted."""
    folder = folder or data_dir("queries")
    return sorted({stem for stem, ending in map(os.path.splitext, os.listdir(folder)) if ending in _ENDINGS})


def catalogue(folder: str = "") -> list[NamedQuery]:
    """All questions of the installation (or of another folder), in order of name."""
    folder = folder or data_dir("queries")
    return [_read(folder, name) for name in query_names(folder)]


def named_query(name: str, folder: str = "") -> NamedQuery:
    """The question of a name; UsageError with the nearest name where there is none."""
    folder = folder or data_dir("queries")
    names = query_names(folder)
    if name not in names:
        raise UsageError(f"no query {name}; {nearest(name, names) or 'see: kg query list'}")
    return _read(folder, name)
