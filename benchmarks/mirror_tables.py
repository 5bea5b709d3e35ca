"""The tables of the mirror benchmark and their mappings; a row is a passage."""

import csv
import os
from collections.abc import Iterator, Mapping

Rows = list[list[str]]

# Columns, resources, and statements of each table; the statements are property: (subject, object).
_TABLES: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "courts": (
        "法院,级别,简称,旧称,English,上级,上级级别,地方",
        """court: {name: "{法院}", class: "{级别}", aliases: ["{简称}", "{旧称}"], en: "{English}"}
  above: {name: "{上级}", class: "{上级级别}", optional: true}
  place: {name: "{地方}", class: Place}""",
        {"appealsTo": ("court", "above"), "locatedIn": ("court", "place")},
    ),
    "documents": (
        "文件,文号,日期,法院,级别,主题",
        """document: {name: "{文件}", class: NormativeDocument}
  court: {name: "{法院}", class: "{级别}"}""",
        {"issued": ("court", "document"), "hasTopic": ("document", '"{主题}"')},
    ),
    "mechanisms": (
        "机制,简称,English,日期,法院,级别,主题,文件",
        """mechanism: {name: "{机制}", class: Mechanism, aliases: "{简称}", en: "{English}"}
  court: {name: "{法院}", class: "{级别}"}
  document: {name: "{文件}", class: NormativeDocument}""",
        {
            "established": ("court", "mechanism"),
            "hasTopic": ("mechanism", '"{主题}"'),
            "basedOn": ("mechanism", "document"),
        },
    ),
    "platforms": (
        "平台,English,法院,级别,地方",
        """platform: {name: "{平台}", class: Platform, en: "{English}"}
  court: {name: "{法院}", class: "{级别}"}
  place: {name: "{地方}", class: Place}""",
        {"established": ("court", "platform"), "serves": ("platform", "place")},
    ),
    "agreements": (
        "协议,简称,日期,法院,级别,另一法院,另一级别,主题",
        """agreement: {name: "{协议}", class: Agreement, aliases: "{简称}"}
  one: {name: "{法院}", class: "{级别}"}
  other: {name: "{另一法院}", class: "{另一级别}"}""",
        {"signed": ("[one, other]", "agreement"), "hasTopic": ("agreement", '"{主题}"')},
    ),
    "cases": (
        "案件,简称,案号,日期,法院,级别,主题,文件",
        """case: {name: "{案件}", class: Case, aliases: "{简称}"}
  court: {name: "{法院}", class: "{级别}"}
  document: {name: "{文件}", class: NormativeDocument}""",
        {"heard": ("court", "case"), "hasTopic": ("case", '"{主题}"'), "applied": ("case", "document")},
    ),
    "adopters": (
        "法院,级别,机制",
        """court: {name: "{法院}", class: "{级别}"}
  mechanism: {name: "{机制}", class: Mechanism}""",
        {"adopted": ("court", "mechanism")},
    ),
}
_LITERALS = {
    "documents": ("document", {"documentNumber": "文号", "issuedOn": "日期"}),
    "mechanisms": ("mechanism", {"establishedOn": "日期"}),
    "agreements": ("agreement", {"signedOn": "日期"}),
    "cases": ("case", {"caseNumber": "案号", "decidedOn": "日期"}),
}
# Topics are concepts of the schemes: a row names them and does not declare them.
_SECOND = {
    False: ('subject: {name: "{甲}", class: "{甲类}"}\n  object: {name: "{乙}", class: "{乙类}"}', "object"),
    True: ('subject: {name: "{甲}", class: "{甲类}"}', '"{乙}"'),
}


def _write(folder: str, name: str, columns: str, rows: Rows, body: str) -> str:
    with open(os.path.join(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns.split(","), *rows])
    path = os.path.join(folder, f"{name}.mapping.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"document: bench-{name.lower()}\ntitle: Generated {name}\ntable: {name}.csv\n{body}")
    return path


def _body(resources: str, statements: Iterator[tuple[str, str, str]]) -> str:
    lines = (f"  - {{s: {s}, p: {p}, o: {o}}}\n" for s, p, o in statements)
    return f"resources:\n  {resources}\nstatements:\n{''.join(lines)}"


def _statements(name: str) -> Iterator[tuple[str, str, str]]:
    """Subject, property and object of the statements of a table."""
    yield from ((s, p, o) for p, (s, o) in _TABLES[name][2].items())
    subject, literals = _LITERALS.get(name, ("", {}))
    yield from ((subject, p, f'"{{{column}}}"') for p, column in literals.items())


def write_tables(folder: str, tables: Mapping[str, Rows], second: Mapping[str, Rows]) -> list[str]:
    """Write tables by name, and those of the second documents by property, with mappings; returns the mappings."""
    os.makedirs(folder, exist_ok=True)
    found = []
    for name, (columns, declared, _) in _TABLES.items():
        found.append(_write(folder, name, columns, tables[name], _body(declared, _statements(name))))
    for prop, rows in sorted(second.items()):
        declared, value = _SECOND[prop == "hasTopic"]
        body = _body(declared, iter([("subject", prop, value)]))
        found.append(_write(folder, f"again-{prop}", "甲,甲类,乙,乙类", rows, body))
    return found
