"""The strict subset of YAML: what is read, and one line, with file and line, for all that is refused."""

import os
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from loaders.strict_yaml import Mapping, Node, Scalar, Sequence, read_yaml

Write = Callable[[str, str | bytes], str]


def test_everything_is_text_with_its_line(write: Write) -> None:
    path = write("a.yaml", "# 注\na: no\nb: [0123, 1.50,\n  ~]\n'c d': {e: 2022-09-26}\nf: |\n  一\n  二\n")
    root = read_yaml(path)
    assert root == Mapping(
        {
            "a": Scalar("no", 2),
            "b": Sequence([Scalar("0123", 3), Scalar("1.50", 3), Scalar("~", 4)], 3),
            "c d": Mapping({"e": Scalar("2022-09-26", 5)}, 5, {}),
            "f": Scalar("一\n二\n", 6),
        },
        2,
        {"b": 3, "c d": 5, "f": 6},
    )
    assert root.key_lines == {"a": 2, "b": 3, "c d": 5, "f": 6}


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
)
REFUSED = [
    ("", "1: the file is empty"),
    ("# nothing\n\n", "1: the file is empty"),
    ("---\n---\na: b\n", "2: a second document (---): one file holds one"),
    ("- a\n", "1: no mapping of keys"),
    ("文字\n", "1: no mapping of keys"),
    ("document：one\n", "1: no mapping of keys: a full-width ： where YAML wants a colon and a space"),
    ("a: b\n---\nc: d\n", "2: a second document (---): one file holds one"),
    ("a: b\na: c\n", "2: the key a a second time; first in line 1"),
    ("a: {b: c, b: d}\n", "1: the key b a second time; first in line 1"),
    ("a: &x b\n", "1: an anchor (&x): write the value out, or quote it"),
    ("a: b\nc: *x\n", "2: an alias (*x): write the value out, or quote it"),
    ("&x a: b\n", "1: an anchor (&x): write the value out, or quote it"),
    ("a:\n  <<: {b: c}\n", "2: a merge key (<<): write the keys out"),
    ("a: !!int 3\n", "1: a tag (tag:yaml.org,2002:int): values are plain text"),
    (
        "a: !!python/object/apply:os.system [ls]\n",
        "1: a tag (tag:yaml.org,2002:python/object/apply:os.system): values are plain text",
    ),
    ("!x a: b\n", "1: a tag (!x): values are plain text"),
    ("[a]: b\n", "1: a key that is no text"),
    ("? {a: b}\n: c\n", "1: a key that is no text"),
    ("a: b\nc\n", "2: broken YAML: could not find expected ':'"),
    ("a:\n\t- b\n", "2: broken YAML: found character that cannot start any token: a tab: indent with spaces"),
    ("a: {b: c\n", "2: broken YAML: did not find expected ',' or '}'"),
    ("a: 'b\n", "1: broken YAML: found unexpected end of stream"),
    (
        "a: {b: c， d: e: f}\n",
        ("1: broken YAML: did not find expected ',' or '}': a full-width ： or ， where YAML wants : or ,"),
    ),
    ("a: b\x07\n", "1: broken YAML: control characters are not allowed"),
    ("a: b\nc: \x7f\n", "2: broken YAML: control characters are not allowed"),
    ("s:\n  - {s:甲, p: 乙}\n", "2: the key s:甲: write a space after the colon"),
    ("s:\n  - {s：甲, p: 乙}\n", "2: the key s：甲: a full-width ： where YAML wants a colon and a space"),
    ("a: b\n" + "x: " + "[" * 9 + "]" * 9, "2: nested deeper than 8"),
    (BOMB, "1: an anchor (&a): write the value out, or quote it"),
    ("a: " + "x" * 70_000 + "\n", "1: a line of 70003 bytes; at most 65536 are read"),
    ("a: b\nc: \0\n", "2: a NUL byte: the file is no text"),
    ("a: 甲\nb: 乙\n".encode("utf-16"), "1: the file is UTF-16, not UTF-8: save it as UTF-8"),
    (b"a: b\nc: " + "法院".encode("gb18030"), "2: not UTF-8 (it looks like GB18030): save the file as UTF-8"),
    (b"a: b\nc: \xff\xff\n", "2: not UTF-8: save the file as UTF-8"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED, ids=lambda value: repr(value)[:20])
def test_refused(content: str | bytes, message: str, write: Write) -> None:
    path = write("a.yaml", content)
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    assert str(caught.value) == f"{path}:{message}"


def test_byte_order_mark_is_no_character(write: Write) -> None:
    assert read_yaml(write("a.yaml", "\ufeffa: b\n")).items == {"a": Scalar("b", 1)}


def _refused(path: str) -> str:
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    text = str(caught.value)
    assert "\n" not in text
    return text.removeprefix(path)


def test_a_line_of_50_megabytes(write: Write) -> None:
    assert _refused(write("a.yaml", b"a: b\nc: " + b"x" * 50_000_000)) == (
        ":2: a line of 50000003 bytes; at most 65536 are read"
    )


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(70 * 1024 * 1024)
    assert _refused(str(path)) == ": 70 MiB is too large for a facts file: give a table instead"


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert _refused(str(loop)) == ": cannot be read: Too many levels of symbolic links"
    assert _refused(str(tmp_path / "none.yaml")) == ": cannot be read: No such file or directory"
    assert _refused(str(tmp_path)) == ": cannot be read: Is a directory"


def test_no_permission(write: Write) -> None:
    path = write("a.yaml", "a: b\n")
    Path(path).chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything; the folder of the test before stands for it")
    assert _refused(path) == ": cannot be read: Permission denied"


@pytest.mark.parametrize(
    "content",
    [
        "a: " + "[" * 60_000,
        "a:\n" + "".join(" " * n + "-\n" for n in range(1, 2000)),
        "a: " + "{b: " * 15_000,
        BOMB,
    ],
    ids=["brackets", "dashes", "braces", "bomb"],
)
def test_deep_nesting_and_bombs_cost_nothing(content: str, write: Write) -> None:
    path = write("a.yaml", content)
    tracemalloc.start()
    began = time.perf_counter()
    _refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - began < 2
    assert peak < 20 * len(content) + 1_000_000


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


def _is_key(text: str) -> bool:
    return text != "<<" and ":" not in text and "：" not in text


TREES = st.dictionaries(
    TEXTS.filter(_is_key),
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(_is_key), inner, max_size=3),
        max_leaves=8,
    ).filter(lambda tree: _depth(tree) < 7),
    min_size=1,
    max_size=4,
)


def _depth(tree: object) -> int:
    inner = list(tree.values()) if isinstance(tree, dict) else tree if isinstance(tree, list) else []
    return 1 + max((_depth(item) for item in inner), default=0)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.items.items()}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, flow=st.booleans())
def test_what_is_written_is_read(tree: dict[str, object], flow: bool, write: Write) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style='"', width=4000)
    assert _plain(read_yaml(write("a.yaml", text))) == tree
