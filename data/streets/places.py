"""Places on the ground that count as one: whole millimetres, and what to merge."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=Hashable)
Place = tuple[int, int]
MM_PER_M = 1000


def to_mm(coordinates_m: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Metric coordinates of shape (n, 2) as whole millimetres."""
    return np.rint(coordinates_m * MM_PER_M).astype(np.int64)


def to_m(places_mm: Iterable[Place]) -> npt.NDArray[np.float64]:
    """Whole millimetres as metric coordinates of shape (n, 2)."""
    return np.array(list(places_mm), dtype=np.float64).reshape(-1, 2) / MM_PER_M


def merged(pairs: Iterable[tuple[T, T]]) -> Mapping[T, T]:
    """For everything named in `pairs`, the smallest thing it is joined to, by however many steps.

    The answer does not depend on the order of the pairs (union-find with the least member as root).
    """
    parent: dict[T, T] = {}

    def root(thing: T) -> T:
        while parent.setdefault(thing, thing) != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))  # type: ignore[type-var]  # ids sort
        parent[high] = low
    return {thing: root(thing) for thing in parent}
