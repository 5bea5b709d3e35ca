"""Fills a Neo4j of ours that is stopped, by its own importer, and starts it."""

from collections.abc import Callable

from kg.errors import StoreError
from kg.mirror import schema
from kg.mirror.bulk import Tables, write_tables
from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source


def import_tables(source: Source, folder: str, home: str, report: Callable[[str], None]) -> Tables:
    """Write the tables, import them in place of the whole database, start the server, make the constraints.

    ``home`` empty means the default server. Raises StoreError where it runs, or a step fails; the tables stay.
    """
    from kg.server.admin import admin
    from kg.server.home import ServerHome
    from kg.server.library import require
    from kg.server.run import start

    server = ServerHome(home)
    if server.running:
        raise StoreError(f"the Neo4j in {server.folder} is running: stop it first: kg neo4j stop")
    require(server.version)  # told before the tables are written, which may take long
    tables = write_tables(source, folder)
    # The name goes first: after --relationships the importer would take it for one more file.
    arguments = ["database", "import", "full", "neo4j", "--overwrite-destination=true", *tables.absolute()]
    admin(server, arguments, "import")
    start(server, report=report)
    with Connection(Target(server.uri, server.user, server.password)) as connection:
        schema.ensure(connection, source.table)
    return tables
