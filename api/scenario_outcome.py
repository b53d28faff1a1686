"""What a scenario would change: the ground of the district against that of the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.job import AskedScenario, Job
from data.district import District
from geo.circles.drawn import circles
from geo.counting import people_of
from geo.ground import Ground
from geo.scenario.apply import changed
from geo.scenario.difference import Difference, difference
from geo.tally import People


@dataclass(frozen=True)
class Outcome:
    """A scenario, answered.

    Attributes:
        asked: The scenario.
        ids: (R,) ids of the residents, the rows that it counts in.
        then: The ground of the district as it would be.
        difference: What it changes.
        people: Group to its people, those that are counted.
        circles: The circles as they would be.
    """

    asked: AskedScenario
    ids: NDArray[np.object_]
    then: Ground
    difference: Difference
    people: Mapping[str, People]
    circles: Mapping[Fraction, BaseGeometry]


def outcome(district: District, ground: Ground, job: Job) -> Outcome | None:
    """Answer the scenario of a job; None where it has none.

    Raises:
        ScenarioError: It names what is not there, or puts a station off the streets.
    """
    if job.scenario is None:
        return None
    question, residents = job.question, district.table("residents")
    then = changed(district, ground, job.scenario.scenario)
    counted = {group: people_of(residents, group) for group in question.groups}
    people = {group: who for group, who in counted.items() if who is not None}
    return Outcome(
        asked=job.scenario,
        ids=ground.residents.ids,
        then=then,
        difference=difference(ground, then, question, people),
        people=people,
        circles=circles(then, question.bands_min, exact=job.exact_circles),
    )
