"""Runs the commands of the READMEs and pastes what they print; ``--check`` only says whether that is current.

A block begins with ``<!-- OUTPUT: kg show 长春破产法庭 -->`` and ends with ``<!-- /OUTPUT -->``. Commands run
in a folder of their own with a graph built there, through a shell with the ``kg`` of this Python first on the
path. ``lines=12`` before the colon keeps so many lines and says how many more there are.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from make_ontology import main

TOP = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"<!-- OUTPUT(?: lines=(\d+))?: (.+?) -->\n.*?<!-- /OUTPUT -->", re.DOTALL)
FILE = re.compile(r"<!-- FILE: (.+?) -->\n```\w*\n(.*?)```", re.DOTALL)
_FENCE = re.compile(r"^```(?:console|sh|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SECONDS = 600
# Found, nothing found, ambiguous; and what ``kg case-number`` tells apart: malformed, unknown code, masked.
_ANSWERS = frozenset({0, 1, 3, 5, 6, 7})
_KEPT = frozenset({"HOME", "LANG", "TMPDIR", "JAVA_HOME", "KG_NEO4J_LIB"})


def outputs(text: str) -> list[str]:
    """The commands of a page whose output it shows, in order."""
    return [match[2] for match in _BLOCK.finditer(text)]


def commands(text: str) -> list[str]:
    """Every ``kg`` and ``python`` command that a page tells its reader to type."""
    lines = [line.removeprefix("$ ").strip() for block in _FENCE.findall(text) for line in block.splitlines()]
    typed = [line for line in lines if re.match(r"(kg|python|echo .*\| kg) ", line)]
    return list(dict.fromkeys([*outputs(text), *typed]))


def environment(folder: Path) -> dict[str, str]:
    """What commands run in: this Python's ``kg`` first, a graph of their own, a wide plain terminal."""
    binaries = Path(sys.executable).parent
    return {
        **{key: value for key, value in os.environ.items() if key in _KEPT},
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "KG_GRAPH": str(folder / "graph"),
        "KG_NEO4J_HOME": str(folder / "neo4j"),
        "COLUMNS": "110",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }


def prepare(folder: Path, text: str) -> None:
    """Write the files that a page shows, and build the graph that its commands ask."""
    for name, content in FILE.findall(text):
        (folder / name).write_text(content, "utf-8")
    if not (folder / "graph").exists():
        (folder / "seeds").symlink_to(TOP / "seeds")
        run("kg build", folder)


def run(command: str, folder: Path) -> str:
    """What a command prints on stdout and stderr; ValueError where it is used wrongly, or fails."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode not in _ANSWERS or "Traceback (most recent call last)" in done.stdout:
        raise ValueError(f"{command}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout.replace(str(folder), ".")


def fill(text: str, folder: Path) -> str:
    """A page with the present output of its commands."""
    prepare(folder, text)
    return _BLOCK.sub(lambda match: _shown(match[2], int(match[1] or 0), folder), text)


def _shown(command: str, limit: int, folder: Path) -> str:
    lines = [line.rstrip() for line in run(command, folder).strip("\n").splitlines()]
    if limit and len(lines) > limit:
        notes = [line for line in lines[limit:] if line.startswith("kg: ")]  # what the verb says in the end
        lines = [*lines[:limit], f"… ({len(lines) - limit - len(notes)} more lines)", *notes]
    option = f" lines={limit}" if limit else ""
    body = "\n".join(["```console", f"$ {command}", *lines, "```"])
    return f"<!-- OUTPUT{option}: {command} -->\n{body}\n<!-- /OUTPUT -->"


def filled() -> dict[Path, str]:
    """The READMEs with the present output of their commands."""
    with tempfile.TemporaryDirectory() as name:
        pages = {TOP / page: (TOP / page).read_text("utf-8") for page in PAGES}
        try:
            return {path: fill(text, Path(name)) for path, text in pages.items()}
        finally:
            run("kg neo4j stop", Path(name))


if __name__ == "__main__":
    sys.exit(main(filled(), sys.argv[1:]))
