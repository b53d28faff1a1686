"""Which stations count for a question: one that qualifies, does not, or may."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.text import Text
from geo.places.places import Places
from geo.question import Question

# Whom the residents' circle counts: 园区企业服务中心 serve enterprises only.
RESIDENTS_NETWORKS = ("residents", "both")


@dataclass(frozen=True)
class Qualification:
    """For S stations in order of id.

    Attributes:
        counts: (S,) it qualifies.
        may_count: (S,) something that is not recorded decides; never true where `counts` is.
        notes: (S,) why it does not count, or may; None where it counts.
    """

    counts: NDArray[np.bool_]
    may_count: NDArray[np.bool_]
    notes: tuple[Text | None, ...]


def qualify(stations: pd.DataFrame, question: Question, places: Places) -> Qualification:
    """Judge every station by network, tier, step-free access and gates.

    Args:
        stations: The standard layer `stations`, in order of id.
        question: What is asked.
        places: The stations as places.
    """
    barred, lost = places.doors.barred, places.gates_lost
    out: list[tuple[NDArray[np.bool_], Text]] = [
        (
            ~stations["network"].fillna("both").isin(RESIDENTS_NETWORKS).to_numpy(dtype=bool),
            Text("只服务企业", "serves enterprises only"),
        ),
        (barred & ~lost, Text("所有出入口均不对外开放", "no gate lets visitors in")),
    ]
    unsure: list[tuple[NDArray[np.bool_], Text]] = [
        (barred & lost, Text("有出入口记录未能收录", "a record of one of its gates was lost")),
    ]
    if question.tier is not None:
        tier = stations["tier"]
        other = (tier.fillna(question.tier) != question.tier).to_numpy(dtype=bool)
        out.append((other, Text("不是所选层级", "of another tier")))
        unsure.append((tier.isna().to_numpy(), Text("层级未登记", "its tier is not recorded")))
    if question.step_free:
        free = stations["step_free"]
        stepped = ~free.fillna(True).to_numpy(dtype=bool)
        out.append((stepped, Text("不是无障碍站点", "not step-free")))
        unsure.append(
            (free.isna().to_numpy(), Text("是否无障碍未登记", "step-free or not, nobody recorded"))
        )
    return _combined(len(stations), out, unsure)


def _combined(
    count: int,
    out: list[tuple[NDArray[np.bool_], Text]],
    unsure: list[tuple[NDArray[np.bool_], Text]],
) -> Qualification:
    excluded, doubtful = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    notes: list[Text | None] = [None] * count
    for total, reasons in ((excluded, out), (doubtful, unsure)):
        for mask, note in reasons:
            total |= mask
            for station in np.flatnonzero(mask):
                notes[station] = notes[station] or note
    return Qualification(~excluded & ~doubtful, doubtful & ~excluded, tuple(notes))
