"""What the page needs to show one matter or one hour: its figures, and a status a resident."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from data.district import District
from data.hours.typical import TypicalDays
from data.visibility import VisibleLayer
from geo.answers import Tally
from geo.matter_table import MatterCounts, MatterRow
from geo.places.homes import homes, read_areas
from geo.report import Report
from geo.week import DAY_TYPES
from geo.week_table import WeekTable
from maps.coverage_payload import drawn_rows, pair, tally_facts
from maps.plain import plain
from maps.shares import share_text
from maps.status_codes import StatusBook
from maps.words import DAY_TEXT

# Whoever sees which residents one matter or one hour serves, sees where these things are.
_TELLING: Mapping[str, tuple[str, ...]] = {
    "areas": ("level", "setting"),
    "gates": ("of", "opening_hours", "status"),
    "residents": ("enclosed",),
    "stations": ("network", "opening_hours", "host_hours", "district"),
    "station_matters": ("station_id", "matter_id", "service", "opening_hours"),
    "matters": ("scope",),
    "closures": ("station_id", "from", "to"),
}


@dataclass(frozen=True)
class Slices:
    """What of a report the page may show matter by matter and hour by hour.

    Attributes:
        payload: For the scripts.
        matters: Whether matters can be chosen.
        week: Whether hours can be chosen.
        kept_back: Whether what was asked by matter or hour is not shown because of something
            restricted.
    """

    payload: dict[str, Any]
    matters: bool
    week: bool
    kept_back: bool


def tells_too_much(layers: Mapping[str, VisibleLayer]) -> bool:
    """Whether a status by matter or hour would give away something restricted (law 11).

    The api asks it of every output; the page asks again, since it takes unfiltered layers.
    """
    return any(_tells(name, layer) for name, layer in layers.items() if name in _TELLING)


def _tells(name: str, layer: VisibleLayer) -> bool:
    if set(layer.hidden_columns) & set(_TELLING[name]):
        return True
    # Residents are left out row by row, whatever is asked of the others.
    return name != "residents" and (layer.restricted or layer.hidden_rows > 0)


def slices(
    district: District,
    report: Report,
    layers: Mapping[str, VisibleLayer],
    *,
    small_counts: bool = True,
) -> Slices:
    """Figures and statuses of the answer itself, of every matter, and of every hour.

    Where the report has no statuses by matter or hour, the page shows none; nor where small
    counts are not told: from one hour to the next the few who are lost could be read off.

    Args:
        district: The district asked.
        report: Its answer.
        layers: The visible part of each layer that decides, those of `_TELLING`.
        small_counts: Whether numbers of fewer than ten residents are told.

    Raises:
        ValueError: The statuses are not of the residents of the answer.
    """
    group = report.coverage.question.group
    rows = drawn_rows(layers["residents"], report.coverage)
    hidden = tells_too_much(layers) or not small_counts
    by_id = {} if hidden else _by_id(report, group)
    table = None if hidden or not report.statuses.week else report.week
    if table is not None and group not in table.gains:
        table = None
    book = StatusBook()
    payload = {
        "base": tally_facts(report.coverage.main.totals),
        "matters": _matters(layers["matters"], by_id, book, rows) if by_id else None,
        "week": None if table is None else _week(report, table, book, rows),
        "homes": _homes(layers["areas"], report, rows),
        "sums": small_counts and _all_drawn(district, layers["residents"], rows, group),
    }
    return Slices(
        {**payload, "pages": book.pages},
        matters=payload["matters"] is not None,
        week=payload["week"] is not None,
        kept_back=_asked(report) and (hidden or not _has_statuses(report)),
    )


def _asked(report: Report) -> bool:
    return bool(report.matters) or report.week is not None


def _has_statuses(report: Report) -> bool:
    """Whether the api left any in the report."""
    return bool(len(report.statuses.matters) or report.statuses.week)


def _by_id(
    report: Report, group: str
) -> dict[str, tuple[MatterRow, MatterCounts, NDArray[np.uint8]]]:
    """Matter id to its row, its figures and its status codes."""
    _require_rows(report, report.statuses.matters)
    if not len(report.statuses.matters):
        return {}  # kept back by the api
    return {
        row.id: (row, row.groups[group], codes)
        for row, codes in zip(report.matters, report.statuses.matters, strict=True)
        if group in row.groups
    }


def _require_rows(report: Report, codes: NDArray[np.uint8]) -> None:
    residents = len(report.coverage.residents.ids)
    if codes.shape[-1] != residents:
        raise ValueError(f"statuses of {codes.shape[-1]} rows beside {residents} residents")


def _matters(
    catalogue: VisibleLayer,
    by_id: Mapping[str, tuple[MatterRow, MatterCounts, NDArray[np.uint8]]],
    book: StatusBook,
    rows: NDArray[np.intp],
) -> list[dict[str, Any] | None] | None:
    """One entry a matter of the visible catalogue, in its order; None where it was not asked."""
    if catalogue.table is None:
        return None
    return [
        _matter(*by_id[matter], book, rows) if matter in by_id else None
        for matter in catalogue.table["id"].astype(str)
    ]


def _matter(
    row: MatterRow,
    counts: MatterCounts,
    codes: NDArray[np.uint8],
    book: StatusBook,
    rows: NDArray[np.intp],
) -> dict[str, Any]:
    return {
        **tally_facts(counts.tally),
        "page": book.add(codes[rows]),
        "stations": [row.stations, row.stations_may],
        "services": {service: _texts(tally) for service, tally in counts.services.items()},
    }


def _week(
    report: Report, table: WeekTable, book: StatusBook, rows: NDArray[np.intp]
) -> list[dict[str, Any]]:
    """One entry a day type: its title, its date, and its hours without and with appointments."""
    group = report.coverage.question.group
    entries = []
    for day in DAY_TYPES:
        asked = report.statuses.week[day]
        booked = report.statuses.week_with_appointment[day]
        _require_rows(report, asked)
        _require_rows(report, booked)
        counts = [hour[group] for hour in table.hours[day]]
        gain = table.gains[group]
        entries.append(
            {
                "day": day,
                "title": pair(DAY_TEXT[day]),
                "date": "" if report.days is None else date_of(report.days, day).isoformat(),
                "any": [gain.any_hour[day], gain.any_hour_with_appointment[day]],
                "hours": _hours([count.tally for count in counts], asked[:, rows], book),
                "booked": _hours(
                    [count.with_appointment for count in counts], booked[:, rows], book
                ),
            }
        )
    return entries


def date_of(days: TypicalDays, day_type: str) -> date:
    """The date that stands for a day type."""
    dates: dict[str, date] = dict(
        zip(DAY_TYPES, (days.weekday, days.saturday, days.sunday, days.holiday), strict=True)
    )
    return dates[day_type]


def _hours(tallies: list[Tally], codes: NDArray[np.uint8], book: StatusBook) -> list[Any]:
    return [
        {**tally_facts(tally), "page": page}
        for tally, page in zip(tallies, book.add_all(codes), strict=True)
    ]


def _texts(tally: Tally) -> list[str]:
    shares = share_text(tally)
    return [shares.covered, shares.unknown, shares.modelled]


def _homes(areas: VisibleLayer, report: Report, rows: NDArray[np.intp]) -> dict[str, list[int]]:
    """Level to the index of each drawn resident's area among the areas drawn; -1 where in none."""
    if areas.table is None:
        return {}
    answers = report.coverage.residents
    points = np.array(shapely.points(answers.x[rows], answers.y[rows]), dtype=object)
    found = homes(read_areas(gpd.GeoDataFrame(areas.table)), points.reshape(-1))
    number = {plain(area): i for i, area in enumerate(areas.table["id"])}
    lists = {}
    for level, ids in found.ids.items():
        numbers = np.array([*(number[plain(area)] for area in ids), -1])
        lists[level] = numbers[found.of[level]].tolist()
    return lists


def _all_drawn(
    district: District, residents: VisibleLayer, rows: NDArray[np.intp], group: str
) -> bool:
    """Whether every resident is drawn with their number, so that the page may sum them."""
    if residents.table is None or group in residents.hidden_columns:
        return False
    return len(rows) == len(district.table("residents"))
