"""Two tables for ``neo4j-admin database import``: ``nodes.csv`` and ``relationships.csv`` (RFC 4180)."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from typing import IO

from kg.errors import StoreError
from kg.lookup.resources import Resource, Resources
from kg.store.atomic import replacing
from kg.store.reader import Reader

NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
# Labels and lists are parted by U+001F, which no text here has; neo4j-admin is told so by --array-delimiter.
DELIMITER = "\x1f"
_NUMBERS = {"value": "double", "multiplier": "long"}
_HEAD = ["iri:ID", ":LABEL", "label", "label_en", "aliases:string[]"]


def upper_snake(prop: str) -> str:
    """A property's local name as a type of relationships: ``establishedOn`` gives ``ESTABLISHED_ON``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", prop).upper()


def import_command(folder: str) -> str:
    """The command that makes a database of the two tables."""
    nodes, relationships = os.path.join(folder, NODES), os.path.join(folder, RELATIONSHIPS)
    return (
        "neo4j-admin database import full --array-delimiter=U+001F --multiline-fields=true"
        f" --nodes={nodes} --relationships={relationships} neo4j"
    )


def write_csv(reader: Reader, folder: str) -> tuple[int, int]:
    """Write the two tables into a folder, which is made where it is missing; returns how many rows each has.

    Raises StoreError where the folder cannot be written.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}: choose another folder with -o") from error
    resources = Resources(reader)
    columns = _columns(resources)
    head = [*_HEAD, *(f"{name}:{kind}" if kind else name for name, kind in columns.items())]
    known: set[str] = set()
    with replacing(os.path.join(folder, NODES)) as file:
        nodes = _write(file, head, _nodes(resources, list(columns), known))
    with replacing(os.path.join(folder, RELATIONSHIPS)) as file:
        edges = _write(file, [":START_ID", ":END_ID", ":TYPE", "passages:string[]"], _edges(resources, known))
    return nodes, edges


def _columns(resources: Resources) -> dict[str, str]:
    """The literal properties that there are, with their types; a list where a resource has several values."""
    several: dict[str, bool] = {}
    for resource in resources.all():
        for name, values in resource.literals.items():
            several[name] = several.get(name, False) or len(values) > 1
    return {name: "string[]" if several[name] else _NUMBERS.get(name, "") for name in sorted(several)}


def _write(file: IO[bytes], head: list[str], rows: Iterable[list[str]]) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    text.flush()
    text.detach()
    return count


def _nodes(resources: Resources, columns: list[str], known: set[str]) -> Iterator[list[str]]:
    for resource in resources.all():
        known.add(resource.iri)
        labels = dict.fromkeys(name for klass in resource.classes for name in resources.ancestors.get(klass, [klass]))
        names = [resource.iri, DELIMITER.join(labels), resource.label, resource.english]
        values = [DELIMITER.join(resource.literals.get(name, [])) for name in columns]
        yield [*names, DELIMITER.join(resource.aliases), *values]


def _edges(resources: Resources, known: set[str]) -> Iterator[list[str]]:
    for resource in resources.all():
        yield from _edges_of(resources, resource, known)


def _edges_of(resources: Resources, resource: Resource, known: set[str]) -> Iterator[list[str]]:
    for prop, target in resource.edges:
        if target in known:
            passages = resources.passages(resource.iri, prop, target)
            yield [resource.iri, target, upper_snake(prop), DELIMITER.join(passages)]
