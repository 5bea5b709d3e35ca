"""``kg check``."""

import click

from kg.cli.options import format_option
from kg.cli.output import note, write_rows
from kg.errors import KgError
from kg.model.facts import Reject


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(readable=False), metavar="[FACTS|MAPPING]...")
@click.option("--documents", metavar="DIR", help="Folder of the documents' texts: prove every passage against them.")
@click.option("--duplicates", is_flag=True, help="Instead: alike names that nobody has judged in identity.yaml.")
@click.option("--rejects", metavar="FILE", help="Also write the errors there, one JSON object a line.")
@format_option
def command(
    files: tuple[str, ...], documents: str | None, duplicates: bool, rejects: str | None, form: str | None
) -> int:
    """Check facts files (or tables, by their mappings); without files, the packaged seeds.

    Classes, domains, ranges, literals, the SHACL shapes, unused declarations and shared names, all files as
    one graph; courts and numbers against the directory of courts. With --documents, also that each passage
    lies in its document and says what the statement says: names, figures and dates stand in or near it. Errors
    go to stdout, one a line as FILE:LINE; warnings, and where documents disagree, go to stderr. With --format
    all of them are rows. Exit 0 when there is no error, else 4.

    \b
    Example:
      kg check
      kg check seeds/*.yaml --documents ../documents
      kg check my.yaml --rejects errors.jsonl --format jsonl
      kg check --duplicates
    """
    if duplicates:
        return _duplicates(list(files), form)
    from kg.check.report import run_check
    from kg.cli.build import seed_files

    report = run_check(list(files) or seed_files(), documents)
    levels = {"error": report.errors, "warning": report.warnings, "note": report.notes}
    if form:
        write_rows([{"level": level, **row.as_dict()} for level, rows in levels.items() for row in rows], form)
    else:
        _write_lines(levels)
    if rejects is not None:
        from kg.store.build import write_rejects

        write_rejects(rejects, list(report.errors))
    counts = ", ".join(f"{len(rows)} {level}{'' if len(rows) == 1 else 's'}" for level, rows in levels.items())
    files_word = "file" if report.files == 1 else "files"
    note(f"{report.statements:,} statements in {report.files} {files_word}: {counts}")
    return 0 if report.clean else KgError.exit_code


def _duplicates(files: list[str], form: str | None) -> int:
    from kg.check.identity import check_identity
    from kg.cli.build import seed_files

    found = check_identity(files or seed_files())
    if form:
        write_rows([row.as_dict() for row in found], form)
    else:
        _write_lines({"error": tuple(found)})
    note(f"{len(found)} pairs of alike names to judge" if found else "every pair of alike names is judged")
    return KgError.exit_code if found else 0


def _write_lines(levels: dict[str, tuple[Reject, ...]]) -> None:
    """Errors on stdout, the rest on stderr."""
    for level, rows in levels.items():
        for row in rows:
            click.echo(str(row) if level == "error" else f"{level}: {row}", err=level != "error")
