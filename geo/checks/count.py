"""总量: no more than so many of a kind in the area around the site, or for each so many people."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import Count, Left
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.needed import needed
from geo.levels import YES
from geo.reason import Reason
from geo.scene.areas import Areas
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.scene.placed import Placed, unknown_of
from geo.scene.scene import Scene
from geo.scene.sites import Shape, Sites

# What an area may lie outside an extent without missing anything: two drawings of one border.
_SLIVER_M2 = 1.0
_NOWHERE = -1


@dataclass(frozen=True)
class InAreas:
    """What the rule says in each of A areas.

    Attributes:
        answer: (A,) answers, for a site that is certainly in it.
        reason: (A,) codes of `Reason`.
        trouble: (A,) codes of `Reason`: why there may be more, or a larger quota, than is known.
        least: (A,) how many there certainly are, the new one included.
        most: (A,) how many there may be.
    """

    answer: Answers
    reason: NDArray[np.uint8]
    trouble: NDArray[np.uint8]
    least: NDArray[np.float64]
    most: NDArray[np.float64]


@dataclass(frozen=True)
class _Candidates:
    """Areas in which each of N sites may lie; `_NOWHERE` where there is none such.

    Attributes:
        worst: (N,) the one with the worst answer.
        best: (N,) the one with the best.
        unsure: (N,) one of which not everything is known.
        outside: (N,) whether the site may lie in no area.
    """

    worst: NDArray[np.int64]
    best: NDArray[np.int64]
    unsure: NDArray[np.int64]
    outside: NDArray[np.bool_]


def count(check: Count, asking: Asking) -> Judged:
    """The features in the area around the site, and one more, are no more than the quota.

    The quota is `at_most`, or the people of the area divided by `for_each`, rounded down. Met where
    all that may lie in the area still fit; not met where those that surely do fit no longer; else
    on site. What is nearer to a border of an area than the errors of both may lie on either side;
    a site that near is judged by all these areas: where they disagree, on site. Polygons count
    where a point inside them lies. Unknown where the areas themselves are not known.
    """
    if isinstance(check.at_most, Left) or isinstance(check.for_each, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    areas = needed(asking.scene.areas).get(check.within)
    if areas is None:
        return everywhere(UNKNOWN, Reason.LAYER_MISSING, asking.count)
    found, here = asking.look((check.of, "outline"))
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
    trouble = np.where(trouble == Reason.NONE, _unknown(found, scene, areas), trouble)
    blind = (trouble != Reason.NONE) & (answer != NOT_MET)
    return InAreas(
        answer=np.where(blind, UNKNOWN, answer).astype(np.uint8),
        reason=np.where(blind, trouble, reason).astype(np.uint8),
        trouble=trouble.astype(np.uint8),
        least=least,
        most=most,
    )


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
    candidates = _Candidates(
        worst=np.full(sites.count, _NOWHERE),
        best=np.full(sites.count, _NOWHERE),
        unsure=np.full(sites.count, _NOWHERE),
        outside=_may_lie_outside(sites, areas, reach),
    )
    candidates.worst[at], candidates.best[at] = area[first], area[last]
    troubled = said.trouble[area] != Reason.NONE
    candidates.unsure[site[troubled]] = area[troubled]
    judged = _agreed(sites.what == Shape.CELL, candidates, said)
    unknown = unknown_of(areas.known, here, reach)
    blind = (unknown != Reason.NONE) & (judged.answer > UNKNOWN)
    return replace(
        judged,
        answer=np.where(blind, UNKNOWN, judged.answer).astype(np.uint8),
        reason=np.where(blind, unknown, judged.reason).astype(np.uint8),
    )


def _may_lie_outside(sites: Sites, areas: Areas, reach: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(N,) whether a site may lie in no area of the level; a cell where part of it does."""
    border = areas.together.boundary
    shapely.prepare(areas.together)
    shapely.prepare(border)
    inside = shapely.covers(areas.together, sites.shapes)
    near = (shapely.distance(border, sites.shapes) < reach) & (sites.what != Shape.CELL)
    return np.asarray(~inside | near, dtype=bool)


def _agreed(cell: NDArray[np.bool_], found: _Candidates, said: InAreas) -> Judged:
    """What all areas agree on, else on site.

    Unknown if any of them does not know, or if they disagree and less is known than there may be.
    Of a cell the worst stands, and a part of it in no area is not known.

    Args:
        cell: (N,) where the site is anywhere in a cell.
        found: Where each of N sites may lie.
        said: What each area says.
    """
    said = _with_nowhere(said)
    low, high = said.answer[found.worst], said.answer[found.best]
    differ = (low != high) | found.outside
    open_ = (low == UNKNOWN) | (high == UNKNOWN) | (differ & (found.unsure != _NOWHERE))
    unknown = np.where(cell, found.outside & (low > UNKNOWN), open_)
    split = ~cell & ~unknown & differ
    answer = np.where(unknown, UNKNOWN, np.where(split, ON_SITE, low)).astype(np.uint8)
    blind = np.where(low == UNKNOWN, said.reason[found.worst], said.trouble[found.unsure])
    blind = np.where(cell, Reason.NOTHING_THERE, blind)
    reason = np.where(
        unknown, blind, np.where(split, Reason.WITHIN_ERROR, said.reason[found.worst])
    )
    counted = np.where(unknown | split, np.nan, said.least[found.worst])
    spread = (said.most - said.least)[found.worst]
    return Judged(
        answer=answer,
        reason=reason.astype(np.uint8),
        value=counted,
        error=np.where(np.isnan(counted), np.nan, spread),
        feature=np.full(len(cell), -1, dtype=np.int64),
        approximate=np.zeros(len(cell), dtype=bool),
    )


def _with_nowhere(said: InAreas) -> InAreas:
    """The same with a last row, which `_NOWHERE` takes: in no area nothing is known."""
    return InAreas(
        answer=np.append(said.answer, UNKNOWN),
        reason=np.append(said.reason, np.uint8(Reason.NOTHING_THERE)),
        trouble=np.append(said.trouble, np.uint8(Reason.NOTHING_THERE)),
        least=np.append(said.least, np.nan),
        most=np.append(said.most, np.nan),
    )
