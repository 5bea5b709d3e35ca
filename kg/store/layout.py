"""How a graph lies on disk, and how a new version takes the place of the old one.

``graph/versions/{digest}/`` holds the store (``db/``), the name index (``names.sqlite``) and the manifest
together; ``graph/current`` is a symlink to one version and is replaced by `os.replace`, because a directory
cannot be renamed over a full one. A reader resolves the link once, so it never sees half a graph.
"""

import os

from kg.errors import StoreError

DB = "db"
NAMES = "names.sqlite"
MANIFEST = "manifest.json"


class Layout:
    """A graph folder; ``root`` is its path."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.versions = os.path.join(self.root, "versions")
        self.link = os.path.join(self.root, "current")

    def current(self) -> str:
        """The folder of the current version; StoreError where there is none."""
        try:
            target = os.readlink(self.link)
        except FileNotFoundError:
            raise StoreError(f"no graph at {self.root}: build one with: kg build") from None
        except OSError as error:
            raise StoreError(f"{self.link}: {error.strerror}: expected the link that kg build makes") from error
        return self._whole(os.path.join(self.root, target))

    def version(self, name: str) -> str:
        """The folder of a version by ``current``, ``previous`` or the beginning of its digest."""
        if name == "current":
            return self.current()
        names = self.names()
        if name == "previous":
            now = os.path.basename(self.current())
            names = [n for n in names if n != now]
        else:
            names = [n for n in names if n.startswith(name)]
        if len(names) != 1:
            raise StoreError(f"{self.root} has {len(names)} versions called {name}: see kg status --versions")
        return self._whole(os.path.join(self.versions, names[0]))

    def names(self) -> list[str]:
        """The digests of the versions that are there, sorted."""
        if not os.path.isdir(self.versions):
            return []
        return sorted(n for n in os.listdir(self.versions) if not n.startswith("."))

    def _whole(self, path: str) -> str:
        for part in (DB, NAMES, MANIFEST):
            if not os.path.exists(os.path.join(path, part)):
                raise StoreError(f"{path}: {part} is missing: build the graph again with: kg build")
        return path
