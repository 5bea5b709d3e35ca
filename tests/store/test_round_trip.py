"""Facts → statements → store on disk → facts: nothing is lost, added or changed on the way, in any order."""

import io
import random
import tempfile
from dataclasses import replace
from urllib.parse import unquote

import pyoxigraph as ox
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg.model.iris import CG, DCTERMS, DOCUMENTS, PREF_LABEL, resource_iri
from kg.rdf.ontology import load_vocabulary
from kg.store.build import Builder, Result
from kg.store.export import quad_lines, triple_lines, write_export
from kg.store.reader import Reader
from tests.store.decompile import decompile, normal
from tests.store.random_facts import Facts, random_facts

VOCABULARY = load_vocabulary()
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def build(facts: Facts, folder: str) -> tuple[Result, Reader]:
    """A build without the shapes, which random facts do not follow."""
    result = Builder(VOCABULARY, lambda *_: []).build([facts], folder)
    return result, Reader(folder)


def exported(reader: Reader) -> bytes:
    out = io.BytesIO()
    write_export(reader.store, "nquads", out)
    return out.getvalue()


@SLOW
@given(random_facts(VOCABULARY))
def test_what_is_read_back_is_what_was_given(facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result, reader = build(facts, folder)
        assert result.rejects == []
        wanted = normal(facts, VOCABULARY)
        found = decompile(reader.store, "random", VOCABULARY)
        event(f"statements: {min(len(found.statements), 9)}, nodes: {min(len(found.nodes), 5)}")
        assert found == wanted

        # The default graph holds each triple of a named graph once, and nothing else.
        triples = list(triple_lines(reader.store))
        named = {line.rpartition(b" <")[0] for line in quad_lines(reader.store)}
        assert {triple.removesuffix(b" .\n") for triple in triples} == named
        assert len(triples) == len(named)

        # What is known of the document stands in the graph of the sources.
        about = {p: t.value for p, t in reader.out(DOCUMENTS + "random") if p != CG + "of"}
        assert about.get(PREF_LABEL, "") == facts.info.title
        assert about.get(DCTERMS + "publisher", "") == facts.info.publisher
        assert about.get(DCTERMS + "date", "") == facts.info.date
        reader.close()


@settings(SLOW, max_examples=20)
@given(random_facts(VOCABULARY), st.integers(0, 2**32))
def test_the_order_of_the_lines_does_not_matter(facts: Facts, seed: int) -> None:
    chance = random.Random(seed)
    other = replace(facts, declarations=[*facts.declarations], statements=[*facts.statements])
    chance.shuffle(other.declarations)
    chance.shuffle(other.statements)
    other.statements += other.statements[:2]  # and one said twice is said once
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        (first, left), (second, right) = build(facts, one), build(other, two)
        assert first.manifest == second.manifest
        assert exported(left) == exported(right)
        assert exported(left).count(b"\n") == first.manifest.statements
        left.close()
        right.close()


def test_every_character_can_stand_in_a_name() -> None:
    for start in range(0, 0x110000, 0x800):
        if not 0xD800 <= start < 0xE000:
            name = "".join(map(chr, range(start, start + 0x800)))
            iri = resource_iri("court", name)
            assert ox.NamedNode(iri).value == iri
            assert unquote(iri.rpartition("/")[2]) == name
