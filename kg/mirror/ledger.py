"""The loss ledger: what the mirror cannot show under a name of its own, or not exactly. It keeps it even so."""

from collections import Counter
from typing import NamedTuple

from kg.mirror.names import ontology_losses
from kg.mirror.source import Source


class Entry(NamedTuple):
    """One line: a term of the ontology or a statement's predicate, why, an example, and how many statements."""

    term: str
    why: str
    example: str
    statements: int


def ledger(source: Source | None = None) -> list[Entry]:
    """The ledger of the ontology and, where a store is given, of its statements."""
    found = [Entry(loss.term, loss.why, "", 0) for loss in ontology_losses()]
    if source is None:
        return found
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for projected in source.nodes():
        for predicate, term in projected.hidden:
            counts[predicate] += 1
            examples.setdefault(predicate, f"<{projected.node.iri}> {predicate} {term}")
    why = "kept in _literals; no property shows it exactly"
    return found + [Entry(name, why, examples[name], count) for name, count in sorted(counts.items())]
