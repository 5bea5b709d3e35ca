"""Fields that an n-ary node must have, checked fact by fact: this works on a stream of any length.

Which fields are required (``sh:minCount`` 1) and which take one value (``sh:maxCount`` 1) is read from the
shapes, so that a build of more than 100,000 statements, where SHACL does not run, refuses the same nodes.
"""

from collections.abc import Iterator

from kg.check.shapes import ShapeRules, load_rules
from kg.model.facts import Fact, NodeClaim, Reject, Source
from kg.model.vocabulary import Klass, Vocabulary


class WholeNodes:
    """A source whose incomplete nodes are refused; give it to a build in place of the source itself."""

    def __init__(self, source: Source, vocabulary: Vocabulary, rules: ShapeRules | None = None) -> None:
        self.info = source.info
        self.file = source.file
        self.rejects = source.rejects
        self._source = source
        self._rules = rules or load_rules()
        self._classes = {k.facts_key: k for k in vocabulary.classes.values() if k.facts_key}
        self._keys = {p.name: p.facts_key or p.name for p in vocabulary.properties.values()}

    def facts(self) -> Iterator[Fact]:
        """The facts of the source, without nodes that lack a field or have two values of a single one."""
        for fact in self._source.facts():
            if not isinstance(fact, NodeClaim) or self._whole(fact):
                yield fact

    def _whole(self, fact: NodeClaim) -> bool:
        klass = self._classes[fact.key]
        return self._complete(klass, fact) and self._single(klass, fact)

    def _complete(self, klass: Klass, fact: NodeClaim) -> bool:
        present = {key for key, _ in fact.fields}
        required = {self._keys[name]: shape for name, shape in self._rules.required.get(klass.name, {}).items()}
        missing = sorted(required.keys() - present)
        for key in missing:
            reason = f"rule {required[key]}: {fact.key} without {key}"
            self._reject(fact, key, "", reason, "it needs " + ", ".join(sorted(required)))
        return not missing

    def _single(self, klass: Klass, fact: NodeClaim) -> bool:
        single = {self._keys[name]: shape for name, shape in self._rules.single.get(klass.name, {}).items()}
        values: dict[str, set[str]] = {}
        for key, text in fact.fields:
            values.setdefault(key, set()).add(text)
        wrong = [key for key, texts in values.items() if len(texts) > 1 and key in single]
        for key in wrong:
            reason = f"rule {single[key]}: {fact.key} with {len(values[key])} values of {key}"
            self._reject(fact, key, ", ".join(sorted(values[key])), reason, f"write one {fact.key} a line for each")
        return not wrong

    def _reject(self, fact: NodeClaim, column: str, value: str, reason: str, hint: str) -> None:
        self.rejects.append(Reject(self.file, fact.line, column, value, reason, hint))
