"""The building that premises are in: which it may be, and what it says against the applicant."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.asking import Asking
from geo.checks.candidates import Candidates, candidates
from geo.checks.needed import needed
from geo.checks.zones import Ground
from geo.scene.building_uses import uses_named
from geo.scene.buildings import Buildings
from geo.scene.sites import FactColumn, Shape, Source

# An outline that came from the layer itself.
_SAME_M = 0.001


@dataclass(frozen=True)
class Hosts:
    """The buildings that N sites may be in.

    Attributes:
        buildings: All buildings.
        found: Which of them each site may be in.
    """

    buildings: Buildings
    found: Candidates


def hosts(asking: Asking) -> Hosts:
    """The buildings each site may be in: all within the position error.

    A site whose outline is that of a building is in that one, whatever stands next to it.
    """
    return asking.once("hosts", _hosts)


def _hosts(asking: Asking) -> Hosts:
    buildings = needed(asking.scene.buildings)
    ground = Ground(buildings.shapes, buildings.error_m, buildings.tree, buildings.outlines)
    found = candidates(asking, buildings.known, ground)
    met, sites = found.met, found.here.sites
    outlined = np.flatnonzero(sites.what[met.site] == Shape.BUILDING)
    same = np.zeros(len(met.site), dtype=bool)
    same[outlined] = shapely.equals_exact(
        sites.shapes[met.site[outlined]], buildings.shapes[met.zone[outlined]], _SAME_M
    )
    kept = same | ~found.any_of(same)[met.site]
    one = replace(
        met,
        site=met.site[kept],
        zone=met.zone[kept],
        level=met.level[kept],
        error=met.error[kept],
    )
    return Hosts(buildings, replace(found, met=one))


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
