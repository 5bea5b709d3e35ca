"""Strings that must resolve to one court: formed by rule, kept where only one court of the directory can be meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from directory.naming import full, province
from kg.names.court import Court

_LOOSE = re.compile(r"[区县市旗]?人民法院$")  # 庐山法院 may be that of 庐山市 too
_PEOPLE = re.compile(r"^(..).*自治县")  # 东乡县人民法院 may be that of 东乡族自治县 too
_LEAST, _MOST = 2, 4  # examples a court


def _forms(court: Court) -> Iterator[str]:
    """Ways of naming a court, the official name first."""
    name = court.name
    yield name
    yield from court.short_names
    regular = court.source.startswith("div")
    place = full(court.division)
    if regular and place:
        if court.level == "high":
            yield name.replace("高级人民法院", "高院")
            yield name.replace("高级人民法院", "高级法院")
        elif court.level == "intermediate":
            own = name.removeprefix(province(court.division))
            yield own
            yield own.replace("中级人民法院", "中院")
        else:
            yield place + "人民法院"
            yield name.replace("人民法院", "法院")
    else:
        yield name.replace("人民法院", "法院")
    yield from (former.name for former in court.former_names[-1:])
    yield f"{name[:2]} {name[2:]}"  # as headings and broken lines print it; the only other form of 上海海事法院


def _chosen(forms: Iterable[str]) -> tuple[str, ...]:
    """The first few; a form with a space only where there is no second one without."""
    every = tuple(forms)
    plain = tuple(form for form in every if " " not in form)[:_MOST]
    return plain if len(plain) >= _LEAST else every[:_LEAST]


def with_examples(courts: Iterable[Court]) -> list[Court]:
    """The courts with up to four examples each; a form that two courts have is nobody's example.

    An official name is always one, even where another court had it before (盘山县人民法院).
    """
    every = list(courts)
    forms = [tuple(dict.fromkeys(_forms(court))) for court in every]
    names = [{court.name, *court.short_names, *(one.name for one in court.former_names)} for court in every]
    for each, court in zip(names, every, strict=True):
        each |= {_LOOSE.sub("法院", court.name), _PEOPLE.sub(r"\1县", court.name)}
    meant = Counter(form for each, known in zip(forms, names, strict=True) for form in {*each, *known})
    return [
        replace(court, examples=_chosen(form for form in each if meant[form] == 1 or form == court.name))
        for court, each in zip(every, forms, strict=True)
    ]
