"""``kg read``."""

import os
import sys

import click

from kg.cli.output import note
from kg.errors import StoreError, UsageError


@click.command("read")
@click.argument("document", type=click.Path(readable=False), metavar="DOCUMENT")
@click.option("-o", "--output", metavar="FILE", help="Write the draft there instead of to stdout.")
@click.option(
    "--id", "name", metavar="ID", help="Id of the document: a-z, 0-9, - and . (default: from its file's name)."
)
@click.option("--force", is_flag=True, help="Overwrite FILE where it exists.")
def command(document: str, output: str | None, name: str | None, force: bool) -> int:
    """Draft a facts file from a document: the courts, case numbers and document numbers that it names.

    DOCUMENT is a text in UTF-8, or - for stdin. Every court is declared once, called as the packaged facts files call
    it, with the forms that are printed and the places where they stand; what is ambiguous is left out and listed in
    comments for a person to decide. Exit 0, or 1 where the document names nothing.

    \b
    Example:
      kg read report.txt
      kg read report.txt -o facts/report.yaml
      kg read report.txt --id report-2024 -o facts/report.yaml --force
    """
    from kg.model.iris import DOCUMENT_ID
    from loaders.draft import document_id, draft, known_resources, read_document

    _check_output(document, output, force)
    text = read_document("stdin", sys.stdin.buffer.read()) if document == "-" else read_document(document)
    chosen = name if name is not None else _known_id(text.digest) or document_id(text.name)
    if not _is_id(chosen, DOCUMENT_ID):
        raise UsageError(f"--id {chosen}: use a-z, 0-9, - and .")
    from kg.cli.build import seed_files

    made = draft(text, chosen, known_resources(seed_files()))
    if not made.resources:
        things = "thing that it may mean is" if made.open == 1 else "things that it may mean are"
        left = f"; {made.open} {things} left to decide" if made.open else ""
        note(f"{document}: names no court and no number that is certain{left}: nothing was written")
        return 1
    if output is None:
        click.echo(made.text, nl=False)
    else:
        _write(output, made.text.encode(), force)
    where = f" in {output}" if output else ""
    counts = f"{_some(made.resources, 'resource')}, {_some(made.statements, 'statement')}"
    note(f"{counts}{where}; {made.open} to decide, in comments")
    if not made.statements:
        note("no statement yet: a facts file wants at least one; the draft says where to write it")
    return 0


def _some(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _is_id(text: str, pattern: str) -> bool:
    import re

    return re.fullmatch(pattern, text) is not None


def _known_id(digest: str) -> str:
    """The id that the packaged ``sources.yaml`` gives to a document with this hash; empty where it has none."""
    from kg.data import data_dir
    from loaders.sources import read_sources

    sources = read_sources(os.path.join(data_dir("seeds"), "sources.yaml"))
    return next((known.document for known in sources.values() if known.text_hash == digest), "")


def _check_output(document: str, output: str | None, force: bool) -> None:
    """Refuse a FILE that is there already, before anything is read."""
    if output is None:
        return
    folder = os.path.dirname(output) or "."
    if not os.path.isdir(folder):
        raise StoreError(f"{folder}: no such folder: make it first, or choose another place with -o FILE")
    if not os.path.lexists(output):
        return
    if os.path.isdir(output):
        raise UsageError(f"{output}: a folder: give -o the name of a file")
    if document != "-" and os.path.exists(document) and os.path.exists(output) and os.path.samefile(document, output):
        raise UsageError(f"{output}: is the document itself: give -o another file")
    if not force:
        raise UsageError(f"{output}: exists: give another file, or --force to overwrite it")


def _write(path: str, data: bytes, force: bool) -> None:
    """Write a file whole or not at all; one that came into being meanwhile stays, but with --force."""
    from kg.store.atomic import replacing

    if force:
        with replacing(path) as file:
            file.write(data)
        return
    beside = f"{path}.part-{os.getpid()}"
    try:
        with replacing(beside) as file:
            file.write(data)
        os.link(beside, path)
    except FileExistsError:
        raise UsageError(f"{path}: exists: give another file, or --force to overwrite it") from None
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}: choose another place with -o FILE") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
