"""Counting people: exact sums over sorted ids, shares as an interval."""

import math
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.answers import Status, Tally


def tally(
    people: NDArray[np.float64],
    status: NDArray[np.object_],
    modelled: NDArray[np.bool_],
    members: NDArray[np.bool_] | None = None,
) -> Tally:
    """Count `people` by status, all rows or the `members` only. Arrays of one length."""
    if members is None:
        members = np.ones(len(people), dtype=bool)
    total = math.fsum(people[members])
    sums = {s: math.fsum(people[members & (status == s)]) for s in Status}
    covered, unknown = sums[Status.COVERED], sums[Status.UNKNOWN]
    # Summed anew, so that it is exactly 1 where nobody is uncovered.
    at_most = math.fsum(people[members & (status != Status.UNCOVERED)])
    return Tally(
        total=total,
        covered=covered,
        uncovered=sums[Status.UNCOVERED],
        unknown=unknown,
        modelled=math.fsum(people[members & modelled]),
        share_min=covered / total if total else None,
        share_max=at_most / total if total else None,
    )


def tallies(
    ids: NDArray[np.object_],
    home: NDArray[np.int64],
    people: NDArray[np.float64],
    status: NDArray[np.object_],
    modelled: NDArray[np.bool_],
) -> dict[str, Tally]:
    """A tally for each of (A,) areas; `home` is the index of each row's area, -1 for none."""
    order = np.argsort(home, kind="stable")
    bounds = np.searchsorted(home[order], np.arange(len(ids) + 1))
    counted = {}
    for area, name in enumerate(ids):
        rows = order[bounds[area] : bounds[area + 1]]
        counted[str(name)] = tally(people[rows], status[rows], modelled[rows])
    return counted


def homes(
    areas: gpd.GeoDataFrame, points: NDArray[np.object_]
) -> Iterator[tuple[NDArray[np.object_], NDArray[np.int64]]]:
    """For each level the ids of its areas, and for each point the index of its area, else -1.

    On a border the area of smaller id takes the point; a point lies in one area of a level.
    """
    ordered = areas.sort_values("id", kind="stable")
    for level in sorted(ordered["level"].unique()):
        of_level = ordered.loc[ordered["level"] == level]
        tree = shapely.STRtree(of_level.geometry.to_numpy())
        point, hit = tree.query(points, predicate="intersects")
        none = len(of_level)
        home = np.full(len(points), none, dtype=np.int64)
        np.minimum.at(home, point, hit)
        home[home == none] = -1
        yield of_level["id"].to_numpy(dtype=object), home
