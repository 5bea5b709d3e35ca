"""Lists of courts that share a prefix or a head noun: 北京市密云区、怀柔区人民法院, 川渝两地高院, 郑州、洛阳等地中院.

A list is written out in full, member by member, and every member is then resolved like a name of its own. A number
word must agree with the members (湘鄂赣两省高院 names three): else the list is a doubt, and nothing is guessed.
"""

from collections.abc import Iterator
from datetime import date

from kg.names.court import Court
from kg.names.forms.single import single
from kg.names.plates import same
from kg.names.resolution import Candidate, Resolution, choice, collective, nothing, one, several
from kg.names.text.anaphora import meant as referred
from kg.names.text.context import Context
from kg.names.text.enumeration import Listed, listed
from kg.names.text.groups import group


def split(text: str) -> tuple[str, ...]:
    """The names that a list stands for, each written out; empty where the text is no list, or one in doubt."""
    found = listed(text)
    return found.names if found and not found.doubt else ()


def meant(text: str, context: Context | None = None, on: date | None = None) -> Resolution | None:
    """The courts that a list names; None where the text is no list.

    Kind ``list`` holds the members that are certain, and candidates for those that are not. A list of groups
    (上海、广东等地法院) is a group. Kind ``nothing`` where the number word and the members disagree.
    """
    found = listed(text)
    if found is None:
        return None
    if found.doubt:
        return nothing(found.doubt)
    answers = list(_members(found.names, context, on))
    courts: dict[str, Court] = {}
    for court in (court for answer in answers for court in answer.courts):
        if not any(same(court, other) for other in courts.values()):
            courts[court.name] = court
    open_ends = tuple(candidate for answer in answers for candidate in answer.candidates)
    unknown = [name for name, answer in zip(found.names, answers, strict=True) if answer.kind == "nothing"]
    if unknown and (found.shared or not courts):
        return nothing(f"no list: {unknown[0]} names no court")
    if not courts and any(answer.kind == "group" for answer in answers):
        return _all_groups(found, answers)
    return _answer(found, tuple(courts.values()), open_ends, unknown)


def _answer(
    found: Listed, courts: tuple[Court, ...], open_ends: tuple[Candidate, ...], unknown: list[str]
) -> Resolution:
    reason = f"a list of {len(found.names)}: {', '.join(found.names)}"
    if found.is_open:
        reason += "; 等 says that there are more, which the text does not name"
    if unknown:
        reason += f"; no court is known for {', '.join(unknown)}"
    if not courts:
        return choice(open_ends, reason)
    if len(courts) == 1 and not open_ends and not unknown and not found.is_open:
        return one(courts[0], f"names of one court: {', '.join(found.names)}")
    return several(courts, open_ends, reason)


def _all_groups(found: Listed, answers: list[Resolution]) -> Resolution:
    # 海南法院 among others of provinces is theirs too, though there is a 海南区.
    groups = [answer.group for answer in answers if answer.group]
    if len(groups) < len(answers):
        return nothing(f"not every member names a court: {', '.join(found.names)}")
    more = ", and others that are not named" if found.is_open else ""
    return collective("; ".join(groups) + more, "a list of groups")


def _members(names: tuple[str, ...], context: Context | None, on: date | None) -> Iterator[Resolution]:
    """The answer for each name; what the list names before is context for what it names later."""
    at_hand = context or Context()
    for name in names:
        words = group(name, at_hand)
        answer = collective(words, "a group") if words else single(name, at_hand, on)
        if answer.kind == "nothing":
            answer = referred(name, at_hand, on) or answer
        if answer.kind == "one":
            at_hand = at_hand.with_courts(answer.courts)
        yield answer
