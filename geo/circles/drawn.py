"""Circles for the picture: the streets reached within each band, drawn as an area.

Nothing is counted by these (law 1): numbers come from network time.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.circles.areas import reached_areas
from geo.ground import Ground
from geo.slices import Slice, cut
from geo.streets.seeds import Seeds


def circles(
    ground: Ground,
    bands_min: tuple[Fraction, ...],
    *,
    part: Slice | None = None,
    exact: bool = False,
) -> Mapping[Fraction, BaseGeometry]:
    """For each band (in minutes) the area round the streets within it of any station that serves.

    Streets are cut exactly at the limit; areas are in the district's CRS and nest. With `exact`
    they are unions of buffers, else outlines of a distance field.
    """
    part = part or cut(ground, ground.question)
    ways = ground.station_access
    used = part.ways_in(ways)
    rank = np.zeros(int(used.sum()), dtype=np.int64)
    seeds = Seeds(ways.edge[used], ways.offset_mm[used], ways.cost_mm[used], rank, 1)
    bands = tuple(sorted(bands_min))
    limits_mm = tuple(int(band * ground.question.mm_per_min) for band in bands)
    areas = reached_areas(ground.network, seeds, limits_mm, exact=exact)
    return dict(zip(bands, areas, strict=True))
