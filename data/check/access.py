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
    for ways in _ways_by_gate(district, ids, points, streets, visitors=visitors):
        place = int(ways["place"].iloc[0])
        access[place], street[place] = _best(ways)
        ungated[place] = False
    return PlaceAccess(ids, access, street, ungated)


def _ways_by_gate(
    district: District,
    ids: NDArray[np.object_],
    points: NDArray[np.object_],
    streets: WalkableStreets,
    *,
    visitors: bool,
) -> list[pd.DataFrame]:
    """For each place with gates, its gates: `place`, `usable`, `street` and `way_m`, by gate id."""
    if not district.has("gates") or not len(ids):
        return []
    gates = district.table("gates").sort_values("id", kind="stable")
    place = gates["of"].map({str(name): i for i, name in enumerate(ids)})
    gates, place = gates.loc[place.notna()], place.dropna().astype(int)
    shapes = gates["geometry"].to_numpy()
    near = nearest_streets(streets, shapes)
    barred = (*_BARRED, "pass_only") if visitors else _BARRED
    ways = pd.DataFrame(
        {
            "place": place.to_numpy(),
            "usable": ~gates["status"].isin(list(barred)).to_numpy(dtype=bool),
            "street": near.street,
            "way_m": shapely.distance(points[place.to_numpy()], shapes) + near.distance_m,
        }
    )
    return [rows for _, rows in ways.groupby("place")]


def _best(ways: pd.DataFrame) -> tuple[Access, int]:
    usable = ways.loc[ways["usable"]]
    if usable.empty:
        return Access.GATES_BARRED, -1
    best = usable.iloc[int(np.argmin(usable["way_m"].to_numpy()))]
    if not np.isfinite(best["way_m"]):
        return Access.OFF_STREETS, -1
    return Access.BY_GATE, int(best["street"])
