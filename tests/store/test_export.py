"""Exports: the same bytes for the same facts, each read back in its format, nothing half-written."""

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.cli.main import run
from kg.errors import StoreError
from kg.store.atomic import replacing
from kg.store.digest import Digest
from kg.store.export import quad_lines, triple_lines, write_export
from kg.store.reader import Reader
from kg.store.sorting import sorted_lines
from tests.conftest import TOY


def exported(reader: Reader, form: str, *, named: bool = False) -> bytes:
    out = io.BytesIO()
    write_export(reader.store, form, out, named=named)
    return out.getvalue()


def quads(data: bytes, form: ox.RdfFormat) -> list[str]:
    return sorted(str(quad) for quad in ox.parse(data, format=form))


def test_round_trip_gives_the_same_digest(reader: Reader) -> None:
    store = ox.Store()
    store.bulk_load(exported(reader, "nquads"), format=ox.RdfFormat.N_QUADS)
    digest = Digest()
    for line in quad_lines(store):
        digest.add(line)
    assert digest.hex() == reader.manifest.digest
    assert digest.count == reader.manifest.statements


def test_nquads_are_sorted_by_bytes_and_named(reader: Reader) -> None:
    lines = exported(reader, "nquads").splitlines(keepends=True)
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines)) == reader.manifest.statements
    assert all(isinstance(q.graph_name, ox.NamedNode) for q in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "ntriples", "jsonld"])
def test_equal_facts_give_equal_bytes(reader: Reader, tmp_path: Path, form: str) -> None:
    text = TOY.read_text(encoding="utf-8")
    head, _, body = text.partition("statements:\n")
    lines = [line for line in body.splitlines() if line.startswith("  - ")]
    other = tmp_path / "toy.yaml"
    other.write_text(f"{head}statements:\n" + "\n".join(reversed(lines)) + "\n", encoding="utf-8")
    assert run(["build", str(other), "--graph", str(tmp_path / "graph")]) == 0
    again = Reader(str(tmp_path / "graph"))
    assert exported(again, form) == exported(reader, form)


def test_the_formats_agree(reader: Reader) -> None:
    named = quads(exported(reader, "nquads"), ox.RdfFormat.N_QUADS)
    assert quads(exported(reader, "trig"), ox.RdfFormat.TRIG) == named
    assert quads(exported(reader, "jsonld", named=True), ox.RdfFormat.JSON_LD) == named
    triples = quads(exported(reader, "ntriples"), ox.RdfFormat.N_TRIPLES)
    assert quads(exported(reader, "turtle"), ox.RdfFormat.TURTLE) == triples
    assert quads(exported(reader, "jsonld"), ox.RdfFormat.JSON_LD) == triples
    assert len(triples) == len(set(triples)) < len(named)


def test_another_reader_reads_them(reader: Reader) -> None:
    count = sum(1 for _ in triple_lines(reader.store))
    for form, syntax in (("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")):
        assert len(rdflib.Graph().parse(data=exported(reader, form), format=syntax)) == count
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(reader, "trig"), format="trig")
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == reader.manifest.statements


def test_sorting_spills_to_disk() -> None:
    lines = [f"{n * 7919 % 10_007:05d}\n".encode() for n in range(10_007)]
    with sorted_lines(iter(lines), run=1000) as found:
        assert list(found) == sorted(lines)
    with sorted_lines(iter(lines), run=1000) as found:
        assert next(found) == b"00000\n"  # a reader may stop early
    with sorted_lines(iter([])) as found:
        assert list(found) == []


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "courts.nq"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(str(path)) as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="make room"):
        fail()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["courts.nq"]
    with replacing(str(path)) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
