"""Sites placed in a scene: how far inside the known land they lie, and their grid cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.reason import Reason
from geo.scene.diagonals import diagonals
from geo.scene.features import Features
from geo.scene.knowledge import Known, margins_m
from geo.scene.scene import Scene
from geo.scene.sites import Shape, Sites

Indices = NDArray[np.int64]
# More than a sum may be off that is made in another order.
_TO_SPARE_M = 1.0
_KNOWN, _NOT_HERE = int(Reason.NONE), int(Reason.NOT_COMPLETE_HERE)


@dataclass(frozen=True)
class InCells:
    """Sites of which each is anywhere in the cells of the fixed grid that it touches.

    Attributes:
        distinct: (C) the cells, as sites without facts, addresses or errors.
        site: (K,) index of the site of each pair of a site and a cell; rising.
        cell: (K,) index of the cell.
    """

    distinct: "Placed"
    site: Indices
    cell: Indices

    def of(self, rows: Indices) -> "InCells":
        """Those of some sites, by index; one may be taken several times."""
        first = np.searchsorted(self.site, rows, side="left")
        count = np.searchsorted(self.site, rows, side="right") - first
        pair = np.arange(count.sum()) + np.repeat(first - (np.cumsum(count) - count), count)
        return InCells(self.distinct, np.repeat(np.arange(len(rows)), count), self.cell[pair])


@dataclass(frozen=True)
class Placed:
    """N sites in a scene.

    Attributes:
        sites: The sites.
        margin_m: (X, N) how far each and its doors lie inside each extent of the scene, or as far
            as any check looks.
        boxes: Of sites that are points, by how much wider than their error: those that checks of
            the scene ask for.
        in_cells: The cells of the fixed grid that the sites touch; None where nothing is hidden
            from the asker.
    """

    sites: Sites
    margin_m: NDArray[np.float64]
    boxes: Mapping[float, NDArray[np.object_]] = field(default_factory=lambda: MappingProxyType({}))
    in_cells: InCells | None = None

    def boxes_round(self, wider_m: float) -> NDArray[np.object_]:
        """(N,) boxes round sites that are points: their error and `wider_m` on each side."""
        if wider_m in self.boxes:
            return self.boxes[wider_m]
        return diagonals(self.sites.shapes, self.sites.error_m + wider_m)

    def of(self, rows: NDArray[np.int64]) -> "Placed":
        """Some of the sites, by index; one may be taken several times."""
        return Placed(
            sites=self.sites.of(rows),
            margin_m=self.margin_m[:, rows],
            boxes=MappingProxyType({wider: boxes[rows] for wider, boxes in self.boxes.items()}),
            in_cells=None if self.in_cells is None else self.in_cells.of(rows),
        )


def placed(scene: Scene, sites: Sites) -> Placed:
    """Place sites in a scene."""
    where = _where(scene, sites)
    return replace(where, in_cells=_in_cells(scene, sites)) if scene.hides else where


def _where(scene: Scene, sites: Sites) -> Placed:
    most_m = np.maximum(sites.error_m, sites.at_doors_m).max(initial=0.0)
    far_m = scene.far_m + float(most_m) + _TO_SPARE_M
    boxes = {}
    if not shapely.get_type_id(sites.shapes).any():  # all of them points
        boxes = {wide: diagonals(sites.shapes, sites.error_m + wide) for wide in scene.errors_m}
    margin_m = margins_m(scene.extents, scene.borders, sites.shapes, far_m)
    doored = np.flatnonzero([door is not None for door in sites.doors])
    if len(doored):
        # A door may lie before the wall, nearer to where nothing is known.
        of_doors = margins_m(scene.extents, scene.borders, sites.doors[doored], far_m)
        margin_m[:, doored] = np.minimum(margin_m[:, doored], of_doors)
    return Placed(sites, margin_m, MappingProxyType(boxes))


def _in_cells(scene: Scene, sites: Sites) -> InCells:
    """The cells of the fixed grid that each site touches.

    A cell is asked about as a whole and without an error, so that nothing that the asker says of
    the site, be it its error, shape or doors, does more than choose among answers of cells.
    """
    site, column, row = touched(sites, scene.cell_m)
    every, cell = np.unique(np.column_stack([column, row]), axis=0, return_inverse=True)
    corners = np.column_stack([every, every + 1]) * scene.cell_m
    shapes = np.asarray(shapely.box(*corners.T), dtype=object)
    nothing = np.full(len(shapes), None, dtype=object)
    what = np.full(len(shapes), Shape.CELL, dtype=np.uint8)
    cells = Sites(shapes, what, nothing, np.zeros(len(shapes)), MappingProxyType({}), nothing)
    return InCells(_where(scene, cells), site, cell.ravel().astype(np.int64))


def touched(sites: Sites, cell_m: float) -> tuple[Indices, Indices, Indices]:
    """The cells that sites touch, grown by their error on each side; by site, column and row.

    Args:
        sites: The sites.
        cell_m: Side of a cell.

    Returns:
        (K,) index of the site, (K,) column and (K,) row of the cell.
    """
    grow = sites.error_m[:, None] * np.array([-1, -1, 1, 1])
    bounds = (shapely.bounds(sites.shapes) + grow) / cell_m
    # What only touches a cell touches it, too.
    first = (np.ceil(bounds[:, :2]) - 1).astype(np.int64)
    wide, high = (np.floor(bounds[:, 2:]).astype(np.int64) - first + 1).T
    site = np.repeat(np.arange(sites.count), wide * high)
    turn = np.arange(len(site)) - np.repeat(np.cumsum(wide * high) - wide * high, wide * high)
    column, row = first[site, 0] + turn // high[site], first[site, 1] + turn % high[site]
    kept = np.ones(len(site), dtype=bool)
    shaped = np.flatnonzero(shapely.get_type_id(sites.shapes)[site] != 0)
    corners = np.stack([column, row, column + 1, row + 1])[:, shaped] * cell_m
    corners = corners + grow[site[shaped]].T
    kept[shaped] = shapely.intersects(shapely.box(*corners), sites.shapes[site[shaped]])
    return site[kept], column[kept], row[kept]


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
