"""Traditional characters in names: 長春市朝陽區 is 长春市朝阳区.

Character by character, which is enough for names of places and courts; running text would need phrases too.
"""

import os
from functools import cache

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traditional.tsv")


@cache
def _table() -> dict[int, str]:
    with open(TABLE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {ord(traditional): simplified for traditional, simplified in rows[1:]}


def simplified(text: str) -> str:
    """A text with its traditional characters simplified; as long as before, so that offsets stay right."""
    return text if text.isascii() else text.translate(_table())
