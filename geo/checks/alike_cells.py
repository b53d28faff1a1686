"""Which cells are judged alike for walking distances, so that nothing need be cut between them."""

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET
from geo.checks.straight import Apart
from geo.checks.walking_cells import Bounds, Side, walk_bounds
from geo.scene.features import Features
from geo.scene.sites import Shape, Sites
from geo.scene.walks import Walks


def alike(
    found: Features,
    walks: Walks,
    squares: NDArray[np.object_],
    error_m: float,
    asked: Apart,
) -> NDArray[np.int64]:
    """(C,) cells with the same number are judged alike, whichever of the features matter.

    Two places differ then only by which features are near enough to them in a straight line, and by
    what is known around them.

    Args:
        found: The features.
        walks: The streets.
        squares: (C,) cells.
        error_m: Position error of the site.
        asked: How far apart they must be.
    """
    count = len(squares)
    nothing = np.full(count, None, dtype=object)
    sites = Sites(
        shapes=squares,
        what=np.full(count, Shape.CELL, dtype=np.uint8),
        doors=nothing,
        error_m=np.full(count, error_m),
        facts=MappingProxyType({}),
        address=nothing,
    )
    bounds = walk_bounds(found, walks, sites, asked)
    code = bounds.feature * 2 + bounds.somewhere
    for side in (bounds.worst, bounds.best):
        code = code * 32 + _said(side, found, bounds, asked, error_m)
    return _same_rows(bounds.cell, code, count)


def _said(
    side: Side, found: Features, bounds: Bounds, asked: Apart, error_m: float
) -> NDArray[np.int64]:
    """(K,) all that one side says of each pair, below 32."""
    error = error_m + found.error_m[bounds.feature]
    walked = asked.answers(bounds.feature, side.length, side.length, error)
    free = asked.answers(bounds.feature, side.straight, side.straight, error) == MET
    said: NDArray[np.int64] = walked.astype(np.int64) * 4 + free * 2 + side.unjoined
    return said


def _same_rows(cell: NDArray[np.int64], code: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """(count,) a number for each cell, the same for cells with the same codes.

    Args:
        cell: (K,) cells, sorted; each with its codes in a fixed order.
        code: (K,) codes, none below 0.
        count: How many cells there are.
    """
    first = np.searchsorted(cell, np.arange(count))
    turn = np.arange(len(cell)) - first[cell]
    table = np.full((count, int(turn.max(initial=-1)) + 1), -1, dtype=np.int64)
    table[cell, turn] = code
    _, group = np.unique(table, axis=0, return_inverse=True)
    return np.asarray(group.reshape(-1), dtype=np.int64)
