"""Whether a site has part in polygons drawn round it: surely, perhaps, or not (law 3)."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.arcs import quad_segs
from geo.checks.measuring import Starts
from geo.levels import NO, Levels, level_of
from geo.scene.diagonals import diagonals
from geo.scene.placed import Placed
from geo.scene.sites import Shape, Sites

# Polygons of one layer that share a border overlap by no more than this when they were drawn.
SLIVER_M2 = 1.0
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Ground:
    """F polygons of some kind.

    Attributes:
        shapes: (F,) the polygons; a point or a line has no inside, so nothing surely meets it.
        error_m: (F,) how far each may be off.
        tree: R-tree over `shapes`.
        outlines: (F,) their borders; these and the polygons are prepared.
    """

    shapes: NDArray[np.object_]
    error_m: NDArray[np.float64]
    tree: shapely.STRtree
    outlines: NDArray[np.object_]

    @property
    def most_error_m(self) -> float:
        """The largest of the errors."""
        return float(self.error_m.max(initial=0.0))


@dataclass(frozen=True)
class Meetings:
    """M pairs of a site and a polygon that it meets, surely or perhaps.

    Attributes:
        site: (M,) index of the site.
        zone: (M,) index of the polygon.
        level: (M,) `YES` or `MAY`.
        error: (M,) sum of both position errors.
    """

    site: NDArray[np.int64]
    zone: NDArray[np.int64]
    level: Levels
    error: NDArray[np.float64]


def wholly(sites: Sites) -> Starts:
    """Sites of which every part counts."""
    certain = np.ones(sites.count, dtype=bool)
    return Starts(sites.shapes, certain, sites.what == Shape.CELL, sites.error_m)


def meetings(
    begin: Starts,
    here: Placed,
    ground: Ground,
    sliver_m2: float = SLIVER_M2,
) -> Meetings:
    """The polygons that each site surely or perhaps has part in.

    With e the sum of both position errors a point surely lies in a polygon if it lies inside and
    farther than e from its outline, and perhaps if the polygon is no farther than e. A polygon
    surely has part in another if more than a sliver of one lies in the other shrunk by e: so much
    is left wherever within e the two truly are. Touching is no part where e is 0.

    Args:
        begin: What of each of N sites counts; that which lies somewhere in its shape surely has
            part only in what holds the whole shape.
        here: The sites.
        ground: The polygons.
        sliver_m2: An overlap of no more than this is none.
    """
    error_m = begin.error_m
    kind = shapely.get_type_id(begin.shapes)
    flat = (kind != _POLYGONS[0]) & (kind != _POLYGONS[1])
    if not kind.any():  # plain points, by the hundred thousand
        return of_points(begin.shapes, error_m, ground, here.boxes_round(ground.most_error_m))
    doors, owner = shapely.get_parts(begin.shapes[flat], return_index=True)
    owner = np.flatnonzero(flat)[owner]
    boxes = diagonals(doors, error_m[owner] + ground.most_error_m)
    points = of_points(doors, error_m[owner], ground, boxes)
    wholes, same = _distinct(begin, error_m, np.flatnonzero(~flat))
    shapes = _of_polygons(_some(begin, wholes), error_m[wholes], ground, sliver_m2)
    return _joined(replace(points, site=owner[points.site]), _spread(shapes, same))


def _some(begin: Starts, at: NDArray[np.int64]) -> Starts:
    """The same for some of the sites."""
    return Starts(begin.shapes[at], begin.certain[at], begin.worst[at], begin.error_m[at])


def of_points(
    points: NDArray[np.object_],
    error_m: NDArray[np.float64],
    ground: Ground,
    boxes: NDArray[np.object_],
) -> Meetings:
    """`meetings` of (N,) points, in order of point; (N,) `boxes` hold all that is near them."""
    # Boxes first, polygons made ready afterwards: many points fall into the same few polygons.
    site, zone = ground.tree.query(boxes)
    error = error_m[site] + ground.error_m[zone]
    if not len(site):
        return Meetings(site, zone, np.empty(0, dtype=np.uint8), error)
    used = np.flatnonzero(np.bincount(zone, minlength=len(ground.shapes)))
    outlines = ground.outlines[used]
    near = shapely.dwithin(outlines[np.searchsorted(used, zone)], points[site], error)
    inside = shapely.contains(ground.shapes[zone], points[site])
    level = level_of(inside & ~near, near & (error > 0))
    kept = level > NO
    return Meetings(site[kept], zone[kept], level[kept], error[kept])


def _distinct(
    begin: Starts, error_m: NDArray[np.float64], polygons: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """One site of each cell that several share, and for each such the sites it stands for."""
    cells = polygons[begin.worst[polygons]]
    others = polygons[~begin.worst[polygons]]
    keys = np.column_stack([shapely.bounds(begin.shapes[cells]), error_m[cells]])
    _, first, which = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    groups = (
        np.split(cells[order], np.cumsum(np.bincount(which.ravel()))[:-1]) if len(cells) else []
    )
    alone = np.split(others, len(others)) if len(others) else []
    return np.concatenate([cells[first], others]), [*groups, *alone]


def _spread(found: Meetings, same: list[NDArray[np.int64]]) -> Meetings:
    """What was found at one site, at all that it stands for."""
    sizes = np.array([len(same[at]) for at in found.site], dtype=np.int64)
    site = np.concatenate([same[at] for at in found.site] or [np.empty(0, dtype=np.int64)])
    pair = np.repeat(np.arange(len(found.site)), sizes)
    return Meetings(site, found.zone[pair], found.level[pair], found.error[pair])


def _of_polygons(
    begin: Starts, error_m: NDArray[np.float64], ground: Ground, sliver_m2: float
) -> Meetings:
    reach = error_m + ground.error_m.max(initial=0.0)
    site, zone = ground.tree.query(begin.shapes, predicate="dwithin", distance=reach)
    error = error_m[site] + ground.error_m[zone]
    mine, theirs = begin.shapes[site], ground.shapes[zone]
    # Anywhere in a cell counts, however little of it.
    sliver = np.where(begin.worst[site], 0.0, sliver_m2)
    swallowed = _swallowed(mine, theirs, error)
    sure = swallowed & (shapely.area(mine) > sliver)
    rest = np.flatnonzero(~sure)
    some = sure.copy()
    some[rest], whole = _left(mine[rest], theirs[rest], error[rest], sliver[rest])
    certain = begin.certain[site] | begin.worst[site]
    sure[rest] = some[rest] & (certain[rest] | whole)
    near = shapely.dwithin(theirs, mine, error) & (error > 0)
    level = level_of(sure, near | some)
    kept = level > NO
    return Meetings(site[kept], zone[kept], level[kept], error[kept])


def _swallowed(
    mine: NDArray[np.object_], theirs: NDArray[np.object_], error: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Where a polygon holds even the box round the site and its error: by far the most, cheaply."""
    shapely.prepare(theirs)
    return np.asarray(shapely.covers(theirs, around(mine, error)), dtype=bool)


def around(shapes: NDArray[np.object_], reach: NDArray[np.float64]) -> NDArray[np.object_]:
    """Boxes round shapes, `reach` wider on each side."""
    west, south, east, north = shapely.bounds(shapes).T
    return np.asarray(
        shapely.box(west - reach, south - reach, east + reach, north + reach), dtype=object
    )


def _left(
    mine: NDArray[np.object_],
    theirs: NDArray[np.object_],
    error: NDArray[np.float64],
    sliver: NDArray[np.float64],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where more than a sliver of an overlap is left by the error, and where all of the site is."""
    # What lies farther away than the error is not asked about, so a large polygon may be cut off.
    near = shapely.intersection(theirs, around(mine, 2 * error + 1.0))
    inner = shrunk(near, error)
    left = np.maximum(
        shapely.area(shapely.intersection(mine, inner)),
        shapely.area(shapely.intersection(near, shrunk(mine, error))),
    )
    return np.asarray(left > sliver, dtype=bool), np.asarray(
        shapely.covers(inner, mine), dtype=bool
    )


def shrunk(shapes: NDArray[np.object_], by_m: NDArray[np.float64]) -> NDArray[np.object_]:
    """Polygons without what lies nearer than `by_m` to their outline."""
    segments = quad_segs(by_m.max(initial=0.0))
    return np.where(by_m > 0, shapely.buffer(shapes, -by_m, quad_segs=segments), shapes)


def _joined(a: Meetings, b: Meetings) -> Meetings:
    site, zone = np.concatenate([a.site, b.site]), np.concatenate([a.zone, b.zone])
    order = np.argsort(site, kind="stable")
    level, error = np.concatenate([a.level, b.level]), np.concatenate([a.error, b.error])
    return Meetings(site[order], zone[order], level[order], error[order])


def first_of(site: NDArray[np.int64], zone: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """(N,) the first of the polygons that each site meets; -1 where there is none."""
    none = np.iinfo(np.int64).max
    first = np.full(count, none, dtype=np.int64)
    np.minimum.at(first, site, zone)
    return np.where(first < none, first, -1)
