"""Whether two answers are the same, or what the reference wants; the same rows in another order."""

import math

import numpy as np
import pytest
from support.random_districts import Draft

FIVE_CM_MM = 50
LAYERS = (
    "streets", "stations", "residents", "gates", "areas", "matters", "station_matters", "closures"
)  # fmt: skip


def same(one, other):
    """Whether two coverages are equal to the last bit."""
    names = ("groups", "station_notes", "losses", "compounds", "parks")
    return same_residents(one, other) and all(
        getattr(one, name) == getattr(other, name) for name in names
    )


def same_residents(one, other):
    """Whether everybody has the same answer, to the last bit."""
    return all(
        np.array_equal(values, vars(other.residents)[name])
        for name, values in vars(one.residents).items()
    )


def agrees(found, i, want, question):
    """Whether the i-th answer is what the reference wants; walks may differ by 5 cm of rounding."""
    metres_a_minute = float(question.profile.speed_m_s) * 60
    minutes = want.cost_mm / 1000 / metres_a_minute if want.cost_mm >= 0 else math.nan
    return (
        found.status[i] == want.status
        and found.reason[i] in ({str(reason) for reason in want.reasons} or {""})
        and abs(found.cost_mm[i] - want.cost_mm) <= FIVE_CM_MM
        and (found.cost_mm[i] < 0) == (want.cost_mm < 0)
        and found.minutes(question)[i] == pytest.approx(minutes, abs=2e-3, nan_ok=True)
        and want.station in (None, found.station[i])
        and (want.station is None or found.access_mm[i] in (want.accesses_mm or {-1}))
        and found.stations_within[i] == len(want.reached)
    )


def shuffled(draft: Draft, random) -> Draft:
    """The same rows, ids and all, in another order."""
    return draft.but(
        **{name: tuple(random.sample(rows, len(rows))) for name in LAYERS
           if (rows := getattr(draft, name))}
    )  # fmt: skip
