"""Traditional characters in names: 長春市朝陽區 is 长春市朝阳区.

Character by character, which is enough for names of places and courts; running text would need phrases too.
"""

import os
from functools import cache

from kg.names.table import rows

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traditional.tsv")


@cache
def _table() -> dict[int, str]:
    return {ord(traditional): simplified for traditional, simplified in rows(TABLE, 2)}


def simplified(text: str) -> str:
    """A text with its traditional characters simplified; as long as before, so that offsets stay right."""
    return text if text.isascii() else text.translate(_table())
