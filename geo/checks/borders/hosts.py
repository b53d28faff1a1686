"""Where the buildings that a point may be in change, those told alike taken together."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from geo.checks.borders.change import EVERY, Change, Lines
from geo.checks.borders.edges import edges, known_edges
from geo.checks.borders.plot import Plot
from geo.scene.buildings import Buildings

_Told = tuple[NDArray[np.generic], ...]


def host_changes(buildings: Buildings, told: _Told, plot: Plot) -> list[Change]:
    """Buildings grown and shrunk by the error of both positions.

    Args:
        buildings: All buildings.
        told: Columns of (B,) on which answers rest; buildings alike in all are taken together.
        plot: Only lines near it are needed.
    """
    reach = buildings.known.error_m + plot.error_m
    return [
        Change(EVERY, lambda: _edges(buildings, told, plot, (1.0, -1.0) if reach else (1.0,))),
        Change(EVERY, lambda: known_edges((buildings.known,), reach, plot)),
    ]


def contradicted_changes(
    buildings: Buildings, told: NDArray[np.generic], plot: Plot
) -> list[Change]:
    """The same where only which buildings a point may be in matters, not in which it surely is.

    What a building says against a fact, or what nobody knows of it, makes an answer on site.
    """
    reach = buildings.known.error_m + plot.error_m
    return [
        Change(EVERY, lambda: _edges(buildings, (told,), plot, (1.0,))),
        Change(EVERY, lambda: known_edges((buildings.known,), reach, plot)),
    ]


def _edges(buildings: Buildings, told: _Told, plot: Plot, signs: tuple[float, ...]) -> Lines:
    lines = []
    for rows in _alike(buildings, told, plot):
        by_m = buildings.error_m[rows] + plot.error_m
        for sign in signs:
            lines += edges(buildings.shapes[rows], sign * by_m, plot.within)
    return lines


def _alike(buildings: Buildings, told: _Told, plot: Plot) -> Iterator[NDArray[np.int64]]:
    """Rows of the buildings near the plot, those together of which the same is told."""
    near = plot.near(buildings.tree, buildings.known.error_m + plot.error_m)
    if not len(near):
        return
    # No floor is this low; what is not known is alike in that.
    said = [np.nan_to_num(column[near].astype(float), nan=-1e6) for column in told]
    _, which = np.unique(np.column_stack(said), axis=0, return_inverse=True)
    for group in range(which.max() + 1):
        yield near[which.ravel() == group]
