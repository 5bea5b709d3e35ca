"""Checked access to the keys of a YAML mapping: what is unknown, or wrong, is an InputError with its line."""

from collections.abc import Iterable

from kg.errors import InputError
from kg.model.vocabulary import nearest
from loaders.strict_yaml import Mapping, Node, Scalar, Sequence

_QUOTES = '; a template needs quotes: "{列}"'
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Keys:
    """The keys of one mapping in a file; ``what`` names it in messages."""

    def __init__(self, path: str, node: Node, what: str) -> None:
        """Take a node; InputError where it is no mapping."""
        self.path = path
        self.what = what
        if not isinstance(node, Mapping):
            raise InputError(f"{path}:{node.line}: {what} is {{key: value, …}}{_QUOTES}")
        self.items = node.items
        self.line = node.line
        self.key_lines = node.key_lines

    def error(self, key: str, reason: str) -> InputError:
        """An error about a key, with the line of the key, or of the mapping where it has no such key."""
        return InputError(f"{self.path}:{self.key_lines.get(key, self.line)}: {reason}")

    def only(self, known: Iterable[str]) -> None:
        """InputError where there is another key than these, with the nearest of them."""
        known = list(known)
        for key in self.items:
            if key not in known:
                hint = nearest(key, known) or "keys: " + ", ".join(known)
                raise self.error(key, f"{self.what} has no key {key}: {hint}")

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key; InputError where it is no text, or missing without a default."""
        node = self.items.get(key)
        if node is None:
            if default is None:
                raise self.error(key, f"{self.what} needs the key {key}")
            return default
        if not isinstance(node, Scalar):
            raise self.error(key, f"{key} is a text{_QUOTES}")
        return node.text.strip()

    def texts(self, key: str) -> list[Scalar]:
        """The text of a key, or each of its list, with its line; empty where the key is missing."""
        node = self.items.get(key)
        if node is None:
            return []
        nodes = node.items if isinstance(node, Sequence) else [node]
        found = []
        for item in nodes:
            if not isinstance(item, Scalar):
                raise self.error(key, f"{key} is a text or a list of texts{_QUOTES}")
            if not item.text.strip():
                raise self.error(key, f"{key} is empty: leave the key out")
            found.append(Scalar(item.text.strip(), item.line))
        return found

    def number(self, key: str, default: int) -> int:
        """The whole number of a key, 1 or more."""
        text = self.text(key, str(default))
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
            raise self.error(key, f"{key} is a whole number from 1, not {text!r}")
        return int(text)

    def truth(self, key: str) -> bool:
        """Whether a key is true; false where it is missing."""
        text = self.text(key, "false").lower()
        if text not in _TRUTH:
            raise self.error(key, f"{key} is true or false, not {text!r}")
        return _TRUTH[text]
