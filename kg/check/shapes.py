"""What the shapes demand, read without rdflib: what is required, what is single-valued, what may be thinned.

The shapes are SHACL (https://www.w3.org/TR/shacl/), ``ontology/shapes.ttl``.
"""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.data import data_dir
from kg.errors import StoreError
from kg.model.iris import CG, RDF_TYPE, local_name

FILE = "shapes.ttl"
SH = "http://www.w3.org/ns/shacl#"
_TARGETS = frozenset({SH + "targetSubjectsOf", SH + "targetObjectsOf"})
_CLASS_ONLY = _TARGETS | {RDF_TYPE, SH + "class", SH + "or", SH + "disjoint", SH + "message", SH + "severity"}
_RDF = RDF_TYPE.removesuffix("type")

_Index = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class ShapeRules:
    """The shapes as other checks use them; properties and classes by local name.

    ``required`` and ``single`` map a class to the properties with ``sh:minCount`` 1 and ``sh:maxCount``
    1, and these to the name of the shape that says so; ``single_valued`` are the plain properties with
    ``sh:maxCount`` 1. ``in_full`` are the properties of which a shape must see every statement; of all the
    others, shapes look at nothing but the classes of both ends. ``thin`` is whether that can be told: SPARQL
    in a shape may look at anything.
    """

    required: Mapping[str, Mapping[str, str]]
    single: Mapping[str, Mapping[str, str]]
    single_valued: frozenset[str]
    in_full: frozenset[str]
    thin: bool


def shapes_path(folder: str = "") -> str:
    """The file of the shapes, of the installation or of another ontology folder."""
    return os.path.join(folder or data_dir("ontology"), FILE)


@cache
def load_rules(folder: str = "") -> ShapeRules:
    """The rules of the shapes; StoreError where the file is missing or no Turtle."""
    path = shapes_path(folder)
    try:
        triples = [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: {error}: mend the shapes or install courtgraph again") from error
    index: _Index = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        index[_key(triple.subject)][triple.predicate.value].append(_key(triple.object))
    plain = _counted(index, "maxCount", "targetSubjectsOf")
    return ShapeRules(
        required=_counted(index, "minCount", "targetClass"),
        single=_counted(index, "maxCount", "targetClass"),
        single_valued=frozenset(name for name, paths in plain.items() if name in paths),
        in_full=_in_full(index),
        thin=not any(SH + "sparql" in node or SH + "select" in node for node in index.values()),
    )


def _key(term: object) -> str:
    """IRIs and literals by value, blank nodes by their label."""
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _counted(index: _Index, count: str, target: str) -> dict[str, dict[str, str]]:
    """Target → path → shape (local names) of the property shapes that have a count of 1.

    A property shape has targets of its own, or stands within a node shape that has (``sh:property``).
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for shape, node in list(index.items()):
        for inner in [shape, *node.get(SH + "property", [])]:
            if "1" not in index[inner].get(SH + count, []):
                continue
            for name in node.get(SH + target, []):
                for path in index[inner][SH + "path"]:
                    found[name.removeprefix(CG)][path.removeprefix(CG)] = local_name(shape)
    return {name: dict(paths) for name, paths in found.items()}


def _in_full(index: _Index) -> frozenset[str]:
    """The properties that any shape uses for more than to ask for the class of a subject or an object."""
    full: set[str] = set()
    for node in index.values():
        targets = {name for key in _TARGETS for name in node.get(key, [])}
        other = {name for name in node.get(SH + "disjoint", []) if {name} != targets}
        if not (set(node) <= _CLASS_ONLY and _classes_alone(index, node)):
            full |= targets
        full |= other | (targets if other else set())
        for key, values in node.items():
            if key not in _TARGETS and key != SH + "disjoint":
                full |= set(values)
    return frozenset(name[len(CG) :] for name in full if name.startswith(CG) and name[len(CG)].islower())


def _classes_alone(index: _Index, node: dict[str, list[str]]) -> bool:
    """Whether the alternatives of ``sh:or`` ask for classes and nothing else."""
    for head in node.get(SH + "or", []):
        cell = head
        while cell != _RDF + "nil":
            if not all(set(index[item]) == {SH + "class"} for item in index[cell][_RDF + "first"]):
                return False
            cell = index[cell][_RDF + "rest"][0]
    return True
