"""A ground on which the only place people walk from is a site."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ground import Ground, walked_from
from geo.places.doors import Doors
from geo.places.places import Places

SITE_ID = "site"


def at_site(
    ground: Ground, site: shapely.Point, doors: NDArray[np.object_] | None = None
) -> Ground:
    """The same streets and stations with one resident row, `SITE_ID`: the site.

    Everything that explains a resident's answer (`considered`, `next_opening`, `walk_of`) then
    explains the site's.

    Args:
        ground: The ground.
        site: Where it is, in the district's CRS.
        doors: Points of its doors, any of which may be taken; None for the site itself.
    """
    own = np.array([site], dtype=object) if doors is None else doors
    return walked_from(ground, _places(site, own))


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
