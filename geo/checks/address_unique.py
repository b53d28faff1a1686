"""一址一证: no live permit of some types stands at the site's address."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import AddressUnique
from data.rulepacks.vocabulary import BusinessType
from geo.checks.answers import NOT_MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, Reason, everywhere
from geo.checks.needed import needed
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.levels import YES
from geo.scene.features import Features
from geo.scene.permits import Permits
from geo.scene.placed import Placed, unknown_within
from geo.scene.same_place import NEAR_M, same_place
from geo.scene.scene import Scene
from geo.scene.sites import Sites


def address_unique(check: AddressUnique, asking: Asking) -> Judged:
    """No such permit at the address by name, by building, or within 20 m and errors of position.

    Not met where a live one surely stands there (`geo.scene.same_place`), on site where one may:
    the same house number, another door of the building, or only near by. That no name agrees says
    nothing: met only where no permit is near, and permits are completely known so far round.
    """
    permits = needed(asking.scene.permits)
    found = permits_asked(check, asking.scene, asking.business)
    if not found.knowns:
        return everywhere(UNKNOWN, Reason.NOT_DECLARED, asking.count)
    here = asking.hidden_here if found.any_hidden else asking.here
    if found.any_hidden:
        pairs = _anywhere_in(found, here)
    else:
        pairs = _at_address(found, here.sites, permits)
    radius = NEAR_M + here.sites.error_m + found.most_error_m
    return worst_feature(asking.count, pairs, unknown_within(found, here, radius))


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


def _anywhere_in(found: Features, here: Placed) -> Pairs:
    """Of hidden permits no name may be told: any that is near the cell stands there."""
    sites = here.sites
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
