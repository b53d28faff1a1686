"""The building that premises are in: what it says, and what it says against the applicant."""

import numpy as np
from numpy.typing import NDArray

from geo.checks.asking import Asking
from geo.checks.hosts import Hosts, hosts_at
from geo.checks.needed import needed
from geo.scene.building_uses import uses_named
from geo.scene.sites import FactColumn, Source


def hosts(asking: Asking) -> Hosts:
    """The buildings each site may be in, as far as the asker may be answered.

    Raises:
        LookupError: The scene was prepared for other checks.
    """
    if asking.hosts is not None:
        return asking.hosts
    buildings = needed(asking.scene.buildings)
    return hosts_at(buildings, asking.here)


def declared_uses(column: FactColumn | None, count: int) -> NDArray[np.int64]:
    """(N,) the use of the building as a fact says it, as bits; 0 where it says nothing."""
    if column is None:
        return np.zeros(count, dtype=np.int64)
    named = {word: uses_named(str(word)) for word in set(column.value.tolist())}
    uses = np.array([named[word] for word in column.value.tolist()], dtype=np.int64)
    return np.where(column.known, uses, 0)


def layer_uses(host: Hosts) -> NDArray[np.int64]:
    """(N,) all uses that the buildings a site may be in may have.

    0 where there is no building, or nothing is known of one of them.
    """
    uses = host.buildings.uses[host.found.met.zone]
    together = np.zeros(len(host.found.none), dtype=np.int64)
    np.bitwise_or.at(together, host.found.met.site, uses)
    return np.where(host.found.any_of(uses == 0), 0, together)


def use_contradicted(host: Hosts, column: FactColumn) -> NDArray[np.bool_]:
    """(N,) where no building the site may be in has the use that the applicant names.

    What was seen on site stands against the layer. In a cell one other building is enough.
    """
    uses, met = declared_uses(column, len(host.found.none)), host.found.met
    said = layer_uses(host)
    against = (uses != 0) & (said != 0) & ((uses & said) == 0)
    other = (host.buildings.uses[met.zone] & uses[met.site]) == 0
    against |= host.found.cell & (uses != 0) & host.found.any_of(other)
    return np.asarray(against & (column.source != Source.SEEN), dtype=bool)


def floor_contradicted(host: Hosts, column: FactColumn) -> NDArray[np.bool_]:
    """(N,) where every building the site may be in has fewer floors than the applicant names.

    What was seen on site stands against the layer. In a cell one such building is enough.
    """
    low = too_high(host, column)
    every = ~host.found.none & ~host.found.any_of(~low)
    return np.asarray(every | (host.found.cell & host.found.any_of(low)), dtype=bool)


def too_high(host: Hosts, column: FactColumn) -> NDArray[np.bool_]:
    """(M,) buildings that have fewer floors than the applicant names."""
    met = host.found.met
    asked = column.known & (column.source != Source.SEEN)
    floor = np.where(asked, np.asarray(column.value, dtype=float), np.nan)
    return np.asarray(floor[met.site] > host.buildings.floors[met.zone], dtype=bool)
