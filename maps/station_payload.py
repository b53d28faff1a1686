"""Stations and their matters for the popups: sets of matters said once, however many share them."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from data.small_counts import told
from data.visibility import VisibleLayer
from geo.dependence import Dependence
from geo.report import Report
from maps.coverage_payload import Pair, pair
from maps.encoding import encoded_points
from maps.hours_text import hours_text
from maps.palette import TIER_MARKS
from maps.plain import plain
from maps.words import (
    AUDIENCE_TEXT,
    KIND_TEXT,
    NETWORK_TEXT,
    SCOPE_TEXT,
    SERVICE_LETTER,
    SERVICE_TEXT,
)

_SERVICES = tuple(SERVICE_TEXT)
_TIERS = (*TIER_MARKS, "")


def stations(
    layer: VisibleLayer, report: Report, set_of: Mapping[str, int], to_wgs84: Transformer
) -> dict[str, Any] | None:
    """Stations in order of id, and where they are; None where none may be drawn.

    Args:
        layer: The visible part of the layer `stations`.
        report: For people within reach, notes, and what hangs on each station.
        set_of: Station id to the index of its set of matters.
        to_wgs84: From the CRS of the layer.
    """
    if layer.table is None:
        return None
    rows = layer.table.to_dict("records")
    x = np.array([row["geometry"].x for row in rows], dtype=np.float64)
    y = np.array([row["geometry"].y for row in rows], dtype=np.float64)
    return {
        "at": encoded_points(x, y, to_wgs84) if rows else [],
        "rows": [_station(row, report, set_of) for row in rows],
    }


def _station(
    row: Mapping[Hashable, Any], report: Report, set_of: Mapping[str, int]
) -> dict[str, Any]:
    coverage, station_id = report.coverage, str(row["id"])
    needed = report.dependence.get(coverage.question.group, {}).get(station_id)
    does = coverage.main.stations.get(station_id)
    note = coverage.station_notes.get(station_id)
    facts: dict[str, Any] = {
        "id": station_id,
        "name": plain(row["name"]),
        "tier": _TIERS.index(plain(row["tier"])),
        "kind": _pair_of(KIND_TEXT, row["kind"]),
        "network": _pair_of(NETWORK_TEXT, row["network"]),
        "hours": pair(hours_text(plain(row["opening_hours"]))),
        "address": plain(row["address"]),
        "phone": plain(row["phone"]),
        "district": plain(row["district"]),
        "windows": None if pd.isna(row["windows"]) else int(row["windows"]),
        "matters": set_of.get(station_id),
        "note": None if note is None else pair(note),
        "needed": None if needed is None else _needed(needed),
    }
    if does is not None:
        low, unknown = does.tally.covered, does.tally.unknown
        facts["reach"] = [low, low + unknown] if told(low) and told(unknown) else None
        facts["nearest"] = does.nearest if told(does.nearest) else None
    return {name: value for name, value in facts.items() if value not in (None, "", ("", ""))}


def _needed(found: Dependence) -> list[float | int | None] | None:
    """What hangs on it; None where it is not told how many have it alone."""
    if not told(found.alone):
        return None
    people = [None if n is None or not told(n) else n for n in (found.day, found.matter_people)]
    return [found.alone, people[0], found.matters, people[1]]


def matters(
    catalogue: VisibleLayer, handled: VisibleLayer
) -> tuple[dict[str, Any], dict[str, int]]:
    """The catalogue with its themes and the distinct sets of matters; and each station's set.

    In a set each matter is two numbers: its index in `names` and the index of how it is handled.
    """
    if catalogue.table is None or handled.table is None:
        return {"names": [], "id": [], "theme": [], "online": [], "themes": [], "sets": []}, {}
    table = catalogue.table
    index = {str(matter): i for i, matter in enumerate(table["id"])}
    themes = sorted({plain(theme) for theme in table["theme"]})
    by_station: dict[str, list[tuple[int, int]]] = {}
    for row in handled.table.to_dict("records"):
        if row["matter_id"] in index:
            how = _SERVICES.index(plain(row["service"]))
            by_station.setdefault(str(row["station_id"]), []).append((index[row["matter_id"]], how))
    content = {station: tuple(sorted(set(pairs))) for station, pairs in by_station.items()}
    distinct = sorted(set(content.values()))
    number = {pairs: i for i, pairs in enumerate(distinct)}
    facts = {
        "names": [plain(name) or i for name, i in zip(table["name"], table["id"], strict=True)],
        "theme": [themes.index(plain(theme)) for theme in table["theme"]],
        "id": [plain(matter) for matter in table["id"]],
        "audience": [_pair_of(AUDIENCE_TEXT, audience) for audience in table["audience"]],
        "scope": [_pair_of(SCOPE_TEXT, scope) for scope in table["scope"]],
        "cases": [None if pd.isna(cases) else float(cases) for cases in table["yearly_cases"]],
        "online": [None if pd.isna(flag) else int(flag) for flag in table["online"]],
        "themes": themes,
        "sets": [[n for matter in pairs for n in matter] for pairs in distinct],
    }  # fmt: skip
    return facts, {station: number[pairs] for station, pairs in content.items()}


def services() -> list[dict[str, Any]]:
    """How a matter is handled, in the order in which sets count it."""
    return [
        {"id": service, "text": pair(text), "letter": pair(SERVICE_LETTER[service])}
        for service, text in SERVICE_TEXT.items()
    ]


def _pair_of(words: Mapping[str, Any], value: object) -> Pair | None:
    text = words.get(plain(value))
    return None if text is None else pair(text)
