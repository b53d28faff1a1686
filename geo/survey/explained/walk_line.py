"""The walk that a rule measures, drawn along the streets."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.walk_ends import Ends, ends_of
from geo.scene.walks import Walks
from geo.streets.path import Goals, Piece, shortest_path


def walk_line(
    walks: Walks, begin: shapely.Geometry, end: shapely.Geometry
) -> shapely.LineString | None:
    """The shortest walk from a door to a gate; None where there is none.

    Args:
        walks: The streets.
        begin: The door, or several of them.
        end: The gate, or several of them.
    """
    doors, gates = _joined(walks, begin), _joined(walks, end)
    if walks.steps is None or not len(doors.edge) or not len(gates.edge):
        return None
    goals = Goals(gates.edge, gates.offset_mm, gates.access_mm)
    best: tuple[int, int, int, tuple[Piece, ...]] | None = None
    for way in range(len(doors.edge)):
        start = int(doors.edge[way]), int(doors.offset_mm[way])
        found = shortest_path(walks.steps, *start, goals)
        if found is None:
            continue
        goal, pieces = found
        length_mm = sum(piece.length_mm for piece in pieces)
        length_mm += int(doors.access_mm[way]) + int(gates.access_mm[goal])
        if best is None or length_mm < best[0]:
            best = length_mm, way, goal, pieces
    if best is None:
        return None
    _, way, goal, pieces = best
    return _line(walks, (begin, doors, way), (end, gates, goal), pieces)


def _joined(walks: Walks, place: shapely.Geometry) -> Ends:
    shapes = np.empty(1, dtype=object)
    shapes[0] = place
    return ends_of(walks, shapes, np.ones(1, dtype=bool))


def _line(
    walks: Walks,
    first: tuple[shapely.Geometry, Ends, int],
    last: tuple[shapely.Geometry, Ends, int],
    pieces: tuple[Piece, ...],
) -> shapely.LineString | None:
    """From the door to its street, along the streets, and to the gate."""
    middle = [shapely.get_coordinates(piece.shape) for piece in pieces]
    xy = np.concatenate([_way_in(walks, *first), *middle, _way_in(walks, *last)[::-1]])
    moved = np.append(True, (np.diff(xy, axis=0) != 0).any(axis=1))
    return shapely.LineString(xy[moved]) if moved.sum() > 1 else None


def _way_in(walks: Walks, place: shapely.Geometry, ends: Ends, way: int) -> NDArray[np.float64]:
    """(2, 2) the straight way from a place to its street."""
    if walks.streets is None:
        return np.empty((0, 2))
    at = slice(way, way + 1)
    join = walks.streets.network.point_at(ends.edge[at], ends.offset_mm[at])[0]
    return shapely.get_coordinates(shapely.shortest_line(place, join))
