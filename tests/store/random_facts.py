"""Random facts that the compiler takes, as hypothesis draws them: hostile names, every property, every node."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kg.model.facts import Claim, Declaration, Fact, NodeClaim, Reject, SourceInfo
from kg.model.iris import EDTF, XSD
from kg.model.vocabulary import Property, Vocabulary
from kg.rdf.registry import NEVER_DECLARED

# Quotes, what IRIs and N-Triples escape, what looks like syntax, controls, planes beyond the first, directions.
HOSTILE = (
    "甲乙“”\"'\\\n\r\t\x00\x7f\x85 　%20#?&;,.:/<>[]{}|^`~@=+-_"
    "()（）𠮷🏛👩‍⚖️\U000e0067\u202e\u0301é\ue000\uffff\U0001fffe\U0010ffffA1"
)
names = st.text(alphabet=HOSTILE, min_size=1, max_size=10)
texts = st.text(alphabet=HOSTILE, min_size=1, max_size=20)
spans = st.lists(st.integers(1, 10**8), min_size=2, max_size=6, unique=True).map(sorted)
UNITS = {
    "件": ("件", ""),
    "%": ("%", ""),
    "万元": ("元", "10000"),
    "亿": ("亿", ""),
    "亿元": ("元", "100000000"),
    "百万吨": ("吨", "1000000"),
    "万亿元": ("元", "1000000000000"),
}


@st.composite
def fragments(draw: DrawFn) -> str:
    """A passage of one span, or of several that columns tore apart."""
    edges = draw(spans)
    pairs = zip(edges[0::2], edges[1::2], strict=False)
    return "&".join(f"char={start},{end}" for start, end in pairs)


@st.composite
def decimals(draw: DrawFn) -> str:
    """A decimal in one of its many forms, canonical or not."""
    whole = draw(st.sampled_from(["0", "5", "05", "000", "14762", "9" * 20]))
    fraction = draw(st.sampled_from(["", ".", ".0", ".5", ".50", ".05", "." + "1" * 18, ".000"]))
    bare = "" if whole == "0" and len(fraction) > 1 and draw(st.booleans()) else whole
    return draw(st.sampled_from(["", "", "+", "-"])) + bare + fraction


@st.composite
def dates(draw: DrawFn) -> str:
    """A date of any of the three precisions."""
    day = draw(st.dates()).isoformat()
    year = f"{draw(st.integers(1000, 2199))}"
    return year + draw(st.sampled_from(["", day[4:7], day[4:].replace("-02-29", "-02-28")]))


@st.composite
def intervals(draw: DrawFn) -> str:
    """A date, or an interval of years with an open end or without."""
    first, last = sorted(draw(st.lists(st.integers(1000, 2199), min_size=2, max_size=2)))
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}"]) | dates())


def literals(prop: Property) -> st.SearchStrategy[str]:
    """Texts that a property takes."""
    if prop.allowed:
        return st.sampled_from(sorted(prop.allowed))
    if EDTF in prop.datatypes:
        return intervals()
    if XSD + "date" in prop.datatypes:
        return dates()
    if XSD + "decimal" in prop.datatypes:
        return decimals()
    if XSD + "integer" in prop.datatypes:
        return st.integers(-(10**17), 10**17).map(str)
    return texts


@dataclass
class Facts:
    """The facts of one document, as a source of a build."""

    info: SourceInfo
    declarations: list[Declaration] = field(default_factory=list)
    statements: list[Claim | NodeClaim] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    file: str = "random.yaml"

    def facts(self) -> Iterator[Fact]:
        """Declarations first."""
        yield from self.declarations
        yield from self.statements


class Drawer:
    """Draws facts; resources are declared when a statement needs them."""

    def __init__(self, draw: DrawFn, vocabulary: Vocabulary, facts: Facts) -> None:
        self.draw, self.vocabulary, self.facts = draw, vocabulary, facts
        self.taken = set(vocabulary.concepts)
        self.concrete = sorted(
            k.name for k in vocabulary.classes.values() if k.iri_kind not in NEVER_DECLARED and not k.facts_key
        )

    def name(self) -> str:
        """A name that nothing has yet."""
        found = self.draw(names.filter(lambda name: name not in self.taken))
        self.taken.add(found)
        return found

    def resource(self, wanted: frozenset[str]) -> str:
        """The name of a resource of some classes: declared already, a concept, or new; empty where none can be."""
        fits = self.vocabulary.fits
        known = [d.name for d in self.facts.declarations if fits(d.classes, wanted)]
        known += [c.name for c in self.vocabulary.concepts.values() if fits((c.klass,), wanted)][:3]
        classes = [name for name in self.concrete if fits((name,), wanted)]
        if known and (not classes or self.draw(st.booleans())):
            return self.draw(st.sampled_from(known))
        if not classes:
            return ""
        english = self.draw(st.just("") | texts)
        aliases = tuple(self.name() for _ in range(self.draw(st.integers(0, 2))))
        klass = self.draw(st.sampled_from(classes))
        self.facts.declarations.append(Declaration(self.name(), (klass,), english, aliases, "", 1))
        return self.facts.declarations[-1].name

    def value(self, prop: Property) -> str:
        """An object of a property."""
        return self.draw(literals(prop)) if prop.is_literal else self.resource(prop.range)

    def claim(self, prop: Property) -> None:
        """A statement, in one passage or in several."""
        subject, value = self.resource(prop.domain), self.value(prop)
        if not subject or not value or (not prop.is_literal and subject == value):
            return
        for fragment in self.draw(st.lists(fragments(), min_size=1, max_size=3)):
            self.facts.statements.append(Claim(subject, prop.name, value, fragment, 1))

    def node(self, key: str) -> None:
        """A node with some of its fields."""
        klass = self.vocabulary.node_class(key)
        assert klass
        keys = self.draw(st.lists(st.sampled_from(self.vocabulary.node_keys(klass.name)), min_size=1, unique=True))
        found: list[tuple[str, str]] = []
        for name in keys:
            prop = self.vocabulary.node_property(klass.name, name)
            assert prop
            if name == "unit":
                found.append((name, self.draw(st.sampled_from(sorted(UNITS)))))
                continue
            several = not prop.is_literal and self.draw(st.booleans())
            values = {self.value(prop) for _ in range(2 if several else 1)}
            found += [(name, value) for value in sorted(values) if value]
        for fragment in self.draw(st.lists(fragments(), min_size=1, max_size=2)):
            self.facts.statements.append(NodeClaim(key, tuple(found), fragment, 1))


@st.composite
def random_facts(draw: DrawFn, vocabulary: Vocabulary) -> Facts:
    """The facts of a document: statements of every kind, with the declarations that they need."""
    nodes = frozenset(k.name for k in vocabulary.classes.values() if k.facts_key)
    plain = [
        prop
        for _, prop in sorted(vocabulary.properties.items())
        if not prop.domain <= nodes and not (prop.range and prop.range <= nodes)
    ]
    keys = sorted(k.facts_key for k in vocabulary.classes.values() if k.facts_key)
    info = SourceInfo("random", draw(st.just("") | texts), draw(st.just("") | texts), draw(st.just("") | dates()))
    drawer = Drawer(draw, vocabulary, Facts(info))
    for prop in draw(st.lists(st.sampled_from(plain), max_size=8)):
        drawer.claim(prop)
    for key in draw(st.lists(st.sampled_from(keys), max_size=5)):
        drawer.node(key)
    return drawer.facts
