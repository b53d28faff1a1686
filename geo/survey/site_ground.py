"""A ground on which the only place people walk from is a site."""

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ground import Ground, walked_from
from geo.places.doors import Doors
from geo.places.places import Places

SITE_ID = "site"


def at_site(
    ground: Ground,
    site: shapely.Point,
    doors: NDArray[np.object_] | None = None,
    error_m: float = 0.0,
) -> Ground:
    """The same streets and stations with one resident row, `SITE_ID`: the site.

    Everything that explains a resident's answer (`considered`, `next_opening`, `walk_of`) then
    explains the site's.

    Args:
        ground: The ground.
        site: Where it is, in the district's CRS.
        doors: Points of its doors, any of which may be taken; None for the site itself.
        error_m: How far the site and the borders of areas may be off, together. Which of two areas
            it lies in is not known so near their border.
    """
    own = np.array([site], dtype=object) if doors is None else doors
    here = walked_from(ground, _places(site, own))
    lying = dict(here.neighbourhoods.areas)
    for level in lying:
        found = ground.areas.get(level)
        if found and np.count_nonzero(shapely.dwithin(found.shapes, site, error_m)) > 1:
            lying[level] = np.full_like(lying[level], -1)
    return replace(here, neighbourhoods=replace(here.neighbourhoods, areas=lying))


def _places(site: shapely.Point, doors: NDArray[np.object_]) -> Places:
    nothing = np.zeros(len(doors), dtype=np.int64)
    no = np.zeros(1, dtype=bool)
    return Places(
        ids=np.array([SITE_ID], dtype=object),
        row=np.zeros(1, dtype=np.int64),
        points=np.array([site], dtype=object),
        doors=Doors(nothing, doors, nothing, nothing - 1, no),
        walled=no,
        gates_lost=no,
    )
