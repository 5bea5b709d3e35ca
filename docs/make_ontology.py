"""Writes ``docs/ontology.md`` and ``docs/ontology.svg``; ``--check`` says whether they are current."""

import sys
from pathlib import Path

from ontology_page import page
from ontology_svg import draw
from terms import read_ontology

HERE = Path(__file__).parent


def files() -> dict[Path, str]:
    """The generated files with their text."""
    ontology = read_ontology()
    return {HERE / "ontology.md": page(ontology), HERE / "ontology.svg": draw(ontology)}


def stale(wanted: dict[Path, str]) -> list[str]:
    """The names of the files that are missing or say something else."""
    return [path.name for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]


def main(wanted: dict[Path, str], arguments: list[str]) -> int:
    """Write the files, or with ``--check`` say which are not current (exit 1)."""
    old = stale(wanted)
    if "--check" not in arguments:
        for path, text in wanted.items():
            path.write_text(text, "utf-8")
    for name in old:
        print(f"{name}: " + ("not current; make docs" if "--check" in arguments else "written"))
    return 1 if old and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(files(), sys.argv[1:]))
