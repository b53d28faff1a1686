"""区内: the site lies wholly within zones of some kinds, taken together."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import InsideZone
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.arcs import quad_segs
from geo.checks.asking import Asking
from geo.checks.judged import Judged, Reason
from geo.checks.zones import around, first_of, shrunk
from geo.levels import YES
from geo.scene.diagonals import diagonals
from geo.scene.features import Features
from geo.scene.outlines import outline
from geo.scene.placed import Placed, unknown_within
from geo.scene.scene import Scene

# What a layer lacks cannot undo that a site lies within what it has; what is out of date may.
_ONLY_LACKS = (Reason.NONE, Reason.ROWS_LOST, Reason.NOT_COMPLETE_HERE)


@dataclass(frozen=True)
class _Union:
    """Some zones taken together, and for each site the error of position against them."""

    shapes: NDArray[np.object_]
    tree: shapely.STRtree
    error_m: NDArray[np.float64]


def inside_zone(check: InsideZone, asking: Asking) -> Judged:
    """The whole site lies in the union of the zones.

    With e the sum of both position errors: met where the site lies in the union shrunk by e, not
    met where part of it lies outside the union grown by e, else on site. Zones that only may count
    can save a site from a no, but give no yes. Unknown where not all zones within e are known;
    a site within a zone that is known is met all the same, as nothing that is lacking undoes it.
    """
    found, here = asking.look((check.zones, "outline"))
    error = here.sites.error_m + found.error_m.max(initial=0.0)
    every = _Union(found.shapes, found.tree, error)
    perhaps, zone = _within(here.sites.shapes, every)
    counted = sure_zones(found)
    sure = perhaps
    if not counted.all():
        shapes = found.shapes[counted]
        sure = _within(here.sites.shapes, _Union(shapes, shapely.STRtree(shapes), error))[0]
    unknown = unknown_within(found, here, here.sites.error_m)
    answer = np.where(sure == MET, MET, np.where(perhaps == NOT_MET, NOT_MET, ON_SITE))
    blind = (unknown != Reason.NONE) & (answer != MET)
    kept = np.flatnonzero(blind & (perhaps == NOT_MET))
    blind[kept[_seen_outside(found, here, asking.scene, error, kept)]] = False
    reason = np.array([Reason.MEASURED, Reason.NONE, Reason.WITHIN_ERROR, Reason.NONE])[answer]
    reason = np.where((answer == ON_SITE) & (perhaps == MET), Reason.MAY_COUNT, reason)
    return Judged(
        answer=np.where(blind, UNKNOWN, answer).astype(np.uint8),
        reason=np.where(blind, unknown, reason).astype(np.uint8),
        value=np.full(asking.count, np.nan),
        error=error,
        feature=zone,
        approximate=np.zeros(asking.count, dtype=bool),
    )


def sure_zones(found: Features) -> NDArray[np.bool_]:
    """(F,) the zones that count for certain, of kinds that are at most not complete."""
    trusted = np.array([known.trouble in _ONLY_LACKS for known in found.knowns], dtype=bool)
    return np.asarray((found.level == YES) & trusted[found.pick], dtype=bool)


def _within(sites: NDArray[np.object_], union: _Union) -> tuple[Answers, NDArray[np.int64]]:
    """Whether sites lie in the union of zones, and the first zone each touches or comes near.

    Returns:
        (N,) met, on site within the error, not met; (N,) indices, -1 for none.
    """
    answer = np.zeros(len(sites), dtype=np.uint8)
    zone = np.full(len(sites), -1, dtype=np.int64)
    point = shapely.get_type_id(sites) == shapely.GeometryType.POINT
    at = np.flatnonzero(point)
    answer[at], zone[at] = _points_within(sites[at], union, union.error_m[at])
    for site in np.flatnonzero(~point):
        answer[site] = _polygon_within(sites[site], union, float(union.error_m[site]))
        zone[site] = min(union.tree.query(sites[site], predicate="intersects"), default=-1)
    return answer, zone


def _points_within(
    points: NDArray[np.object_], union: _Union, error: NDArray[np.float64]
) -> tuple[Answers, NDArray[np.int64]]:
    """Those deep in one zone are in; those near a border are held against zones joined there."""
    site, zone = union.tree.query(diagonals(points, error))
    used = np.flatnonzero(np.bincount(zone, minlength=len(union.shapes)))
    outlines = outline(union.shapes[used])
    shapely.prepare(outlines)
    shapely.prepare(union.shapes[used])
    inside = shapely.intersects(union.shapes[zone], points[site])
    near = shapely.dwithin(outlines[np.searchsorted(used, zone)], points[site], error[site])
    answer = np.full(len(points), NOT_MET, dtype=np.uint8)
    answer[site[inside & ~near]] = MET
    touched = inside | near
    open_ = np.setdiff1d(site[near], site[inside & ~near])
    joins = np.unique(zone[np.isin(site, open_) & touched])
    answer[open_] = _near_border(points, open_, union.shapes[joins], error)
    return answer, first_of(site[touched], zone[touched], len(points))


def _near_border(
    points: NDArray[np.object_],
    at: NDArray[np.int64],
    zones: NDArray[np.object_],
    error: NDArray[np.float64],
) -> Answers:
    """Answers of the points `at`, against zones joined to one."""
    joined = np.array([shapely.union_all(zones)], dtype=object)
    border = outline(joined)
    shapely.prepare(joined)
    shapely.prepare(border)
    inside = shapely.intersects(joined, points[at])
    reach = cast("float", error[at])  # an array does as well; Shapely's types do not say so
    near = shapely.dwithin(border, points[at], reach) & (error[at] > 0)
    return np.where(near, ON_SITE, np.where(inside, MET, NOT_MET)).astype(np.uint8)


def _polygon_within(site: shapely.Geometry, union: _Union, error: float) -> np.uint8:
    window = around(np.array([site]), np.array([2 * error + 1.0]))[0]
    near = union.shapes[union.tree.query(window, predicate="intersects")]
    joined = shapely.union_all(shapely.intersection(near, window))
    # Cut off, a zone ends at the window; it is wide enough for that not to matter to the site.
    if shapely.covers(shrunk(np.array([joined]), np.array([error]))[0], site):
        return MET
    return NOT_MET if _left_out(site, joined, error) > 0 else ON_SITE


def _left_out(site: shapely.Geometry, joined: shapely.Geometry, error: float) -> float:
    """Area of what of a site lies outside a union grown by the error."""
    left = shapely.difference(site, shapely.buffer(joined, error, quad_segs=quad_segs(error)))
    return float(shapely.area(left))


def _seen_outside(
    found: Features,
    here: Placed,
    scene: Scene,
    error: NDArray[np.float64],
    sites: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Whether part of sites that are not wholly in known land surely lies in no zone there."""
    seen = np.zeros(len(sites), dtype=bool)
    polygons = np.flatnonzero(shapely.get_type_id(here.sites.shapes[sites]) != 0)
    if not len(polygons):
        return seen
    land = known_land(found, scene)
    for at in polygons:
        site, e = here.sites.shapes[sites[at]], float(error[sites[at]])
        radius = float(here.sites.error_m[sites[at]]) + found.most_error_m
        window = around(np.array([site]), np.array([2 * radius + 1.0]))[0]
        near = found.shapes[found.tree.query(window, predicate="intersects")]
        part = shapely.intersection(
            site,
            shapely.buffer(
                shapely.intersection(land, window), -radius, quad_segs=quad_segs(radius)
            ),
        )
        seen[at] = _left_out(part, shapely.union_all(near), e) > 0
    return seen


def known_land(found: Features, scene: Scene) -> shapely.Geometry:
    """Where every kind that must be known is, by itself or by one that speaks for it."""
    lands = []
    for speakers in found.speakers:
        knowns = [found.knowns[at] for at in speakers]
        lands.append(
            shapely.union_all([scene.extents[k.extent] for k in knowns if k.trouble is Reason.NONE])
        )
    return shapely.intersection_all(lands)
