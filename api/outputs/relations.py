"""Which numbers of a report are sums of which others: totals and their parts."""

import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from api.outputs.counted import Path
from geo.report import Report

Relation = tuple[Path, tuple[Path, ...]]
# A part that nobody writes down: what is left of a total beside the parts that are.
REST = "rest"
_ROUNDING = 1e-6
_STATUSES = ("covered", "uncovered", "unknown")


def relations(report: Report, cells: Mapping[Path, float], areas: pd.DataFrame) -> list[Relation]:
    """Total and parts, wherever a reader of the report can subtract.

    Where the parts may leave something over, the last part ends in `REST` and is in no report.

    Args:
        report: The report.
        cells: Its numbers by path.
        areas: The layer `areas`, or no rows.
    """
    found = [
        (path, tuple((*path[:-1], status) for status in _STATUSES))
        for path in cells
        if path[-1] == "total"
    ]
    found += [_of_which(path, (*path[:-1], "modelled")) for path in cells if path[-1] == "total"]
    for group, counts in report.coverage.groups.items():
        if counts.totals is not None:
            found += _of_group(("groups", group), cells, areas)
            found += _hanging(group, cells)
    found += [*_beside(cells), *_the_same(cells)]
    return [(total, parts) for total, parts in found if total in cells]


def with_rests(cells: Mapping[Path, float], found: Sequence[Relation]) -> dict[Path, float]:
    """The numbers, and what each total has beside the parts that are written down."""
    every = dict(cells)
    for total, parts in found:
        if parts[-1][-1] == REST:
            rest = cells[total] - math.fsum(cells.get(part, 0.0) for part in parts[:-1])
            every[parts[-1]] = rest if abs(rest) > _ROUNDING else 0.0
    return every


def _of_which(total: Path, *parts: Path) -> Relation:
    """Parts of a total, and whatever else it has."""
    named = "+".join("/".join(part) for part in parts)
    return total, (*parts, (*total, named, REST))


def _of_group(at: Path, cells: Mapping[Path, float], areas: pd.DataFrame) -> Iterator[Relation]:
    """Of the whole district: areas, tiers, stations that serve, reasons."""
    totals = (*at, "totals")
    covered = (*totals, "covered")
    yield covered, _below(cells, (*at, "tiers"))
    nearest = tuple(p for p in _below(cells, (*at, "stations"), 5) if p[-1] == "nearest")
    yield _of_which(covered, *nearest)
    yield _of_which(covered, (*at, "more_than_one"))
    yield (*totals, "total"), (covered, *_below(cells, (*at, "reasons")))
    for figure in ("total", *_STATUSES, "modelled"):
        whole = (*totals, figure)
        yield _of_which(whole, (*at, "unassigned", figure))
        for _, of_level in areas.groupby("level", dropna=False):
            yield _of_which(whole, *_areas(at, of_level, figure, cells))
        for parent, children in areas.groupby("parent"):
            yield _of_which(
                (*at, "areas", str(parent), figure), *_areas(at, children, figure, cells)
            )


def _areas(
    at: Path, areas: pd.DataFrame, figure: str, cells: Mapping[Path, float]
) -> tuple[Path, ...]:
    paths = ((*at, "areas", str(area), figure) for area in areas["id"])
    return tuple(path for path in paths if path in cells)


def _below(cells: Mapping[Path, float], at: Path, length: int = 4) -> tuple[Path, ...]:
    return tuple(p for p in cells if p[: len(at)] == at and len(p) == length)


def _hanging(group: str, cells: Mapping[Path, float]) -> Iterator[Relation]:
    """Who has one station alone is among those whom it reaches, and whom it serves."""
    for path in _below(cells, ("dependence", group)):
        if path[-1] == "alone":
            station = ("groups", group, "stations", path[2])
            yield _of_which((*station, "tally", "covered"), path)
            yield _of_which((*station, "nearest"), path)
    yield _of_which(("equity", group, "tally", "total"), ("equity", group, "left_out"))
    gain = ("week", "gains", group)
    yield _of_which((*gain, "extended"), (*gain, "extended_only"))
    for day in ("weekday", "saturday", "sunday", "holiday"):
        booked, day_alone = (*gain, "any_hour_with_appointment", day), (*gain, "any_hour", day)
        yield _of_which(booked, day_alone)


def _beside(cells: Mapping[Path, float]) -> Iterator[Relation]:
    """Fewer people under a narrower condition: one way of handling, without appointments."""
    for path in cells:
        if path[-1] != "covered":
            continue
        if path[-2] == "with_appointment":
            at = (*path[:-2], "totals" if path[0] == "groups" else "tally", "covered")
            yield _of_which(path, at)
        elif path[-3] == "services":
            at = (*path[:-3], "totals" if path[0] == "groups" else "tally", "covered")
            yield _of_which(at, path)


def _the_same(cells: Mapping[Path, float]) -> Iterator[Relation]:
    """Numbers that are written down more than once: all people of a group, and its equity."""
    for path in cells:
        everybody = path[-1] in ("total", "modelled") and not _of_some(path)
        if everybody or (path[0] == "equity" and path[-1] in _STATUSES):
            whole = ("groups", _group_of(path), "totals", path[-1])
            if path != whole:
                yield whole, (path,)


def _group_of(path: Path) -> str:
    """The group of a tally by its path."""
    if path[0] in ("groups", "equity"):
        return path[1]
    return path[3] if path[0] == "matters" else path[4]


def _of_some(path: Path) -> bool:
    """Whether a tally is of part of the district only."""
    return path[0] == "groups" and path[2] in ("areas", "unassigned")
