"""Sites placed in a scene: how far inside the known land they lie, and their grid cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.judged import Reason
from geo.scene.diagonals import diagonals
from geo.scene.features import Features
from geo.scene.knowledge import Known, margins_m
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
        boxes: Of sites that are points, by how much wider than their error: those that checks of
            the scene ask for.
        in_cells: The same sites, each anywhere in its cells of the fixed grid; None where nothing
            is hidden from the asker.
    """

    sites: Sites
    margin_m: NDArray[np.float64]
    boxes: Mapping[float, NDArray[np.object_]] = field(default_factory=lambda: MappingProxyType({}))
    in_cells: "InCells | None" = None

    def boxes_round(self, wider_m: float) -> NDArray[np.object_]:
        """(N,) boxes round sites that are points: their error and `wider_m` on each side."""
        if wider_m in self.boxes:
            return self.boxes[wider_m]
        return diagonals(self.sites.shapes, self.sites.error_m + wider_m)

    def of(self, rows: NDArray[np.int64]) -> "Placed":
        """Some of the sites, by index; one may be taken several times."""
        cells = self.in_cells
        return Placed(
            sites=self.sites.of(rows),
            margin_m=self.margin_m[:, rows],
            boxes=MappingProxyType({wider: boxes[rows] for wider, boxes in self.boxes.items()}),
            in_cells=None
            if cells is None
            else InCells(cells.distinct, cells.which[rows], cells.placed.of(rows)),
        )


def placed(scene: Scene, sites: Sites) -> Placed:
    """Place sites in a scene."""
    where = _where(scene, sites)
    return replace(where, in_cells=_in_cells(scene, sites)) if scene.hides else where


def _where(scene: Scene, sites: Sites) -> Placed:
    far_m = scene.far_m + float(sites.error_m.max(initial=0.0)) + _TO_SPARE_M
    boxes = {}
    if not shapely.get_type_id(sites.shapes).any():  # all of them points
        boxes = {wide: diagonals(sites.shapes, sites.error_m + wide) for wide in scene.errors_m}
    margin_m = margins_m(scene.extents, scene.borders, sites, far_m)
    return Placed(sites, margin_m, MappingProxyType(boxes))


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


def _in_cells(scene: Scene, sites: Sites) -> InCells:
    """The same sites, each of them anywhere in its cells of the fixed grid."""
    corners = np.floor(shapely.bounds(sites.shapes) / CELL_M) + np.array([0, 0, 1, 1])
    keys = np.column_stack([corners, sites.error_m])
    every, which = np.unique(keys, axis=0, return_inverse=True)
    which = which.ravel().astype(np.int64)
    cells = np.asarray(shapely.box(*(every[:, :4].T * CELL_M)), dtype=object)
    nothing = np.full(len(cells), None, dtype=object)
    what = np.full(len(cells), Shape.CELL, dtype=np.uint8)
    distinct = _where(scene, Sites(cells, what, nothing, every[:, 4], {}, nothing))
    whole = replace(
        sites,
        shapes=cells[which],
        what=what[which],
        doors=nothing[which],
    )
    return InCells(distinct, which, Placed(whole, distinct.margin_m[:, which]))


def unknown_of(known: Known, here: Placed, radius_m: NDArray[np.float64]) -> NDArray[np.uint8]:
    """(N,) why one kind is not known as far round each site as (N,) `radius_m`, as below."""
    if known.trouble is not Reason.NONE:
        return np.full(len(radius_m), known.trouble, dtype=np.uint8)
    near = here.margin_m[known.extent] < radius_m
    return np.where(near, _NOT_HERE, _KNOWN).astype(np.uint8)


def unknown_within(
    found: Features, here: Placed, reach_m: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """(N,) why what a rule must see is not known as far round each site as it looks.

    `Reason.NONE` where all of it is known. Every kind must be known, by itself or by a kind of a
    source that does not tell apart, each as far as its own position error lets it matter.

    Args:
        found: What the rule looks for.
        here: The sites.
        reach_m: (N,) how far it looks: threshold and the position error of the site.
    """
    reason = np.zeros(len(reach_m), dtype=np.uint8)
    for states in found.states:
        unseen = reason == _KNOWN
        for state in states:
            if state.trouble == _KNOWN:
                unseen &= here.margin_m[state.extent] < reach_m + state.error_m
        if unseen.any():
            # Of those that speak for a kind the first says why it is not known.
            reason[unseen] = states[0].trouble or _NOT_HERE
    return reason
