"""Where a place meets the world: its gates, or its own point when it has none."""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.levels import NO, YES, Levels
from geo.units import to_mm

# Null is open. `pass_only` lets a place's own people through.
OPEN_TO_OWN_PEOPLE = (None, "open", "pass_only")
OPEN_TO_VISITORS = (None, "open")


@dataclass(frozen=True)
class Gates:
    """The gates of a district. G entries in order of id.

    Attributes:
        ids: (G,) their ids.
        of: (G,) ids of the places they belong to.
        status: (G,) their status; None where nobody recorded it: such a gate is open.
        for_residents: (G,) whether its status lets a place's own people through.
        for_visitors: (G,) whether it lets visitors of a station through.
        hours: (G,) opening hours; None where nobody recorded them.
        points: (G,) where they are.
    """

    ids: NDArray[np.object_]
    of: NDArray[np.object_]
    status: NDArray[np.object_]
    for_residents: Levels
    for_visitors: Levels
    hours: NDArray[np.object_]
    points: NDArray[np.object_]


@dataclass(frozen=True)
class Doors:
    """The doors of P places, sorted by place. D entries.

    Every gate is a door, also one that is locked: who may use it, and when, is asked later.

    Attributes:
        place: (D,) index of the place.
        points: (D,) where the door is.
        approach_mm: (D,) straight distance from the place's point to the door; 0 for a place
            without gates, whose door is its own point.
        gate: (D,) index of the gate; -1 for a place's own point.
        gated: (P,) whether the place has any gate at all.
    """

    place: NDArray[np.int64]
    points: NDArray[np.object_]
    approach_mm: NDArray[np.int64]
    gate: NDArray[np.int64]
    gated: NDArray[np.bool_]


def read_gates(table: gpd.GeoDataFrame | None) -> Gates:
    """The standard layer `gates`; no gates where the district has no such layer."""
    if table is None:
        none, no_level = np.empty(0, dtype=object), np.empty(0, dtype=np.uint8)
        return Gates(none, none, none, no_level, no_level, none, none)
    status, hours = (table[name].astype(object) for name in ("status", "opening_hours"))
    statuses = status.where(status.notna(), None).to_numpy(dtype=object)
    return Gates(
        ids=table["id"].to_numpy(dtype=object),
        of=table["of"].to_numpy(dtype=object),
        status=statuses,
        for_residents=_levels(statuses, OPEN_TO_OWN_PEOPLE),
        for_visitors=_levels(statuses, OPEN_TO_VISITORS),
        hours=hours.where(hours.notna(), None).to_numpy(dtype=object),
        points=np.asarray(table.geometry.to_numpy(), dtype=object),
    )


def with_status(gates: Gates, gate: int, status: str | None) -> Gates:
    """The same gates, one of them with another status."""
    statuses = gates.status.copy()
    statuses[gate] = status
    return replace(
        gates,
        status=statuses,
        for_residents=_levels(statuses, OPEN_TO_OWN_PEOPLE),
        for_visitors=_levels(statuses, OPEN_TO_VISITORS),
    )


def _levels(statuses: NDArray[np.object_], usable: tuple[str | None, ...]) -> Levels:
    return np.array([YES if status in usable else NO for status in statuses], dtype=np.uint8)


def doors(
    ids: NDArray[np.object_],
    points: NDArray[np.object_],
    gates: Gates,
    among: NDArray[np.int64] | None = None,
) -> Doors:
    """The doors of places.

    A place with gates is entered and left only by them; it never falls back to its point.

    Args:
        ids: (P,) ids of the places.
        points: (P,) their points.
        gates: The gates of the district.
        among: Indices of those that may be theirs; None for all.
    """
    among = np.arange(len(gates.of)) if among is None else among
    owner = pd.Index(ids).get_indexer(pd.Index(gates.of[among]))
    known, owner = among[owner >= 0], owner[owner >= 0]
    gated = np.zeros(len(ids), dtype=bool)
    gated[owner] = True
    own = np.flatnonzero(~gated)
    place = np.concatenate([owner, own]).astype(np.int64)
    at = np.concatenate([gates.points[known], points[own]])
    gate = np.concatenate([known, np.full(len(own), -1)]).astype(np.int64)
    order = np.lexsort((gate, place))
    place, at, gate = place[order], at[order], gate[order]
    return Doors(place, at, to_mm(shapely.distance(points[place], at)), gate, gated)


def door_levels(doors: Doors, gates: Levels, hours: Levels | None) -> Levels:
    """(D,) whether each door lets through: by its gate's status, and at an hour by its hours.

    Args:
        doors: The doors.
        gates: (G,) whether each gate's status lets these people through.
        hours: (G,) whether each gate's own hours let anybody through; None where no hour is asked.
    """
    levels = gates if hours is None else np.minimum(gates, hours)
    # -1, the own point, takes the last.
    return np.append(levels, YES)[doors.gate]
