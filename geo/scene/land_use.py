"""Planned land use, ready to be searched."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.scene.knowledge import Known
from geo.scene.outlines import outlines_of

PICK = Pick("land_use", "")


@dataclass(frozen=True)
class LandUses:
    """L polygons of planned land use, in order of id.

    Attributes:
        known: How well the layer is known.
        ids: (L,) ids.
        codes: (L,) codes as the layer writes them.
        spellings: The distinct ones.
        spelling: (L,) index of each in `spellings`.
        shapes: (L,) polygons.
        error_m: (L,) position error.
        tree: R-tree over `shapes`.
        outlines: (L,) the borders of `shapes`.
    """

    known: Known
    ids: NDArray[np.object_]
    codes: NDArray[np.object_]
    spellings: tuple[str, ...]
    spelling: NDArray[np.int64]
    shapes: NDArray[np.object_]
    error_m: NDArray[np.float64]
    tree: shapely.STRtree
    outlines: NDArray[np.object_]


def land_uses(district: District, of: Callable[[Pick], Known]) -> LandUses:
    """Prepare the layer `land_use`; without it there is none, and nothing is known.

    Args:
        district: The district.
        of: How well a pick is known.
    """
    known = of(PICK)
    ids = codes = shapes = np.empty(0, dtype=object)
    if district.has("land_use"):
        table = district.table("land_use")
        ids = table["id"].to_numpy(dtype=object)
        codes = table["code"].to_numpy(dtype=object)
        shapes = np.asarray(table["geometry"].to_numpy(), dtype=object)
    spellings, spelling = np.unique(codes.astype(str), return_inverse=True)
    return LandUses(
        known=known,
        ids=ids,
        codes=codes,
        spellings=tuple(spellings.tolist()),
        spelling=spelling,
        shapes=shapes,
        error_m=np.full(len(shapes), known.error_m),
        tree=shapely.STRtree(shapes),
        outlines=outlines_of(shapes),
    )
