"""The stations and the residents of a district as places, ready to be joined to the streets."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.places.doors import Doors, Gates, doors

# A polygon without gates reaching farther than this from its centroid is asked at several points.
LARGE_PLACE_M = 50.0


@dataclass(frozen=True)
class Places:
    """P places, some standing for the same resident row.

    Attributes:
        ids: (R,) ids of the rows, sorted.
        row: (P,) index of the row a place stands for; the first place of a row is its own point.
        points: (P,) where the place is.
        doors: Its doors.
        walled: (P,) entered by gates of which none is known: enclosed, or its gates were lost.
        gates_lost: (P,) a gate of it was lost on import: there may be another way in and out.
    """

    ids: NDArray[np.object_]
    row: NDArray[np.int64]
    points: NDArray[np.object_]
    doors: Doors
    walled: NDArray[np.bool_]
    gates_lost: NDArray[np.bool_]

    def row_points(self) -> NDArray[np.object_]:
        """(R,) the own point of every row."""
        _, first = np.unique(self.row, return_index=True)
        return self.points[first]


def resident_places(
    residents: gpd.GeoDataFrame,
    gates: Gates,
    lost: frozenset[str] = frozenset(),
) -> Places:
    """Residents as places: a point, a centroid, or for a large open polygon several points.

    A polygon without gates whose outline reaches more than `LARGE_PLACE_M` from its centroid is
    asked at the centroid and at each vertex of its convex hull. `lost` are the ids of places of
    which a gate was lost on import.
    """
    ids = residents["id"].to_numpy(dtype=object)
    shapes = np.asarray(residents.geometry.to_numpy(), dtype=object)
    centres = shapely.centroid(shapes)
    gated = residents["id"].isin(gates.of).to_numpy(dtype=bool)
    gates_lost = residents["id"].isin(lost).to_numpy(dtype=bool)
    enclosed = residents["enclosed"].fillna(False).to_numpy(dtype=bool) | gates_lost
    large = ~gated & ~enclosed & (_reach_m(shapes, centres) > LARGE_PLACE_M)
    corners, owner = _hull_vertices(shapes, np.flatnonzero(large))
    row = np.concatenate([np.arange(len(ids)), owner])
    points = np.concatenate([centres, corners])
    order = np.argsort(row, kind="stable")
    row, points = row[order].astype(np.int64), points[order]
    own = doors(ids, centres, gates)
    walled = (enclosed & ~gated)[row]
    return Places(ids, row, points, _repeated(own, row, points), walled, gates_lost[row])


def station_places(
    ids: NDArray[np.object_],
    points: NDArray[np.object_],
    gates: Gates,
    lost: frozenset[str] = frozenset(),
    among: NDArray[np.int64] | None = None,
) -> Places:
    """Stations as places: each its own point, entered by its gates where it has any.

    Args:
        ids: (S,) their ids, in order.
        points: (S,) where they are.
        gates: The gates of the district.
        lost: Ids of places of which a gate was lost on import.
        among: Indices of the gates that may be theirs; None for all.
    """
    own = doors(ids, points, gates, among)
    gates_lost = np.array([station in lost for station in ids], dtype=bool)
    return Places(ids, np.arange(len(ids)), points, own, gates_lost & ~own.gated, gates_lost)


def _reach_m(shapes: NDArray[np.object_], centres: NDArray[np.object_]) -> NDArray[np.float64]:
    """How far each outline reaches from its centroid."""
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    centre = shapely.get_coordinates(centres)[owner]
    distance = np.hypot(*(coordinates - centre).T)
    reach = np.zeros(len(shapes))
    np.maximum.at(reach, owner, distance)
    return reach


def _hull_vertices(
    shapes: NDArray[np.object_], large: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    hulls = shapely.convex_hull(shapes[large])
    coordinates, owner = shapely.get_coordinates(hulls, return_index=True)
    corners = np.empty(len(coordinates), dtype=object)
    corners[:] = shapely.points(coordinates)
    return corners, large[owner]


def _repeated(own: Doors, row: NDArray[np.int64], points: NDArray[np.object_]) -> Doors:
    """Doors of rows as doors of places: only open polygons repeat, and each is its own door."""
    if len(row) == len(own.gated):
        return own
    by_gate = own.gate >= 0
    place_of_row = np.searchsorted(row, np.arange(len(own.gated)))
    open_places = np.flatnonzero(~own.gated[row])
    nothing = np.zeros(len(open_places), dtype=np.int64)
    place = np.concatenate([place_of_row[own.place[by_gate]], open_places])
    at = np.concatenate([own.points[by_gate], points[open_places]])
    approach_mm = np.concatenate([own.approach_mm[by_gate], nothing])
    gate = np.concatenate([own.gate[by_gate], nothing - 1])
    order = np.lexsort((gate, place))
    return Doors(place[order], at[order], approach_mm[order], gate[order], own.gated[row])
