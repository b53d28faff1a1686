"""总量: no more than so many of a kind in the area around the site, or for each so many people."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import Count, Left
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.asking import Asking
from geo.checks.judged import Judged, Reason, everywhere
from geo.checks.needed import needed
from geo.levels import YES
from geo.scene.areas import Areas
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.scene.placed import Placed
from geo.scene.scene import Scene
from geo.scene.sites import Shape, Sites

# What an area may lie outside an extent without missing anything: two drawings of one border.
_SLIVER_M2 = 1.0


@dataclass(frozen=True)
class InAreas:
    """What the rule says in each of A areas.

    Attributes:
        answer: (A,) answers, for a site that is certainly in it.
        reason: (A,) codes of `Reason`.
        least: (A,) how many there certainly are, the new one included.
        most: (A,) how many there may be.
    """

    answer: Answers
    reason: NDArray[np.uint8]
    least: NDArray[np.float64]
    most: NDArray[np.float64]


def count(check: Count, asking: Asking) -> Judged:
    """The features in the area around the site, and one more, are no more than the quota.

    The quota is `at_most`, or the people of the area divided by `for_each`, rounded down. Met where
    all that may lie in the area still fit; not met where those that surely do fit no longer; else
    on site. What is nearer to a border of an area than the errors of both may lie on either side;
    a site that near is judged by all these areas: where they disagree, on site. Polygons count
    where a point inside them lies.
    """
    if isinstance(check.at_most, Left) or isinstance(check.for_each, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    areas = needed(asking.scene.areas).get(check.within)
    if areas is None:
        return everywhere(UNKNOWN, Reason.LAYER_MISSING, asking.count)
    found, here = asking.look((check.of, "outline"))
    people = needed(asking.scene.residents)
    if check.for_each is not None and people.known.hidden:
        here = asking.hidden_here
    return _at_sites(here, areas, in_areas(check, asking.scene, found, areas))


def in_areas(check: Count, scene: Scene, found: Features, areas: Areas) -> InAreas:
    """What the rule says in every area."""
    points = shapely.point_on_surface(found.shapes)
    surely, perhaps = areas.inside(points, found.error_m)
    least = _tally(surely[0][found.level[surely[1]] == YES], len(areas.shapes)) + 1
    most = _tally(perhaps[0], len(areas.shapes)) + 1
    low, high, trouble = _quota(check, scene, areas)
    answer = np.where(most <= low, MET, np.where(least > high, NOT_MET, ON_SITE))
    reason = np.where(answer == NOT_MET, Reason.MEASURED, Reason.NONE)
    reason = np.where(answer == ON_SITE, Reason.WITHIN_ERROR, reason)
    for unknown in (trouble, _unknown(found, scene, areas)):
        blind = (unknown != Reason.NONE) & (answer != NOT_MET)
        answer, reason = np.where(blind, UNKNOWN, answer), np.where(blind, unknown, reason)
    return InAreas(answer.astype(np.uint8), reason.astype(np.uint8), least, most)


def _tally(area: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    return np.bincount(area, minlength=count).astype(float)


def _quota(
    check: Count, scene: Scene, areas: Areas
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]]:
    """(A,) the least and the most that the quota can be, and (A,) why it is not known."""
    count = len(areas.shapes)
    if isinstance(check.at_most, float):
        given = np.full(count, check.at_most)
        return given, given, np.full(count, Reason.NONE, dtype=np.uint8)
    residents = needed(scene.residents)
    people = residents.people[check.within, check.people]
    trouble = _uncovered(scene, residents.known, areas)
    silent = np.isinf(people.most) & (trouble == Reason.NONE)
    unknown = np.where(silent, Reason.ATTRIBUTE_MISSING, trouble).astype(np.uint8)
    # Where anybody is missing there may be more, and so a larger quota.
    most = np.where(unknown != Reason.NONE, np.inf, people.most)
    for_each = check.for_each if isinstance(check.for_each, float) else np.nan
    return np.floor(people.least / for_each), np.floor(most / for_each), unknown


def _unknown(found: Features, scene: Scene, areas: Areas) -> NDArray[np.uint8]:
    """(A,) why what is counted is not known in all of an area."""
    reason = np.full(len(areas.shapes), Reason.NONE, dtype=np.uint8)
    for speakers in found.speakers:
        each = [_uncovered(scene, found.knowns[at], areas) for at in speakers]
        known = np.any([one == Reason.NONE for one in each], axis=0)
        reason = np.where((reason == Reason.NONE) & ~known, each[0], reason)
    return reason.astype(np.uint8)


def _uncovered(scene: Scene, known: Known, areas: Areas) -> NDArray[np.uint8]:
    """(A,) why a kind is not known in all of an area."""
    if known.trouble is not Reason.NONE:
        return np.full(len(areas.shapes), known.trouble, dtype=np.uint8)
    extent = scene.extents[known.extent]
    shapely.prepare(extent)
    missing = np.asarray(~shapely.covers(extent, areas.shapes), dtype=bool)
    outside = shapely.area(shapely.difference(areas.shapes[missing], extent))
    missing[missing] = outside > _SLIVER_M2
    return np.where(missing, Reason.NOT_COMPLETE_HERE, Reason.NONE).astype(np.uint8)


def _at_sites(here: Placed, areas: Areas, said: InAreas) -> Judged:
    """What the areas in which each site may lie say of it."""
    sites = here.sites
    reach = sites.error_m + areas.error_m
    site, area = areas.tree.query(sites.shapes, predicate="dwithin", distance=reach)
    order = np.lexsort((area, said.answer[area], site))
    site, area = site[order], area[order]
    at, first = np.unique(site, return_index=True)
    last = np.append(first, len(site))[1:] - 1
    worst, best = np.full((2, sites.count), -1)
    worst[at], best[at] = area[first], area[last]
    return _agreed(sites, worst, best, said, _may_lie_outside(sites, areas, reach))


def _may_lie_outside(sites: Sites, areas: Areas, reach: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(N,) whether a site may lie in no area of the level; a cell where part of it does."""
    border = areas.together.boundary
    shapely.prepare(areas.together)
    shapely.prepare(border)
    inside = shapely.covers(areas.together, sites.shapes)
    near = (shapely.distance(border, sites.shapes) < reach) & (sites.what != Shape.CELL)
    return np.asarray(~inside | near, dtype=bool)


def _agreed(
    sites: Sites,
    worst: NDArray[np.int64],
    best: NDArray[np.int64],
    said: InAreas,
    outside: NDArray[np.bool_],
) -> Judged:
    """What all areas agree on, else on site; unknown if any of them does not know.

    Of a cell the worst stands, and a part of it in no area is not known.

    Args:
        sites: The sites.
        worst: (N,) the area with the worst answer; -1 where a site lies in none.
        best: (N,) the area with the best.
        said: What each area says.
        outside: (N,) whether a site may lie in no area.
    """
    # -1 takes the last: in no area nothing is known.
    answers = np.append(said.answer, UNKNOWN)
    reasons = np.append(said.reason, Reason.NOTHING_THERE)
    low, high = answers[worst], answers[best]
    cell = sites.what == Shape.CELL
    unknown = np.where(cell, outside & (low > UNKNOWN), (low == UNKNOWN) | (high == UNKNOWN))
    split = ~cell & ~unknown & ((low != high) | outside)
    answer = np.where(unknown, UNKNOWN, np.where(split, ON_SITE, low)).astype(np.uint8)
    blind = np.where(low == UNKNOWN, reasons[worst], reasons[best])
    blind = np.where(cell & unknown, Reason.NOTHING_THERE, blind)
    reason = np.where(unknown, blind, np.where(split, Reason.WITHIN_ERROR, reasons[worst]))
    counted = np.where(unknown | split, np.nan, np.append(said.least, np.nan)[worst])
    spread = np.append(said.most - said.least, np.nan)[worst]
    return Judged(
        answer=answer,
        reason=reason.astype(np.uint8),
        value=counted,
        error=np.where(np.isnan(counted), np.nan, spread),
        feature=np.full(sites.count, -1, dtype=np.int64),
        approximate=np.zeros(sites.count, dtype=bool),
    )
