"""What the tests of checks share: facts files written to a folder, and the documents where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.check.report import CheckReport, run_check

TOP = Path(__file__).parents[2]
DOCUMENTS = TOP.parent / "shared" / "documents"
Write = Callable[[str, str], str]
Check = Callable[..., CheckReport]


@pytest.fixture
def documents() -> str:
    """The folder of the five documents, which lies outside the checkout; without it the test is skipped."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not at ../shared/documents: their passages are not proven here")
    return str(DOCUMENTS)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, and return its path."""

    def to_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return str(path)

    return to_file


@pytest.fixture
def check(write: Write) -> Check:
    """Check facts given as resources and statements; ``others`` are whole files by name."""

    def run(
        resources: str, statements: str, others: dict[str, str] | None = None, documents: str | None = None
    ) -> CheckReport:
        text = f"document: one\nresources:\n{resources}\nstatements:\n{statements}\n"
        paths = [write("one.yaml", text)]
        paths += [write(name, text) for name, text in (others or {}).items()]
        return run_check(paths, documents)

    return run
