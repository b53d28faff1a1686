"""Sites placed in a scene: how far inside the known land they lie, and their grid cells."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.judged import Reason
from geo.scene.features import Features
from geo.scene.knowledge import margins_m
from geo.scene.scene import Scene
from geo.scene.sites import Shape, Sites

# What is hidden is answered for a fixed cell of the district's grid (law 11).
CELL_M = 100.0


@dataclass(frozen=True)
class Placed:
    """N sites in a scene.

    Attributes:
        sites: The sites.
        margin_m: (X, N) how far each lies inside each extent of the scene.
    """

    sites: Sites
    margin_m: NDArray[np.float64]


def placed(scene: Scene, sites: Sites) -> Placed:
    """Place sites in a scene."""
    return Placed(sites, margins_m(scene.extents, scene.borders, sites))


def in_cells(scene: Scene, here: Placed) -> Placed:
    """The same sites, each of them anywhere in its cells of the fixed grid."""
    low = np.floor(shapely.bounds(here.sites.shapes) / CELL_M)
    west, south, east, north = (low + np.array([0, 0, 1, 1])).T * CELL_M
    cells = np.asarray(shapely.box(west, south, east, north), dtype=object)
    whole = replace(
        here.sites,
        shapes=cells,
        what=np.full(len(cells), Shape.CELL, dtype=np.uint8),
        doors=np.full(len(cells), None, dtype=object),
    )
    return placed(scene, whole)


def unknown_within(
    found: Features, here: Placed, radius_m: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """(N,) why what a rule must see is not known as far round each site as it looks.

    `Reason.NONE` where all of it is known. Every kind must be known, by itself or by a kind of a
    source that does not tell apart.

    Args:
        found: What the rule looks for.
        here: The sites.
        radius_m: (N,) how far it looks: threshold and position errors.
    """
    reason = np.zeros(len(radius_m), dtype=np.uint8)
    for speakers in found.speakers:
        reasons = [_reason(found, at, here, radius_m) for at in speakers]
        known = np.any([each == Reason.NONE for each in reasons], axis=0)
        reason = np.where((reason == Reason.NONE) & ~known, reasons[0], reason)
    return reason


def _reason(
    found: Features, at: int, here: Placed, radius_m: NDArray[np.float64]
) -> NDArray[np.uint8]:
    known = found.knowns[at]
    if known.trouble is not Reason.NONE:
        return np.full(len(radius_m), known.trouble, dtype=np.uint8)
    outside = here.margin_m[known.extent] < radius_m
    return np.where(outside, Reason.NOT_COMPLETE_HERE, Reason.NONE).astype(np.uint8)
