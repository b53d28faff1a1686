"""Why one resident is covered or not: the walk, and every station in reach."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from api.job import Job
from api.opening import Opened
from data.hours.calendar import day_of
from data.hours.day import Day
from data.visibility import require_shown
from geo.answers import Coverage, Status
from geo.considered import Considered, considered, row_of
from geo.ground import Ground, prepare
from geo.judge import STATUSES, judge
from geo.matter_slices import matter_statuses
from geo.next_opening import NextOpening, next_opening
from geo.question import Question
from geo.resident_answers import resident_answers
from geo.serving import serving
from geo.slices import cut
from geo.walk import Walk, walk_of


@dataclass(frozen=True)
class Explanation:
    """One resident, explained.

    Attributes:
        walk: Its status and the walk to the nearest station.
        stations: Every station within the widest limit, the nearest first.
        names: Id to name of stations and of the matters asked; empty text where nobody recorded
            one.
        online: Of the matters asked, together or one by one, those that can be done wholly
            online.
        day: The day of the moment; None where no hour is asked.
        matters: Id to status of every matter of the catalogue, where they are asked one by one.
        otherwise: What would be if the hour did not matter; None where no hour is asked, or some
            station covers the place at it.
    """

    walk: Walk
    stations: tuple[Considered, ...]
    names: Mapping[str, str]
    online: frozenset[str]
    day: Day | None
    matters: Mapping[str, Status]
    otherwise: "Otherwise | None" = None


@dataclass(frozen=True)
class Otherwise:
    """The same question if the hour did not matter, where none covers the place at the hour.

    Attributes:
        walk: The walk to the nearest station that counts at any hour.
        opens: When that station next serves; None where there is none, or it serves at the hour.
    """

    walk: Walk
    opens: NextOpening | None


def explain(opened: Opened, job: Job, resident: str) -> Explanation:
    """Explain the answer for one resident row.

    Raises:
        DistrictError: The district lacks a layer the question needs, or the explanation would
            show something restricted.
        UnknownPlaceError: There is no resident of that id.
    """
    district, question = opened.district, job.question
    require_shown(district, _told_of(job))
    streets = opened.network(takes_steps=question.takes_steps)
    ground = prepare(district, question, calendar=job.work_calendar, network=streets)
    known, stations, moment = ground.services.matters, ground.services.facts, question.moment
    names = _names(stations.ids, stations.names) | _names(known.ids, known.names)
    walk = walk_of(ground, _without_sums(ground, question), resident)
    return Explanation(
        walk=walk,
        stations=considered(ground, question, resident),
        names=names,
        online=frozenset(
            str(matter)
            for matter, online in zip(known.ids, known.online, strict=True)
            if online and (job.every_matter or matter in question.matters)
        ),
        day=None if moment is None else day_of(ground.hours.book.calendar, moment.date()),
        matters=_each_matter(ground, question, resident) if job.every_matter else {},
        otherwise=None
        if moment is None or walk.status is Status.COVERED
        else _otherwise(ground, question, walk),
    )


def _without_sums(ground: Ground, question: Question) -> Coverage:
    """The answer row by row; nobody is counted."""
    part = cut(ground, question)
    closest = serving(ground, part)
    answers = resident_answers(ground, part, closest, judge(ground, part, closest))
    return Coverage(question, answers, groups={}, station_notes={})


def _otherwise(ground: Ground, question: Question, walk: Walk) -> Otherwise:
    timeless = replace(question, moment=None)
    other = walk_of(ground, _without_sums(ground, timeless), walk.resident)
    if other.station in ("", walk.station):
        return Otherwise(other, None)
    row = row_of(ground, walk.resident)
    station = int(np.flatnonzero(ground.stations.ids == other.station)[0])
    return Otherwise(other, next_opening(ground, question, row, station))


def _each_matter(ground: Ground, question: Question, resident: str) -> dict[str, Status]:
    row, ids = row_of(ground, resident), ground.services.matters.ids
    return {
        str(ids[matter]): STATUSES[status[row]]
        for matter, status in matter_statuses(ground, question)
    }


def _told_of(job: Job) -> tuple[str, ...]:
    """The layers that an explanation tells of."""
    timed = ("closures",) if job.question.moment is not None else ()
    asked = job.question.matters or job.every_matter
    matters = ("matters", "station_matters") if asked else ()
    areas = ("areas",) if asked or job.question.rural_minutes is not None else ()
    return ("residents", "stations", "gates", "streets", *timed, *matters, *areas)


def _names(ids: NDArray[np.object_], names: NDArray[np.object_]) -> dict[str, str]:
    return {str(i): name or "" for i, name in zip(ids, names, strict=True)}
