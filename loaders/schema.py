"""The JSON Schema of facts files, for editors: what may be written where, with labels in Chinese and English.

An editor reads YAML by the rules of YAML 1.2, where 2022 is a number: texts may be numbers here, though the
loader takes all of them as text. The schema knows spellings; what fits together only a build knows.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.model.iris import BASE, DOCUMENT_ID
from kg.model.vocabulary import Klass, Property, Vocabulary
from loaders.facts import HEAD, RESOURCE, STATEMENT

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NEVER_DECLARED = ("", "document", "court-kind")
_TEXT, _TEXTS = {"$ref": "#/$defs/text"}, {"$ref": "#/$defs/texts"}
_DESCRIPTIONS = {
    "document": "来源文书的标识，见 sources.yaml · Id of the source document, see sources.yaml",
    "resources": "本文书声明的资源，以正式全称为键 · The resources declared here, by their full names",
    "statements": "陈述，每行一条，各有其出处 · Statements, one a line, each with its passage",
    "class": "类 · Class",
    "en": "英文名 · English name",
    "aliases": "别名、简称 · Aliases and short names",
    "here": "仅在本文书中指称它的写法 · Forms that mean it in this document alone",
    "s": "主语，可为列表 · Subject, or a list of them",
    "p": "属性 · Property",
    "o": "宾语：资源名或文字，可为列表 · Object: a name or a literal, or a list of them",
    "at": "出处：字符起止，不含末位 · Passage: characters of the document, end exclusive",
    "unsaid": "出处未写明的部分及理由 · What the passage does not spell out, and why it is right",
}
_Schema = dict[str, Any]


def facts_schema(vocabulary: Vocabulary) -> _Schema:
    """The schema of a facts file (JSON Schema, draft 2020-12) for a vocabulary."""
    nodes = sorted((k for k in vocabulary.classes.values() if k.facts_key), key=lambda k: k.facts_key)
    parts: dict[str, _Schema] = {
        "document": {"type": "string", "pattern": f"^{DOCUMENT_ID}$"},
        "resources": {"type": "object", "minProperties": 1, "additionalProperties": _ref("resource")},
        "statements": {"type": "array", "minItems": 1, "items": {"oneOf": _forms(nodes)}},
    }
    return {
        "$schema": _DIALECT,
        "$id": BASE + "facts.schema.json",
        "title": "法院图谱事实文件 · CourtGraph facts file",
        **_object({key: _described(key, parts[key]) for key in HEAD}, HEAD),
        "$defs": {
            "text": {"type": ["string", "number"], "minLength": 1},
            "texts": _one_or_more(_TEXT),
            "at": _one_or_more({"type": "string", "pattern": r"^\d{1,9}-\d{1,9}$"}),
            "class": _choice(_declarable(vocabulary)),
            "property": _choice(_plain(vocabulary, nodes)),
            "resource": _resource(),
            "statement": _statement(),
            **{node.facts_key: _node(vocabulary, node) for node in nodes},
        },
    }


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _forms(nodes: Iterable[Klass]) -> list[_Schema]:
    return [_ref("statement"), *(_ref(node.facts_key) for node in nodes)]


def _described(key: str, schema: Mapping[str, Any]) -> _Schema:
    return {"description": _DESCRIPTIONS[key], **schema}


def _object(properties: Mapping[str, _Schema], required: Iterable[str]) -> _Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _one_or_more(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}]}


def _label(term: Klass | Property) -> str:
    return " · ".join(term.labels[language] for language in ("zh", "en") if language in term.labels)


def _choice(terms: Iterable[Klass | Property]) -> _Schema:
    ordered = sorted(terms, key=lambda term: term.name)
    return {"oneOf": [{"const": term.name, "description": _label(term)} for term in ordered]}


def _declarable(vocabulary: Vocabulary) -> list[Klass]:
    classes = vocabulary.classes.values()
    return [k for k in classes if k.iri_kind not in _NEVER_DECLARED and not k.facts_key]


def _plain(vocabulary: Vocabulary, nodes: Iterable[Klass]) -> list[Property]:
    """The properties of statements: those that neither begin nor end at a node alone."""
    names = frozenset(node.name for node in nodes)
    properties = vocabulary.properties.values()
    return [p for p in properties if not p.domain <= names and not (p.range and p.range <= names)]


def _resource() -> _Schema:
    parts = {"class": _one_or_more(_ref("class")), "en": _TEXT}
    return _object({key: _described(key, parts.get(key, _TEXTS)) for key in RESOURCE}, ["class"])


def _statement() -> _Schema:
    parts = {
        "s": _TEXTS,
        "p": _ref("property"),
        "o": _TEXTS,
        "at": _ref("at"),
        "unsaid": _TEXT,
    }
    return _object({key: _described(key, parts[key]) for key in STATEMENT}, ["s", "p", "o", "at"])


def _node(vocabulary: Vocabulary, node: Klass) -> _Schema:
    fields = {}
    for key in vocabulary.node_keys(node.name):
        prop = vocabulary.node_property(node.name, key)
        if prop is not None:
            fields[key] = {"description": _label(prop), **_field(prop)}
    body = {**_object(fields, []), "description": _label(node), "minProperties": 1}
    parts = {node.facts_key: body, "at": _described("at", _ref("at")), "unsaid": _described("unsaid", _TEXT)}
    return _object(parts, [node.facts_key, "at"])


def _field(prop: Property) -> _Schema:
    if prop.allowed:
        return {"enum": sorted(prop.allowed)}
    return _TEXTS
