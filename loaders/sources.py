"""``sources.yaml``: what is known of the source documents of a folder of facts files."""

import os
import re

from kg.errors import InputError
from kg.model.facts import SourceInfo
from kg.model.iris import DOCUMENT_ID
from kg.model.literals import date
from loaders.strict_yaml import Mapping, Scalar, read_yaml

_KEYS = ("title", "publisher", "date", "hash", "file")


def read_sources(path: str) -> dict[str, SourceInfo]:
    """The source documents of a ``sources.yaml``, by id; an empty dict where the file does not exist.

    Raises InputError for a file that is no mapping of ids to title, publisher, date, hash and file.
    """
    if not os.path.lexists(path):
        return {}
    root = read_yaml(path)
    found = {}
    for document, body in root.items.items():
        line = root.key_lines[document]
        if not re.fullmatch(DOCUMENT_ID, document):
            raise InputError(f"{path}:{line}: {document!r} is no id: use a-z, 0-9, - and .")
        if not isinstance(body, Mapping) or not body.items.keys() <= set(_KEYS):
            keys = ", ".join(_KEYS)
            raise InputError(f"{path}:{body.line}: {document}: write the keys {keys}, and no others")
        found[document] = source_info(path, document, body)
    return found


def source_info(path: str, document: str, body: Mapping) -> SourceInfo:
    """A source document from the keys that describe it; InputError where one is no text, or the date none."""
    texts = dict.fromkeys(_KEYS, "")
    for key in _KEYS:
        value = body.items.get(key)
        if value is None:
            continue
        if not isinstance(value, Scalar):
            raise InputError(f"{path}:{value.line}: {document}: {key} is a text, not a list or mapping")
        texts[key] = value.text.strip()
    if texts["date"]:
        try:
            date(texts["date"])
        except ValueError as error:
            line = body.key_lines["date"]
            raise InputError(f"{path}:{line}: {document}: the date {texts['date']!r} is {error}") from error
    return SourceInfo(document, texts["title"], texts["publisher"], texts["date"], texts["hash"], texts["file"])
