"""Why one resident is covered or not: the walk, and every station in reach."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.job import Job
from api.opening import Opened
from data.hours.day import Day
from data.visibility import require_shown
from geo.answers import Status
from geo.considered import Considered, considered, row_of
from geo.coverage import coverage_of
from geo.ground import Ground, prepare
from geo.judge import STATUSES
from geo.matter_slices import matter_slices
from geo.question import Question
from geo.walk import Walk, walk_of


@dataclass(frozen=True)
class Explanation:
    """One resident, explained.

    Attributes:
        walk: Its status and the walk to the nearest station.
        stations: Every station within the widest limit, the nearest first.
        names: Id to name of stations and of the matters asked; empty text where nobody recorded
            one.
        online: Of the matters asked those that can be done wholly online.
        day: The day of the moment; None where no hour is asked.
        matters: Id to status of every matter of the catalogue, where they are asked one by one.
    """

    walk: Walk
    stations: tuple[Considered, ...]
    names: Mapping[str, str]
    online: tuple[str, ...]
    day: Day | None
    matters: Mapping[str, Status]


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
    answer = coverage_of(district, ground)
    known = ground.services.matters
    names = {**_names(ground.services.facts.ids, ground.services.facts.names)}
    stations = ground.services.facts
    names = _names(stations.ids, stations.names) | _names(known.ids, known.names)
    return Explanation(
        walk=walk_of(ground, answer, resident),
        stations=considered(ground, question, resident),
        names=names,
        online=tuple(
            str(matter)
            for matter, online in zip(known.ids, known.online, strict=True)
            if matter in question.matters and online
        ),
        day=answer.day,
        matters=_each_matter(ground, question, resident) if job.every_matter else {},
    )


def _each_matter(ground: Ground, question: Question, resident: str) -> dict[str, Status]:
    row, ids = row_of(ground, resident), ground.services.matters.ids
    return {
        str(ids[found.matter]): STATUSES[found.status[row]]
        for found in matter_slices(ground, question)
    }


def _told_of(job: Job) -> tuple[str, ...]:
    """The layers that an explanation tells of."""
    timed = ("closures",) if job.question.moment is not None else ()
    asked = job.question.matters or job.every_matter
    matters = ("matters", "station_matters") if asked else ()
    return ("residents", "stations", "gates", "streets", *timed, *matters)


def _names(ids: NDArray[np.object_], names: NDArray[np.object_]) -> dict[str, str]:
    return {str(i): name or "" for i, name in zip(ids, names, strict=True)}
