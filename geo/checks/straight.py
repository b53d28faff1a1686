"""最近直线距离: every such feature lies at least so far away, as the crow flies."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import From
from geo.checks.answers import Answers, measured
from geo.checks.judged import Judged
from geo.checks.measuring import farthest, starts
from geo.checks.own_place import OwnPlace
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.levels import MAY, YES
from geo.scene.features import Features
from geo.scene.placed import Placed, unknown_within
from geo.scene.sites import Sites


@dataclass(frozen=True)
class Apart:
    """How far apart every feature must be.

    Attributes:
        least_m: (F,) the least distance of each feature.
        look_m: The largest of them, known also where there is no feature.
        measured_from: Where on the site distances begin.
        at_threshold_met: Whether exactly the distance is enough.
        line_to_edge_m: How far beside the line the edge lies from which the law measures.
        own: Features at the site's own place, which are not asked to keep away; None where every
            feature is.
    """

    least_m: NDArray[np.float64]
    look_m: float
    measured_from: From
    at_threshold_met: bool
    line_to_edge_m: tuple[float, float] = (0.0, 0.0)
    own: OwnPlace | None = None

    def reach_m(self, sites: Sites) -> NDArray[np.float64]:
        """(N,) how far round each site a feature may matter, its own position error left out.

        Threshold, position error of where it begins and way from the line to the edge.
        """
        begin = starts(sites, self.measured_from)
        return self.look_m + begin.error_m + self.line_to_edge_m[1]

    def answers(
        self,
        feature: NDArray[np.int64],
        low: NDArray[np.float64],
        high: NDArray[np.float64],
        error: NDArray[np.float64],
    ) -> Answers:
        """(M,) what distances from `low` to `high` to features give."""
        # Measured against zero, so that every feature may have a threshold of its own.
        least = self.least_m[feature]
        met = self.at_threshold_met
        return measured(low - least, high - least, error, 0.0, at_threshold_met=met)


@dataclass(frozen=True)
class Near:
    """M pairs of a site and a feature near enough to matter.

    Attributes:
        site: (M,) index of the site.
        feature: (M,) index of the feature.
        low: (M,) the least that the straight distance between them can be.
        high: (M,) the most.
        error: (M,) sum of both position errors.
        doubtful: (M,) whether the feature may stand at the site's own place.
    """

    site: NDArray[np.int64]
    feature: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    error: NDArray[np.float64]
    doubtful: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Near":
        """Some of the (M,) pairs, by mask or by index."""
        return Near(
            self.site[chosen],
            self.feature[chosen],
            self.low[chosen],
            self.high[chosen],
            self.error[chosen],
            self.doubtful[chosen],
        )


def apart(found: Features, here: Placed, asked: Apart) -> Judged:
    """Judge the straight distance to every feature near enough to matter; the worst one counts.

    Law 3 decides each: not met where the distance and its error stay below what is asked, met
    where the distance less its error reaches it, else on site. A feature that only may count is
    at worst to be looked at on site.
    """
    pairs = near(found, here, asked)
    answer = asked.answers(pairs.feature, pairs.low, pairs.high, pairs.error)
    certain = unless_certain(found, pairs.feature, answer, pairs.doubtful)
    judged = Pairs(pairs.site, pairs.feature, *certain, pairs.low, pairs.error)
    unknown = unknown_within(found, here, asked.reach_m(here.sites))
    return worst_feature(here.sites.count, judged, unknown)


def near(found: Features, here: Placed, asked: Apart) -> Near:
    """The features near enough to matter, and how far away they are in a straight line.

    Of a cell the nearest point decides: what a cell is judged by is the worst of it.
    """
    sites = here.sites
    begin = starts(sites, asked.measured_from)
    radius = asked.reach_m(sites) + found.most_error_m
    site, feature = found.tree.query(begin.shapes, predicate="dwithin", distance=radius)
    if not len(site):
        nothing = np.empty(0)
        return Near(site, feature, nothing, nothing, nothing, np.empty(0, dtype=bool))
    low = shapely.distance(begin.shapes[site], found.ends[feature])
    worst = begin.worst[site]
    certain = begin.certain[site] | worst, found.certain[feature] | worst
    high = farthest(begin.shapes[site], found.ends[feature], *certain, low)
    low = np.maximum(low - asked.line_to_edge_m[1], 0.0)
    high = np.where(worst, low, np.maximum(high - asked.line_to_edge_m[0], 0.0))
    error = begin.error_m[site] + found.error_m[feature]
    every = Near(site, feature, low, high, error, np.zeros(len(site), dtype=bool))
    return every if asked.own is None else others(every, asked.own)


def others(pairs: Near, own: OwnPlace) -> Near:
    """Without features surely at the site's own place; those within their error of it may be."""
    same = own.levels(pairs.site, pairs.feature)
    doubtful = (same == MAY) | (pairs.low <= pairs.error)
    every = Near(pairs.site, pairs.feature, pairs.low, pairs.high, pairs.error, doubtful)
    return every.of(same != YES)
