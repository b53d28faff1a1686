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
class Scope:
    """The areas in which both, the people and the station, must lie.

    Attributes:
        stations: (L, S) for each such level the area of each station; -1 for none.
        residents: (L, R) the same of each resident row.
    """

    stations: NDArray[np.int64]
    residents: NDArray[np.int64]

    def levels(self, station: NDArray[np.int64], resident: NDArray[np.int64]) -> Levels:
        """(M,) whether stations may serve residents, pair by pair, by indices of one length.

        Whoever lies in no area of the level may be served there, or not.
        """
        level = np.full(len(station), YES, dtype=np.uint8)
        for of_station, of_resident in zip(self.stations, self.residents, strict=True):
            here, there = of_station[station], of_resident[resident]
            same = np.where(here == there, YES, NO)
            known = (here >= 0) & (there >= 0)
            level = np.minimum(level, np.where(known, same, MAY)).astype(np.uint8)
        return level

    def best(self, stations: Levels) -> Levels:
        """(R,) for each resident row the best of all (S,) stations that may serve it."""
        rows = self.residents.shape[1]
        best = np.zeros(rows, dtype=np.uint8)
        if not len(self.stations):
            best[:] = stations.max(initial=NO)
            return best
        # Rows of the same home have the same answer.
        homes, of_row = np.unique(self.residents, axis=1, return_inverse=True)
        _, example = np.unique(of_row, return_index=True)
        every = np.arange(len(stations))
        for home, row in enumerate(example[: homes.shape[1]]):
            levels = np.minimum(self.levels(every, np.full(len(every), row)), stations)
            best[of_row == home] = levels.max(initial=NO)
        return best


def scope_of(scopes: Iterable[str | None], stations: Homes, residents: Homes) -> Scope:
    """The scope of a visit for matters of these `scopes`, which one station must all handle."""
    levels = sorted({AREA_OF_SCOPE[s] for s in scopes if s in AREA_OF_SCOPE})
    return Scope(_areas(levels, stations), _areas(levels, residents))


def _areas(levels: list[str], homes: Homes) -> NDArray[np.int64]:
    nothing = np.empty((0, homes.count), dtype=np.int64)
    return np.concatenate([nothing, *(homes.at(level)[None, :] for level in levels)])
