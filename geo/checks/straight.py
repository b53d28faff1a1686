"""最近直线距离: every such feature lies at least so far away, as the crow flies."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import From
from geo.checks.answers import Answers, measured
from geo.checks.judged import Judged
from geo.checks.measuring import farthest, starts
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.scene.features import Features
from geo.scene.placed import Placed, unknown_within


@dataclass(frozen=True)
class Apart:
    """How far apart every feature must be.

    Attributes:
        least_m: (F,) the least distance of each feature.
        look_m: The largest of them, known also where there is no feature.
        measured_from: Where on the site distances begin.
        at_threshold_met: Whether exactly the distance is enough.
        line_to_edge_m: How far beside the line the edge lies from which the law measures.
    """

    least_m: NDArray[np.float64]
    look_m: float
    measured_from: From
    at_threshold_met: bool
    line_to_edge_m: tuple[float, float] = (0.0, 0.0)


def apart(found: Features, here: Placed, asked: Apart) -> Judged:
    """Judge the straight distance to every feature near enough to matter; the worst one counts.

    A feature matters within threshold, position errors and the distance from line to edge. Law 3
    decides each; a feature that only may count is at worst to be looked at on site.
    """
    sites = here.sites
    begin = starts(sites, asked.measured_from)
    radius = asked.look_m + sites.error_m + found.most_error_m + asked.line_to_edge_m[1]
    site, feature = found.tree.query(begin.shapes, predicate="dwithin", distance=radius)
    low = shapely.distance(begin.shapes[site], found.ends[feature])
    sure = begin.worst[site]
    high = farthest(
        begin.shapes[site],
        found.ends[feature],
        begin.certain[site] | sure,
        found.certain[feature] | sure,
        low,
    )
    low = np.maximum(low - asked.line_to_edge_m[1], 0.0)
    high = np.where(sure, low, np.maximum(high - asked.line_to_edge_m[0], 0.0))
    error = sites.error_m[site] + found.error_m[feature]
    answer = _each(low, high, error, asked.least_m[feature], asked.at_threshold_met)
    pairs = Pairs(site, feature, *unless_certain(found, feature, answer), low, error)
    return worst_feature(sites.count, pairs, unknown_within(found, here, radius))


def _each(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    error: NDArray[np.float64],
    least: NDArray[np.float64],
    at_threshold_met: bool,
) -> Answers:
    # Measured against zero, so that every feature may have a threshold of its own.
    return measured(low - least, high - least, error, 0.0, at_threshold_met=at_threshold_met)
