"""The text of a source document as a check reads it: what stands in a passage, and what near it.

"In or near" is the rule of the facts files: in the passage, or within 60 characters of the text on either
side. Names are compared after dropping white space and folding width (`kg.names.fold.squeeze`), because the
documents break lines and insert spaces inside names.
"""

import hashlib
import os
from collections.abc import Sequence

from kg.errors import InputError
from kg.names.fold import squeeze

NEAR = 60
Spans = Sequence[tuple[int, int]]


def read_document(path: str) -> tuple[str, str]:
    """The text of a document as it stands (line ends untouched) and ``sha256:…`` of the file's bytes.

    Raises InputError where the file cannot be read or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
        return data.decode("utf-8"), "sha256:" + hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}: spans count characters of UTF-8 text") from error


def text_path(folder: str, name: str) -> str:
    """The file of a text in the documents folder; InputError for a name that leads out of the folder."""
    if os.path.basename(name) != name:
        raise InputError(f"sources.yaml: file {name}: write the bare name of a file in the documents folder")
    return os.path.join(folder, name)


class DocumentText:
    """A document's text; every passage is cut out once."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._text = text
        self._whole = ""
        self._near: dict[tuple[tuple[int, int], ...], str] = {}

    def within(self, spans: Spans) -> str:
        """The characters of a passage as they stand, its spans joined: columns tear sentences apart."""
        return "".join(self._text[start:end] for start, end in spans)

    def near(self, spans: Spans) -> str:
        """A passage and its surroundings, squeezed.

        First the joined spans with what stands before the first and after the last, then each span with what
        stands around it; they are kept apart by a line end, which no squeezed name contains.
        """
        key = tuple(spans)
        found = self._near.get(key)
        if found is None:
            head = self._text[max(0, spans[0][0] - NEAR) : spans[0][0]]
            tail = self._text[spans[-1][1] : spans[-1][1] + NEAR]
            views = [head + self.within(spans) + tail]
            if len(spans) > 1:
                views += [self._text[max(0, start - NEAR) : end + NEAR] for start, end in spans]
            found = self._near[key] = "\n".join(squeeze(view) for view in views)
        return found

    def whole(self) -> str:
        """The whole text, squeezed."""
        if not self._whole:
            self._whole = squeeze(self._text)
        return self._whole
