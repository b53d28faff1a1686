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
# More than a sum may be off that is made in another order.
_TO_SPARE_M = 1.0
_KNOWN, _NOT_HERE = int(Reason.NONE), int(Reason.NOT_COMPLETE_HERE)


@dataclass(frozen=True)
class Placed:
    """N sites in a scene.

    Attributes:
        sites: The sites.
        margin_m: (X, N) how far each lies inside each extent of the scene, or as far as any check
            looks.
    """

    sites: Sites
    margin_m: NDArray[np.float64]


def placed(scene: Scene, sites: Sites) -> Placed:
    """Place sites in a scene."""
    far_m = scene.far_m + float(sites.error_m.max(initial=0.0)) + _TO_SPARE_M
    return Placed(sites, margins_m(scene.extents, scene.borders, sites, far_m))


@dataclass(frozen=True)
class InCells:
    """Sites of which each is anywhere in its cells of the fixed grid.

    Attributes:
        distinct: (C) the distinct cells and position errors, without facts or addresses.
        which: (N,) the one of them that each site is in.
        placed: (N) the sites, their facts and addresses kept.
    """

    distinct: Placed
    which: NDArray[np.int64]
    placed: Placed


def in_cells(scene: Scene, here: Placed) -> InCells:
    """The same sites, each of them anywhere in its cells of the fixed grid."""
    sites = here.sites
    corners = np.floor(shapely.bounds(sites.shapes) / CELL_M) + np.array([0, 0, 1, 1])
    keys = np.column_stack([corners, sites.error_m])
    every, which = np.unique(keys, axis=0, return_inverse=True)
    which = which.ravel().astype(np.int64)
    cells = np.asarray(shapely.box(*(every[:, :4].T * CELL_M)), dtype=object)
    nothing = np.full(len(cells), None, dtype=object)
    what = np.full(len(cells), Shape.CELL, dtype=np.uint8)
    distinct = placed(scene, Sites(cells, what, nothing, every[:, 4], {}, nothing))
    whole = replace(
        sites,
        shapes=cells[which],
        what=what[which],
        doors=nothing[which],
    )
    return InCells(distinct, which, Placed(whole, distinct.margin_m[:, which]))


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
    for states in found.states:
        # Of those that speak for a kind the first says why it is not known.
        extents = [state.extent for state in states if state.trouble == _KNOWN]
        unseen = reason == _KNOWN
        for extent in extents:
            unseen &= here.margin_m[extent] < radius_m
        if unseen.any():
            reason[unseen] = states[0].trouble or _NOT_HERE
    return reason
