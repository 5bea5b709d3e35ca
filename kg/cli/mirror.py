"""``kg mirror``: the graph in Neo4j."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.options import format_option, graph_option, neo4j_options, open_connection, open_reader
from kg.cli.output import note, stdout_bytes, write_rows
from kg.cli.progress import adding
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.mirror.connect import Connection
    from kg.mirror.source import Source
    from kg.mirror.sync import Synced
    from kg.mirror.verify import Proof

F = TypeVar("F", bound=Callable[..., object])
_DIFFERENT = 4


def _options(function: F) -> F:
    return graph_option(neo4j_options(format_option(function)))


def _source(graph: str | None) -> "Source":
    from kg.mirror.source import Source

    return Source(open_reader(graph))


@click.group("mirror")
def command() -> None:
    """The graph in Neo4j: brought up to date by content, and proven equal.

    Which Neo4j: --uri, --user and --password; else NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD; else the one that
    kg neo4j start has started. Nodes of others in the same database are never touched.

    \b
    Example:
      kg neo4j start
      kg mirror sync
      kg mirror verify
      kg cypher 'MATCH (c:Court)-[:ESTABLISHED]->(m:Mechanism) RETURN c.label, m.label LIMIT 5'
    """


@command.command("plan")
@click.option("--names", is_flag=True, help="Show the name table instead: what each term is called in Neo4j.")
@click.option("--losses", is_flag=True, help="Show the loss ledger instead: what no name shows exactly.")
@_options
def plan_(
    names: bool,
    losses: bool,
    graph: str | None,
    uri: str,
    user: str,
    password: str,
    database: str,
    form: str | None,
) -> int:
    """What a sync would create, change and delete, by label and type. Nothing is written.

    A node counts under its own classes, a relationship under its type. Exit code 0, also where nothing is to do.

    \b
    Example:
      kg mirror plan
      kg mirror plan --names --format csv
      kg mirror plan --losses
    """
    if names and losses:
        raise UsageError("--names or --losses, not both")
    if names:
        from kg.mirror.names import name_table

        return write_rows([name._asdict() for name in name_table().names], form)
    if losses:
        from kg.mirror.ledger import Entry, ledger

        found = ledger(_source(graph))
        write_rows([entry._asdict() for entry in found], form, Entry._fields)
        note("" if found else "the ledger is empty: every statement has a name of its own")
        return 0
    from kg.mirror.sync import plan
    from kg.mirror.work import Count

    with open_connection(uri, user, password, database) as connection:
        rows = plan(connection, _source(graph))
    write_rows([row._asdict() for row in rows], form, Count._fields)
    note("" if rows else "nothing to do: the mirror is up to date")
    return 0


@command.command("sync")
@click.option("--trust", is_flag=True, help="Believe a mirror that says it is of this graph; do not read it.")
@_options
def sync_(trust: bool, graph: str | None, uri: str, user: str, password: str, database: str, form: str | None) -> int:
    """Bring Neo4j to what the graph says; what is equal is not written.

    The first time all is written, later only what differs, whoever changed it. Interrupted at any point, run it
    again and it goes on. Rows are what was created, changed and deleted.

    \b
    Example:
      kg mirror sync
      kg mirror sync --uri bolt://127.0.0.1:7687 --user neo4j
      kg mirror sync --trust
    """
    from kg.mirror.sync import sync
    from kg.mirror.work import Count

    source = _source(graph)
    with open_connection(uri, user, password, database) as connection, adding() as progress:
        done = sync(connection, source, progress, trust=trust)
    write_rows([row._asdict() for row in done.rows], form, Count._fields)
    note(_told(done))
    return 0


def _told(done: "Synced") -> str:
    if done.trusted:
        return f"0 writes: the mirror says that it is of {done.digest[:12]}, and was believed"
    if not done.writes:
        return f"0 writes: the mirror holds {done.digest[:12]} already"
    parts = [f"{count:,} {name.replace('_', ' ')}" for name, count in done.counters.items() if count]
    return f"the server says: {', '.join(parts)}; the mirror holds {done.digest[:12]}"


@command.command("verify")
@click.option("--deep", is_flag=True, help="Read the store again too, instead of the summary kept beside it.")
@_options
def verify_(deep: bool, graph: str | None, uri: str, user: str, password: str, database: str, form: str | None) -> int:
    """Prove that Neo4j holds what the graph holds. Exit code 0 where it does, 4 where it does not.

    Everything is read. Where the sums by class, relationship type and document are equal, they are the rows. Where
    they are not, the rows are the very statements that are missing, extra or changed; kg mirror sync mends them.

    \b
    Example:
      kg mirror verify
      kg mirror verify --format jsonl
    """
    from kg.mirror.verify import Fault, Line, verify

    source = _source(graph)
    with open_connection(uri, user, password, database) as connection:
        proof = verify(connection, source, deep=deep)
    if proof.equal:
        write_rows([line._asdict() for line in proof.lines], form, [f for f in Line._fields if f != "equal"])
    else:
        write_rows([fault._asdict() for fault in proof.faults], form, Fault._fields)
    note(_judged(proof, source.digest))
    return 0 if proof.equal else _DIFFERENT


def _judged(proof: "Proof", digest: str) -> str:
    if proof.equal:
        counts = ", ".join(f"{line.elements:,} {line.name}" for line in proof.lines if line.over == "all")
        return f"equal: {counts}; digest {digest}"
    places = [f"{line.over} {line.name}" for line in proof.lines if not line.equal and line.over != "all"]
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    why = f" ({proof.stale})" if proof.stale else ""
    return (
        f"NOT equal: {len(proof.faults):,} differences in {', '.join(places[:5])}{more}{why}; kg mirror sync mends them"
    )


@command.command("export")
@click.option("-o", "--output", default="-", metavar="FILE|-", help="Where to write (default: stdout).")
@neo4j_options
def export_(output: str, uri: str, user: str, password: str, database: str) -> int:
    """Rebuild the N-Quads from Neo4j alone: the same bytes as kg export --format nquads.

    \b
    Example:
      kg mirror export -o mirror.nq
      kg mirror export | cmp - <(kg export --format nquads)
    """
    from kg.mirror.rebuild import write_quads
    from kg.store.atomic import replacing

    with open_connection(uri, user, password, database) as connection:
        if output == "-":
            count = write_quads(connection, stdout_bytes())
            stdout_bytes().flush()
        else:
            with replacing(output) as file:
                count = write_quads(connection, file)
    note(f"{count:,} statements")
    return 0 if count else 1


@command.command("bulk")
@click.argument("folder", metavar="DIR")
@click.option("--run", is_flag=True, help="Import them into the Neo4j of kg neo4j, which must be stopped; start it.")
@click.option("--home", metavar="DIR", default="", help="Folder of that Neo4j (default: as kg neo4j).")
@graph_option
def bulk_(folder: str, run: bool, home: str, graph: str | None) -> int:
    """Write tables for neo4j-admin database import full, which is fastest for a large graph.

    With --run the import replaces the whole database of a Neo4j of ours; the constraints are made and it is left
    running. Elsewhere, run the command that is shown, start the server, and let kg mirror sync make the constraints.

    \b
    Example:
      kg mirror bulk ./tables
      kg neo4j stop && kg mirror bulk ./tables --run && kg mirror verify
    """
    from kg.mirror.bulk import write_tables

    source = _source(graph)
    if run:
        from kg.mirror.offline import import_tables

        tables = import_tables(source, folder, home, note)
        note(
            f"imported {tables.nodes:,} nodes and {tables.relationships:,} relationships; to prove it: kg mirror verify"
        )
        return 0
    tables = write_tables(source, folder)
    note(f"{tables.nodes:,} nodes and {tables.relationships:,} relationships; to import them:")
    click.echo(tables.command())
    return 0


@command.command("clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
@neo4j_options
def clear_(yes: bool, uri: str, user: str, password: str, database: str) -> int:
    """Take the mirror out of Neo4j, with its constraints and indexes; all else in the database stays.

    \b
    Example:
      kg mirror clear --yes
    """
    from kg.mirror.clear import clear

    with open_connection(uri, user, password, database) as connection:
        _confirm(connection, yes)
        with adding() as progress:
            counts = clear(connection, progress)
    note(
        f"{counts.get('nodes_deleted', 0):,} nodes and {counts.get('relationships_deleted', 0):,} relationships deleted"
    )
    return 0


def _confirm(connection: "Connection", yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("this deletes the mirror: say --yes")
    click.confirm(f"Delete the mirror in {connection.where}?", abort=True, err=True)
