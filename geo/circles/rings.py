"""Contour lines become polygons: open ones are joined across tiles, rings are shells or holes.

Lines run with the area on their left, so a shell turns left and a hole turns right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Lines:
    """L lines, one after another. A ring ends where it begins.

    Attributes:
        corners: (P, 2) corners of all lines.
        first: (L + 1,) corners of line l are `corners[first[l]:first[l + 1]]`.
    """

    corners: NDArray[np.float64]
    first: NDArray[np.int64]

    def take(self, chosen: NDArray[np.int64]) -> "Lines":
        """Some of the lines, in the order given."""
        count = np.diff(self.first)[chosen]
        first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(count)])
        shift = np.repeat(self.first[chosen] - first[:-1], count)
        return Lines(self.corners[np.arange(len(shift)) + shift], first)


def no_lines() -> Lines:
    """Nothing drawn."""
    return Lines(np.empty((0, 2)), np.zeros(1, dtype=np.int64))


def polygons_of(parts: Sequence[Lines]) -> BaseGeometry:
    """The multipolygon whose outline the lines are.

    Args:
        parts: Rings, and lines that end where another begins, maybe in another part. They neither
            cross nor touch elsewhere.
    """
    rings = _closed(_together(parts))
    turning = _doubled_areas(rings)
    shells, holes = np.flatnonzero(turning > 0), np.flatnonzero(turning < 0)
    if not len(shells):
        return shapely.MultiPolygon()
    ring = np.concatenate([shells, holes])
    owner = np.concatenate([shells, _shells_of(rings, turning, shells, holes)])
    ordered = ring[np.lexsort((ring, turning[ring] < 0, owner))]
    drawn = rings.take(ordered)
    first_ring = np.append(np.flatnonzero(turning[ordered] > 0), len(ordered))
    area: BaseGeometry = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON,
        drawn.corners,
        (drawn.first, first_ring, np.array([0, len(shells)])),
    )[0]
    return area


def _together(parts: Sequence[Lines]) -> Lines:
    if not parts:
        return no_lines()
    ends = np.cumsum([0, *(len(part.corners) for part in parts)])
    first = [part.first[:-1] + end for part, end in zip(parts, ends, strict=False)]
    return Lines(
        np.concatenate([part.corners for part in parts]), np.concatenate([*first, ends[-1:]])
    )


def _closed(lines: Lines) -> Lines:
    """The rings, and rings joined from the lines that are none."""
    begins, ends = lines.corners[lines.first[:-1]], lines.corners[lines.first[1:] - 1]
    is_ring = (begins == ends).all(axis=1)
    loose = np.flatnonzero(~is_ring)
    if not len(loose):
        return lines
    following = np.empty(len(loose), dtype=np.int64)
    following[np.lexsort(ends[loose].T)] = np.lexsort(begins[loose].T)
    chains = _chains(following)
    joined = lines.take(loose[np.concatenate(chains)])
    # A chain is one line: where each of its lines begins, the corner before says the same.
    repeated = np.zeros(len(joined.corners), dtype=np.bool_)
    repeated[joined.first[1:-1]] = True
    heads = np.cumsum([0, *map(len, chains)])
    repeated[joined.first[heads[:-1]]] = False
    passed = np.concatenate([[0], np.cumsum(~repeated)])
    chained = Lines(joined.corners[~repeated], passed[joined.first[heads]])
    return _together([lines.take(np.flatnonzero(is_ring)), chained])


def _chains(following: NDArray[np.int64]) -> list[list[int]]:
    """Lines in a row, each beginning where the one before ends, until the first comes again."""
    chains, seen = [], np.zeros(len(following), dtype=np.bool_)
    for start in range(len(following)):
        chain, at = [], start
        while not seen[at]:
            seen[at] = True
            chain.append(at)
            at = int(following[at])
        if chain:
            chains.append(chain)
    return chains


def _doubled_areas(rings: Lines) -> NDArray[np.float64]:
    """Twice the area of each ring, negative when it turns right."""
    if not len(rings.corners):
        return np.empty(0)
    x, y = (rings.corners - np.repeat(rings.corners[rings.first[:-1]], np.diff(rings.first), 0)).T
    # From ring to ring it goes by corners at zero, which add nothing.
    turns = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)
    areas: NDArray[np.float64] = np.add.reduceat(turns, rings.first[:-1])
    return areas


def _shells_of(
    rings: Lines,
    turning: NDArray[np.float64],
    shells: NDArray[np.int64],
    holes: NDArray[np.int64],
) -> NDArray[np.int64]:
    """For each hole the smallest shell round it."""
    if len(shells) == 1:
        return np.repeat(shells, len(holes))
    drawn = rings.take(shells)
    filled = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, drawn.corners, (drawn.first, np.arange(len(shells) + 1))
    )
    corners = np.asarray(shapely.points(rings.corners[rings.first[holes]]), dtype=object)
    shell, hole = shapely.STRtree(corners).query(filled, predicate="contains")
    order = np.lexsort((turning[shells[shell]], hole))
    _, first = np.unique(hole[order], return_index=True)
    found: NDArray[np.int64] = shells[shell[order][first]]
    return found
