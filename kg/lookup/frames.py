"""Rows as the Python API gives them, and as pandas takes them."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pandas as pd

# Collected columns of named questions hold lists of texts.
Value = str | int | float | bool | Decimal | datetime.date | list[str] | None


class Rows(list[dict[str, Value]]):
    """A list of dicts that knows its columns, and becomes a DataFrame."""

    def __init__(self, columns: Iterable[str], rows: Iterable[Mapping[str, Value]] = ()) -> None:
        """Rows with their columns, in order; the columns are known even where there are no rows."""
        super().__init__(dict(row) for row in rows)
        self.columns = tuple(columns)

    def to_dataframe(self) -> "pd.DataFrame":
        """The rows as a pandas DataFrame; StoreError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError:
            raise StoreError("pandas is not installed: pip install 'courtgraph[pandas]'") from None
        return pd.DataFrame(list(self), columns=list(self.columns))


def rows_of(rows: Iterable[Mapping[str, Value]], columns: Iterable[str] = ()) -> Rows:
    """Rows from plain dicts; the columns are those of the first row where none are given."""
    found = list(rows)
    return Rows(list(columns) or (list(found[0]) if found else []), found)
