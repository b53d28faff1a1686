"""Where `address_unique` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import AddressUnique
from data.rulepacks.vocabulary import BusinessType
from geo.checks.address_unique import permits_asked, told_within_m
from geo.checks.borders.edges import Lines, kinds_known_edges, known_edges
from geo.checks.borders.same_place import same_place_edges
from geo.checks.needed import needed
from geo.scene.same_place import NEAR_M
from geo.scene.scene import Scene


def borders(
    check: AddressUnique, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Where a permit may stand at the same place, and where permits are no longer known."""
    permits = needed(scene.permits)
    found = permits_asked(check, scene, business)
    told = [
        line
        for layer in permits.told_by
        for line in known_edges((layer,), scene, float(told_within_m(layer, error_m)), within)
    ]
    return [
        *told,
        *same_place_edges(permits, found, error_m, within),
        *kinds_known_edges(found, scene, NEAR_M + error_m, within),
    ]
