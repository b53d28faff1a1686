"""The pieces of street near cells, found once for each cell, whichever check asks for them."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.streets.snapping import StreetIndex
from geo.streets.street_pieces import Pieces, pieces_near


@dataclass(frozen=True)
class CellStreets:
    """Pieces of street by cell.

    Attributes:
        streets: The streets.
        max_snap_mm: How far a door may lie from its street.
    """

    streets: StreetIndex
    max_snap_mm: int
    # The cells asked for so far, and their pieces, by the length of their sides.
    _kept: dict[float, tuple[NDArray[np.complex128], Pieces]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def of(self, squares: NDArray[np.object_]) -> Pieces:
        """The pieces that may be nearest to some point of each of (C,) rectangles."""
        west, south, east, north = shapely.bounds(squares).T
        side = float(east[0] - west[0]) if len(squares) else 0.0
        if not ((east - west == side) & (north - south == side)).all():
            return pieces_near(self.streets, squares, self.max_snap_mm)
        corner = west + 1j * south
        kept, pieces = self._with(side, corner, squares)
        return _chosen(pieces, np.searchsorted(kept, corner))

    def _with(
        self, side: float, corner: NDArray[np.complex128], squares: NDArray[np.object_]
    ) -> tuple[NDArray[np.complex128], Pieces]:
        """The corners of all cells kept, in order, and their pieces, after some were added."""
        distinct, first = np.unique(corner, return_index=True)
        if side not in self._kept:
            self._kept[side] = distinct, self._find(squares[first])
            return self._kept[side]
        kept, pieces = self._kept[side]
        # Not `isin`, which is slow for complex numbers.
        new = kept[np.minimum(np.searchsorted(kept, distinct), len(kept) - 1)] != distinct
        if new.any():
            every = np.concatenate([kept, distinct[new]])
            order = np.argsort(every)
            both = _joined(pieces, self._find(squares[first[new]]))
            self._kept[side] = every[order], _chosen(both, order)
        return self._kept[side]

    def _find(self, squares: NDArray[np.object_]) -> Pieces:
        return pieces_near(self.streets, squares, self.max_snap_mm)


def belonging(
    owner: NDArray[np.int64], cell: NDArray[np.int64], of_cell: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What belongs to cells, for everybody in them: (M,) owner and (M,) index of what it is.

    Args:
        owner: (K,) who is in a cell.
        cell: (K,) the cell of each.
        of_cell: (B,) the cell to which each thing belongs, sorted.
    """
    first = np.searchsorted(of_cell, cell)
    count = np.searchsorted(of_cell, cell, side="right") - first
    before = np.cumsum(count) - count
    at = np.repeat(first - before, count) + np.arange(count.sum())
    return np.repeat(owner, count), at


def _chosen(pieces: Pieces, cells: NDArray[np.int64]) -> Pieces:
    """The pieces of some cells, in their order."""
    cell, at = belonging(np.arange(len(cells)), cells, pieces.cell)
    return Pieces(
        cell=cell,
        edge=pieces.edge[at],
        from_mm=pieces.from_mm[at],
        to_mm=pieces.to_mm[at],
        near_mm=pieces.near_mm[at],
        far_mm=pieces.far_mm[at],
        some_joined=pieces.some_joined[cells],
        all_joined=pieces.all_joined[cells],
    )


def _joined(one: Pieces, other: Pieces) -> Pieces:
    """The pieces of the cells of both, those of the other behind."""
    return Pieces(
        cell=np.concatenate([one.cell, other.cell + len(one.some_joined)]),
        edge=np.concatenate([one.edge, other.edge]),
        from_mm=np.concatenate([one.from_mm, other.from_mm]),
        to_mm=np.concatenate([one.to_mm, other.to_mm]),
        near_mm=np.concatenate([one.near_mm, other.near_mm]),
        far_mm=np.concatenate([one.far_mm, other.far_mm]),
        some_joined=np.concatenate([one.some_joined, other.some_joined]),
        all_joined=np.concatenate([one.all_joined, other.all_joined]),
    )
