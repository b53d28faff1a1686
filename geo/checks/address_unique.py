"""一址一证: no live permit of some types stands at the site's address."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import AddressUnique
from data.rulepacks.vocabulary import BusinessType
from geo.checks.answers import NOT_MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.needed import needed
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.levels import YES
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.scene.permits import Permits
from geo.scene.placed import unknown_of, unknown_within
from geo.scene.same_place import NEAR_M, same_place
from geo.scene.scene import Scene
from geo.scene.sites import Sites


def address_unique(check: AddressUnique, asking: Asking) -> Judged:
    """No such permit at the address by name, by building, or within 20 m and errors of position.

    Not met where a live one surely stands there (`geo.scene.same_place`), on site where one may:
    the same house number, another door of the building, or only near by. That no name agrees says
    nothing: met only where no permit is near, and permits, addresses and buildings are completely
    known so far round: without them a permit under a former name, or at another door of the
    building, would not be found.
    """
    permits = needed(asking.scene.permits)
    found = permits_asked(check, asking.scene, asking.business)
    if not found.knowns:
        return everywhere(UNKNOWN, Reason.NOT_DECLARED, asking.count)
    here = asking.here
    at_address = _anywhere_in if asking.gridded else _at_address
    pairs = at_address(found, here.sites, permits)
    unknown = unknown_within(found, here, NEAR_M + here.sites.error_m)
    for layer in permits.told_by:
        untold = unknown_of(layer, here, told_within_m(layer, here.sites.error_m))
        unknown = np.where(unknown == Reason.NONE, untold, unknown)
    return worst_feature(asking.count, pairs, unknown)


def told_within_m(layer: Known, error_m: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """(N,) how far round sites must be known what places are called, or which buildings stand.

    Args:
        layer: Addresses or buildings.
        error_m: (N,) position errors of the sites.
    """
    return np.asarray(NEAR_M + error_m + layer.error_m, dtype=float)


def permits_asked(check: AddressUnique, scene: Scene, business: BusinessType) -> Features:
    """The permits of the types a rule names, or of those of the business."""
    if check.of_business:
        return needed(scene.permits).of_types(business.permit_types)
    return scene.features[check.types, "outline"]


def _at_address(found: Features, sites: Sites, permits: Permits) -> Pairs:
    same = same_place(permits.register, sites)
    feature = pd.Index(found.ids).get_indexer(pd.Index(permits.ids))[same.permit]
    asked = feature >= 0
    site, feature = same.site[asked], feature[asked]
    answer = np.where(same.level[asked] == YES, NOT_MET, ON_SITE).astype(np.uint8)
    pairs = _measured(found, sites, site, feature, answer)
    reason = np.where(same.level[asked] == YES, pairs.reason, Reason.MAY_COUNT)
    return Pairs(site, feature, pairs.answer, reason.astype(np.uint8), pairs.value, pairs.error)


def _anywhere_in(found: Features, sites: Sites, permits: Permits) -> Pairs:
    """Of hidden permits no name may be told: any that is near the cell stands there."""
    reach = NEAR_M + sites.error_m + found.most_error_m
    site, feature = found.tree.query(sites.shapes, predicate="dwithin", distance=reach)
    return _measured(found, sites, site, feature, np.full(len(site), NOT_MET))


def _measured(
    found: Features,
    sites: Sites,
    site: NDArray[np.int64],
    feature: NDArray[np.int64],
    answer: NDArray[np.uint8],
) -> Pairs:
    """Pairs with how far apart they are; a permit that may have ended gives no certain no."""
    apart_m = shapely.distance(sites.shapes[site], found.ends[feature])
    error_m = sites.error_m[site] + found.error_m[feature]
    return Pairs(site, feature, *unless_certain(found, feature, answer), apart_m, error_m)
