"""Figures as series: points that share metric and unit, and differ in when they were counted."""

from decimal import Decimal

from kg.lookup.around import Json, Naries, Nary, passages_json
from kg.lookup.describe import figure
from kg.model.iris import BASE


def figures(naries: Naries, nodes: list[Nary]) -> list[Json]:
    """The series of a resource's observations, by metric.

    A series shares metric, unit, and, for a figure of change, what it is compared with and the direction: a change
    (同比升…) is never a point of a level. A point has ``value``, the number to plot with 万 or 亿 multiplied in,
    ``exact``, the same as a decimal text, and ``text`` as printed.
    """
    series: dict[tuple[str, ...], list[Json]] = {}
    for node in nodes:
        texts = naries.texts(node)
        first = {name: values[0] for name, values in texts.items()}
        key = tuple(first.get(name, "") for name in ("metric", "unit", "comparison", "direction"))
        amount = Decimal(first.get("value", "0")) * Decimal(first.get("multiplier", "1"))
        period, words = first.get("period", ""), first.get("periodAsPrinted", "")
        series.setdefault(key, []).append(
            {
                "period": period or words,
                "words": words if period else "",
                "value": number(amount),
                "exact": exact(amount),
                "comparator": first.get("comparator", ""),
                "text": figure(texts),
                "passages": passages_json(node.passages),
                "id": node.iri.removeprefix(BASE),
            }
        )
    names = ("metric", "unit", "comparison", "direction")
    return [
        dict(zip(names, key, strict=True)) | {"points": sorted(points, key=_when)}
        for key, points in sorted(series.items())
    ]


def number(amount: Decimal) -> int | float:
    """A decimal as a number of JSON: a whole one as an integer."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def exact(amount: Decimal) -> str:
    """A decimal in full, without an exponent and without trailing zeros: ``20100``, ``36.71``."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _when(point: Json) -> tuple[str, str, str]:
    return (point["period"].strip("./"), point["words"], point["exact"])
