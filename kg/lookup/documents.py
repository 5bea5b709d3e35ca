"""The texts of source documents, where they are at hand: the sentence around a passage, with the span marked."""

import hashlib
import os
import re
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.model.iris import DCTERMS, DOCUMENTS, parse_passage, passage_spans
from kg.store.reader import Reader

_END = re.compile(r"[。！？；\n]")
MARGIN = 120
CUT = "……"


class Marked(NamedTuple):
    """A span within its sentence: what stands before it, the span, what stands after it; without white space."""

    before: str
    span: str
    after: str


class Documents:
    """A folder of document texts, found by the hash that the graph holds of each."""

    def __init__(self, reader: Reader, folder: str) -> None:
        """Look through a folder; InputError where it is none."""
        self.reader = reader
        self.texts: dict[str, str] = {}
        try:
            self._by_hash = dict(_hashed(os.path.join(folder, name)) for name in _files(folder))
        except OSError as error:
            place = error.filename or folder
            raise InputError(f"{place}: {error.strerror}: give the folder of the source documents") from error

    def at_hand(self) -> list[str]:
        """The ids of the documents of the graph whose text is in the folder, sorted."""
        identifier = DCTERMS + "identifier"
        iris = (iri for mark in self._by_hash for iri in self.reader.subjects(identifier, ox.Literal(mark)))
        return sorted(iri.removeprefix(DOCUMENTS) for iri in iris)

    def text(self, document: str) -> str:
        """The text of a document by its id; empty where no file of the folder has its hash or it is no UTF-8."""
        if document not in self.texts:
            hashes = self.reader.objects(DOCUMENTS + document, DCTERMS + "identifier")
            path = next((self._by_hash[h.value] for h in hashes if h.value in self._by_hash), None)
            self.texts[document] = _read(path) if path else ""
        return self.texts[document]

    def sentence(self, passage_iri: str) -> str:
        """The sentences that hold a passage, each span in 【】; empty where the text is not at hand."""
        return " … ".join(map(_joined, self.sentences(passage_iri)))

    def sentences(self, passage_iri: str) -> list[Marked]:
        """The sentence around each span of a passage, in order; empty where the text is not at hand."""
        passage = parse_passage(passage_iri)
        text = self.text(passage.document) if passage else ""
        return [_parts(text, *span) for span in passage_spans(passage)] if passage and text else []


def _files(folder: str) -> list[str]:
    return sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))


def _hashed(path: str) -> tuple[str, str]:
    with open(path, "rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest(), path


def _read(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        try:
            return file.read()
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8: {error.reason}") from error


def _marked(text: str, start: int, end: int) -> str:
    """A span in 【】 within its sentence."""
    return _joined(_parts(text, start, end))


def _joined(parts: Marked) -> str:
    return f"{parts.before}【{parts.span}】{parts.after}"


def _parts(text: str, start: int, end: int) -> Marked:
    """A span within its sentence, at most `MARGIN` characters on either side; …… stands where more was cut off."""
    before, after = text[max(0, start - MARGIN) : start], text[end : end + MARGIN]
    stops = [match.end() for match in _END.finditer(before) if match.group() != "\n"]
    if stops:
        before = before[stops[-1] :]
    elif start > MARGIN:
        before = CUT + before
    stop = next((match.end() for match in _END.finditer(after) if match.group() != "\n"), None)
    if text[end - 1 : end] in "。！？；":
        after = ""
    elif stop:
        after = after[:stop]
    elif end + MARGIN < len(text):
        after += CUT
    return Marked(*(re.sub(r"\s+", "", part) for part in (before, text[start:end], after)))
