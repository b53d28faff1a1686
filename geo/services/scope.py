"""办理范围: where the people of a place may be served."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.levels import MAY, NO, YES, Levels
from geo.places.homes import Homes

AREA_OF_SCOPE = {"own_community": "community", "own_subdistrict": "subdistrict"}
# What an undeclared scope counts as; answers say for how many matters.
ASSUMED = "district"


@dataclass(frozen=True)
class Neighbourhoods:
    """Residents who live in the same areas, as far as any scope looks; H of them.

    Attributes:
        of: (R,) the neighbourhood of each resident row.
        areas: For each level of `AREA_OF_SCOPE`, (H,) the area in which it lies; -1 for none.
    """

    of: NDArray[np.int64]
    areas: dict[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Scope:
    """Whom stations may serve.

    Attributes:
        of: (R,) the neighbourhood of each resident row.
        matrix: (S, H) whether each station may serve each neighbourhood; None where every
            station may serve everybody.
    """

    of: NDArray[np.int64]
    matrix: Levels | None

    def levels(self, station: NDArray[np.int64], resident: NDArray[np.int64]) -> Levels:
        """(M,) whether stations may serve residents, pair by pair, by indices of one length."""
        if self.matrix is None:
            return np.full(len(station), YES, dtype=np.uint8)
        return self.matrix[station, self.of[resident]]

    def best(self, stations: Levels) -> Levels:
        """(R,) for each resident row the best of all (S,) stations that may serve it."""
        if self.matrix is None:
            return np.full(len(self.of), stations.max(initial=NO), dtype=np.uint8)
        of_each = np.minimum(self.matrix, stations[:, None]).max(axis=0, initial=NO)
        return np.asarray(of_each[self.of], dtype=np.uint8)


def neighbourhoods(residents: Homes) -> Neighbourhoods:
    """Group resident rows by the areas that a scope may name."""
    levels = list(AREA_OF_SCOPE.values())
    code = np.zeros(residents.count, dtype=np.int64)
    for level in levels:
        home = residents.at(level)
        code = code * (int(home.max(initial=-1)) + 2) + home + 1
    _, example, of = np.unique(code, return_index=True, return_inverse=True)
    return Neighbourhoods(of, {level: residents.at(level)[example] for level in levels})


def scope_of(scopes: Iterable[str | None], stations: Homes, residents: Neighbourhoods) -> Scope:
    """The scope of a visit for matters of these `scopes`, which one station must all handle.

    Whoever lies in no area of the level, people or station, may be served there, or not.
    """
    levels = sorted({AREA_OF_SCOPE[s] for s in scopes if s in AREA_OF_SCOPE})
    matrix: Levels | None = None
    for level in levels:
        here, there = stations.at(level)[:, None], residents.areas[level][None, :]
        known = np.where((here >= 0) & (there >= 0), np.where(here == there, YES, NO), MAY)
        matrix = known.astype(np.uint8) if matrix is None else np.minimum(matrix, known)
    return Scope(residents.of, matrix)
