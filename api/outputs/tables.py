"""The answer as CSV tables: `residents.csv`, `stations.csv`, `areas.csv`.

UTF-8; the two tables that hold names begin with a byte order mark, so that a spreadsheet opens
their Chinese as it is. Cells that a spreadsheet would run as a formula are neutralised.
"""

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from api.outputs.cells import neutral
from data.district import District
from geo.answers import Coverage, Tally

RESIDENT_COLUMNS = (
    "id", "status", "minutes", "station_id", "reason", "access_m", "stations_within",
)  # fmt: skip
TALLY_COLUMNS = (
    "total", "covered", "uncovered", "unknown", "modelled", "share_min", "share_max",
)  # fmt: skip
STATION_COLUMNS = ("id", "name", "tier", "kind", *TALLY_COLUMNS, "nearest", "note_zh", "note_en")
AREA_COLUMNS = ("id", "name", "level", "parent", *TALLY_COLUMNS)


def residents_csv(answer: Coverage) -> bytes:
    """One line a resident: minutes to the nearest station, also where beyond the limit."""
    found = answer.residents
    rows = zip(
        found.ids,
        found.status,
        [_decimals(m, 6) for m in found.minutes(answer.question)],
        found.station,
        found.reason,
        [_decimals(a / 1000, 3) if a >= 0 else "" for a in found.access_mm],
        ["" if count < 0 else count for count in found.stations_within],
        strict=True,
    )
    return _csv(RESIDENT_COLUMNS, rows)


def stations_csv(district: District, answer: Coverage) -> bytes:
    """One line a station; counts are empty for a station that does not count."""
    group = []
    for row in district.table("stations").to_dict("records"):
        alone, note = answer.main.stations.get(row["id"]), answer.station_notes.get(row["id"])
        counts = _counts(alone.tally if alone else None)
        nearest = alone.nearest if alone else None
        words = (note.zh, note.en) if note else ("", "")
        group.append((row["id"], row["name"], row["tier"], row["kind"], *counts, nearest, *words))
    return _csv(STATION_COLUMNS, group, mark=True)


def areas_csv(district: District, answer: Coverage) -> bytes:
    """One line an area, and a last one without id for people who live in none."""
    rows: list[tuple[object, ...]] = []
    if district.has("areas"):
        for row in district.table("areas").to_dict("records"):
            counts = _counts(answer.main.areas.get(row["id"]))
            rows.append((row["id"], row["name"], row["level"], row["parent"], *counts))
    rows.append(("", "不在任何区域 / in no area", "", "", *_counts(answer.main.unassigned)))
    return _csv(AREA_COLUMNS, rows, mark=True)


def _counts(tally: Tally | None) -> tuple[object, ...]:
    if tally is None:
        return ("",) * len(TALLY_COLUMNS)
    return tuple(getattr(tally, name) for name in TALLY_COLUMNS)


def _decimals(number: float, places: int) -> str:
    return "" if np.isnan(number) else f"{number:.{places}f}"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _cell(value: object) -> object:
    if value is None or value is pd.NA:
        return ""
    return neutral(value) if isinstance(value, str) else value
