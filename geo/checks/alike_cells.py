"""Which cells are judged alike for walking distances, so that nothing need be cut between them.

Two places in cells judged alike differ then only by whether any feature is near enough to them in a
straight line, and by what is known around them.
"""

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET
from geo.checks.straight import Apart, Near
from geo.checks.walking_cells import Bounds, Side, judged_as, walk_bounds
from geo.scene.features import Features
from geo.scene.sites import Shape, Sites
from geo.scene.walks import Walks

# The number of cells from which every feature is far enough away in a straight line.
FREE = -1


def bounds_of(
    found: Features, walks: Walks, squares: NDArray[np.object_], error_m: float, asked: Apart
) -> Bounds:
    """What walks from (C,) cells to the features near them may be.

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
    return walk_bounds(found, walks, sites, asked)


def alike(
    found: Features,
    bounds: Bounds,
    asked: Apart,
    error_m: float,
    complete: NDArray[np.bool_],
    better: int,
) -> NDArray[np.int64]:
    """(C,) cells with the same number are alike in what the worst feature gives.

    Namely in whether at worst it is less than the answer `better`, and if so, whether at best it
    is another; `FREE` where it is not less. Where streets may be incomplete, with and without. All
    features must have the same error, so that streets are incomplete for all of them or for none.

    Args:
        found: The features.
        bounds: What walks to them may be.
        asked: How far apart they must be.
        error_m: Position error of the site.
        complete: (C,) where streets surely are complete all round.
        better: An answer.
    """
    error = error_m + found.error_m[bounds.feature]
    nobody, everybody = np.zeros(len(error), dtype=bool), np.ones(len(error), dtype=bool)
    low = bounds.worst.straight
    pairs = Near(bounds.cell, bounds.feature, low, low, error, nobody)
    number = np.zeros(len(complete), dtype=np.int64)
    for incomplete in (nobody, everybody):
        sides = np.full((2, len(complete)), MET, dtype=np.int64)
        for worst, side in zip(sides, (bounds.worst, bounds.best), strict=True):
            each = judged_as(found, asked, pairs, side, bounds.somewhere, incomplete)
            np.minimum.at(worst, bounds.cell, each.answer)
            if incomplete is everybody:
                worst[complete] = MET
        less = sides[0] < better
        number = number * 3 + less + (less & (sides[0] != sides[1]))
    return np.where(number == 0, FREE, number)


def alike_by_feature(
    found: Features, bounds: Bounds, asked: Apart, error_m: float, count: int
) -> NDArray[np.int64]:
    """(C,) cells with the same number are alike in what every feature gives.

    So they are where a place may be told from others by which features matter to it, as where one
    of them stands at the place itself.

    Args:
        found: The features.
        bounds: What walks to them may be.
        asked: How far apart they must be.
        error_m: Position error of the site.
        count: How many cells there are.
    """
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
    """(count,) a number for each cell, the same for cells with the same codes; none is `FREE`.

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
