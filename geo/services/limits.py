"""How far is too far: one limit for all, or limits of their own by tier and by setting."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from data.layers import TIERS
from geo.levels import Levels, level_of
from geo.question import Question

# The finest area that says what it is decides; parks lie across the others.
SETTING_LEVELS = ("grid", "community", "subdistrict", "district")


@dataclass(frozen=True)
class Limits:
    """The walk that is still within the limit, least and greatest where it is not known.

    Attributes:
        everyone_mm: The one limit that holds for all; None where there are several.
        residents_mm: (2, R) least and greatest limit of each resident row.
        stations_mm: (2, S) least and greatest limit of each station's tier; -1 where its tier
            has none of its own and that of the resident stands.
        tier_unknown: (S,) whether the station's tier, which nobody recorded, may have none.
    """

    everyone_mm: int | None
    residents_mm: NDArray[np.int64]
    stations_mm: NDArray[np.int64]
    tier_unknown: NDArray[np.bool_]

    def levels(
        self, cost_mm: NDArray[np.int64], station: NDArray[np.int64], resident: NDArray[np.int64]
    ) -> Levels:
        """(M,) whether walks of `cost_mm` are within the limit, by indices of one length."""
        if self.everyone_mm is not None:
            within = cost_mm <= self.everyone_mm
            return level_of(within, within)
        of_resident, of_station = self.residents_mm[:, resident], self.stations_mm[:, station]
        unknown = self.tier_unknown[station]
        own = (of_station[0] >= 0) & ~unknown
        least = np.where(own, of_station[0], of_resident[0])
        most = np.where(own, of_station[1], of_resident[1])
        least = np.where(unknown, np.minimum(of_station[0], of_resident[0]), least)
        most = np.where(unknown, np.maximum(of_station[1], of_resident[1]), most)
        return level_of(cost_mm <= least, cost_mm <= most)


def limits(question: Question, tier: NDArray[np.object_], setting: NDArray[np.object_]) -> Limits:
    """The limits of a question.

    Args:
        question: What is asked.
        tier: (S,) tier of each station; None where nobody recorded it.
        setting: (R,) `urban`, `rural` or None for each resident row.
    """
    general = question.limit_mm
    residents = np.full((2, len(setting)), general, dtype=np.int64)
    if question.rural_minutes is not None:
        rural = question.length_mm(question.rural_minutes)
        residents[:, setting == "rural"] = rural
        unknown = np.array([s is None for s in setting], dtype=bool)
        residents[:, unknown] = np.array([[min(general, rural)], [max(general, rural)]])
    # Where one tier is asked for, a station of no recorded tier counts only if it is of that one.
    asked = np.array([question.tier if t is None else t for t in tier], dtype=object)
    stations, unsure = _of_tiers(question, asked)
    one = question.rural_minutes is None and not question.tier_limits_min
    return Limits(general if one else None, residents, stations, unsure)


def _of_tiers(
    question: Question, tier: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    given: dict[str, Fraction] = dict(question.tier_limits_min)
    lengths = {t: question.length_mm(minutes) for t, minutes in given.items()}
    stations = np.full((2, len(tier)), -1, dtype=np.int64)
    unsure = np.zeros(len(tier), dtype=bool)
    if not lengths:
        return stations, unsure
    for name, length_mm in lengths.items():
        stations[:, tier == name] = length_mm
    unrecorded = np.array([t is None for t in tier], dtype=bool)
    bounds = np.array([[min(lengths.values())], [max(lengths.values())]])
    stations[:, unrecorded] = bounds
    if set(lengths) < set(TIERS):
        unsure = unrecorded
    return stations, unsure
