"""Which court a text means: one, several, candidates with reasons, a group, or nothing; never a guess."""

from datetime import date

from kg.names.clean import clean
from kg.names.forms.single import single
from kg.names.resolution import Resolution, collective
from kg.names.text import anaphora, coordinated, groups
from kg.names.text.context import Context


def resolve(text: str, context: Context | str | None = None, on: date | None = None) -> Resolution:
    """Resolve the name of a court, a list of courts, or a word that means a court within a document.

    ``context`` is what the document has said before, as text or as a `Context`; without it 市中院 is nothing and
    朝阳法院 is several. ``on`` is the day that the text is of, for names that have changed; without it today's names
    count, and former ones where nobody bears them now. Any text has an answer; nothing is raised.
    """
    at_hand = Context.of(context) if isinstance(context, str) else context
    plain = clean(text)
    answer = single(text, at_hand, on)
    if answer.kind != "nothing":
        return answer
    if listed := coordinated.meant(plain, at_hand, on):
        return listed
    referred = anaphora.meant(plain, at_hand, on)
    if referred and referred.kind != "nothing":
        return referred
    words = groups.group(plain, at_hand)
    return collective(words, "the courts of a place together, not one of them") if words else answer
