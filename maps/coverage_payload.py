"""What the scripts of the coverage map draw: geometry and facts as plain lists, texts in pairs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from data.layers import LAYER_BY_NAME
from data.small_counts import told
from data.text import Text
from data.visibility import VisibleLayer
from geo.answers import REASON_TEXT, STATUS_TEXT, Coverage, Reason, Status, Tally
from geo.question import Question
from maps.encoding import encoded_lines, encoded_points, encoded_polygons
from maps.palette import NO_PEOPLE, SHARE_CLASSES, STATUS_MARKS, TIER_MARKS, UNKNOWN_TIER, band_fill
from maps.plain import plain
from maps.shares import share_text
from maps.words import LEVEL_TEXT

Pair = tuple[str, str]

_STATUSES = tuple(Status)
_REASONS = tuple(Reason)
_MAIN_STREETS = ("motorway", "trunk", "primary", "secondary")


def pair(text: Text) -> Pair:
    """A text as the scripts read it: Chinese, English."""
    return text.zh, text.en


def vocabulary() -> dict[str, Any]:
    """Statuses, reasons, colours and classes, in the order in which the payload counts them."""
    marks = [STATUS_MARKS[status] for status in _STATUSES]
    tiers = [*TIER_MARKS.items(), ("", UNKNOWN_TIER)]
    return {
        "statuses": [
            {"id": status.value, "text": pair(STATUS_TEXT[status]), "colour": mark.colour,
             "shape": mark.shape}
            for status, mark in zip(_STATUSES, marks, strict=True)
        ],
        "reasons": [pair(REASON_TEXT[reason]) for reason in _REASONS],
        "tiers": [
            {"id": tier, "colour": mark.colour, "shape": mark.shape, "size": mark.size_px,
             "letter": (mark.zh, mark.en)}
            for tier, mark in tiers
        ],
        "classes": [colour for _, colour in SHARE_CLASSES],
        "class_bounds": [low for low, _ in SHARE_CLASSES],
        "no_people": NO_PEOPLE,
    }  # fmt: skip


def residents(
    layer: VisibleLayer, coverage: Coverage, station_index: Mapping[str, int], to_wgs84: Transformer
) -> dict[str, Any] | None:
    """One entry a resident row that may be drawn, column by column; None where none may.

    `station` counts in `station_index`; -1 where there is none or it may not be shown.
    """
    if layer.table is None:
        return None
    answers, question = coverage.residents, coverage.question
    rows = drawn_rows(layer, coverage)
    table = layer.table.set_index("id", drop=False).loc[list(answers.ids[rows])]
    return {
        "at": encoded_points(answers.x[rows], answers.y[rows], to_wgs84),
        "id": table["id"].tolist(),
        "name": table["name"].fillna("").tolist(),
        "people": [_number(count) for count in table[question.group]],
        "modelled": [int(flag) for flag in table["modelled"].fillna(False)],
        "status": [_STATUSES.index(status) for status in answers.status[rows]],
        "reason": [_REASONS.index(r) if r else -1 for r in answers.reason[rows]],
        "tenths_min": tenths_of_minutes(answers.cost_mm[rows], question).tolist(),
        "station": [station_index.get(str(s), -1) for s in answers.station[rows]],
        "within": answers.stations_within[rows].tolist(),
    }  # fmt: skip


def drawn_rows(layer: VisibleLayer, coverage: Coverage) -> NDArray[np.intp]:
    """Which of the answer's residents may be drawn: their positions in it."""
    if layer.table is None:
        return np.empty(0, dtype=np.intp)
    return np.flatnonzero(pd.Index(coverage.residents.ids).isin(layer.table["id"]))


def tenths_of_minutes(cost_mm: NDArray[np.int64], question: Question) -> NDArray[np.int64]:
    """(N,) minutes times ten, rounded up: a walk is never shown shorter than it is.

    So whoever is beyond 15 minutes never reads "15.0". -1 where nothing can be reached.
    """
    speed = question.mm_per_min
    tenths = -(-cost_mm * 10 * speed.denominator // speed.numerator)
    return np.where(cost_mm < 0, -1, tenths)


def areas(layer: VisibleLayer, coverage: Coverage, to_wgs84: Transformer) -> list[dict[str, Any]]:
    """One entry an area, in order of id, with its shares as text and as numbers."""
    if layer.table is None:
        return []
    shapes = encoded_polygons(layer.table["geometry"].tolist(), to_wgs84)
    inside = [shape.representative_point() for shape in layer.table["geometry"]]
    label = encoded_points(
        np.array([p.x for p in inside]), np.array([p.y for p in inside]), to_wgs84
    )
    at = np.cumsum(np.array(label, dtype=np.int64).reshape(-1, 2), axis=0).tolist()
    return [
        {
            "id": row["id"],
            "name": plain(row["name"]),
            "level": row["level"],
            "shape": shape,
            "label": position,
            **tally_facts(coverage.main.areas.get(row["id"])),
        }
        for row, shape, position in zip(layer.table.to_dict("records"), shapes, at, strict=True)
    ]  # fmt: skip


def wholly_told(tally: Tally | None) -> bool:
    """Whether there is a tally and none of its numbers is kept back."""
    return tally is not None and all(
        map(told, (tally.total, tally.covered, tally.uncovered, tally.unknown))
    )


def tally_facts(tally: Tally | None) -> dict[str, Any]:
    """A tally as the scripts show it: bounds of the share, its texts, and people by status."""
    if tally is None or not wholly_told(tally):
        return {"share": None}
    shares = share_text(tally)
    return {
        "share": None if tally.share_min is None else [tally.share_min, tally.share_max],
        "text": [shares.covered, shares.unknown, shares.modelled],
        "people": [tally.total, tally.covered, tally.uncovered, tally.unknown],
    }


def levels(layer: VisibleLayer, coverage: Coverage) -> list[str]:
    """Levels of area below the district that have people counted, the largest first."""
    if layer.table is None:
        return []
    counted = layer.table.loc[layer.table["id"].isin(list(coverage.main.areas)), "level"]
    return [level for level in LEVEL_TEXT if level != "district" and level in set(counted)]


def streets(layer: VisibleLayer, to_wgs84: Transformer) -> dict[str, Any]:
    """Main streets and all others as two sets of lines."""
    if layer.table is None or layer.table.empty:
        return {"main": [], "other": []}
    highway = layer.table["highway"].fillna("").str.removesuffix("_link")
    is_main = highway.isin(_MAIN_STREETS).to_numpy(dtype=bool)
    lines = layer.table["geometry"].to_numpy()
    return {
        "main": encoded_lines(lines[is_main], to_wgs84),
        "other": encoded_lines(lines[~is_main], to_wgs84),
    }


def bands(circles: Mapping[Fraction, BaseGeometry], to_wgs84: Transformer) -> list[dict[str, Any]]:
    """Circles from the outermost inwards, as they are laid over one another."""
    ordered = sorted(circles)
    shapes = encoded_polygons([circles[minutes] for minutes in ordered], to_wgs84)
    entries = [
        {"minutes": minutes_text(minutes), "fill": band_fill(i, len(ordered)), "shape": shape}
        for i, (minutes, shape) in enumerate(zip(ordered, shapes, strict=True))
    ]
    return entries[::-1]


def minutes_text(minutes: Fraction) -> str:
    """A number of minutes as people write it: 15, 7.5."""
    return f"{float(minutes):g}"


def group_title(question: Question) -> Text:
    """What the people that are counted are called."""
    columns = LAYER_BY_NAME["residents"].columns
    return next(column.title for column in columns if column.name == question.group)


def _number(value: float | None) -> float | int | None:
    if value is None or pd.isna(value):
        return None
    # In full: the scripts add them up, and must come to what was counted here.
    return int(value) if float(value).is_integer() else float(value)
