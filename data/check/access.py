"""How each place gets to the streets: from its point, by a gate, or not at all."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.report import Access
from data.check.street_components import WalkableStreets, nearest_streets
from data.district import District

_BARRED = ("locked", "emergency")


@dataclass(frozen=True)
class PlaceAccess:
    """Access of N places of one layer, in order of id.

    Attributes:
        ids: (N,) ids of the places.
        access: (N,) values of `Access`.
        street: (N,) position of the street they come out on; -1 where there is none.
        ungated: (N,) whether nobody recorded gates, and it is not known to be enclosed.
    """

    ids: NDArray[np.object_]
    access: NDArray[np.object_]
    street: NDArray[np.int64]
    ungated: NDArray[np.bool_]


def place_access(
    district: District, layer: str, streets: WalkableStreets, *, visitors: bool
) -> PlaceAccess:
    """Access of the places of `layer`, a polygon taken at its centroid.

    A place with gates is left by the usable gate that makes the shortest way (straight to the gate,
    then to its street; ties to the smaller gate id). `visitors` do not pass `pass_only`.
    """
    rows = district.table(layer).sort_values("id", kind="stable")
    ids = rows["id"].to_numpy(dtype=object)
    points = shapely.centroid(rows["geometry"].to_numpy())
    enclosed = np.zeros(len(rows), bool)
    if "enclosed" in rows.columns:
        enclosed = rows["enclosed"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    own = nearest_streets(streets, points)
    access = np.where(own.street >= 0, Access.BY_POINT, Access.OFF_STREETS).astype(object)
    access[enclosed] = Access.GATES_UNKNOWN
    street = np.where(enclosed, -1, own.street)
    ungated = ~enclosed
    ways = _shortest_ways(district, ids, points, streets, visitors=visitors)
    by_gate = ways["place"].to_numpy(dtype=np.int64)
    access[by_gate] = ways["access"].to_numpy(dtype=object)
    street[by_gate] = ways["street"].to_numpy(dtype=np.int64)
    ungated[by_gate] = False
    return PlaceAccess(ids, access, street, ungated)


def _shortest_ways(
    district: District,
    ids: NDArray[np.object_],
    points: NDArray[np.object_],
    streets: WalkableStreets,
    *,
    visitors: bool,
) -> pd.DataFrame:
    """One row for each place with gates: `place` (position in `ids`), `access` and `street`."""
    gates = district.layers.get("gates", pd.DataFrame(columns=["id", "of", "status", "geometry"]))
    gates = gates.sort_values("id", kind="stable")
    place = gates["of"].map({str(name): i for i, name in enumerate(ids)})
    gates, owner = gates.loc[place.notna()], place.dropna().to_numpy(dtype=np.int64)
    shapes = gates["geometry"].to_numpy()
    near = nearest_streets(streets, shapes)
    barred = gates["status"].isin([*_BARRED, *(("pass_only",) if visitors else ())])
    way_m = shapely.distance(points[owner], shapes) + near.distance_m
    reached = [
        Access.GATES_BARRED if closed else Access.BY_GATE if length < np.inf else Access.OFF_STREETS
        for closed, length in zip(barred.to_numpy(dtype=bool), way_m, strict=True)
    ]
    ways = pd.DataFrame({"place": owner, "access": reached, "barred": barred.to_numpy(dtype=bool)})
    ways["way_m"] = way_m
    ways["street"] = np.where(barred.to_numpy(dtype=bool), -1, near.street)
    # Stable, so that equal ways keep the order of gate ids; barred gates count only among barred.
    return ways.sort_values(["barred", "way_m"], kind="stable").drop_duplicates("place")
