"""Which features stand at the very place of a site, and so are not another's."""

from dataclasses import dataclass, replace
from types import MappingProxyType

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
    """Asks of pairs of a site and a permit whether they mean one place.

    Attributes:
        permits: The permits of the district.
        sites: The sites.
        feature: (P,) which of the features each permit is; -1 where it is none of them.
    """

    permits: Permits
    sites: Sites
    feature: NDArray[np.int64]

    def levels(self, site: NDArray[np.int64], feature: NDArray[np.int64]) -> Levels:
        """(M,) whether each pair means one place, by address or building: `YES`, `MAY` or `NO`.

        To be only near by is not enough: so is the shop next door.
        """
        asked = np.unique(site)
        same = same_place(self.permits.register, _some(self.sites, asked))
        own = self.feature[same.permit]
        here = (own >= 0) & (same.how != How.NEAR)
        width = int(max(feature.max(initial=0), own.max(initial=0))) + 1
        wanted, key = site * width + feature, asked[same.site] * width + own
        sure = here & (same.level == YES)
        levels = np.where(np.isin(wanted, key[here]), MAY, NO)
        return np.where(np.isin(wanted, key[sure]), YES, levels).astype(np.uint8)


def own_place(permits: Permits, sites: Sites, found: Features) -> OwnPlace:
    """Make ready to ask which features stand where the sites are.

    Args:
        permits: The permits of the district.
        sites: The sites.
        found: The features; those that are no permits are nobody's own place.
    """
    feature = pd.Index(found.ids).get_indexer(pd.Index(permits.ids))
    return OwnPlace(permits, sites, feature.astype(np.int64))


def _some(sites: Sites, chosen: NDArray[np.int64]) -> Sites:
    """Some of the sites, without their facts."""
    return replace(
        sites,
        shapes=sites.shapes[chosen],
        what=sites.what[chosen],
        doors=sites.doors[chosen],
        error_m=sites.error_m[chosen],
        facts=MappingProxyType({}),
        address=sites.address[chosen],
        doors_error_m=None,
    )
