"""Everything asked at once: the answer, and from the same reach matters, week, equity and more."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.district import District
from data.hours.typical import TypicalDays
from geo.answers import Coverage, Tally
from geo.counting import people_of
from geo.coverage import coverage_of
from geo.dependence import Dependence, dependence, soles
from geo.equity import Equity, equity
from geo.ground import Ground
from geo.judge import judge
from geo.matter_slices import MatterSlice, matter_slices
from geo.matter_table import MatterRow, matter_table
from geo.question import Question
from geo.slices import cut
from geo.tally import People, tally
from geo.week import Week, hours_of, week
from geo.week_table import WeekTable, week_table


@dataclass(frozen=True)
class RowStatuses:
    """Status codes (index into `geo.judge.STATUSES`) of all R resident rows, for the picture.

    Attributes:
        matters: (M, R) by matter, in order of `Report.matters`.
        week: Day type to (24, R) by full hour; empty where no week was asked.
        week_with_appointment: The same if what is open by appointment only counted, too.
    """

    matters: NDArray[np.uint8]
    week: Mapping[str, NDArray[np.uint8]]
    week_with_appointment: Mapping[str, NDArray[np.uint8]]


@dataclass(frozen=True)
class Report:
    """The answer to a question and what was asked along with it.

    Attributes:
        coverage: The answer.
        matters: Every matter; empty where they were not asked one by one.
        days: The days that stand for a week; None where no week was asked.
        week: The week; None likewise.
        equity: Each group against all residents.
        dependence: Group to station id to what hangs on the station.
        statuses: The statuses behind `matters` and `week`, row by row.
    """

    coverage: Coverage
    matters: tuple[MatterRow, ...]
    days: TypicalDays | None
    week: WeekTable | None
    equity: Mapping[str, Equity]
    dependence: Mapping[str, Mapping[str, Dependence]]
    statuses: RowStatuses


def report(
    district: District,
    ground: Ground,
    question: Question,
    *,
    every_matter: bool = False,
    days: TypicalDays | None = None,
) -> Report:
    """Answer a question and all that was asked along with it, from one kept reach.

    Args:
        district: The district.
        ground: Its ground, prepared for a walk like that of the question.
        question: What is asked.
        every_matter: Whether each matter of the catalogue is asked for itself, too.
        days: The days that stand for a week; None where no week is asked.

    Raises:
        UnknownMatterError: The question names a matter that the district does not have.
    """
    answer = coverage_of(district, ground, question)
    found = _people(district, question)
    slices = tuple(matter_slices(ground, question)) if every_matter else ()
    typical = None if days is None else week(ground, question, days)
    if question.moment is not None:
        day = hours_of(ground, question, question.moment.date())
    else:
        day = () if typical is None else typical.hours["weekday"]
    part = cut(ground, question)
    lonely = soles(ground, part, day=day, matters=slices)
    everyone = people_of(district.table("residents"), "population")
    return Report(
        coverage=answer,
        matters=matter_table(ground, slices, found),
        days=days,
        week=None if typical is None else week_table(typical, found),
        equity=_equity(
            answer, found, None if everyone is None else tally(everyone, judge(ground, part).status)
        ),
        dependence={group: dependence(ground, lonely, who) for group, who in found.items()},
        statuses=_statuses(len(ground.residents.ids), slices, typical),
    )


def _statuses(rows: int, slices: tuple[MatterSlice, ...], typical: Week | None) -> RowStatuses:
    nothing = np.empty((0, rows), dtype=np.uint8)
    hours = {} if typical is None else typical.hours
    return RowStatuses(
        matters=np.concatenate([nothing, *(found.status[None, :] for found in slices)]),
        week={day: np.array([at.status for at in of_day]) for day, of_day in hours.items()},
        week_with_appointment={
            day: np.array([at.with_appointment for at in of_day]) for day, of_day in hours.items()
        },
    )


def _people(district: District, question: Question) -> dict[str, People]:
    residents = district.table("residents")
    found = {group: people_of(residents, group) for group in question.groups}
    return {group: who for group, who in found.items() if who is not None}


def _equity(
    answer: Coverage, found: Mapping[str, People], whole: Tally | None
) -> dict[str, Equity]:
    minutes = answer.residents.minutes(answer.question)
    tallies = {group: answer.groups[group].totals for group in found}
    return {
        group: equity(who, counted, whole, minutes)
        for group, who in found.items()
        if (counted := tallies[group]) is not None
    }
