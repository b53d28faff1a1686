"""Walking distances from anywhere in small cells: bounds that hold for every point of a cell.

A point of a cell is joined to a street at the nearest point of some piece of street (a straight
stretch of a street) that no other piece undercuts. With the cell's centre c and half its diagonal
h, only pieces within d(c) + 2 h of c can be that, d(c) being the distance from c to the nearest.
On each of them the joins of all points lie between those of the cell's corners, and their way to
it is no shorter than from the nearest point of the cell and no longer than from the farthest
corner. A walk over the network grows by no more than one walks: over a stretch of length w from a
to b it lies between (walk(a) + walk(b) - w) / 2 and (walk(a) + walk(b) + w) / 2.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.answers import MET, ON_SITE
from geo.checks.judged import Judged
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.checks.straight import Apart, Near, near, others
from geo.checks.walk_ends import Ends, ends_of
from geo.checks.walking import reach_from, streets_unknown
from geo.levels import YES
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.placed import Placed, unknown_within
from geo.scene.sites import Shape, Sites
from geo.scene.walks import Walks
from geo.streets.cell_streets import belonging
from geo.streets.snapping import StreetIndex
from geo.streets.street_pieces import Pieces
from geo.units import to_mm

# Side of the cells into which screening cuts the land where walks decide.
CELL_M = 10.0


@dataclass(frozen=True)
class Side:
    """The least, or the most, that may be said of K pairs of a cell and a feature.

    Attributes:
        straight: (K,) the straight distance, in metres.
        length: (K,) the walk.
        unjoined: (K,) whether a place in the cell, or the feature, is not joined to streets.
    """

    straight: NDArray[np.float64]
    length: NDArray[np.float64]
    unjoined: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.int64]) -> "Side":
        """Some of the (K,) pairs, by index."""
        return Side(self.straight[chosen], self.length[chosen], self.unjoined[chosen])


@dataclass(frozen=True)
class Bounds:
    """What walks from C cells to features may be. K pairs, sorted by cell.

    Attributes:
        cell: (K,) index of the cell.
        feature: (K,) index of the feature.
        somewhere: (K,) whether the feature is only known to be somewhere on an outline.
        worst: No place in the cell is worse off.
        best: None is better off.
    """

    cell: NDArray[np.int64]
    feature: NDArray[np.int64]
    somewhere: NDArray[np.bool_]
    worst: Side
    best: Side


def walked_in_cells(
    found: Features, walks: Walks, here: Placed, cells: Placed, asked: Apart
) -> Judged:
    """Judge the walk from the worst place in the cell around each site, as `walked` does.

    A site from which every feature is far enough in a straight line is judged by itself: walks
    decide nothing there. `approximate` says where another place in the cell may come to something
    better.

    Args:
        found: The features.
        walks: The streets.
        here: The sites; the same as `cells` where they are not to be told from their cells.
        cells: The rectangle around each site.
        asked: How far apart they must be.
    """
    every = near(found, here, asked)
    undecided = asked.answers(every.feature, every.low, every.low, every.error) != MET
    sites = np.unique(every.site[undecided])
    squares, cell = _squares(cells, sites)
    bounds = walk_bounds(found, walks, squares, asked)
    site, at = belonging(sites, cell, bounds.cell)
    pairs, at = _others(found, here, asked, site, bounds.feature[at], at)
    reach = asked.reach_m(here.sites)
    radius = reach[pairs.site] + found.error_m[pairs.feature]
    incomplete = streets_unknown(walks, here, pairs.site, radius)
    unknown = unknown_within(found, here, reach)
    worst, best = (
        worst_feature(
            here.sites.count,
            judged_as(found, asked, pairs, side.of(at), bounds.somewhere[at], incomplete),
            unknown,
        )
        for side in (bounds.worst, bounds.best)
    )
    # Of what is hidden the worst of its cell is the answer, not an approximation.
    approximate = (worst.answer != best.answer) & (here is not cells)
    return replace(worst, approximate=np.asarray(approximate, dtype=bool))


def judged_as(
    found: Features,
    asked: Apart,
    pairs: Near,
    side: Side,
    somewhere: NDArray[np.bool_],
    incomplete: NDArray[np.bool_],
) -> Pairs:
    """What pairs of a site and a feature give if all of the cell were like one side of it."""
    answer = asked.answers(pairs.feature, side.length, side.length, pairs.error)
    answer = np.where(somewhere, ON_SITE, answer)
    trouble = np.where(side.unjoined, Reason.NOT_JOINED, Reason.NONE)
    trouble = np.where(incomplete, Reason.STREETS_INCOMPLETE, trouble)
    # Far enough in a straight line is far enough.
    free = asked.answers(pairs.feature, side.straight, side.straight, pairs.error) == MET
    answer = np.where(free, MET, answer).astype(np.uint8)
    trouble = np.where(free, Reason.NONE, trouble).astype(np.uint8)
    given = unless_certain(found, pairs.feature, answer, pairs.doubtful, trouble)
    value = np.where(np.isfinite(side.length) & ~somewhere, side.length, np.nan)
    return Pairs(pairs.site, pairs.feature, *given, value, pairs.error)


def _squares(cells: Placed, sites: NDArray[np.int64]) -> tuple[Sites, NDArray[np.int64]]:
    """The cells around some sites, each once, and (K,) the cell of each of these sites."""
    every = cells.sites
    _, first, cell = np.unique(
        shapely.bounds(every.shapes[sites]), axis=0, return_index=True, return_inverse=True
    )
    cell = cell.reshape(-1)
    error_m = np.zeros(len(first))
    np.maximum.at(error_m, cell, every.error_m[sites])
    chosen = sites[first]
    squares = Sites(
        shapes=every.shapes[chosen],
        what=np.full(len(chosen), Shape.CELL, dtype=np.uint8),
        doors=np.full(len(chosen), None, dtype=object),
        error_m=error_m,
        facts=MappingProxyType({}),
        address=np.full(len(chosen), None, dtype=object),
    )
    return squares, cell


def _others(
    found: Features,
    here: Placed,
    asked: Apart,
    site: NDArray[np.int64],
    feature: NDArray[np.int64],
    at: NDArray[np.int64],
) -> tuple[Near, NDArray[np.int64]]:
    """Pairs of a site and a feature that is not its own place, and which of `at` they are."""
    low = shapely.distance(here.sites.shapes[site], found.ends[feature])
    error = here.sites.error_m[site] + found.error_m[feature]
    nobody = np.zeros(len(site), dtype=bool)
    pairs = Near(site, feature, low, low, error, nobody)
    if asked.own is None:
        return pairs, at
    kept = asked.own.levels(site, feature) != YES
    return others(pairs, asked.own), at[kept]


def walk_bounds(found: Features, walks: Walks, squares: Sites, asked: Apart) -> Bounds:
    """Bounds of the walks from cells to the features near them."""
    # Whether a feature is the site's own place is asked of the site, not of its cell.
    alone = replace(asked, own=None)
    pairs = near(found, Placed(squares, np.empty((0, squares.count))), alone)
    pairs = pairs.of(np.lexsort((pairs.feature, pairs.site)))
    features, at_feature = np.unique(pairs.feature, return_inverse=True)
    near_any, at_cell = np.unique(pairs.site, return_inverse=True)
    gates = ends_of(walks, found.ends[features], found.certain[features])
    low, high = np.full((2, len(pairs.site)), np.inf)
    some = every = np.zeros(len(near_any), dtype=bool)
    if walks.pieces is not None and len(near_any):
        pieces = walks.pieces.of(squares.shapes[near_any])
        some, every = pieces.some_joined, pieces.all_joined
        radius_m = float(asked.reach_m(squares).max()) + found.most_error_m
        walk = _bounds_of_walks(walks.pieces.streets, gates, pieces, len(features), radius_m)
        low, high = walk.of(at_cell * len(features) + at_feature)
    far = _farthest(squares.shapes[pairs.site], found.ends[pairs.feature])
    lost, joined = ~gates.joined[at_feature], every[at_cell]
    return Bounds(
        cell=pairs.site,
        feature=pairs.feature,
        somewhere=~gates.exact[at_feature],
        worst=Side(pairs.low, np.maximum(low, pairs.low), lost | ~joined),
        # Who is not joined has no walk at all, and no certain no.
        best=Side(far, np.where(joined, np.maximum(high, far), np.inf), lost | ~some[at_cell]),
    )


def _farthest(squares: NDArray[np.object_], ends: NDArray[np.object_]) -> NDArray[np.float64]:
    """(K,) no place in the square is farther away in a straight line."""
    west, south, east, north = shapely.bounds(squares).T
    half = np.hypot(east - west, north - south) / 2
    return np.asarray(shapely.distance(shapely.centroid(squares), ends) + half, dtype=float)


@dataclass(frozen=True)
class _ByKey:
    """Bounds in metres by key: cell * features + feature. Other keys are beyond the limit."""

    key: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def of(self, key: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(K,) low and (K,) high of some keys; infinite beyond the limit."""
        low, high = np.full((2, len(key)), np.inf)
        if len(self.key):
            place = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
            same = self.key[place] == key
            low[same], high[same] = self.low[place[same]], self.high[place[same]]
        return low, high


def _bounds_of_walks(
    streets: StreetIndex, gates: Ends, pieces: Pieces, features: int, radius_m: float
) -> _ByKey:
    """Bounds of all walks that may be as short as `radius_m`."""
    stretch_mm = pieces.to_mm - pieces.from_mm
    # What is not reached at either end of a stretch is farther than the radius from all of it.
    limit_mm = int(to_mm(radius_m)) + int(stretch_mm.max(initial=0)) + 1
    count = len(pieces.edge)
    reached = reach_from(
        streets,
        gates,
        np.concatenate([pieces.edge, pieces.edge]),
        np.concatenate([pieces.from_mm, pieces.to_mm]),
        features,
        limit_mm,
    )
    if reached is None:
        nothing = np.empty(0)
        return _ByKey(nothing.astype(np.int64), nothing, nothing)
    feature, end, cost_mm = reached
    key, row = np.unique((end % count) * features + feature, return_inverse=True)
    walk_mm = np.full((2, len(key)), float(limit_mm))
    walk_mm[end // count, row] = cost_mm
    piece = key // features
    width = stretch_mm[piece].astype(float)
    both = np.zeros((2, len(key)), dtype=bool)
    both[end // count, row] = True
    least = np.maximum(np.floor((walk_mm.sum(axis=0) - width) / 2), 0.0)
    known = np.where(both, walk_mm, np.inf)
    most = np.minimum(np.ceil((known.sum(axis=0) + width) / 2), known.min(axis=0) + width)
    return _by_cell(pieces, piece, key % features, features, least, most)


def _by_cell(
    pieces: Pieces,
    piece: NDArray[np.int64],
    feature: NDArray[np.int64],
    features: int,
    least_mm: NDArray[np.float64],
    most_mm: NDArray[np.float64],
) -> _ByKey:
    """The least and the most over the pieces of each cell, the way to the piece included."""
    key, row = np.unique(pieces.cell[piece] * features + feature, return_inverse=True)
    low, high = np.full(len(key), np.inf), np.zeros(len(key))
    np.minimum.at(low, row, least_mm + pieces.near_mm[piece])
    np.maximum.at(high, row, most_mm + pieces.far_mm[piece])
    # A piece from which the feature is not reached may be the one that is nearest.
    every = np.bincount(pieces.cell, minlength=int(pieces.cell.max(initial=0)) + 1)
    high[np.bincount(row, minlength=len(key)) < every[key // features]] = np.inf
    return _ByKey(key, low / 1000, high / 1000)
