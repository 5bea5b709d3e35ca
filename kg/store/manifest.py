"""What a version says of itself: digest, counts, and how far it was checked. No times, no paths."""

import json
import os
from dataclasses import asdict, dataclass, field

from kg.errors import StoreError
from kg.store.layout import MANIFEST

FORMAT = 1


@dataclass
class Manifest:
    """The manifest of a version; counts are of statements in named graphs unless they say otherwise."""

    digest: str = ""
    format: int = FORMAT
    ontology: str = ""
    statements: int = 0
    resources: int = 0
    shacl: str = "not run"
    documents: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    rejects: int = 0

    def write(self, folder: str) -> None:
        """Write the manifest into a version's folder."""
        with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1, sort_keys=True)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())


def read_manifest(folder: str) -> Manifest:
    """The manifest of a version; StoreError where it is damaged or of another format."""
    path = os.path.join(folder, MANIFEST)
    try:
        with open(path, encoding="utf-8") as file:
            manifest = Manifest(**json.load(file))
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: {error}: build the graph again with: kg build") from error
    if manifest.format != FORMAT:
        raise StoreError(f"{path}: format {manifest.format}, not {FORMAT}: build the graph again with: kg build")
    return manifest
