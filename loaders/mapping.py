"""A table's mapping: a small YAML file that says which columns of a table are which facts.

Keys: ``document`` (id of the source), ``title``, ``publisher``, ``date``; ``table`` (the file, beside the
mapping), ``format``, ``delimiter``, ``quote``, ``encoding``, ``sheet``, ``header``; ``resources``,
``statements``, ``nodes``. All of it is checked against the vocabulary before a row is read; what is wrong is
an InputError with its line.
"""

import os
import re
from dataclasses import dataclass

from kg.errors import InputError
from kg.model.facts import SourceInfo
from kg.model.iris import DOCUMENT_ID
from kg.model.literals import date
from kg.model.vocabulary import Vocabulary, nearest
from loaders.keys import Keys
from loaders.strict_yaml import Mapping, Sequence, read_yaml
from loaders.template import Template, parse_template

HEAD = ("document", "title", "publisher", "date")
TABLE = ("table", "format", "delimiter", "quote", "encoding", "sheet", "header")
PARTS = ("resources", "statements", "nodes")
RESOURCE = ("name", "class", "classes", "en", "aliases", "split", "split_aliases", "optional")
FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
# The names that people write, and the codec: GB 18030 contains GBK, which contains GB 2312.
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "utf-16": "utf-16",
}
_ONLY_FOR = {
    "delimiter": ("csv", "tsv"),
    "quote": ("csv", "tsv"),
    "encoding": ("csv", "tsv", "jsonl"),
    "sheet": ("xlsx",),
    "header": ("csv", "tsv", "xlsx"),
}


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Where the table is and how to read it; ``header`` is the row of the column names, counted from 1."""

    path: str
    format: str
    delimiter: str
    quote: str
    encoding: str
    sheet: str
    header: int


@dataclass(frozen=True, slots=True)
class ResourceSpec:
    """A resource that rows name. ``split`` cuts one cell into several names; empty, it does not."""

    key: str
    line: int
    name: Template
    classes: tuple[Template, ...]
    class_map: dict[str, str]
    english: Template | None
    aliases: tuple[Template, ...]
    split: str
    split_aliases: str
    optional: bool

    @property
    def fixed_classes(self) -> tuple[str, ...]:
        """The classes where they are the same in every row; empty where a column tells them."""
        texts = [template.constant for template in self.classes]
        return () if None in texts else tuple(self.class_map.get(text or "", text or "") for text in texts)


@dataclass(frozen=True, slots=True)
class MappingHead:
    """A mapping without its statements and nodes."""

    path: str
    info: SourceInfo
    table: TableSpec
    resources: dict[str, ResourceSpec]
    keys: Keys


def read_head(path: str, vocabulary: Vocabulary, root: Mapping | None = None) -> MappingHead:
    """Read a mapping's head, table and resources; InputError where it is no such thing."""
    keys = Keys(path, read_yaml(path) if root is None else root, "the mapping")
    keys.only((*HEAD, *TABLE, *PARTS))
    return MappingHead(path, _info(keys), _table(keys), _resources(keys, vocabulary), keys)


def _info(keys: Keys) -> SourceInfo:
    document, day = keys.text("document"), keys.text("date", "")
    if not re.fullmatch(DOCUMENT_ID, document):
        raise keys.error("document", f"{document!r} is no id: use a-z, 0-9, - and .")
    if day:
        try:
            date(day)
        except ValueError as error:
            raise keys.error("date", f"the date {day!r} is {error}") from error
    return SourceInfo(document, keys.text("title", ""), keys.text("publisher", ""), day, by_rows=True)


def _table(keys: Keys) -> TableSpec:
    name = keys.text("table")
    form = keys.text("format", "") or FORMATS.get(os.path.splitext(name)[1].lower(), "")
    if form not in FORMATS.values():
        known = "write format: with one of " + ", ".join(dict.fromkeys(FORMATS.values()))
        raise keys.error("format" if form else "table", f"{form or name} is no format: {known}")
    for key, formats in _ONLY_FOR.items():
        if key in keys.items and form not in formats:
            raise keys.error(key, f"{key} means nothing for {form}: take it away")
    delimiter, quote = keys.text("delimiter", "\t" if form == "tsv" else ","), keys.text("quote", '"')
    # Blanks around a value are dropped, and a tab is a blank: what is left of a quoted tab is nothing.
    delimiter = "\t" if delimiter in ("", "\\t", "tab") else delimiter
    for key, char in (("delimiter", delimiter), ("quote", quote)):
        if len(char) != 1 and (key, char) != ("quote", "none"):
            other = "none" if key == "quote" else "tab"
            raise keys.error(key, f"{key} is one character, or {other}, not {char!r}")
    encoding = keys.text("encoding", "utf-8").lower()
    if encoding not in ENCODINGS:
        known = ", ".join(ENCODINGS)
        raise keys.error("encoding", f"{encoding} is no encoding that is read: write one of {known}")
    return TableSpec(
        path=os.path.join(os.path.dirname(keys.path), name),
        format=form,
        delimiter=delimiter,
        quote="" if quote == "none" else quote,
        encoding=ENCODINGS[encoding],
        sheet=keys.text("sheet", ""),
        header=keys.number("header", 1),
    )


def _resources(keys: Keys, vocabulary: Vocabulary) -> dict[str, ResourceSpec]:
    if "resources" not in keys.items:
        raise keys.error("resources", "the mapping needs the key resources")
    entries = Keys(keys.path, keys.items["resources"], "resources")
    if not entries.items:
        raise keys.error("resources", "resources is empty")
    return {
        key: _resource(key, Keys(keys.path, node, f"the resource {key}"), entries.key_lines[key], vocabulary)
        for key, node in entries.items.items()
    }


def _resource(key: str, keys: Keys, line: int, vocabulary: Vocabulary) -> ResourceSpec:
    keys.only(RESOURCE)
    spec = ResourceSpec(
        key=key,
        line=line,
        name=_template(keys, "name"),
        classes=_templates(keys, "class"),
        class_map=_class_map(keys, vocabulary),
        english=_template(keys, "en") if "en" in keys.items else None,
        aliases=_templates(keys, "aliases"),
        split=keys.text("split", ""),
        split_aliases=keys.text("split_aliases", ""),
        optional=keys.truth("optional"),
    )
    if not spec.classes:
        raise keys.error("class", f"{keys.what} needs the key class")
    for template in spec.classes:
        if template.constant is not None and template.constant not in spec.class_map:
            check_class(keys, "class", template.constant, vocabulary)
    if not spec.name.columns:
        reason = f"the name {spec.name.text} is the same in every row"
        raise keys.error("name", f'{reason}: write a column, "{{列}}"')
    for other in ("en", "aliases"):
        if spec.split and other in keys.items:
            raise keys.error(other, f"{other} does not go with split: whose would it be?")
    return spec


def _template(keys: Keys, key: str) -> Template:
    text = keys.text(key)
    if not text:
        raise keys.error(key, f"{key} is empty")
    return _parse(keys, key, text, keys.key_lines[key])


def _templates(keys: Keys, key: str) -> tuple[Template, ...]:
    return tuple(_parse(keys, key, scalar.text, scalar.line) for scalar in keys.texts(key))


def _parse(keys: Keys, key: str, text: str, line: int) -> Template:
    try:
        return parse_template(text, line)
    except ValueError as error:
        raise keys.error(key, str(error)) from error


def _class_map(keys: Keys, vocabulary: Vocabulary) -> dict[str, str]:
    if "classes" not in keys.items:
        return {}
    entries = Keys(keys.path, keys.items["classes"], "classes")
    for text in entries.items:
        check_class(entries, text, entries.text(text), vocabulary)
    return {text: entries.text(text) for text in entries.items}


def check_class(keys: Keys, key: str, name: str, vocabulary: Vocabulary) -> None:
    """InputError where a text is no class that a table may declare."""
    klass = vocabulary.classes.get(name)
    if klass is None:
        hint = nearest(name, vocabulary.classes)
        raise keys.error(key, f"unknown class {name}" + (f": {hint}" if hint else ""))
    if klass.facts_key or klass.iri_kind in ("", "document", "court-kind"):
        raise keys.error(key, f"{name} cannot be declared: it is abstract, a node, or a term of the schemes")


def sequence(keys: Keys, key: str) -> Sequence:
    """The list under a key, empty where the key is missing; InputError where it is no list."""
    node = keys.items.get(key)
    if node is None:
        return Sequence([], keys.line)
    if not isinstance(node, Sequence):
        raise InputError(f"{keys.path}:{node.line}: {key} is a list, one a line")
    return node
