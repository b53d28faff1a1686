"""The buildings that premises may be in."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from geo.checks.candidates import Candidates, candidates
from geo.checks.zones import Ground
from geo.scene.buildings import Buildings
from geo.scene.placed import Placed
from geo.scene.sites import Shape

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


def hosts_at(buildings: Buildings, here: Placed) -> Hosts:
    """The buildings each site may be in: all within the position error.

    A site whose outline is that of a building is in that one, whatever stands next to it.

    Args:
        buildings: All buildings.
        here: The sites, as they may be answered for.
    """
    ground = Ground(buildings.shapes, buildings.error_m, buildings.tree, buildings.outlines)
    found = candidates(here, buildings.known, ground)
    met, sites = found.met, here.sites
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
