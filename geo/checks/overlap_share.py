"""占用比例: no more than a share of the site lies in zones of some kinds, taken together."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import Left, OverlapShare
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.arcs import quad_segs
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.outside_zone import ground
from geo.checks.zones import around, first_of, meetings, shrunk, wholly
from geo.levels import NO, YES, Levels, best_of
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.placed import unknown_within
from geo.scene.sites import Shape


def overlap_share(check: OverlapShare, asking: Asking) -> Judged:
    """Area of the site in the union of the zones over the area of the site is at most `at_most`.

    With e the sum of both position errors the area lies from that in the zones shrunk by e to that
    in the zones grown by e: met where the most keeps within the share, or all of it is a sliver and
    e is 0; not met where the least exceeds it; else on site. A point has no area: it is met where
    no zone is within e, else to be looked at with the parcel in hand. In a cell a parcel may lie
    wholly in what little of it the zones shrunk by e hold, so long as that is more than a sliver.
    """
    if isinstance(check.at_most, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    found, here = asking.look((check.zones, "outline"))
    sites = here.sites
    met = meetings(wholly(sites), here, ground(found), 0.0)
    touched = best_of(met.level, met.site, sites.count)
    answer, reason, value, error = _of_points(touched)
    polygons = shapely.area(sites.shapes) > 0
    for site in np.flatnonzero((touched > NO) & polygons):
        zones = met.zone[np.searchsorted(met.site, site) : np.searchsorted(met.site, site, "right")]
        shares = _shares(sites.shapes[site], float(sites.error_m[site]), found, zones)
        if sites.what[site] == Shape.CELL:
            if shares.surely_holds(check.sliver_m2) and check.at_most < 1:
                answer[site], reason[site] = NOT_MET, Reason.MEASURED
            continue
        answer[site], reason[site] = _against(check.at_most, check.sliver_m2, shares)
        value[site], error[site] = shares.drawn, shares.error
    unknown = unknown_within(found, here, sites.error_m)
    blind = (unknown != Reason.NONE) & (answer > UNKNOWN)
    return Judged(
        answer=np.where(blind, UNKNOWN, answer).astype(np.uint8),
        reason=np.where(blind, unknown, reason).astype(np.uint8),
        value=value,
        error=error,
        feature=first_of(met.site, met.zone, sites.count),
        approximate=np.zeros(sites.count, dtype=bool),
    )


def _of_points(
    touched: Levels,
) -> tuple[Answers, NDArray[np.uint8], NDArray[np.float64], NDArray[np.float64]]:
    """Answers, reasons, shares and errors as of points."""
    away = touched == NO
    answer = np.where(away, MET, ON_SITE).astype(np.uint8)
    reason = np.where(away, Reason.NONE, Reason.NEEDS_PARCEL).astype(np.uint8)
    return answer, reason, np.where(away, 0.0, np.nan), np.zeros(len(touched))


@dataclass(frozen=True)
class _Shares:
    """Shares of one site's area that lie in zones.

    Attributes:
        least: The least it can be, of zones that count for certain.
        least_of_all: The least, if all count that may.
        drawn: As drawn, of all.
        most: The most it can be, of all.
        area_m2: The site's area.
        exact: Whether positions have no error.
    """

    least: float
    least_of_all: float
    drawn: float
    most: float
    area_m2: float
    exact: bool

    @property
    def error(self) -> float:
        """How far the share as drawn may be off."""
        return max(self.most - self.drawn, self.drawn - self.least)

    def surely_holds(self, area_m2: float) -> bool:
        """Whether more than an area surely lies in the zones."""
        return self.least * self.area_m2 > area_m2


def _shares(
    site: shapely.Geometry, error_m: float, found: Features, zones: NDArray[np.int64]
) -> _Shares:
    error = error_m + found.error_m[zones]
    window = around(np.full(len(zones), site, dtype=object), 2 * error + 1.0)
    near = shapely.intersection(found.shapes[zones], window)
    inner = shrunk(near, error)
    outer = shapely.buffer(near, error, quad_segs=quad_segs(float(error.max())))
    whole = float(shapely.area(site))

    def share(parts: NDArray[np.object_]) -> float:
        taken = shapely.intersection(site, shapely.union_all(parts))
        return float(shapely.area(taken)) / whole

    sure = found.level[zones] == YES
    return _Shares(
        share(inner[sure]), share(inner), share(near), share(outer), whole, not error.any()
    )


def _against(at_most: float, sliver_m2: float, shares: _Shares) -> tuple[np.uint8, Reason]:
    touching = shares.exact and shares.drawn * shares.area_m2 <= sliver_m2
    if touching or shares.most <= at_most:
        return MET, Reason.NONE
    if shares.least > at_most and shares.surely_holds(sliver_m2):
        return NOT_MET, Reason.MEASURED
    may = shares.least_of_all > at_most
    return ON_SITE, Reason.MAY_COUNT if may else Reason.WITHIN_ERROR
