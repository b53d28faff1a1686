"""The gates of places, and how well they are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.scene.knowledge import Known

PICK = Pick("gates", "")


@dataclass(frozen=True)
class Gates:
    """The gates of a district.

    Attributes:
        of: Gate points by the id of the place they belong to.
        known: How well the layer is known: its error, and whether it is fresh and may be seen.
        complete: Where it is complete on the day; None where it is nowhere.
    """

    of: Mapping[str, NDArray[np.object_]]
    known: Known
    complete: BaseGeometry | None

    def all_known(self, places: NDArray[np.object_]) -> NDArray[np.bool_]:
        """(K,) whether each of (K,) places surely has no other gates than the known ones."""
        if self.complete is None:
            return np.zeros(len(places), dtype=bool)
        shapely.prepare(self.complete)
        return np.asarray(shapely.covers(self.complete, places), dtype=bool)


def gates(district: District, known: Known, complete: BaseGeometry | None) -> Gates:
    """Prepare the layer `gates`; without it no gate of any place is known.

    Args:
        district: The district.
        known: How well the layer is known.
        complete: Where it is complete on the day; None where it is nowhere.
    """
    return Gates(gates_of(district), known, complete)


def gates_of(district: District) -> Mapping[str, NDArray[np.object_]]:
    """Gate points by the id of the place they belong to; locked ones are gates all the same."""
    if not district.has("gates") or not len(district.table("gates")):
        return MappingProxyType({})
    table = district.features("gates")
    points = np.asarray(table.geometry.to_numpy(), dtype=object)
    places = table["of"].to_numpy(dtype=str)
    order = np.argsort(places, kind="stable")
    of, first = np.unique(places[order], return_index=True)
    return MappingProxyType(dict(zip(of.tolist(), np.split(points[order], first[1:]), strict=True)))
