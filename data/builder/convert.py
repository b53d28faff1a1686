"""Shapes of a source into the district's CRS; a row whose coordinates do not fit is told apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS

from data.coordinates.datum import Datum
from data.coordinates.reprojection import each_to_crs
from data.errors import SourceError
from data.text import Text

# From here on it is the datum that is wrong, not single rows.
MAX_MISFITS = 1000


@dataclass(frozen=True)
class Converted:
    """Shapes in the district's CRS.

    Attributes:
        shapes: (N,) geometries; None where the row's coordinates could not be converted.
        misfits: Position of each such row to what is wrong with it.
    """

    shapes: NDArray[np.object_]
    misfits: dict[int, Text]


def converted(
    shapes: NDArray[np.object_], datum: Datum, target: CRS, file: object, rows: list[str]
) -> Converted:
    """Bring shapes from `datum` to `target`.

    Args:
        shapes: (N,) shapely geometries or None.
        datum: What their coordinates mean.
        target: The district's CRS.
        file: The source, for messages.
        rows: (N,) the row of each shape, for messages.

    Raises:
        SourceError: Half of the rows or more, or over `MAX_MISFITS`, do not fit the datum: then
            the datum is wrong and not the rows.
    """
    moved, wrong = each_to_crs(shapes, datum, target, file=file)
    if wrong and (len(wrong) > MAX_MISFITS or 2 * len(wrong) >= len(shapes)):
        first = wrong[0]
        raise SourceError(file, first.found, first.expected, at=f"row {rows[first.index]}")
    return Converted(moved, {misfit.index: misfit.found for misfit in wrong})
