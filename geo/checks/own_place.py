"""Which features stand at the very place of a site, and so are not another's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.levels import MAY, NO, YES, Levels
from geo.scene.features import Features
from geo.scene.permits import Permits
from geo.scene.same_place import How, same_place
from geo.scene.sites import Sites


@dataclass(frozen=True)
class OwnPlace:
    """Pairs of a site and a feature at its own place, by key: site * `width` + feature.

    Attributes:
        width: F, features.
        sure: (S,) keys of pairs that surely mean one place, sorted.
        perhaps: (Q,) keys of pairs that may, sorted.
    """

    width: int
    sure: NDArray[np.int64]
    perhaps: NDArray[np.int64]

    def levels(self, site: NDArray[np.int64], feature: NDArray[np.int64]) -> Levels:
        """(M,) whether each pair means one place: `YES`, `MAY` or `NO`."""
        key = site * self.width + feature
        levels = np.where(np.isin(key, self.perhaps), MAY, NO)
        return np.where(np.isin(key, self.sure), YES, levels).astype(np.uint8)


def own_place(permits: Permits, sites: Sites, found: Features) -> OwnPlace:
    """The features among permits that stand where the sites are, by address or building.

    To be only near by is not enough: so is the shop next door.

    Args:
        permits: The permits of the district.
        sites: The sites.
        found: The features; those that are no permits are nobody's own place.
    """
    same = same_place(permits.register, sites)
    feature = pd.Index(found.ids).get_indexer(pd.Index(permits.ids))[same.permit]
    here = (feature >= 0) & (same.how != How.NEAR)
    width = max(len(found.ids), 1)
    key = (same.site * width + feature)[here]
    sure = same.level[here] == YES
    return OwnPlace(width, np.unique(key[sure]), np.unique(key[~sure]))
