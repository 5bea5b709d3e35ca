"""Options that verbs share."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.output import FORMATS, note
from kg.errors import InputError, UsageError

if TYPE_CHECKING:  # what a verb does without, it does not import
    from kg.mirror.connect import Connection
    from kg.store.reader import Reader

F = TypeVar("F", bound=Callable[..., object])


def _before_the_verb(name: str) -> Callable[[], object]:
    """What was given before the verb: ``kg --graph DIR show …`` is ``kg show … --graph DIR``."""
    return lambda: click.get_current_context().find_root().params.get(name)


def graph_option(function: F) -> F:
    """``--graph DIR``: which graph to use."""
    return click.option(
        "--graph",
        metavar="DIR",
        default=_before_the_verb("graph"),
        help="Folder of the graph (default: KG_GRAPH, else the user's data folder).",
    )(function)


def format_option(function: F) -> F:
    """``--format F``: how rows are written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=_before_the_verb("form"),
        help="Default: table on a terminal, tsv in a pipe.",
    )(function)


def open_reader(graph: str | None) -> "Reader":
    """The graph that a verb reads."""
    from kg.data import default_graph_dir
    from kg.store.reader import Reader

    return Reader(graph or default_graph_dir())


def neo4j_options(function: F) -> F:
    """``--uri``, ``--user``, ``--password``, ``--database``: which Neo4j, and as whom."""
    function = click.option(
        "--database", default="", metavar="NAME", help="Its database (default: NEO4J_DATABASE, else the user's own)."
    )(function)
    function = click.option(
        "--password",
        default="",
        metavar="TEXT",
        help="Its password (default: NEO4J_PASSWORD, which others on this machine cannot read).",
    )(function)
    function = click.option(
        "--user", default="", metavar="NAME", help="Its user (default: NEO4J_USERNAME, else neo4j)."
    )(function)
    return click.option(
        "--uri",
        default="",
        metavar="URI",
        help="A Neo4j, such as bolt://127.0.0.1:7687 (default: NEO4J_URI, else the one of kg neo4j start).",
    )(function)


def open_connection(uri: str = "", user: str = "", password: str = "", database: str = "") -> "Connection":
    """The Neo4j that a verb uses: what its options say, else the environment, else the one of ours that runs.

    Raises StoreError where there is none, or it does not answer.
    """
    from kg.mirror.connect import Connection, find_target

    return Connection(find_target(uri, user, password, database))


def query_text(text: str, extensions: tuple[str, ...], marks: str) -> str:
    """A query: the argument itself, the file that it names, or stdin for ``-``.

    A file's name ends with one of the extensions and has none of the marks, which only a query has. Raises InputError
    for a file that cannot be read, UsageError for what is not UTF-8.
    """
    is_file = text.endswith(extensions) and not any(mark in text for mark in marks)
    try:
        if text == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if not is_file:
            return os.fsencode(text).decode("utf-8")
        with open(text, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise InputError(f"{text}: {error.strerror or error}: give a file that can be read") from None
    except UnicodeError:
        raise (InputError if is_file else UsageError)(
            f"{text if is_file else 'the query'}: not UTF-8: write it anew in UTF-8"
        ) from None


def param_values(pairs: tuple[str, ...], example: str) -> dict[str, str]:
    """Values by name, from ``NAME=VALUE``; UsageError with the example for what is none, or is given twice."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.removeprefix("$")
        if not equals or not name:
            raise UsageError(f"--param {pair}: write NAME=VALUE, such as --param {example}")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


def stdin_name(name: str) -> str:
    """A name given on the command line, whatever the locale; ``-`` reads it from the first line of stdin.

    Raises UsageError where it is empty or not UTF-8.
    """
    try:
        data = sys.stdin.buffer.readline() if name == "-" else os.fsencode(name)
        text = data.decode("utf-8").strip()
    except UnicodeError:
        raise UsageError("the name is not UTF-8") from None
    if not text:
        raise UsageError("the name is empty: give a name, or - and a name on stdin")
    return text


def one(reader: "Reader", name: str) -> str:
    """The IRI of the resource that a name means; says on stderr how the name was understood."""
    from kg.lookup.resolve import resolve

    found = resolve(reader, stdin_name(name))
    note(found.note)
    return found.iri
