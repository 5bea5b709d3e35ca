"""The page of a resource as plain data: what people read, each value with the passages that say it."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

import pyoxigraph as ox

from kg.lookup.around import Around, Graphs, Json, Naries, Nary, around, document_of, passages_json
from kg.lookup.dated import Dates
from kg.lookup.figures import figures
from kg.lookup.part import BEGINNINGS, Parts, short
from kg.lookup.rivals import Claims
from kg.lookup.show import NEWS
from kg.lookup.sources import Sources
from kg.model.iris import ALT_LABEL, CG, PREF_LABEL, RDF_TYPE, local_name
from kg.names.natural import Key, natural
from kg.store.reader import Value

VALUES = 200  # shown of one property; its count says how many there are
ROWS = 500  # of the timeline, of claims, of nodes, of series

# Whose claims to be first stand on the page of the one who did it (as in the question `figures-of`).
_DEEDS = ("established", "held", "issued", "heard")
_BEGINNINGS = frozenset(CG + name for name in BEGINNINGS)
_NAMES = frozenset({PREF_LABEL, ALT_LABEL, RDF_TYPE})


class Pages:
    """The pages of one version; what they share (labels, n-ary nodes, dates, claims) is read once."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.reader = parts.reader
        self.naries = Naries(parts)
        self.labels = self.naries.labels
        self.dates = Dates(self.naries)
        self.claims = Claims(self.naries)
        self.sources = Sources(self.reader)

    def page(self, iri: str) -> Json:
        """The page of a resource (IRI, must exist): see `kg.web.entity_models.Entity` for its fields."""
        said = around(self.reader, iri)
        nodes = self._nodes(said)
        own = self.naries.get(iri)
        label, english = self.name(iri)
        claims = [node for node in nodes.values() if node.klass == "PriorityClaim"]
        claims += [claim for claim in self._claims_on_deeds(said) if claim.iri not in nodes]
        news = [self._node(node, iri) for node in nodes.values() if _news(node)]
        left: dict[str, int] = {}
        return {
            "id": short(iri),
            "iri": iri,
            "label": label,
            "english": english,
            "aliases": [
                {"text": term.value, "passages": passages_json(graphs)}
                for (predicate, term), graphs in sorted(said.out.items(), key=_by_text)
                if predicate == ALT_LABEL
            ],
            "classes": [self._class(name) for name in self._classes(said)],
            "since": _since(said) if self.parts.drawn(iri) else "",
            "facts": self._facts(iri, said, nodes),
            "figures": _first(left, "figures", figures(self.naries, _figures(iri, nodes.values()))),
            "timeline": _first(left, "timeline", self.dates.timeline(_near(iri, said, own))),
            "claims": _first(
                left, "claims", sorted((self.claims.json(claim, iri) for claim in claims), key=_own_first(short(iri)))
            ),
            "nodes": _first(left, "nodes", sorted(news, key=lambda row: (row["class"], row["text"], row["id"]))),
            "documents": self._documents(said, nodes),
            "left_out": left,
        }

    def name(self, iri: str) -> tuple[str, str]:
        """The name of a resource, an n-ary node in words; and its English name where it has another."""
        node = self.naries.get(iri)
        if node:
            return self.naries.words(node), self.naries.english(node)
        label, english = self.labels.both(iri)
        return label, english if english != label else ""

    def _classes(self, said: Around) -> list[str]:
        found = [term.value for predicate, term in said.out if predicate == RDF_TYPE]
        # The most particular first, as the resource is drawn.
        lines = self._ancestors
        return sorted(found, key=lambda name: (-len(lines.get(name.removeprefix(CG), ())), name))

    @cached_property
    def _ancestors(self) -> dict[str, list[str]]:
        from kg.lookup.resources import Resources

        return Resources(self.reader).ancestors

    def _class(self, iri: str) -> Json:
        return {"name": local_name(iri), "zh": self.labels.zh(iri), "en": self.labels.en(iri)}

    def _nodes(self, said: Around) -> dict[str, Nary]:
        """The n-ary nodes that name the resource, by IRI."""
        found = {start: self.naries.get(start) for start, _ in said.into}
        return {iri: node for iri, node in found.items() if node}

    def _facts(self, iri: str, said: Around, nodes: dict[str, Nary]) -> list[Json]:
        """The plain statements by property and direction: what the resource says first."""
        groups: dict[tuple[str, str], list[tuple[Value, Graphs]]] = {}
        for (predicate, term), graphs in said.out.items():
            if predicate not in _NAMES and not self._is_node(term):
                groups.setdefault((predicate, "out"), []).append((term, graphs))
        for (start, predicate), graphs in said.into.items():
            if start not in nodes and start != iri and predicate != RDF_TYPE:
                groups.setdefault((predicate, "in"), []).append((ox.NamedNode(start), graphs))
        facts = []
        for (predicate, direction), values in sorted(groups.items(), key=lambda item: (item[0][1] == "in", item[0])):
            made = [self._value(iri, direction, *value) for value in self._by_name(values)[:VALUES]]
            facts.append(
                {
                    "property": local_name(predicate),
                    "zh": self.labels.zh(predicate),
                    "en": self.labels.en(predicate),
                    "direction": direction,
                    "count": len(values),
                    "values": made,
                }
            )
        return facts

    def _is_node(self, term: Value) -> bool:
        return isinstance(term, ox.NamedNode) and self.naries.get(term.value) is not None

    def _by_name(self, values: list[tuple[Value, Graphs]]) -> list[tuple[Value, Graphs]]:
        def key(item: tuple[Value, Graphs]) -> tuple[Key, str]:
            term = item[0]
            return natural(term.value if isinstance(term, ox.Literal) else self.labels.zh(term.value)), term.value

        return sorted(values, key=key)

    def _value(self, iri: str, direction: str, term: Value, graphs: Graphs) -> Json:
        if isinstance(term, ox.Literal):
            found: Json = {"text": term.value, "passages": passages_json(graphs)}
            return found | {"source": short(iri), "target": term.value, "literal": True}
        other = short(term.value)
        label, english = self.name(term.value)
        found = {"text": label, "id": other, "passages": passages_json(graphs)}
        found |= {"english": english} if english else {}
        klass = self.parts.klass(term.value) or next(iter(self.reader.classes(term.value)), "")
        found |= {"class": klass} if klass else {}
        ends = (short(iri), other) if direction == "out" else (other, short(iri))
        return found | {"source": ends[0], "target": ends[1]}

    def _claims_on_deeds(self, said: Around) -> list[Nary]:
        """The claims on what the resource established, held, issued or heard: each once."""
        deeds = [term.value for predicate, term in said.out if predicate.removeprefix(CG) in _DEEDS]
        return list({claim.iri: claim for deed in sorted(set(deeds)) for claim in self.claims.about(deed)}.values())

    def _node(self, node: Nary, about: str) -> Json:
        return {
            "id": short(node.iri),
            "class": node.klass,
            "class_zh": self.labels.zh(CG + node.klass),
            "class_en": self.labels.en(CG + node.klass),
            "text": self.naries.words(node, about),
            "english": self.naries.english(node, about),
            "passages": passages_json(node.passages),
        }

    def _documents(self, said: Around, nodes: dict[str, Nary]) -> list[Json]:
        """The documents that speak of the resource, with the number of statements that each supports.

        An n-ary node counts as one, however many statements it is made of.
        """
        plain = [graphs for (_, term), graphs in said.out.items() if not self._is_node(term)]
        plain += [graphs for (start, _), graphs in said.into.items() if start not in nodes]
        counts: Counter[str] = Counter()
        for graphs in (*plain, *(node.passages for node in nodes.values())):
            counts.update({document_of(graph) for graph in graphs})
        return [self.sources.json(name) | {"statements": counts[name]} for name in sorted(counts) if name]


def _since(said: Around) -> str:
    """The date from which the resource is there, as `kg.lookup.part.Parts.node` has it."""
    return min((term.value for predicate, term in said.out if predicate in _BEGINNINGS), default="")


def _own_first(own: str) -> Callable[[Json], tuple[bool, str]]:
    return lambda claim: (claim["of"]["id"] != own, claim["text"])


def _by_text(item: tuple[tuple[str, Value], Graphs]) -> tuple[str, str]:
    return (item[0][1].value, item[0][0])


def _near(iri: str, said: Around, own: Nary | None) -> set[str]:
    """A resource and its neighbours; an n-ary node alone, whose dates are its fields."""
    if own:
        return {iri}
    ends = {term.value for predicate, term in said.out if isinstance(term, ox.NamedNode) and predicate != RDF_TYPE}
    return {iri, *ends, *(start for start, _ in said.into)}


def _figures(iri: str, nodes: Iterable[Nary]) -> list[Nary]:
    of = ox.NamedNode(iri)
    return [node for node in nodes if node.klass == "Observation" and of in node.terms.get("of", ())]


def _news(node: Nary) -> bool:
    """Whether a node says more than the plain statements beside it, and stands nowhere else on the page."""
    if node.klass in ("Observation", "PriorityClaim"):
        return False
    return node.klass not in NEWS or any(name in node.terms for name in NEWS[node.klass])


def _first(left: dict[str, int], name: str, rows: list[Json]) -> list[Json]:
    """The first `ROWS` rows; how many more there are goes to ``left``."""
    left[name] = max(0, len(rows) - ROWS)
    return rows[:ROWS]
