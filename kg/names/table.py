"""The tables that the package brings along: read whole, and refused in one line where the installation is damaged."""

from kg.errors import StoreError


def content(path: str) -> bytes:
    """The bytes of a table. Raises StoreError where it is missing, cannot be read, or breaks off within a line."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}: install courtgraph again") from error
    if not data.endswith(b"\n"):
        raise _damaged(path)
    return data


def rows(path: str, width: int) -> list[list[str]]:
    """The cells of every row, without comments (``#``) and without the names of the columns.

    Raises StoreError as `content` does, and where the table is no UTF-8 or a row has another number of cells.
    """
    try:
        lines = content(path).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    cut = [line.split("\t") for line in lines[:-1] if not line.startswith("#")]
    if not cut or any(len(cells) != width for cells in cut):
        raise _damaged(path)
    return cut[1:]


def _damaged(path: str) -> StoreError:
    return StoreError(f"{path}: the table is damaged: install courtgraph again")
