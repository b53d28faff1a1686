"""Where a place meets the world: its gates, or its own point when it has none."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.units import to_mm

# Where no hour is asked. Null is open. `pass_only` lets a place's own people through.
OPEN_TO_OWN_PEOPLE = ("open", "pass_only")
OPEN_TO_VISITORS = ("open",)


@dataclass(frozen=True)
class Doors:
    """The doors of P places, sorted by place. D entries.

    Attributes:
        place: (D,) index of the place.
        points: (D,) where the door is.
        approach_mm: (D,) straight distance from the place's point to the door; 0 for a place
            without gates, whose door is its own point.
        gate_ids: (D,) id of the gate; empty text for a place's own point.
        gated: (P,) whether the place has any gate at all.
        barred: (P,) whether it has gates and none of them may be used.
    """

    place: NDArray[np.int64]
    points: NDArray[np.object_]
    approach_mm: NDArray[np.int64]
    gate_ids: NDArray[np.object_]
    gated: NDArray[np.bool_]
    barred: NDArray[np.bool_]


def doors(
    ids: NDArray[np.object_],
    points: NDArray[np.object_],
    gates: gpd.GeoDataFrame | None,
    usable: tuple[str, ...],
) -> Doors:
    """The usable doors of places.

    A place with gates is entered and left only by them; it never falls back to its point.

    Args:
        ids: (P,) ids of the places.
        points: (P,) their points.
        gates: The standard layer `gates`; None when the district has none.
        usable: Which gate statuses let these people through.
    """
    index = pd.Series(np.arange(len(ids)), index=ids)
    known = gates.loc[gates["of"].isin(ids)] if gates is not None else None
    if known is None or known.empty:
        own, nobody = np.arange(len(ids)), np.zeros(len(ids), dtype=bool)
        blank = np.full(len(ids), "", dtype=object)
        return Doors(own, points, np.zeros(len(ids), np.int64), blank, nobody, nobody.copy())
    open_now = known["status"].fillna("open").isin(usable).to_numpy()
    place_of_gate = index.loc[known["of"].to_numpy(dtype=object)].to_numpy()
    gated = np.zeros(len(ids), dtype=bool)
    gated[place_of_gate] = True
    reachable = np.zeros(len(ids), dtype=bool)
    reachable[place_of_gate[open_now]] = True
    own = np.flatnonzero(~gated)
    place = np.concatenate([place_of_gate[open_now], own])
    gate_points = np.asarray(known.geometry.to_numpy(), dtype=object)[open_now]
    at = np.concatenate([gate_points, points[own]])
    gate_ids = np.concatenate(
        [known["id"].to_numpy(dtype=object)[open_now], np.full(len(own), "", dtype=object)]
    )
    order = np.lexsort((pd.factorize(gate_ids, sort=True)[0], place))
    place, at = place[order].astype(np.int64), at[order]
    approach_mm = to_mm(shapely.distance(points[place], at))
    return Doors(place, at, approach_mm, gate_ids[order], gated, gated & ~reachable)
