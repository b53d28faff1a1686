"""The people of a group counted in every way that an answer reports."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.text import Text
from geo.alone import Alone, alone, alone_tallies
from geo.answers import GroupCounts, ResidentAnswers, StationTally
from geo.ground import Ground
from geo.judge import COVERED, Codes, Verdicts, judge
from geo.slices import Slice, cut, open_when_asked
from geo.tally import People, by_area, in_no_area, people, people_in, tally


@dataclass(frozen=True)
class Statuses:
    """Status codes of all R rows under a question and under those next to it.

    Attributes:
        asked: As it was asked.
        with_appointment: If appointments counted as open; None where no hour is asked.
        services: If only one way of handling counted, by service; empty where no matter is asked.
        alone: If there were only one station; those that surely count.
    """

    asked: Codes
    with_appointment: Codes | None
    services: Mapping[str, Codes]
    alone: Alone


def statuses(ground: Ground, part: Slice, verdicts: Verdicts) -> Statuses:
    """Judge the slices next to `part`."""
    question = part.question
    services = question.services if question.matters else ()
    return Statuses(
        asked=verdicts.status,
        with_appointment=_with_appointment(ground, part),
        services={
            s: judge(ground, cut(ground, replace(question, services=(s,)))).status for s in services
        },
        alone=alone(ground, part),
    )


def _with_appointment(ground: Ground, part: Slice) -> Codes | None:
    """Status codes if what is open by appointment only counted, too."""
    then = open_when_asked(ground, part.question, appointments=True)
    return None if then is None else judge(ground, cut(ground, part.question, then)).status


def people_of(residents: pd.DataFrame, group: str) -> People | None:
    """The people of a group; None where its column is missing or wholly empty."""
    column = residents[group]
    if len(residents) and column.isna().all():
        return None
    count = column.fillna(0.0).to_numpy(dtype=float)
    return people(count, residents["modelled"].fillna(False).to_numpy(dtype=bool))


def counts(
    ground: Ground,
    found: Statuses,
    answers: ResidentAnswers,
    residents: pd.DataFrame,
    group: str,
) -> GroupCounts:
    """Everything that is counted of one group."""
    who = people_of(residents, group)
    if who is None:
        missing = Text(
            f"图层 residents 没有登记 {group}", f"the layer residents records no {group}"
        )
        return GroupCounts(totals=None, missing=missing)
    covered = found.asked == COVERED
    apart = found.with_appointment
    homes = ground.resident_homes
    nowhere = in_no_area(homes)
    return GroupCounts(
        totals=tally(who, found.asked),
        areas=MappingProxyType(by_area(who, found.asked, homes)),
        unassigned=tally(who.of(nowhere), found.asked[nowhere]),
        stations=MappingProxyType(_by_station(ground, found, answers, who)),
        reasons=MappingProxyType(_by_text(who, answers.reason, ~covered)),
        tiers=MappingProxyType(_by_text(who, answers.tier, covered)),
        more_than_one=people_in(who, covered & (answers.stations_within > 1)),
        with_appointment=None if apart is None else tally(who, apart),
        services=MappingProxyType({s: tally(who, c) for s, c in found.services.items()}),
        rows_without_value=int(residents[group].isna().sum()),
        ungated_share=_ungated_share(ground, residents, who),
    )


def _by_station(
    ground: Ground, found: Statuses, answers: ResidentAnswers, people: People
) -> dict[str, StationTally]:
    covered = found.asked == COVERED
    mine = _by_text(people, answers.station, covered)
    names = ground.stations.ids[found.alone.stations].astype(str).tolist()
    tallies = alone_tallies(found.alone, people)
    return {
        name: StationTally(counted, mine.get(name, 0.0))
        for name, counted in zip(names, tallies, strict=True)
    }


def _by_text(
    people: People, texts: NDArray[np.object_], members: NDArray[np.bool_]
) -> dict[str, float]:
    """How many of the `members` there are under each text."""
    rows = np.flatnonzero(members)
    names, which = np.unique(texts[rows].astype(str), return_inverse=True)
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(names) + 1))
    count = people.count[rows[order]]
    return {
        str(name): math.fsum(count[bounds[k] : bounds[k + 1]].tolist())
        for k, name in enumerate(names)
    }


def _ungated_share(ground: Ground, residents: pd.DataFrame, people: People) -> float | None:
    """Share of people in places with no gate recorded and not known to be enclosed."""
    total = math.fsum(people.count.tolist())
    _, first = np.unique(ground.residents.row, return_index=True)
    gated = ground.residents.doors.gated[first]
    enclosed = residents["enclosed"].fillna(False).to_numpy(dtype=bool)
    return people_in(people, ~gated & ~enclosed) / total if total else None
