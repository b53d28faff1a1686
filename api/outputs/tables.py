"""The report as CSV tables: residents, stations, areas, and where asked matters and the week.

UTF-8; tables that hold names begin with a byte order mark, so that a spreadsheet opens their
Chinese as it is. Cells that a spreadsheet would run as a formula are neutralised.
"""

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from api.outputs.cells import neutral
from api.outputs.parameters import week_days
from api.outputs.shown import NOT_TOLD
from data.district import District
from data.layers import COUNTED_SERVICES
from geo.answers import Coverage, Tally
from geo.dependence import Dependence
from geo.judge import COVERED
from geo.matter_table import MatterCounts, MatterRow
from geo.report import Report
from geo.services.scope import ASSUMED

RESIDENT_COLUMNS = (
    "id", "status", "minutes", "station_id", "reason", "access_m", "stations_within", "tier",
    "matters_within",
)  # fmt: skip
TALLY_COLUMNS = (
    "total", "covered", "uncovered", "unknown", "modelled", "share_min", "share_max",
)  # fmt: skip
DEPENDENCE_COLUMNS = ("alone", "closed_day", "only_here_matters", "only_here_people")
STATION_COLUMNS = (
    "id", "name", "tier", "kind", *TALLY_COLUMNS, "nearest", *DEPENDENCE_COLUMNS,
    "note_zh", "note_en",
)  # fmt: skip
AREA_COLUMNS = ("id", "name", "level", "parent", *TALLY_COLUMNS)
MATTER_COLUMNS = (
    "id", "name", "audience", "scope", "scope_assumed", "online", "yearly_cases", "stations",
    "stations_may", *TALLY_COLUMNS, *(f"covered_{service}" for service in COUNTED_SERVICES),
)  # fmt: skip
WEEK_COLUMNS = (
    "day_type", "date", "hour", *TALLY_COLUMNS, "covered_with_appointment",
    "share_min_with_appointment", "share_max_with_appointment",
)  # fmt: skip


def residents_csv(report: Report) -> bytes:
    """One line a resident: minutes to the nearest station, also where beyond the limit."""
    answer = report.coverage
    found = answer.residents
    rows = zip(
        found.ids,
        found.status,
        [_decimals(m, 6) for m in found.minutes(answer.question)],
        found.station,
        found.reason,
        [_decimals(a / 1000, 3) if a >= 0 else "" for a in found.access_mm],
        [_told(count) for count in found.stations_within],
        found.tier,
        matters_within(report),
        strict=True,
    )
    return _csv(RESIDENT_COLUMNS, rows)


def stations_csv(district: District, report: Report) -> bytes:
    """One line a station; counts are empty for a station that does not count."""
    answer = report.coverage
    hanging = report.dependence.get(answer.question.group, {})
    rows = []
    for row in district.table("stations").to_dict("records"):
        alone, note = answer.main.stations.get(row["id"]), answer.station_notes.get(row["id"])
        counts = _counts(alone.tally if alone else None)
        nearest = alone.nearest if alone else None
        lost = _dependence(hanging.get(row["id"]))
        words = (note.zh, note.en) if note else ("", "")
        facts = (row["id"], row["name"], row["tier"], row["kind"])
        rows.append((*facts, *counts, nearest, *lost, *words))
    return _csv(STATION_COLUMNS, rows, mark=True)


def areas_csv(district: District, answer: Coverage) -> bytes:
    """One line an area, and a last one without id for people who live in none."""
    rows: list[tuple[object, ...]] = []
    if district.has("areas"):
        for row in district.table("areas").to_dict("records"):
            counts = _counts(answer.main.areas.get(row["id"]))
            rows.append((row["id"], row["name"], row["level"], row["parent"], *counts))
    rows.append(("", "不在任何区域 / in no area", "", "", *_counts(answer.main.unassigned)))
    return _csv(AREA_COLUMNS, rows, mark=True)


def matters_csv(report: Report) -> bytes:
    """One line a matter, people of the question's own group."""
    return _csv(MATTER_COLUMNS, matter_rows(report), mark=True)


def matter_rows(report: Report) -> list[tuple[object, ...]]:
    """The lines of `matters.csv`, columns as in `MATTER_COLUMNS`."""
    group = report.coverage.question.group
    return [_matter(row, row.groups.get(group)) for row in report.matters]


def week_csv(report: Report) -> bytes:
    """One line a full hour of each typical day, people of the question's own group."""
    return _csv(WEEK_COLUMNS, week_rows(report))


def week_rows(report: Report) -> list[tuple[object, ...]]:
    """The lines of `week.csv`, columns as in `WEEK_COLUMNS`; none where no week was asked."""
    if report.week is None or report.days is None:
        return []
    group, dates = report.coverage.question.group, week_days(report.days)
    rows: list[tuple[object, ...]] = []
    for day_type, hours in report.week.hours.items():
        for hour, groups in enumerate(hours):
            found = groups.get(group)
            booked = found.with_appointment if found else None
            more = (booked.covered, booked.share_min, booked.share_max) if booked else ("",) * 3
            counts = _counts(found.tally if found else None)
            rows.append((day_type, dates[day_type], hour, *counts, *more))
    return rows


def matters_within(report: Report) -> Sequence[object]:
    """For each resident how many matters it surely can have done; empty where not asked."""
    statuses = report.statuses.matters
    if not len(statuses):
        return [""] * len(report.coverage.residents.ids)
    return list((statuses == COVERED).sum(axis=0))


def _matter(row: MatterRow, found: MatterCounts | None) -> tuple[object, ...]:
    services = found.services if found else {}
    return (
        row.id,
        row.name,
        row.audience,
        ASSUMED if row.scope is None else row.scope,
        "" if row.scope == "" else row.scope is None,
        row.online,
        row.yearly_cases,
        _told(row.stations),
        _told(row.stations_may),
        *_counts(found.tally if found else None),
        *(services[s].covered if s in services else "" for s in COUNTED_SERVICES),
    )


def _dependence(found: Dependence | None) -> tuple[object, ...]:
    if found is None:
        return ("",) * len(DEPENDENCE_COLUMNS)
    return (found.alone, found.day, found.matters, found.matter_people)


def _told(count: int) -> object:
    return "" if count == NOT_TOLD else count


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
    if value is None or value is pd.NA or value != value:  # NaN: not told
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(value) if isinstance(value, str) else value
