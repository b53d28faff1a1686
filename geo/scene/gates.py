"""The gates of places."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.district import District


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
