"""Constraints and indexes of the mirror; all are made only where they are missing."""

from kg.mirror.connect import Connection
from kg.mirror.names import IRI, META, RESOURCE, SID, TERM, NameTable

NAMES_INDEX = "courtgraph_names"
_OPTIONS = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"


def _unique(name: str, pattern: str, what: str) -> str:
    return f"CREATE CONSTRAINT courtgraph_{name} IF NOT EXISTS FOR {pattern} REQUIRE {what} IS UNIQUE"


def statements(table: NameTable) -> list[str]:
    """The statements: unique IRIs, one relationship a triple, and the full-text index on names."""
    found = [_unique(f"{label.lower()}_iri", f"(n:{label})", f"n.{IRI}") for label in (RESOURCE, TERM)]
    found.append(_unique("mirror", f"(n:{META})", "n.id"))
    found += [_unique(f"sid_{kind.lower()}", f"()-[r:`{kind}`]-()", f"r.{SID}") for kind in sorted(table.predicates)]
    found.append(
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{RESOURCE}) "
        f"ON EACH [n.label, n.label_en, n.aliases] {_OPTIONS}"
    )
    return found


def ensure(connection: Connection, table: NameTable) -> None:
    """Make what is missing, and wait until all indexes answer."""
    there = {row[0] for row in connection.rows("SHOW INDEXES YIELD name RETURN name")}
    missing = [statement for statement in statements(table) if statement.split()[2] not in there]
    missing = [s for s in missing if s.split()[3] not in there]
    connection.schema(missing)
    if missing:
        connection.write("CALL db.awaitIndexes(300)")


def drop(connection: Connection) -> None:
    """Take away the constraints and indexes of the mirror."""
    constraints = connection.rows("SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'courtgraph_' RETURN name")
    connection.schema([f"DROP CONSTRAINT `{row[0]}` IF EXISTS" for row in list(constraints)])
    connection.schema([f"DROP INDEX {NAMES_INDEX} IF EXISTS"])
