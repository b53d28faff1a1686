"""Distances explained: the two ends, the line or the walk between them, and the threshold."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, UNKNOWN
from geo.checks.corridor_width import numbers, width_of
from geo.checks.measuring import Starts, farthest, starts
from geo.checks.needed import needed
from geo.checks.wanted import looked_for
from geo.reason import Reason
from geo.scene.features import Features
from geo.survey.asked_number import left_open, look_m, threshold
from geo.survey.explained.distance_words import (
    Apart,
    distance_text,
    far_text,
    look_needs,
    unknown_text,
)
from geo.survey.explained.doubts import doubts_needs, doubts_of
from geo.survey.explained.feature_label import feature_id, feature_label
from geo.survey.explained.nearest import nearest_known
from geo.survey.explained.one import AT_SITE, Explained, One, number_needed
from geo.survey.explained.walk_line import walk_line
from geo.survey.explained.words import joined, number, terms_text
from geo.survey.finding import Evidence, Measured

DistanceLeaf = of.LeastDistance | of.Spacing | of.Adjacency | of.CorridorWidth
# No ring is drawn about a line or polygon of more corners, and no shape handed on whole.
MOST_CORNERS, _FEW_CORNERS = 200, 50
# Of a larger shape so much round the site is shown.
_WINDOW_M = 1_000.0


def distance(leaf: DistanceLeaf, one: One) -> Explained:
    """The distance that decided; where nothing came near enough to, the nearest feature's."""
    left = left_open(leaf)
    if one.reason is Reason.NUMBER_MISSING and left:
        return number_needed(one, left)
    found, here = one.asking.look(looked_for(leaf)[0])
    begin = starts(here.sites, leaf.measured_from)
    decided = one.feature >= 0
    feature = one.feature if decided else nearest_known(leaf, found, begin.shapes[0], one)
    reach_m = look_m(leaf) + float(begin.error_m[0])
    doubts = doubts_of(found, here, reach_m) if one.answer == UNKNOWN else ()
    terms = terms_text(looked_for(leaf)[0][0], one.vocabulary)
    apart = None if feature < 0 else _apart(leaf, one, found, begin, feature)
    beside_the_point = one.answer == UNKNOWN and not decided and doubts
    if apart is None or (beside_the_point and apart.straight_m > _WINDOW_M):
        return Explained(
            unknown_text(doubts, one) if one.answer == UNKNOWN else far_text(None, terms),
            threshold=threshold(leaf),
            needs=doubts_needs(doubts, one.vocabulary),
        )
    sentence = distance_text(apart, one) if decided else far_text(apart, terms)
    if one.answer == UNKNOWN and (doubts or not decided):
        sentence = joined((unknown_text(doubts, one), _known_only(apart)))
    return Explained(
        sentence,
        measured=apart.measured,
        threshold=apart.least_m,
        margin=_margin(apart),
        evidence=_evidence(apart, one, found, feature, begin),
        decided=found.knowns[found.pick[feature]] if decided else None,
        needs=look_needs(apart, one) + doubts_needs(doubts, one.vocabulary),
    )


def _margin(apart: Apart) -> float | None:
    value = apart.measured.value
    return value - apart.least_m if isinstance(value, float) else None


def _known_only(apart: Apart) -> Text:
    """What is near in the known part, while there may be something nearer."""
    said = number(apart.straight_m)
    return Text(
        f"目前已知最近的是{apart.label.zh}，直线距离 {said} 米",
        f"the nearest known is {apart.label.en}, {said} m away in a straight line",
    )


def _apart(leaf: DistanceLeaf, one: One, found: Features, begin: Starts, feature: int) -> Apart:
    """The two ends of a distance, and what is between them."""
    site, end = begin.shapes[0], found.ends[feature]
    centre_m = float(shapely.distance(site, end))
    low, high = getattr(leaf, "line_to_edge_m", (0.0, 0.0))
    decided = one.feature >= 0
    walking = decided and getattr(leaf, "method", "straight") == "walking"
    straight_m = max(centre_m - high, 0.0)
    value = one.value if decided else straight_m
    most = None if walking else _most(begin, found, feature, centre_m, low)
    known = found.knowns[found.pick[feature]]
    declared = known.declaration
    error = float(begin.error_m[0] + found.error_m[feature])
    label = feature_label(found, feature, one)
    return Apart(
        leaf=leaf,
        label=label,
        measured=Measured(
            value,
            error,
            "m",
            "walking" if walking else "straight",
            AT_SITE,
            label,
            most=most if most is not None and value is not None and most > value else None,
        ),
        least_m=_least_m(leaf, found, feature),
        straight_m=straight_m,
        edge_m=(low, high),
        assumed=declared is None or declared.position_error_m is None,
        level=found.level[feature],
        pick=known.pick,
    )


def _most(
    begin: Starts, found: Features, feature: int, centre_m: float, edge_m: float
) -> float | None:
    """The most the distance can be; None where both ends are known."""
    if begin.certain[0] and found.certain[feature]:
        return None
    at = slice(feature, feature + 1)
    near = np.array([centre_m])
    most = farthest(begin.shapes, found.ends[at], begin.certain, found.certain[at], near)
    return max(float(most[0]) - edge_m, 0.0)


def _least_m(leaf: DistanceLeaf, found: Features, feature: int) -> float:
    """The number a distance is held against; for a corridor that of its class."""
    if isinstance(leaf, of.CorridorWidth):
        return float(width_of(leaf, found)[0][feature]) if numbers(leaf) else 0.0
    return threshold(leaf) or 0.0


def _evidence(
    apart: Apart, one: One, found: Features, feature: int, begin: Starts
) -> tuple[Evidence, ...]:
    """The line or walk measured, the feature, and the threshold round it."""
    label, name = apart.label, feature_id(found, feature, one)
    site, end = begin.shapes[0], found.ends[feature]
    line: BaseGeometry = shapely.shortest_line(site, end)
    if apart.measured.method == "walking":
        certain = bool(begin.certain[0] and found.certain[feature])
        walks = needed(one.asking.scene.walks)
        line = (walk_line(walks, site, end) if certain else None) or line
    shown = [
        Evidence("measured_line", line, label, name),
        *feature_shape(found.shapes[feature], one, label, name),
    ]
    reach_m = apart.least_m + apart.edge_m[1]
    straight = apart.measured.method == "straight"
    if reach_m > 0 and straight and one.feature >= 0 and one.answer != MET:
        ring: BaseGeometry = shapely.buffer(cut(end, one), reach_m, quad_segs=16)
        said = number(apart.least_m)
        ringed = Text(f"{label.zh}外 {said} 米", f"{said} m round {label.en}")
        shown.append(Evidence("threshold", ring, ringed, name))
    return tuple(shown)


def feature_shape(
    shape: BaseGeometry, one: One, label: Text, name: str | None
) -> tuple[Evidence, ...]:
    """A feature to be shown; one that is only the nearest known unless it has many corners."""
    if one.feature < 0 and shapely.get_num_coordinates(shape) > _FEW_CORNERS:
        return ()
    return (Evidence("feature", cut(shape, one), label, name),)


def cut(shape: BaseGeometry, one: One) -> BaseGeometry:
    """A shape to be shown; of one with very many corners only what lies round the site."""
    if shapely.get_num_coordinates(shape) <= MOST_CORNERS:
        return shape
    west, south, east, north = shapely.bounds(one.shape)
    window = (west - _WINDOW_M, south - _WINDOW_M, east + _WINDOW_M, north + _WINDOW_M)
    near: BaseGeometry = shapely.intersection(shape, shapely.box(*window))
    return shape if near.is_empty else near
