"""步行距离: every such feature lies at least so far away along the walk network.

Nobody walks a shorter way than the straight line: what is far enough straight is far enough on
foot, whatever is known of streets. For the rest walks are found as for the circle, from door to
gate: each joined to its nearest streets, the way to them charged, in whole millimetres.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET, ON_SITE
from geo.checks.judged import Judged
from geo.checks.measuring import starts
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.checks.straight import Apart, Near, near
from geo.checks.walk_ends import Ends, ends_of
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.placed import Placed, unknown_within
from geo.scene.walks import Walks
from geo.streets.reached import reach_positions
from geo.streets.seeds import Seeds
from geo.streets.snapping import StreetIndex
from geo.streets.targets import attach
from geo.units import to_mm


@dataclass(frozen=True)
class Walked:
    """Walks of M pairs of a site and a feature.

    Attributes:
        length_m: (M,) the walk; infinite where there is none within what was asked for.
        somewhere: (M,) whether it is between places of which nobody knows just where they are.
        trouble: (M,) codes of `Reason`: why there may be a shorter walk that is not known.
    """

    length_m: NDArray[np.float64]
    somewhere: NDArray[np.bool_]
    trouble: NDArray[np.uint8]


def walked(found: Features, walks: Walks, here: Placed, asked: Apart) -> Judged:
    """Judge the walk to every feature near enough to matter; the worst one counts.

    Met where straight distance - error, or else walk - error, reaches what is asked; not met where
    walk + error stays below it; else on site, as where an end of the walk is only known to be
    somewhere on an outline. Unless it is not met, it is unknown where streets are not complete
    within threshold and errors of the site, and where a door or gate cannot be joined to any.
    """
    every = near(found, here, asked)
    pairs = every.of(asked.answers(every.feature, every.low, every.low, every.error) != MET)
    walk = _walks(found, walks, here, asked, pairs)
    length = np.maximum(walk.length_m, pairs.low)
    answer = asked.answers(pairs.feature, length, length, pairs.error)
    answer = np.where(walk.somewhere, ON_SITE, answer).astype(np.uint8)
    value = np.where(walk.somewhere | ~np.isfinite(length), np.nan, length)
    given = unless_certain(found, pairs.feature, answer, pairs.doubtful, walk.trouble)
    judged = Pairs(pairs.site, pairs.feature, *given, value, pairs.error)
    unknown = unknown_within(found, here, asked.reach_m(here.sites))
    return worst_feature(here.sites.count, judged, unknown)


def streets_unknown(
    walks: Walks, here: Placed, site: NDArray[np.int64], radius_m: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(K,) whether streets are not complete within a radius of some sites.

    They end at the border of their extent, and where a way is marked to go on beyond the data.

    Args:
        walks: The streets.
        here: All sites.
        site: (K,) which of them.
        radius_m: (K,) how far round each one must know.
    """
    if walks.extent < 0:
        return np.ones(len(site), dtype=bool)
    short = here.margin_m[walks.extent, site] < radius_m
    short |= _go_on(walks, here.sites.shapes[site], radius_m)
    return np.asarray(short, dtype=bool)


def _go_on(
    walks: Walks, shapes: NDArray[np.object_], radius_m: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(K,) whether within a radius of some shapes a way is marked to go on beyond the data."""
    at, _ = walks.cuts.query(shapes, predicate="dwithin", distance=radius_m)
    marked = np.zeros(len(shapes), dtype=bool)
    marked[at] = True
    return marked


def _walks(found: Features, walks: Walks, here: Placed, asked: Apart, pairs: Near) -> Walked:
    """The walks of pairs that a straight line does not decide."""
    sites, at_site = np.unique(pairs.site, return_inverse=True)
    features, at_feature = np.unique(pairs.feature, return_inverse=True)
    begin = starts(here.sites, asked.measured_from)
    doors = ends_of(walks, begin.shapes[sites], begin.certain[sites])
    gates = ends_of(walks, found.ends[features], found.certain[features])
    radius = asked.reach_m(here.sites)[pairs.site] + found.error_m[pairs.feature]
    unknown = streets_unknown(walks, here, pairs.site, radius)
    unknown |= _go_on(walks, begin.shapes[pairs.site], radius)
    unjoined = ~doors.joined[at_site] | ~gates.joined[at_feature]
    trouble = np.where(unjoined, Reason.NOT_JOINED, Reason.NONE)
    trouble = np.where(unknown, Reason.STREETS_INCOMPLETE, trouble)
    key = at_site * len(features) + at_feature
    limit_mm = int(to_mm(radius.max(initial=0.0))) + 1
    return Walked(
        length_m=_lengths(walks.streets, gates, doors, key, len(features), limit_mm),
        somewhere=~(doors.exact[at_site] & gates.exact[at_feature]),
        trouble=trouble.astype(np.uint8),
    )


def _lengths(
    streets: StreetIndex | None,
    gates: Ends,
    doors: Ends,
    key: NDArray[np.int64],
    features: int,
    limit_mm: int,
) -> NDArray[np.float64]:
    """(M,) walks in metres by key (site * `features` + feature); infinite beyond the limit."""
    length_m = np.full(len(key), np.inf)
    if streets is None or not len(key):
        return length_m
    reached = reach_from(streets, gates, doors.edge, doors.offset_mm, features, limit_mm)
    if reached is None:
        return length_m
    feature, way, cost_mm = reached
    order = np.argsort(key)
    walk_key = doors.owner[way] * features + feature
    place = np.minimum(np.searchsorted(key[order], walk_key), len(key) - 1)
    same = key[order][place] == walk_key
    total_m = (cost_mm + doors.access_mm[way]) / 1000
    np.minimum.at(length_m, order[place[same]], total_m[same])
    return length_m


def reach_from(
    streets: StreetIndex,
    gates: Ends,
    edge: NDArray[np.int64],
    offset_mm: NDArray[np.int64],
    features: int,
    limit_mm: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]] | None:
    """Walks from features to positions on streets: (K,) feature, position and millimetres.

    The way from the gate to its street is in them. None where there is nothing to walk between.

    Args:
        streets: The streets.
        gates: The features' gates.
        edge: (T,) street of each position.
        offset_mm: (T,) where on it.
        features: How many features there are.
        limit_mm: The longest walk that counts.
    """
    close = gates.access_mm <= limit_mm
    if not close.any() or not len(edge):
        return None
    seeds = Seeds(
        gates.edge[close],
        gates.offset_mm[close],
        gates.access_mm[close],
        gates.owner[close],
        features,
    )
    targets = attach(streets.network, edge, offset_mm)
    reached = reach_positions(streets.network, seeds, targets, limit_mm)
    return reached.source, reached.target.astype(np.int64), reached.cost_mm
