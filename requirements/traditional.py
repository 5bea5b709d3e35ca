"""Writes the characters of traditional spelling as a table to stdout: ``traditional.py PATH-OF-THE-WHEEL``."""

import sys
import zipfile
from pathlib import Path

_HEADER = """\
# Traditional characters, each with the simplified one that it is written as in names of divisions and courts.
# Source: dictionary/TSCharacters.txt and, for Hong Kong, HKVariants.txt of OpenCC (Apache License 2.0) as the Python
# package opencc-python-reimplemented 0.1.7 has them, by requirements/traditional.sh: the first of several simplified
# characters is taken; what stands in a name of division_history.tsv (乾 in 乾安县) is left as it is.
traditional\tsimplified
"""
_NAMES = Path("kg/names/division_history.tsv")


def pairs(wheel: str) -> dict[str, str]:
    """The simplified character of each traditional one."""
    with zipfile.ZipFile(wheel) as archive:
        simplified, variants = (
            dict(
                line.split("\t") for line in archive.read(f"opencc/dictionary/{name}.txt").decode().splitlines() if line
            )
            for name in ("TSCharacters", "HKVariants")
        )
    found = {character: forms.split(" ")[0] for character, forms in simplified.items()}
    plain = set(found.values())
    for character, forms in variants.items():
        for form in forms.split(" "):
            if form not in plain:
                found.setdefault(form, found.get(character, character))
    used = set(_NAMES.read_text("utf-8"))
    return {character: form for character, form in sorted(found.items()) if character != form and character not in used}


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(_HEADER + "".join(f"{one}\t{other}\n" for one, other in pairs(sys.argv[1]).items()))
