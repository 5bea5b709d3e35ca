"""Constraints and indexes of the mirror; all are made only where they are missing."""

from kg.mirror.connect import Connection
from kg.mirror.names import IRI, META, RESOURCE, SID, TERM, NameTable

NAMES_INDEX = "courtgraph_names"
_OPTIONS = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"


def statements(table: NameTable) -> dict[str, str]:
    """The statements by what they make: unique IRIs, one relationship a triple, a full-text index on names."""
    unique = {f"{label.lower()}_iri": (f"(n:{label})", f"n.{IRI}") for label in (RESOURCE, TERM)}
    unique["mirror"] = f"(n:{META})", "n.id"
    unique |= {f"sid_{kind.lower()}": (f"()-[r:`{kind}`]-()", f"r.{SID}") for kind in sorted(table.predicates)}
    found = {
        f"courtgraph_{name}": (
            f"CREATE CONSTRAINT courtgraph_{name} IF NOT EXISTS FOR {pattern} REQUIRE {what} IS UNIQUE"
        )
        for name, (pattern, what) in unique.items()
    }
    found[NAMES_INDEX] = (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{RESOURCE}) "
        f"ON EACH [n.label, n.label_en, n.aliases] {_OPTIONS}"
    )
    return found


def ensure(connection: Connection, table: NameTable) -> None:
    """Make what is missing, and wait until all indexes answer."""
    # A constraint shows as the index that it rests on, under its own name.
    there = {row[0] for row in connection.rows("SHOW INDEXES YIELD name RETURN name")}
    missing = [statement for name, statement in statements(table).items() if name not in there]
    if missing:
        connection.schema(missing)
        connection.write("CALL db.awaitIndexes(300)")


def drop(connection: Connection) -> None:
    """Take away the constraints and indexes of the mirror."""
    constraints = connection.rows("SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'courtgraph_' RETURN name")
    connection.schema([f"DROP CONSTRAINT `{row[0]}` IF EXISTS" for row in list(constraints)])
    connection.schema([f"DROP INDEX {NAMES_INDEX} IF EXISTS"])
