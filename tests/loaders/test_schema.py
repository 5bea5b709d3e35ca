"""The JSON Schema of facts files: equal to the vocabulary, true of the seeds, and of use to an editor."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg.data import data_dir
from kg.model.vocabulary import Vocabulary
from loaders.schema import facts_schema
from loaders.strict_yaml import Node, Scalar, Sequence, read_yaml

Write = Callable[[str, str | bytes], str]
FILE = Path(__file__).parents[2] / "loaders" / "facts.schema.json"
SEEDS = sorted(path for path in Path(data_dir("seeds")).glob("*.yaml") if "document:" in path.read_text("utf-8"))


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.items.items()}


@pytest.fixture(scope="module")
def validator(vocabulary: Vocabulary) -> jsonschema.Draft202012Validator:
    schema = facts_schema(vocabulary)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_file_is_the_generated_one(vocabulary: Vocabulary) -> None:
    """Where this fails, the ontology has changed: python -m tests.loaders.test_schema writes the file."""
    assert FILE.read_text("utf-8") == _text(vocabulary)


def _text(vocabulary: Vocabulary) -> str:
    return json.dumps(facts_schema(vocabulary), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_are_valid(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    assert [error.json_path for error in validator.iter_errors(_plain(read_yaml(str(path))))] == []


GOOD = {
    "document": "one",
    "resources": {"甲": {"class": ["BasicCourt"], "en": "A", "aliases": "乙"}},
    "statements": [
        {"s": "甲", "p": "establishedOn", "o": 2022, "at": "3-5"},
        {"claim": {"of": "甲", "wording": "首个", "scope": "全国"}, "at": ["3-5", "7-9"], "unsaid": "x"},
        {"observation": {"of": "甲", "value": 12.5, "comparator": "over"}, "at": "3-5"},
    ],
}
WRONG = [
    ("document", "A B"),
    ("resources.甲.class", "BasicCuort"),
    ("resources.甲.class", "Observation"),
    ("resources.甲.clas", "BasicCourt"),
    ("statements.0.p", "establishdOn"),
    ("statements.0.p", "metric"),
    ("statements.0.at", "5"),
    ("statements.0.x", "y"),
    ("statements.1.claim.value", "1"),
    ("statements.2.observation.comparator", "more"),
    ("statements.2.at", []),
    ("statement", []),
]


def test_good_file_is_valid(validator: jsonschema.Draft202012Validator) -> None:
    assert list(validator.iter_errors(GOOD)) == []


@pytest.mark.parametrize(("place", "value"), WRONG)
def test_wrong_file_is_not(place: str, value: object, validator: jsonschema.Draft202012Validator) -> None:
    wrong = json.loads(json.dumps(GOOD))
    *path, last = place.split(".")
    inner = wrong
    for key in path:
        inner = inner[int(key)] if isinstance(inner, list) else inner[key]
    inner[last] = value
    assert list(validator.iter_errors(wrong))


def test_every_term_is_described_in_both_languages(vocabulary: Vocabulary) -> None:
    parts = facts_schema(vocabulary)["$defs"]
    for kind in ("class", "property"):
        options = (parts[kind].get("anyOf") or [parts[kind]])[0]["oneOf"]
        assert len(options) > 20
        assert all(" · " in option["description"] for option in options)


if __name__ == "__main__":
    from kg.rdf.ontology import load_vocabulary

    FILE.write_text(_text(load_vocabulary()), encoding="utf-8")
