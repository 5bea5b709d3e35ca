"""Region × region: how many ties of co-operation join two regions, which, and what the graph does not place."""

from typing import Any, NamedTuple

from kg.lookup.part import Parts
from kg.lookup.part_json import edge_json, node_json
from kg.lookup.territory import Territory
from kg.lookup.ties import Tie, Triple, Where, pairs, ties

Json = dict[str, Any]
NOWHERE = ("没有陈述说明其所在地区", "no statement tells its region")


class Cell(NamedTuple):
    """What joins two regions (IRIs, in order): the statements that do, and the undertakings that some of them name.

    The statements are those of co-operation, and those of who has a hand in an agreement or mechanism.
    """

    one: str
    other: str
    statements: tuple[Triple, ...]
    undertakings: tuple[str, ...]


def cells(found: list[Tie], where: Where) -> list[Cell]:
    """The cells of a matrix, by the places that ``where`` gives for a party; a region with itself is a cell too."""
    grid: dict[tuple[str, str], tuple[dict[Triple, None], dict[str, None]]] = {}
    for tie in found:
        for pair, said in pairs(tie, where).items():
            statements, undertakings = grid.setdefault(pair, ({}, {}))
            statements.update(dict.fromkeys(said))
            undertakings.update({tie.through: None} if tie.through else {})
    return [Cell(*pair, tuple(said), tuple(through)) for pair, (said, through) in sorted(grid.items())]


def unplaced(found: list[Tie], where: Where) -> list[str]:
    """The institutions that have a tie and no place; a group whose members have places is none of them."""
    sides = (parties for tie in found for _, parties in tie.sides)
    return sorted({parties[0] for parties in sides if not any(where(party) for party in parties)})


def regions(parts: Parts) -> Json:
    """The matrix as JSON: ``regions`` with the number of their courts, ``cells``, and ``unplaced`` with the reason."""
    territory = Territory(parts)
    found = ties(territory)
    grid = cells(found, territory.stands)
    courts: dict[str, int] = {}
    for court in territory.of_class("Court"):
        for region in territory.regions(court):
            courts[region] = courts.get(region, 0) + 1
    shown = {*courts, *(end for cell in grid for end in (cell.one, cell.other))}
    counts = {iri: sum(len(c.statements) for c in grid if iri in (c.one, c.other)) for iri in shown}
    order = sorted(shown, key=lambda iri: (-counts[iri], -courts.get(iri, 0), iri))
    zh, en = NOWHERE
    return {
        "regions": [node_json(parts, parts.node(iri)) | {"courts": courts.get(iri, 0)} for iri in order],
        "cells": [cell_json(parts, cell) for cell in grid],
        "unplaced": [
            node_json(parts, parts.node(iri)) | {"reason_zh": zh, "reason_en": en}
            for iri in unplaced(found, territory.stands)
        ],
    }


def cell_json(parts: Parts, cell: Cell) -> Json:
    """A cell: the ids of both regions, its statements as ``edges``, their ``count``, and the ``agreements``."""
    return {
        "a": parts.node(cell.one).id,
        "b": parts.node(cell.other).id,
        "count": len(cell.statements),
        "edges": [edge_json(parts, parts.edge(triple)) for triple in cell.statements],
        "agreements": [node_json(parts, parts.node(iri)) for iri in cell.undertakings],
    }
