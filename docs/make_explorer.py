"""Writes the table of the API into ``docs/explorer.md``, from the API's own description."""

import re
import sys
from pathlib import Path
from typing import Any

from kg.web.app import application
from make_ontology import main

PAGE = Path(__file__).parent / "explorer.md"
_TABLE = re.compile(r"(<!-- API: [^>]*-->\n)(.*?)(<!-- /API -->)", re.DOTALL)


def rows() -> list[str]:
    """The operations of the API, a line each, in order of path."""
    paths: dict[str, dict[str, Any]] = application().openapi()["paths"]
    found = []
    for path, operations in sorted(paths.items()):
        for method, operation in sorted(operations.items()):
            asked = [parameter["name"] for parameter in operation.get("parameters", []) if parameter["in"] == "query"]
            names = f"?{'&'.join(f'{name}=' for name in asked)}" if asked else ""
            text = " ".join(operation.get("description", operation.get("summary", "")).split("\n\n")[0].split())
            if path.startswith("/api/"):
                found.append(f"| `{method.upper()} {path}{names}` | {text} |")
    return found


def files() -> dict[Path, str]:
    """The page with the table as it should be."""
    table = "\n".join(["| request | answer |", "|---|---|", *rows()])
    text = PAGE.read_text("utf-8")
    return {PAGE: _TABLE.sub(lambda match: f"{match[1]}{table}\n{match[3]}", text)}


if __name__ == "__main__":
    sys.exit(main(files(), sys.argv[1:]))
