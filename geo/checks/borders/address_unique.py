"""Where `address_unique` may change its answer."""

from data.rulepacks.checks import AddressUnique
from geo.checks.address_unique import permits_asked, told_within_m
from geo.checks.borders.change import EVERY, KNOWN, Change, Lines
from geo.checks.borders.edges import kinds_known_edges, known_edges
from geo.checks.borders.plot import Plot
from geo.checks.borders.same_place import same_place_edges
from geo.checks.needed import needed
from geo.scene.same_place import NEAR_M


def borders(check: AddressUnique, plot: Plot) -> list[Change]:
    """Where a permit may stand at the same place, and where permits are no longer known."""
    permits = needed(plot.scene.permits)
    found = permits_asked(check, plot.scene, plot.business)

    def known() -> Lines:
        told = [
            line
            for layer in permits.told_by
            for line in known_edges((layer,), float(told_within_m(layer, plot.error_m)), plot)
        ]
        return told + kinds_known_edges(found, NEAR_M + plot.error_m, plot)

    same = Change(EVERY, lambda: same_place_edges(permits, found, plot))
    return [same, Change(KNOWN, known)]
