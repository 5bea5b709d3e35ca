"""``kg``: the root of the command line. A verb's module is imported when the verb is called, and not before."""

import importlib
import os
import sys

import click

from kg.cli.output import FORMATS
from kg.errors import Ambiguous, KgError, StoreError

# verb: (module, one line of help). The help stands here so that ``kg --help`` imports no verb.
VERBS: dict[str, tuple[str, str]] = {
    "build": ("kg.cli.build", "Build the graph from facts files and tables."),
    "case-number": ("kg.cli.case_number", "Court, level, procedure and appeal court of a case number."),
    "check": ("kg.cli.check", "Check facts files, and prove their passages against the documents."),
    "compare": ("kg.cli.compare", "Two resources side by side."),
    "court": ("kg.cli.court", "Which court a name means, of all courts of the country."),
    "cover": ("kg.cli.cover", "A document's text with what the graph covers of it, and its gaps."),
    "cypher": ("kg.cli.cypher", "Ask the mirror in Cypher, read-only, with a time limit."),
    "diff": ("kg.cli.diff", "What changed between two versions of the graph."),
    "doctor": ("kg.cli.doctor", "Is everything in place? What to do where it is not."),
    "export": ("kg.cli.export", "Write the graph in a format of RDF, or for networkx, Gephi, Neo4j."),
    "find": ("kg.cli.find", "Find resources by a part of a name, also in pinyin."),
    "mirror": ("kg.cli.mirror", "The graph in Neo4j: brought up to date by content, and proven equal."),
    "neo4j": ("kg.cli.neo4j", "A Neo4j of our own: install, start, stop, status."),
    "path": ("kg.cli.path", "The shortest ways between two resources, with the statements on them."),
    "query": ("kg.cli.query", "Ask a named question of the catalogue."),
    "read": ("kg.cli.read", "Draft a facts file from a document: the courts and numbers that it names."),
    "related": ("kg.cli.related", "What is tied to a resource, by property, direction and distance."),
    "serve": ("kg.cli.serve", "The explorer in the browser, and a SPARQL endpoint."),
    "show": ("kg.cli.show", "Everything that the graph says of one resource."),
    "sparql": ("kg.cli.sparql", "Ask in SPARQL, with a time limit."),
    "status": ("kg.cli.status", "Digest and counts of the graph."),
    "timeline": ("kg.cli.timeline", "What happened when."),
    "view": ("kg.cli.view", "A picture of the graph or a part of it: one HTML file, offline."),
    "who-hears": ("kg.cli.who_hears", "Which court hears a matter of a place, on a date."),
    "why": (
        "kg.cli.why",
        "The passages that tie two resources, and the sentences where documents are at hand.",
    ),
}


class Verbs(click.Group):
    """A group that knows its verbs by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(VERBS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest verb where there is none of that name."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from kg.model.vocabulary import nearest

            hint = nearest(args[0], VERBS) or "see: kg --help"
            raise click.UsageError(f"no verb {args[0]}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; where the reader of our output has gone (``kg … | head``), all is well."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click itself would end with 1, which means that nothing was found
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at exit
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, from the table above."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, VERBS[verb][1]) for verb in sorted(VERBS)])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"kg {version('courtgraph')}")
        except PackageNotFoundError:
            raise StoreError("no version: this is a checkout that is not installed: pip install .") from None
        ctx.exit()


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.option("--graph", metavar="DIR", help="As after the verb: the folder of the graph.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="As after the verb: how rows are written.")
def kg(graph: str | None, form: str | None) -> None:
    """CourtGraph 法院图谱: the knowledge graph of Chinese courts.

    Data goes to stdout, notes to stderr. Exit codes: 0 found, 1 nothing found, 2 wrong usage, 3 ambiguous name,
    4 a problem with data or store; case-number also 5 malformed, 6 unknown code or type, 7 masked.

    \b
    Example:
      kg build
      kg show 长春破产法庭
      kg query list
    """


def run(args: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        result = kg.main(args=args, prog_name="kg", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: interrupted", err=True)
        return 130
    except Ambiguous as error:
        click.echo(f"kg: {error}", err=True)
        for row in error.candidates:
            click.echo("  " + "\t".join(row.values()), err=True)
        return error.exit_code
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        return error.exit_code


def main() -> None:
    """The entry point of the command ``kg``."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called (kg … >&-)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (until the end)
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower() not in {"utf-8", "utf8"}:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run())
