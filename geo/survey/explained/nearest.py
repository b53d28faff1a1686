"""The nearest feature that is known, as the crow flies, where none was near enough to decide."""

from typing import cast

import numpy as np
import shapely

from data.rulepacks import checks as of
from geo.checks.needed import needed
from geo.checks.own_place import own_place
from geo.levels import NO
from geo.scene.features import Features
from geo.survey.explained.one import One


def nearest_known(leaf: of.Leaf, found: Features, begin: shapely.Geometry, one: One) -> int:
    """The index of the nearest feature that the check looks at; -1 where none is known.

    For spacing none that stands at the site's own place.
    """
    if not len(found.ids):
        return -1
    nearest = int(cast("np.int64", found.tree.nearest(begin)))
    if not isinstance(leaf, of.Spacing):
        return nearest
    own = own_place(needed(one.asking.scene.permits), one.sites, found)
    every = np.arange(len(found.ids))
    others = every[own.levels(np.zeros(len(every), dtype=np.int64), every) == NO]
    if not len(others):
        return -1
    return int(others[np.argmin(shapely.distance(begin, found.ends[others]))])
