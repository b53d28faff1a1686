"""Whether sites lie in several zones taken together, each with a position error of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.answers import MET, NOT_MET, ON_SITE, Answers
from geo.checks.arcs import quad_segs
from geo.checks.zones import around, first_of
from geo.reason import Reason
from geo.scene.diagonals import diagonals
from geo.scene.features import Features
from geo.scene.outlines import outline
from geo.scene.scene import Scene
from geo.scene.sites import Sites

# Zones drawn to one border, and cut to be united, may gape by rounding: no gap and nothing left
# over that is no wider than this counts.
TOLERANCE_M = 0.001


@dataclass(frozen=True)
class Union:
    """F zones taken together.

    Attributes:
        shapes: (F,) the zones.
        error_m: (F,) how far each may be off.
        tree: R-tree over them.
    """

    shapes: NDArray[np.object_]
    error_m: NDArray[np.float64]
    tree: shapely.STRtree

    def of(self, chosen: NDArray[np.bool_]) -> "Union":
        """Some of the zones."""
        shapes = self.shapes[chosen]
        return Union(shapes, self.error_m[chosen], shapely.STRtree(shapes))

    @property
    def most_error_m(self) -> float:
        """The largest error."""
        return float(self.error_m.max(initial=0.0))


def within(sites: Sites, union: Union) -> tuple[Answers, NDArray[np.int64]]:
    """Whether sites lie in the union of zones, and the first zone each touches or comes near.

    Returns:
        (N,) met, on site within the errors, not met; (N,) indices, -1 for none.
    """
    shapes, error_m = sites.shapes, sites.error_m
    answer = np.zeros(len(shapes), dtype=np.uint8)
    zone = np.full(len(shapes), -1, dtype=np.int64)
    point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    at = np.flatnonzero(point)
    answer[at], zone[at] = _points_within(shapes[at], error_m[at], union)
    for site in np.flatnonzero(~point):
        answer[site] = _polygon_within(shapes[site], float(error_m[site]), union)
        zone[site] = min(union.tree.query(shapes[site], predicate="intersects"), default=-1)
    return answer, zone


def shrunk_unions(
    shapes: NDArray[np.object_], error_m: NDArray[np.float64]
) -> Iterator[tuple[float, shapely.Geometry]]:
    """For every error the union of zones as well known or better, to be shrunk by that error.

    A site in one of these so shrunk is in the union, wherever within their errors the zones are.
    """
    for error in np.unique(error_m):
        yield float(error), joined(shapes[error_m <= error])


def joined(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """The union of zones, without gaps that only rounding left between them."""
    if len(shapes) < 2:
        return shapely.union_all(shapes)
    whole: shapely.Geometry = joined_each(shapes[None])[0]
    return whole


def joined_each(groups: NDArray[np.object_]) -> NDArray[np.object_]:
    """(G,) the same of each of (G, Z) groups of zones, those with fewer filled up with None."""
    wider = shapely.buffer(shapely.union_all(groups, axis=1), TOLERANCE_M, join_style="mitre")
    return np.asarray(shapely.buffer(wider, -TOLERANCE_M, join_style="mitre"), dtype=object)


def _points_within(
    points: NDArray[np.object_], error_m: NDArray[np.float64], union: Union
) -> tuple[Answers, NDArray[np.int64]]:
    """Those deep in one zone are in; those near a border are held against zones joined there."""
    site, zone = union.tree.query(diagonals(points, error_m + union.most_error_m))
    error = error_m[site] + union.error_m[zone]
    used = np.flatnonzero(np.bincount(zone, minlength=len(union.shapes)))
    outlines = outline(union.shapes[used])
    shapely.prepare(outlines)
    shapely.prepare(union.shapes[used])
    inside = shapely.intersects(union.shapes[zone], points[site])
    near = shapely.dwithin(outlines[np.searchsorted(used, zone)], points[site], error)
    answer = np.full(len(points), NOT_MET, dtype=np.uint8)
    touched = inside | near
    answer[site[touched]] = ON_SITE
    answer[site[inside & ~near]] = MET
    open_ = np.flatnonzero(answer == ON_SITE)
    joins = np.unique(zone[np.isin(site, open_)])
    for own, whole in shrunk_unions(union.shapes[joins], union.error_m[joins]):
        answer[open_[deep_in(whole, points[open_], error_m[open_] + own)]] = MET
    return answer, first_of(site[touched], zone[touched], len(points))


def deep_in(
    whole: shapely.Geometry, shapes: NDArray[np.object_], error: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(K,) shapes in a union and farther from its border than both positions may be off."""
    wholes = np.array([whole], dtype=object)
    return deep_in_each(wholes, np.zeros(len(shapes), dtype=np.int64), shapes, error)


def deep_in_each(
    wholes: NDArray[np.object_],
    which: NDArray[np.int64],
    shapes: NDArray[np.object_],
    error: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """The same of (K,) shapes, each in one of (G,) unions: `which`, (K,), says in which."""
    borders = outline(wholes)
    shapely.prepare(wholes)
    shapely.prepare(borders)
    deep = shapely.covers(wholes[which], shapes)
    deep &= (error == 0) | (shapely.distance(borders[which], shapes) > error)
    return np.asarray(deep, dtype=bool)


def _polygon_within(site: shapely.Geometry, error_m: float, union: Union) -> np.uint8:
    box = np.array([site])
    window = around(box, np.array([2 * (error_m + union.most_error_m) + 1.0]))[0]
    near = union.tree.query(window, predicate="intersects")
    errors = error_m + union.error_m[near]
    if shapely.covers(union.shapes[near], around(box, errors)).any():
        return MET
    # Cut off, a zone ends at the window; it is wide enough for that not to matter to the site.
    shapes = shapely.intersection(union.shapes[near], window)
    for error, whole in shrunk_unions(shapes, errors):
        inner = _grown(whole, TOLERANCE_M - error)
        if shapely.covers(inner, site):
            return MET
    return NOT_MET if _left_out(site, shapes, errors) else ON_SITE


def _left_out(
    site: shapely.Geometry, shapes: NDArray[np.object_], error: NDArray[np.float64]
) -> bool:
    """Whether some of a site lies outside of all zones, each grown by its error."""
    if shapely.area(site) == 0:
        return False
    grown = [_grown(each, own + TOLERANCE_M) for each, own in zip(shapes, error, strict=True)]
    left = shapely.difference(site, shapely.union_all(grown))
    return bool(shapely.area(left) > 0)


def _grown(shape: shapely.Geometry, by_m: float) -> shapely.Geometry:
    return shapely.buffer(shape, by_m, quad_segs=quad_segs(abs(by_m)))


def surely_outside(sites: Sites, union: Union, land: shapely.Geometry) -> NDArray[np.bool_]:
    """(N,) whether part of sites not wholly in known land surely lies in no zone there.

    Args:
        sites: The sites.
        union: The zones.
        land: Where all zones are known.
    """
    seen = np.zeros(sites.count, dtype=bool)
    for at in np.flatnonzero(shapely.get_type_id(sites.shapes) != 0):
        site, error_m = sites.shapes[at], float(sites.error_m[at])
        radius = error_m + union.most_error_m
        window = around(np.array([site]), np.array([2 * radius + 1.0]))[0]
        near = union.tree.query(window, predicate="intersects")
        known = _grown(shapely.intersection(land, window), -radius)
        part = shapely.intersection(site, known)
        seen[at] = _left_out(part, union.shapes[near], error_m + union.error_m[near])
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
