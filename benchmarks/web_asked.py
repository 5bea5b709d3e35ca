"""What the clients of the web benchmark ask, drawn at random, the same at every run."""

import random
from urllib.parse import quote

from benchmarks.web_data import WebGraph
from kg.model.iris import segment
from kg.names.pinyin import pinyin

TYPED = 12  # characters at most
_COURTS = 0.7  # of what is looked for
_FORMS = (4, 3, 2, 1, 1)  # how often a name is typed in full, short, in pinyin, as initials, in English


def typed(graph: WebGraph, dice: random.Random, count: int) -> list[str]:
    """Targets of suggestions: beginnings of names as they are typed, mostly of courts."""
    names, found = list(graph.declared), []
    for _ in range(count):
        name = dice.choice(graph.courts if dice.random() < _COURTS else names)
        entry = graph.declared[name]
        aliases = entry.get("aliases")
        short = aliases[0] if isinstance(aliases, list) else name
        text = dice.choices((name, short, *pinyin(short), str(entry.get("en", name))), _FORMS)[0] or name
        found.append(f"/api/suggest?q={quote(text[: dice.randint(1, TYPED)].strip() or text)}")
    return found


def entities(graph: WebGraph, dice: random.Random, count: int) -> list[str]:
    """Targets of entities: courts at random, each at most once."""
    courts = dice.sample(graph.courts, min(count, len(graph.courts)))
    return [f"/api/entity?id={quote('court/' + segment(name))}" for name in courts]
