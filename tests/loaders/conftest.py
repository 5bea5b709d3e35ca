"""What the tests of loaders share: the vocabulary, files in a folder, and sources compiled to statements."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model.facts import Source
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from kg.rdf.compile import Compiler
from kg.rdf.ontology import load_vocabulary
from kg.rdf.registry import Registry

Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The ontology."""
    return load_vocabulary()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of text or bytes, and return its path."""

    def to_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return to_file


@pytest.fixture
def compiled(vocabulary: Vocabulary) -> Compile:
    """Compile a source alone."""
    return lambda source: list(Compiler(vocabulary, Registry(vocabulary), source).statements())
