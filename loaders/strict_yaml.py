"""A strict subset of YAML, read from the event stream of libyaml, with the line of everything.

Every scalar is text; anchors, aliases, tags, merge keys, second documents, nesting over 8 and lines over
64 KiB are refused. The ordinary safe loader turns ``no`` into False and ``0123`` into 83, keeps the last of
two equal keys in silence, and forgets lines. Events are taken one at a time and reading stops at the first
that is refused, so neither deep nesting nor a bomb of aliases ever reaches memory or the C stack.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from kg.errors import InputError
from loaders.text import line_of, read_bytes

MAX_DEPTH = 8
_ENDLESS = ("could not find expected ':'", "found unexpected end of stream")
_FULL_WIDTH = "a full-width ： where YAML wants a colon and a space"


class Scalar(NamedTuple):
    """A text and the line that it stands in, counted from 1."""

    text: str
    line: int


class Sequence(NamedTuple):
    """A list and its line."""

    items: "list[Node]"
    line: int


class Mapping(NamedTuple):
    """A mapping and its line; ``other_lines`` are the lines of keys that stand in another line than it."""

    items: "dict[str, Node]"
    line: int
    other_lines: dict[str, int]

    @property
    def key_lines(self) -> dict[str, int]:
        """The line of each key, in the order of the keys."""
        return {key: self.other_lines.get(key, self.line) for key in self.items}


Node = Scalar | Sequence | Mapping
# An event of libyaml; what it carries depends on its class, which every branch below asks first.
_Event = Any

# What runs for every scalar of a file, without the detour over a Python constructor.
_new = tuple.__new__
_SCALAR: Any = yaml.ScalarEvent
# The lines of the keys of a mapping in one line: none is another.
_HERE: dict[str, int] = {}


def read_yaml(path: str) -> Mapping:
    """The single mapping that a file holds; InputError, with file and line, for all else."""
    data = read_bytes(path)
    reader = _Reader(path, data)
    try:
        root = reader.root()
    except yaml.YAMLError as error:
        raise InputError(_explain(path, data, error)) from error
    finally:
        reader.loader.dispose()
    if root is None:
        raise InputError(f"{path}:1: the file is empty")
    if not isinstance(root, Mapping):
        hint = f": {_FULL_WIDTH}" if isinstance(root, Scalar) and "：" in root.text else ""
        raise InputError(f"{path}:{root.line}: no mapping of keys{hint}")
    return root


def _explain(path: str, data: bytes, error: yaml.YAMLError) -> str:
    """One line about broken YAML: where, what libyaml says, and what is likely meant."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    # What never ends is noticed far behind the line where it begins.
    mark = (marks[1] if problem.startswith(_ENDLESS) else None) or marks[0] or marks[1]
    # A character that YAML does not allow comes with an offset in bytes and no mark.
    line = mark.line + 1 if mark else line_of(data, getattr(error, "position", 0) or 0)
    lines = data.decode("utf-8").split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    hint = ""
    if "\t" in shown:
        hint = ": a tab: indent with spaces"
    elif "：" in shown or "，" in shown:
        hint = ": a full-width ： or ， where YAML wants : or ,"
    return f"{path}:{line}: broken YAML: {problem}{hint}"


class _Reader:
    """Builds the tree of one file; it recurses as deep as the tree is allowed to be, and no deeper."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.loader = yaml.CSafeLoader(data)
        self._next: Callable[[], _Event] = self.loader.get_event
        # The keys found to be right, wherever they stand: a file has few, each thousands of times.
        self._known: set[str] = set()

    def root(self) -> Node | None:
        """The root of the only document, or None where there is none."""
        root: Node | None = None
        while True:
            event = self._next()
            if event is None or isinstance(event, yaml.StreamEndEvent):
                return root
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refuse(event, "a second document (---): one file holds one")
            elif not isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent):
                root = self._node(event, 1)

    def _refuse(self, event: _Event, what: str) -> InputError:
        return InputError(f"{self.path}:{event.start_mark.line + 1}: {what}")

    def _check(self, event: _Event) -> None:
        """Refuse what is more than a plain value."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, f"an alias (*{event.anchor}): write the value out, or quote it")
        if event.anchor is not None:
            raise self._refuse(event, f"an anchor (&{event.anchor}): write the value out, or quote it")
        if event.tag is not None and event.tag != "!":
            raise self._refuse(event, f"a tag ({event.tag}): values are plain text")

    def _node(self, event: _Event, depth: int) -> Node:
        self._check(event)
        line = event.start_mark.line + 1
        if type(event) is _SCALAR:
            return Scalar(event.value, line)
        if depth > MAX_DEPTH:
            raise self._refuse(event, f"nested deeper than {MAX_DEPTH}")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(line, depth)
        return self._mapping(line, depth)

    def _sequence(self, line: int, depth: int) -> Sequence:
        items: list[Node] = []
        while True:
            event = self._next()
            if isinstance(event, yaml.SequenceEndEvent):
                return Sequence(items, line)
            items.append(self._node(event, depth + 1))

    def _mapping(self, line: int, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = _HERE
        get, known = self._next, self._known
        while True:
            event = get()
            if type(event) is not _SCALAR:
                if isinstance(event, yaml.MappingEndEvent):
                    return Mapping(items, line, lines)
                self._check(event)
                raise self._refuse(event, "a key that is no text")
            if event.anchor is not None or event.tag is not None:
                self._check(event)
            key = event.value
            key_line = event.start_mark.line + 1
            value = get()
            if key in items or key not in known:
                self._check_key(event, value, depth, Mapping(items, line, lines))
            if key_line != line:
                lines = lines or {}
                lines[key] = key_line
            if type(value) is _SCALAR and value.anchor is None and value.tag is None:
                items[key] = _new(Scalar, (value.value, value.start_mark.line + 1))
            else:
                items[key] = self._node(value, depth + 1)

    def _check_key(self, event: _Event, value: _Event, depth: int, before: Mapping) -> None:
        """Refuse a key that merges, stands twice, or swallowed its value: ``{s:甲}`` is the key ``s:甲``."""
        key = event.value
        if key == "<<":
            raise self._refuse(event, "a merge key (<<): write the keys out")
        if key in before.items:
            first = before.key_lines[key]
            raise self._refuse(event, f"the key {key} a second time; first in line {first}")
        if ":" not in key and "：" not in key:
            self._known.add(key)
            return
        # The first two levels have names for keys, and a name may hold a colon.
        if depth < 3 or event.style:
            return
        if ":" in key[1:]:
            raise self._refuse(event, f"the key {key}: write a space after the colon")
        if "：" in key[1:] and type(value) is _SCALAR and not value.value:
            raise self._refuse(event, f"the key {key}: {_FULL_WIDTH}")
