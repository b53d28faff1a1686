"""Figures as plain data, the same keys wherever they stand in `coverage.json`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from data.small_counts import told
from data.text import Text
from geo.answers import GroupCounts, Inside, StationTally, Tally
from geo.dependence import Dependence
from geo.equity import Equity
from geo.matter_table import MatterCounts
from geo.week_table import Gain, HourCounts

Value = TypeVar("Value")
# Where nobody recorded the tier of a station.
NO_TIER = "not_recorded"


def text(given: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": given.zh, "en": given.en}


def people(given: float | None) -> float | None:
    """A number of people; None where it is not told."""
    return given if given is not None and told(given) else None


def tally(given: Tally | None) -> dict[str, Any] | None:
    """People counted; None where their group is missing."""
    if given is None:
        return None
    return {
        "total": people(given.total),
        "covered": people(given.covered),
        "uncovered": people(given.uncovered),
        "unknown": people(given.unknown),
        "modelled": people(given.modelled),
        "share_min": given.share_min,
        "share_max": given.share_max,
    }


def each_group(
    groups: Mapping[str, GroupCounts], figure: Callable[[GroupCounts], Value]
) -> dict[str, Value]:
    """A figure of every group."""
    return {group: figure(counts) for group, counts in groups.items()}


def by_key(
    groups: Mapping[str, GroupCounts],
    part: Callable[[GroupCounts], Mapping[str, Value]],
    figure: Callable[[Value], Any],
    keys: Iterable[str] | None = None,
) -> dict[str, dict[str, Any]]:
    """Key to group to a figure, in order of key; None where `keys` names one that a group lacks.

    Args:
        groups: The groups.
        part: What of a group is asked for, by key.
        figure: One of these as plain data.
        keys: The keys; by default all that any group has.
    """
    parts = {group: part(counts) for group, counts in groups.items()}
    wanted = sorted({key for found in parts.values() for key in found}) if keys is None else keys
    return {
        key: {
            group: figure(found[key]) if key in found else None
            for group, found in parts.items()
            if key in found or keys is not None
        }
        for key in wanted
    }


def station(given: StationTally) -> dict[str, Any]:
    """What one station does alone, and for whom it is the nearest."""
    return {**(tally(given.tally) or {}), "nearest": people(given.nearest)}


def matter(given: MatterCounts) -> dict[str, Any]:
    """One matter, and the same by each way of handling it."""
    services = {service: tally(one) for service, one in given.services.items()}
    return {**(tally(given.tally) or {}), "services": services}


def hour(given: HourCounts) -> dict[str, Any]:
    """One full hour."""
    return {**(tally(given.tally) or {}), "with_appointment": tally(given.with_appointment)}


def gain(given: Gain) -> dict[str, Any]:
    """What the extended hours give."""
    return {
        "standard": people(given.standard),
        "extended": people(given.extended),
        "appointment": people(given.appointment),
        "extended_only": people(given.extended_only),
        "any_hour": _by_day(given.any_hour),
        "any_hour_with_appointment": _by_day(given.any_hour_with_appointment),
    }


def _by_day(given: Mapping[str, float]) -> dict[str, float | None]:
    return {day: people(count) for day, count in given.items()}


def equity(given: Equity) -> dict[str, Any]:
    """The walk of one group against everyone's."""
    return {
        **(tally(given.tally) or {}),
        "difference": given.difference,
        "mean_min": given.mean_min,
        "left_out": people(given.left_out),
        "percentiles_min": {str(p): minutes for p, minutes in given.percentiles_min.items()},
    }


def dependence(given: Dependence) -> dict[str, Any]:
    """What hangs on one station."""
    return {
        "alone": people(given.alone),
        "closed_day": people(given.day),
        "only_here_matters": given.matters,
        "only_here_people": people(given.matter_people),
    }


def inside(given: Inside) -> dict[str, int]:
    """Places of one sort, and those with a post inside."""
    return {"total": given.total, "with_post": given.with_post, "undrawn": given.undrawn}
