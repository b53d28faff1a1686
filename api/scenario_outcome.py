"""What a scenario would change: the ground of the district against that of the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.job import AskedScenario, Job
from data.district import District
from data.scenario.changes import MatterDelegated, MatterWithdrawn, Scenario
from geo.answers import Tally
from geo.circles.drawn import circles
from geo.counting import people_of
from geo.ground import Ground
from geo.question import Question
from geo.scenario.apply import changed
from geo.scenario.difference import (
    Before,
    Difference,
    before_of,
    difference,
    difference_in_sum,
)
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
        matters: Each matter that a change delegates or withdraws, asked for itself: group to its
            tally before and after.
    """

    asked: AskedScenario
    ids: NDArray[np.object_]
    then: Ground
    difference: Difference
    people: Mapping[str, People]
    circles: Mapping[Fraction, BaseGeometry]
    matters: Mapping[str, Mapping[str, tuple[Tally, Tally]]]


def before_scenarios(district: District, ground: Ground, question: Question) -> Before:
    """How it stands before any scenario: found once for all scenarios of a question."""
    return before_of(ground, question, _people(district, question))


def outcome(
    district: District,
    ground: Ground,
    job: Job,
    *,
    draw: bool = True,
    before: Before | None = None,
) -> Outcome | None:
    """Answer the scenario of a job; None where it has none.

    Args:
        district: The district.
        ground: Its ground as it is.
        job: The job.
        draw: Whether the circles are drawn; none are there where they are not.
        before: From `before_scenarios` of the same ground and question, where it is at hand.

    Raises:
        ScenarioError: It names what is not there, or puts a station off the streets.
    """
    if job.scenario is None:
        return None
    question = job.question
    then = changed(district, ground, job.scenario.scenario)
    people = _people(district, question) if before is None else before.people
    return Outcome(
        asked=job.scenario,
        ids=ground.residents.ids,
        then=then,
        difference=difference(before or ground, then, question, people),
        people=people,
        circles=circles(then, question.bands_min, exact=job.exact_circles) if draw else {},
        matters={
            matter: difference_in_sum(
                ground, then, replace(question, matters=(matter,), bundle=None), people
            )
            for matter in _matters(job.scenario.scenario)
        },
    )


def _people(district: District, question: Question) -> dict[str, People]:
    """Group to its people, those that are counted."""
    residents = district.table("residents")
    counted = {group: people_of(residents, group) for group in question.groups}
    return {group: who for group, who in counted.items() if who is not None}


def _matters(scenario: Scenario) -> list[str]:
    """The matters that a scenario delegates or withdraws."""
    moved = (MatterDelegated, MatterWithdrawn)
    return sorted({c.handling.matter for c in scenario.changes if isinstance(c, moved)})
