"""Courts, case numbers and document numbers in running text, as whoever reads a document aloud would point at them.

Documents break lines and insert spaces inside names, so names are looked for in the text without white space; what is
reported are code-point offsets of the text as it stands. Longest match first: 最高人民法院第三巡回法庭 is one mention,
and a name that is part of a longer word (人民法院调解平台) is none. What was named before is context for what follows.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms.shorts import place_forms
from kg.names.forms.stems import index
from kg.names.numbers import case_number, document_number
from kg.names.numbers.answers import Answer
from kg.names.numbers.document_number import DocumentNumber
from kg.names.places import places
from kg.names.resolution import Resolution
from kg.names.resolve import resolve
from kg.names.text.anaphora import is_class, is_reference, points_back
from kg.names.text.context import Context
from kg.names.text.coordinated import split
from kg.names.text.enumeration import PROVINCES
from kg.names.text.flat import flat, headings, paragraphs
from kg.names.text.scan import places_in

Kind = Literal["court", "case-number", "document-number"]
_LONGEST = 48
# A head noun, and what must not follow it: 法院校, 最高法律, 高院士.
_HEAD = re.compile(
    "(?:法院|中院|高院)(?![校士]|系(?!统))|法庭|最高法(?![院律官治定则规制典学])|最高院(?![校士])|分院|[该本我]院"
)
_RUN = re.compile("[\u3400-\u9fffA-Za-z0-9()、·]+")
_AFTER_INNER = re.compile("(?!以及|[和与及暨])[\u4e00-\u9fff0-9]{1,12}(?:法庭|分院)")
_JOINED = re.compile("[、和与及]|以及")
_SENTENCE = re.compile("[。！？!?;；]")
# Where references begin: 省高院, 该院, 全市法院, 两级法院, 原审法院, 中院.
_ABBREVIATED = re.compile(f"[{''.join(PROVINCES)}](?:[{''.join(PROVINCES)}]|高院)")  # 川渝高院, 川高院
_REFERENCE = re.compile(f"[省市州盟区县旗该本我全两三各辖原一二中高兵]|{_ABBREVIATED.pattern}")
# 三省高院, 外省法院, 城市法院, 地区法院: the unit belongs to the word before it.
_NO_UNIT_AFTER = frozenset("一二三四五六七八九十两几各外邻跨全本我该某城都地特辖社林园新郊垦矿牧片域贸治直小校战试")
# After a court's name at the head of a document: the document is that court's.
_JUDGMENT = re.compile("[民刑行执赔知司][\u4e00-\u9fff]{0,6}(?:判决|裁定|决定|调解|通知)书")
_NUMERALS = "一二三四五六七八九十"
_ABROAD = re.compile("(?:联邦|[美英德法韩俄泰外]国|日本|俄罗斯|新加坡|印度|香港|澳门|台湾)$")
_FREE_BEFORE = frozenset("由以被经与和及同对向在将把使让报按据受到从为给请托于且并但而的是了、")


class Mention(NamedTuple):
    """A court or number that a text names. ``start`` and ``end`` are code points of the text as it stands.

    ``text`` is what is printed there. ``value`` is how it was understood: a `Resolution` for a court, the answer of
    `kg.names.numbers.case_number` or `kg.names.numbers.document_number` for a number.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Resolution | Answer | DocumentNumber


def mentions(text: str, context: Context | str | None = None, on: date | None = None) -> Iterator[Mention]:
    """What a text names, in order. Courts that it may mean come as candidates, groups as groups; never a guess.

    ``context`` is what is known of the document beyond the text (its title, its publisher). Raises nothing.
    """
    given = Context.of(context) if isinstance(context, str) else context or Context()
    numbers = [*_numbers(text)]
    found = [*_courts(text, given, on, numbers), *numbers]
    yield from sorted(found, key=lambda mention: (mention.start, mention.end))


@cache
def _starts() -> frozenset[str]:
    """The two characters that a name may begin with."""
    known = index()
    forms = {form for each in known.stems.values() for form in each} | set(known.whole)
    for court in courts().values():
        forms |= {court.name, *court.short_names}
        if court.name.endswith("法庭"):
            forms |= {court.name[at:] for at in range(2, len(court.name) - 3)}
    for division in divisions().values():
        forms |= {division.name, *place_forms(division.name)}
    return frozenset(form[:2] for form in forms if len(form) > 1) | {"最高", "长三", "东北"}


class _Reader:
    """Reads a text from left to right, and keeps what it has named so far."""

    def __init__(self, text: str, given: Context, on: date | None, numbers: list[Mention]) -> None:
        self.flat = flat(text)
        # 最高法 in （2023）最高法知民终1511号 is part of the number.
        spans = ((bisect_left(self.flat.origin, n.start), bisect_left(self.flat.origin, n.end)) for n in numbers)
        self.numbers = dict(spans)
        self.on = on
        self.given = given
        whole = Context.of(text)
        # What all of the document agrees on holds from its first line on.
        agreed = [code for code in (given.province or whole.province, given.city or whole.city) if code]
        self.context = given.with_places(agreed[:1]).with_places(agreed[1:])
        self.ends = [match.end() for match in _HEAD.finditer(self.flat.text)]
        self.places = list(places_in(self.flat.text))
        self.sentences = [match.end() for match in _SENTENCE.finditer(self.flat.text)]
        self.headings = headings(text, self.flat)
        self.paragraphs = paragraphs(text, self.flat)
        self.named: list[tuple[int, Court]] = []
        self.issuer: Court | None = None
        self.last: tuple[int, int] | None = None

    def read(self) -> Iterator[tuple[int, int, Resolution]]:
        text, at, next_place, run_end = self.flat.text, 0, 0, -1
        starts = _starts()
        while at < len(text):
            while next_place < len(self.places) and self.places[next_place][1] <= at:
                self.context = self.context.with_places(self.places[next_place][2])
                next_place += 1
            if at in self.numbers:
                at = max(self.numbers[at], at + 1)
                continue
            if at >= run_end:
                run = _RUN.match(text, at)
                if not run:
                    at += 1
                    continue
                run_end = run.end()
            found = None
            if text[at : at + 2] in starts or _REFERENCE.match(text, at) or self._follows(at):
                found = self._longest(at, run_end)
            if found is None:
                at += 1
                continue
            end, answer = found
            yield at, end, answer
            self._note(at, end, answer)
            while next_place < len(self.places) and self.places[next_place][0] < end:
                next_place += 1
            at = end

    def _follows(self, at: int) -> bool:
        """Whether a list goes on here: 北京一中院、二中院."""
        return bool(self.last and at > self.last[1] and _JOINED.fullmatch(self.flat.text, self.last[1], at))

    def _longest(self, at: int, run_end: int) -> tuple[int, Resolution] | None:
        text = self.flat.text
        low = bisect_right(self.ends, at + 1)
        high = bisect_right(self.ends, min(run_end, at + _LONGEST))
        reach = []
        for number, end in enumerate(self.ends[low:high]):
            inner = self.ends[low + number - 1] if number else 0
            if number and not (inner <= at or _AFTER_INNER.fullmatch(text, inner, end)):
                break
            reach.append(end)
        for end in reversed(reach):
            answer = self._understand(at, end)
            if answer is not None:
                return end, answer
        return None

    def _understand(self, at: int, end: int) -> Resolution | None:
        name = self.flat.text[at:end]
        if not self._may_begin(at, name):
            return None
        context = self._near(at, name) if points_back(name) else self.context
        if self._follows(at) and self.last and not split(name):
            names = split(self.flat.text[self.last[0] : end])
            name = names[-1] if names else name
        if is_class(name):  # 海事法院 is said of the kind, also where one of them was named before
            return None
        answer = resolve(name, context, self.on)
        return None if answer.kind == "nothing" else answer

    def _may_begin(self, at: int, name: str) -> bool:
        """Whether a name may begin here, and is not the end of a longer one, or said of a kind of court."""
        if any(start < at < end or end == at for start, end, _ in self._places_near(at)):
            # what follows a place that is not understood with it: 海淀区人民法院 in 长春市海淀区人民法院
            return False
        before = self.flat.text[max(0, at - 4) : at]
        if _ABROAD.search(before) or before.endswith("第") or (_ABBREVIATED.match(name) and before[-1:] in PROVINCES):
            return False
        if is_reference(name):
            return self._free(at, name)
        if name.startswith("最高") or any(start == at for start, _, _ in self._places_near(at)):
            return True
        if name.endswith(("法庭", "区法院")) or len(name) == 3 or name[0] in _NUMERALS:
            return self._after_word(at)
        return True

    def _after_word(self, at: int) -> bool:
        """Whether a word ends before this place, as far as its last character and the lines tell."""
        before = self.flat.text[at - 1 : at]
        return (
            at in self.paragraphs or not ("\u4e00" <= before <= "\u9fff" or before.isalnum()) or before in _FREE_BEFORE
        )

    def _places_near(self, at: int) -> list[tuple[int, int, tuple[str, ...]]]:
        near = bisect_left(self.places, at - 16, key=lambda place: place[0])
        return self.places[near : near + 16]

    def _free(self, at: int, name: str) -> bool:
        """Whether a reference may begin here, and is no part of a longer word (外省法院, 相关中院)."""
        text = self.flat.text
        before, first = text[at - 1 : at], text[at]
        if self._after_word(at) or first not in "中高省市州盟区县旗":
            return True
        if first in "中高" or "人民" in name or before in _NO_UNIT_AFTER:
            return False
        # 襄樊市中院: a place of another time
        return not any(places(text[begin : at + 1]) for begin in range(max(0, at - 5), at))

    def _near(self, at: int, name: str) -> Context:
        """What 该院 may mean: the courts of its sentence, else of the one before, else what the section is about.

        本院 is whoever speaks: the court whose judgment this is, and else either of these. 一审法院 is not that court.
        """
        speaks = name[0] in "本我"
        if speaks and self.issuer:
            return Context((), (self.issuer,))
        here: tuple[Court, ...] = ()
        number = bisect_right(self.sentences, at)
        for sentence in range(number, max(number - 2, -1), -1):
            begin = self.sentences[sentence - 1] if sentence > 0 else 0
            here = here or tuple(court for where, court in self.named if begin <= where < at)
        here = tuple(court for court in here if speaks or court != self.issuer)
        topic = (self.context.topic,) if self.context.topic else self.given.courts
        if speaks:
            return Context((), (*topic, *here))
        return Context((), here or topic)

    def _note(self, at: int, end: int, answer: Resolution) -> None:
        for court in answer.courts:
            self.context = self.context.with_courts((court,))
            self.named.append((at, court))
        if answer.kind == "one" and at in self.headings:
            self.context = self.context.about(answer.courts[0])
        if answer.kind == "one" and at in self.paragraphs and _JUDGMENT.match(self.flat.text, end):
            self.issuer = answer.courts[0]
            self.context = self.context.about(self.issuer)
        self.last = (at, end)


def _courts(text: str, given: Context, on: date | None, numbers: list[Mention]) -> Iterator[Mention]:
    reader = _Reader(text, given, on, numbers)
    origin = reader.flat.origin
    for start, end, answer in reader.read():
        first, last = origin[start], origin[end - 1] + 1
        yield Mention(first, last, text[first:last], "court", answer)


def _numbers(text: str) -> Iterator[Mention]:
    """Numbers of documents, and those of cases that are no part of one."""
    taken: set[int] = set()
    for found in _document_numbers(text):
        if not taken.intersection(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            yield Mention(found.start, found.end, text[found.start : found.end], "document-number", found)
    for answer in case_number.find_all(text):
        if not taken.intersection(range(answer.start, answer.end)):
            yield Mention(answer.start, answer.end, text[answer.start : answer.end], "case-number", answer)


def _document_numbers(text: str) -> list[DocumentNumber]:
    """Document numbers, the likelier readings first: of the whole text, and of its lines by themselves.

    A line break may run through a number (吉高⏎法〔2022〕45号), or set it off from a letterhead
    (文件⏎法发〔2020〕22号). A series whose issuer is known is likelier, and of two such the longer one.
    """
    found = [
        replace(each, start=line.start() + each.start, end=line.start() + each.end)
        for line in re.finditer("[^\n]+", text)
        for each in document_number.find_all(line[0])
    ]
    found += document_number.find_all(text)
    return sorted(found, key=lambda each: -len(each.series) if each.issuer else 1)
