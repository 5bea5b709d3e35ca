"""``kg build``."""

import os

import click

from kg.cli.options import format_option, graph_option
from kg.cli.output import note, write_rows
from kg.cli.progress import progress
from kg.data import data_dir, default_graph_dir
from kg.store.build import Builder, RejectsError, Result, write_rejects

REJECTS = "rejects.jsonl"


def seed_files() -> list[str]:
    """The packaged facts files, in order of name."""
    from loaders.open import facts_paths

    folder = data_dir("seeds")
    names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    return facts_paths([os.path.join(folder, name) for name in names])


def _build(files: list[str], graph_dir: str, accept: bool) -> Result:
    from kg.check.build import check_build
    from kg.check.fields import WholeNodes
    from kg.rdf.ontology import load_vocabulary
    from loaders.open import open_sources

    vocabulary = load_vocabulary()
    sources = [WholeNodes(source, vocabulary) for source in open_sources(files, vocabulary)]
    with progress() as report:
        return Builder(vocabulary, check_build, report).build(sources, graph_dir, accept_rejects=accept)


@click.command("build")
@click.argument("files", nargs=-1, type=click.Path(readable=False), metavar="[FACTS|MAPPING]...")
@click.option(
    "--rejects",
    metavar="FILE",
    help="Where refused input is written (default: rejects.jsonl in the graph folder).",
)
@click.option(
    "--accept-rejects",
    is_flag=True,
    help="Build without the refused rows of tables; facts files must be whole.",
)
@graph_option
@format_option
def command(
    files: tuple[str, ...], rejects: str | None, accept_rejects: bool, graph: str | None, form: str | None
) -> int:
    """Build the graph from facts files and tables (by their mappings); without files, from the packaged seeds.

    The new version is checked and only then takes the place of the old one: a reader, or a killed build, never
    sees half a graph. What is refused stands in the rejects file, one JSON object a line, and nothing is built
    (exit 4) unless --accept-rejects says otherwise.

    \b
    Example:
      kg build
      kg build seeds/*.yaml my-courts.mapping.yaml --graph ./graph
    """
    graph_dir = graph or default_graph_dir()
    path = rejects or os.path.join(graph_dir, REJECTS)
    try:
        result = _build(list(files) or seed_files(), graph_dir, accept_rejects)
    except RejectsError as error:
        for reject in error.rejects[:20]:
            note(str(reject))
        write_rejects(path, error.rejects)
        note(f"{len(error.rejects)} refused, all in {path}; nothing was built, the old graph is as it was")
        return error.exit_code
    if result.rejects:
        write_rejects(path, result.rejects)
        note(f"{len(result.rejects)} refused, all in {path}")
    manifest = result.manifest
    if manifest.shacl != "passed":
        note("more than 100,000 statements: SHACL did not run; classes, domains, ranges and literals were checked")
    rows = [{"document": name, "statements": count} for name, count in sorted(manifest.documents.items())]
    rows.append({"document": "all, with ontology and sources", "statements": manifest.statements})
    note(f"built {manifest.digest} in {graph_dir}")
    return write_rows(rows, form)
