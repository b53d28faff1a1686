"""Counting people: exact sums over sorted ids, shares as an interval."""

import math

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


def homes(areas: gpd.GeoDataFrame, points: NDArray[np.object_]) -> dict[str, NDArray[np.bool_]]:
    """For each area (by id) a mask of the points in it; on a border the smaller id takes it.

    Areas of different levels are apart: a point lies in one area of each level at most.
    """
    ids = areas["id"].to_numpy(dtype=object)
    members = {str(area): np.zeros(len(points), dtype=bool) for area in ids}
    for level in sorted(areas["level"].unique()):
        of_level = np.flatnonzero((areas["level"] == level).to_numpy())
        tree = shapely.STRtree(areas.geometry.to_numpy()[of_level])
        point, hit = tree.query(points, predicate="intersects")
        first = np.full(len(points), len(ids), dtype=np.int64)
        np.minimum.at(first, point, of_level[hit])
        for area in of_level:
            members[str(ids[area])] = first == area
    return members
