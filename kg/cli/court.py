"""``kg court``."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.cards import write_cards
from kg.cli.options import format_option, stdin_name
from kg.cli.output import chosen, note, write_rows
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.names.court import Court
    from kg.names.resolution import Resolution

COLUMNS = (
    "text", "answer", "court", "english", "level", "kinds", "appeals_to", "superior", "codes", "former_names", "since",
    "until", "source", "reason",
)  # fmt: skip
_BRIEF = ("text", "answer", "court", "level", "appeals_to", "codes", "reason")
_CODES = {"one": 0, "list": 0, "candidates": 3, "group": 1, "nothing": 1}


@click.command("court")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--context", default="", metavar="TEXT", help="What the document says before: its title, say.")
@click.option("--context-file", default="", metavar="FILE", help="The same, from a file.")
@click.option("--on", default="", metavar="DATE", help="The day that the name is of, such as 2014-06-30.")
@format_option
def command(texts: tuple[str, ...], context: str, context_file: str, on: str, form: str | None) -> int:
    """Which court a name means, of all courts of the country, in the graph or not.

    TEXT is a name in any form (长春高新法院, 市中院 with a context), a list of names, a court code (吉0104), English,
    pinyin or initials, or - for stdin. Nothing is guessed: where several courts are called so, all are listed, each
    with the reason (exit 3); where none is, the reason and the nearest names are told (exit 1; also for the name of a
    group, 全省法院). Of several TEXTs, the highest exit code. A code's status is official, observed or derived.

    \b
    Example:
      kg court 长春高新法院
      kg court 朝阳法院 --context 长春市两级法院工作综述
      kg court 九台市人民法院 --on 2013-01-01 --format json
      kg court 吉0104 北京一中院、二中院
    """
    from kg.names.ask import ask

    day, before = _day(on), _context(context, context_file)
    rows, code = [], 0
    for text in map(stdin_name, texts):
        answer = ask(text, before or None, day)
        code = max(code, _CODES[answer.kind])
        rows += list(_rows(text, answer))
        _tell(text, answer)
    if chosen(form) == "table" and len(rows) > len(texts):  # several courts for one text: they are compared
        write_rows(rows, form, _BRIEF)
    else:
        write_cards(rows, form, COLUMNS)
    return code


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--on {text}: write a date such as 2014-06-30") from None


def _context(text: str, path: str) -> str:
    if not path:
        return text
    try:
        with open(path, encoding="utf-8-sig") as file:
            return text + "\n" + file.read()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}: give a file that can be read") from None
    except UnicodeError:
        raise InputError(f"{path}: not UTF-8: write it anew in UTF-8") from None


def _rows(text: str, answer: "Resolution") -> Iterator[dict[str, object]]:
    for court in answer.courts:
        yield {"text": text, "answer": answer.kind, **_record(court), "reason": answer.reason}
    for candidate in answer.candidates:
        yield {"text": text, "answer": "candidate", **_record(candidate.court), "reason": candidate.reason}


def _record(court: "Court") -> dict[str, object]:
    from kg.names.directory import sources
    from kg.names.english.names import english
    from kg.names.plates import other_plates

    return {
        "court": court.name,
        "english": english(court).name,
        "level": court.level,
        "kinds": list(court.kinds),
        "part_of": court.part_of,
        "appeals_to": court.appeals_to,
        "superior": court.superior,
        "other_plates": [other.name for other in other_plates(court)],
        "codes": [f"{code.code} ({code.status}{_years(code.since, code.until)})" for code in court.codes],
        "short_names": list(court.short_names),
        "former_names": [f"{old.name} ({old.since}–{old.until})" for old in court.former_names],
        "since": court.since,
        "until": court.until,
        "source": sources().get(court.source, court.source),
    }


def _years(since: str, until: str) -> str:
    return f" {since}–{until}" if since or until else ""


def _tell(text: str, answer: "Resolution") -> None:
    """Say on stderr why there is not one court."""
    if answer.kind == "candidates":
        note(f"{text}: {answer.reason}: add the place, or --context")
    elif answer.kind == "group":
        note(f"{text}: {answer.group}: {answer.reason}")
    elif answer.kind == "list" and answer.candidates:
        note(f"{text}: not all of the list is certain")
    elif answer.kind == "nothing":
        near = _nearest(text)
        note(f"{text}: {answer.reason}" + (f"; near: {'、'.join(near)}" if near else ""))


def _nearest(text: str) -> list[str]:
    """Official names that look like a text, at most three."""
    import difflib

    from kg.names.clean import clean
    from kg.names.directory import courts

    return difflib.get_close_matches(clean(text), courts(), n=3, cutoff=0.6)
