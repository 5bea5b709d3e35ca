"""One resource for one thing: near-duplicates of facts files that nobody has judged (``kg check --duplicates``)."""

import os
from collections.abc import Sequence

from kg.check.duplicates import near_duplicates, undecided
from kg.errors import InputError
from kg.model.facts import Declaration, Reject
from kg.rdf.ontology import load_vocabulary
from loaders.identity import read_identity
from loaders.open import IDENTITY, open_sources


def check_identity(paths: Sequence[str]) -> list[Reject]:
    """Pairs of alike names without a judgement, judged ``same`` and still two, or judged and no longer there.

    Judgements are read from the ``identity.yaml`` beside the first file. Raises InputError where a file cannot be
    read.
    """
    if not paths:
        raise InputError("no facts file: name one at least")
    vocabulary = load_vocabulary()
    kinds: dict[str, str] = {}
    places: dict[str, tuple[str, int]] = {}
    for source in open_sources(paths, vocabulary):
        for fact in source.facts():
            if isinstance(fact, Declaration) and set(fact.classes) <= vocabulary.classes.keys():
                kinds.setdefault(fact.name, vocabulary.kind(fact.classes))
                places.setdefault(fact.name, (source.file, fact.line))
    path = os.path.join(os.path.dirname(paths[0]), IDENTITY)
    decisions = read_identity(path)
    found = []
    for pair in undecided(near_duplicates(kinds), decisions):
        file, line = places[pair.one]
        other_file, other_line = places[pair.other]
        reason = f"{pair.one} and {pair.other} ({other_file}:{other_line}) are {pair.likeness:.0%} alike"
        judged = "judged the same: make them one" if frozenset((pair.one, pair.other)) in decisions else ""
        hint = judged or f"make them one, or judge them in {IDENTITY}"
        found.append(Reject(file, line, pair.kind, pair.one, reason, hint))
    for names, (_, _, line) in sorted(decisions.items(), key=lambda item: item[1][2]):
        gone = sorted(names - kinds.keys())
        if gone:
            found.append(Reject(path, line, "names", gone[0], f"no resource is called {gone[0]}", "take it out"))
    return found
