"""Which court hears a matter of a place on a day: assignments of the graph first, then the ordinary rules of law.

Nothing is guessed. An assignment holds where its territory holds the place, its matter is the one asked for or a
broader one, and it is in force; a group whose members the sources do not name is shown as that and no court is
picked from it; where the sources, or the place, leave several courts, they are candidates.
"""

import datetime

from kg.errors import UsageError
from kg.lookup.hears.assigned import assigned
from kg.lookup.hears.matter import matter_of
from kg.lookup.hears.model import ASSIGNED, CANDIDATE, GROUP, REGULAR, Hearing, Row, Status, days, instance_of
from kg.lookup.hears.place import where
from kg.lookup.hears.plain import plain
from kg.lookup.hears.regular import regular
from kg.store.reader import Reader

_ENFORCEMENT = "执行"  # a matter that is an instance of its own


def who_hears(
    reader: Reader, place: str, matter: str, instance: str = "first", on: datetime.date | str | None = None
) -> Hearing:
    """Who hears a matter of a place at an instance on a day (a date, or text such as 2022-09; today where None).

    ``place`` is a division by any of its names, a zone that has a court, or a place of the graph; ``matter`` a topic
    by any of its names; ``instance`` first, second, retrial or execution, or 一审, 二审, 再审, 执行. Raises NotFound
    where there is no such place or matter, Ambiguous with candidates where there are several, UsageError for what is
    no instance or date.
    """
    for word in (place, matter):
        _check(word)
    asked = instance_of(instance)
    text = on.isoformat() if isinstance(on, datetime.date) else (on or datetime.date.today().isoformat())
    when = days(text)
    here = where(reader, place, when)
    topic = matter_of(reader, matter)
    if topic.name == _ENFORCEMENT and asked == "first":
        asked = "execution"
    special, said = assigned(reader, here, topic, asked, when), plain(reader, here, topic)
    rows, notes, status = [*special.rows], [topic.note, *here.notes, *special.notes], special.status
    if special.open:
        law = regular(topic.names, asked, here, when)
        rows += _with_plain(law.rows, said.claimed)
        notes += law.notes
        status = _status(rows)
    if status == "known" and here.moved:
        status = "candidates"
    known = {row.iri for row in rows if row.iri}
    rows += [row for row in said.others if row.iri not in known]
    if when.first > datetime.date.today():
        notes.append(f"{text} is still to come: this is what holds today")
    kept = tuple(dict.fromkeys(note for note in notes if note))
    return Hearing(status, here.name, topic.name, asked, text, tuple(rows), kept)


def _check(word: str) -> None:
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UsageError("a place or a matter is not UTF-8") from None


def _with_plain(law: tuple[Row, ...], said: tuple[Row, ...]) -> list[Row]:
    """What the sources say plainly, before what the law says; on the row of the law where it is the same court."""
    found = {row.official: row for row in said}
    regular_courts = {row.official for row in law if row.role == REGULAR}
    told = [
        row._replace(passages=found[row.official].passages, source=f"{row.source}; {found[row.official].source}")
        if row.role == REGULAR and row.official in found
        else row
        for row in law
    ]
    return [*(row for row in said if not row.official or row.official not in regular_courts), *told]


def _status(rows: list[Row]) -> Status:
    """Known where one court hears it and none other may; otherwise the candidates, or nothing but what is said."""
    roles = [row.role for row in rows]
    if CANDIDATE in roles:
        return "candidates"
    heard = {row.court for row in rows if row.role in (ASSIGNED, REGULAR)}
    return "known" if len(heard) == 1 and GROUP not in roles else "candidates" if heard else "not known"
