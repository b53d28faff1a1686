"""What a scenario adds to circles and takes from them, drawn only where they change.

A place lies in a circle for the sake of the pieces of street near it. So what changes lies near
the pieces that change, and only these, with all pieces near them, need be drawn: what is drawn
alike in both falls out of the difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.circles.areas import HALF_WIDTH_M
from geo.circles.outline import CELL_M, outlines
from geo.circles.pieces import Spans, drawn, reached_spans
from geo.ground import Ground
from geo.slices import Slice, cut
from geo.streets.network import WalkNetwork
from geo.streets.search import node_keys
from geo.streets.seeds import Seeds

Pieces = NDArray[np.float64]
Boxes = tuple[NDArray[np.float64], NDArray[np.float64]]
# What lies so near to a changed piece may touch what it draws: a width on either side, and the
# cells between.
_NEAR_M = 2 * HALF_WIDTH_M + 4 * CELL_M
# In what squares it is looked for near what changes, and how many there are at most across.
_SQUARE_M = 40.0
_MOST_SQUARES = 1000
_MIX = np.array([0x2545F4914F6CDD1D, 0x1B873593CC9E2D51, 0x52DCE729A5A5A5A5, 0x38495AB5E6546B64])
# Small tiles, for what changes lies in small places.
_TILE_CELLS = 64


@dataclass(frozen=True)
class Walked:
    """The streets walked from the stations that serve.

    Attributes:
        network: The streets.
        spans: Band in minutes to the stretches walked within it.
    """

    network: WalkNetwork
    spans: Mapping[Fraction, Spans]

    @cached_property
    def boxes(self) -> Boxes:
        """The box round each edge of the network, as `_corners` has them; found once."""
        first, xy = self.network.first_xy[:-1], self.network.xy
        return np.minimum.reduceat(xy, first), np.maximum.reduceat(xy, first)


@dataclass(frozen=True)
class ChangedArea:
    """What becomes of a circle: multipolygons in the district's CRS, maybe empty."""

    gained: BaseGeometry
    lost: BaseGeometry


def walked(ground: Ground, bands_min: tuple[Fraction, ...], part: Slice | None = None) -> Walked:
    """The streets within each band of a station that serves."""
    part = part or cut(ground, ground.question)
    ways = ground.station_access
    used = part.ways_in(ways)
    rank = np.zeros(int(used.sum()), dtype=np.int64)
    seeds = Seeds(ways.edge[used], ways.offset_mm[used], ways.cost_mm[used], rank, 1)
    limits = {band: int(band * ground.question.mm_per_min) for band in sorted(bands_min)}
    cost_mm = node_keys(ground.network, seeds, max(limits.values()))
    return Walked(
        ground.network,
        {
            band: reached_spans(ground.network, seeds, cost_mm, limit_mm)
            for band, limit_mm in limits.items()
        },
    )


def changed_circles(before: Walked, after: Walked) -> dict[Fraction, ChangedArea]:
    """Band to what its circle gains and loses.

    Args:
        before: As it is.
        after: As it would be, in the same bands.

    Raises:
        DistrictError: A piece is longer than any district is wide.
    """
    bands = tuple(before.spans)
    near = _near_on_same_streets if before.network is after.network else _near_on_others
    sides = [near(before, after, band) for band in bands]
    then, later = [side[0] for side in sides], [side[1] for side in sides]
    return {
        band: ChangedArea(_beyond(new, old), _beyond(old, new))
        for band, old, new in zip(bands, _outlined(then), _outlined(later), strict=True)
    }


def _near_on_same_streets(before: Walked, after: Walked, band: Fraction) -> tuple[Pieces, Pieces]:
    """The pieces near what changes, before and after; only streets near it are drawn."""
    network, then, later = before.network, before.spans[band], after.spans[band]
    gone, come = _alone(then, later)
    where = _different(drawn(network, then.of(gone)), drawn(network, later.of(come)))
    return _near_of(before, then, where), _near_of(before, later, where)


def _near_of(walked: Walked, spans: Spans, where: Pieces) -> Pieces:
    """The pieces of those stretches that come near to some places."""
    low, high = walked.boxes
    pieces = drawn(walked.network, spans.of(_near((low[spans.edge], high[spans.edge]), where)))
    return pieces[_near(_corners(pieces), where)]


def _near_on_others(before: Walked, after: Walked, band: Fraction) -> tuple[Pieces, Pieces]:
    """The same where the streets are others: all of them are drawn, and compared as drawings."""
    then, later = (drawn(each.network, each.spans[band]) for each in (before, after))
    where = _different(then, later)
    return then[_near(_corners(then), where)], later[_near(_corners(later), where)]


def _alone(one: Spans, other: Spans) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which stretches of either are not in the other."""
    apart = 1 + max(int(each.begin_mm.max(initial=0)) for each in (one, other))
    mine, others = (each.edge * apart + each.begin_mm for each in (one, other))
    in_one, in_other = np.ones(len(mine), dtype=bool), np.ones(len(others), dtype=bool)
    # Both are in order, so that looking up goes from front to back.
    at = np.searchsorted(others, mine)
    there = np.flatnonzero(at < len(others))
    at = at[there]
    same = (others[at] == mine[there]) & (other.end_mm[at] == one.end_mm[there])
    in_one[there[same]] = False
    in_other[at[same]] = False
    return in_one, in_other


def _different(one: Pieces, other: Pieces) -> Pieces:
    """The pieces that are in one of two only."""
    both = np.concatenate([one, other])
    # Sorted by a mixture of their bits, for speed: were two kinds of piece mixed alike, some that
    # are in both might count as different, and be drawn for nothing.
    mixed = both.view(np.int64) @ _MIX
    ordered = both[np.argsort(mixed)]
    twin = (ordered[1:] == ordered[:-1]).all(axis=1)
    alone = np.ones(len(both), dtype=bool)
    alone[1:] &= ~twin
    alone[:-1] &= ~twin
    found: Pieces = ordered[alone]
    return found


def _near(boxes: Boxes, places: Pieces) -> NDArray[np.bool_]:
    """Which boxes come near to some places; some that nearly do are among them."""
    low, high = boxes
    if not len(places) or not len(low):
        return np.zeros(len(low), dtype=bool)
    from_, to = _corners(places)
    corner = from_.min(axis=0) - _NEAR_M
    square_m = max(_SQUARE_M, float((to.max(axis=0) + _NEAR_M - corner).max()) / _MOST_SQUARES)

    def squares(xy: NDArray[np.float64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.floor((xy - corner) / square_m).astype(np.int64)
        return found

    size = squares(to.max(axis=0) + _NEAR_M) + 1
    marked = np.zeros(tuple(size), dtype=np.int64)
    for first, last in zip(squares(from_ - _NEAR_M), squares(to + _NEAR_M) + 1, strict=True):
        marked[first[0] : last[0], first[1] : last[1]] = 1
    # How many marked squares there are below and left of each corner of a square.
    passed = np.pad(marked.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    i, j = np.clip(squares(low), 0, size).T
    k, m = np.clip(squares(high) + 1, 0, size).T
    found: NDArray[np.bool_] = passed[k, m] - passed[i, m] - passed[k, j] + passed[i, j] > 0
    return found


def _corners(pieces: Pieces) -> Boxes:
    """(K, 2) the lower left and the upper right corner of the box round each piece."""
    begin, end = pieces[:, :2], pieces[:, 2:]
    return np.minimum(begin, end), np.maximum(begin, end)


def _outlined(layers: list[Pieces]) -> list[BaseGeometry]:
    """Each layer drawn by itself: in a common drawing later ones would cover those before."""
    return [outlines([layer], HALF_WIDTH_M, tile_cells=_TILE_CELLS)[0] for layer in layers]


def _beyond(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What lies in one area and not in another, as a multipolygon."""
    parts = shapely.get_parts(shapely.difference(one, other))
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    whole: BaseGeometry = shapely.multipolygons(polygons)
    return whole
