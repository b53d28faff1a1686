"""What a scenario changes: person by person and in sum, and why for whom it is worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.answers import Tally
from geo.ground import Ground
from geo.judge import COVERED, UNKNOWN, judge
from geo.question import Question
from geo.resident_answers import speakers
from geo.scenario.causes import Side, causes, side_of
from geo.slices import cut
from geo.streets.search import UNREACHED
from geo.tally import People, tally


class Change(StrEnum):
    """What becomes of a resident row."""

    GAINED = "gained"  # not surely covered before, covered now
    LOST = "lost"  # covered before, not surely covered now
    KNOWN = "known"  # not known before, surely not covered now
    DOUBTED = "doubted"  # surely not covered before, not known now
    FARTHER = "farther"  # as before, but a longer walk
    NEARER = "nearer"  # as before, but a shorter walk


@dataclass(frozen=True)
class Standing:
    """Where everybody stands under one question, without sums by area or by station.

    Attributes:
        status: (R,) status codes.
        cost_mm: (R,) walk to the station that serves, or the nearest that counts; -1 for none.
        station: (R,) id of that station; empty text for none.
    """

    status: NDArray[np.uint8]
    cost_mm: NDArray[np.int64]
    station: NDArray[np.object_]


@dataclass(frozen=True)
class Before:
    """How it stands under one question before any scenario: found once for any number of them.

    Attributes:
        side: The ground as it is.
        standing: Where everybody stands.
        people: The groups that are counted.
        groups: Group to its tally.
    """

    side: Side
    standing: Standing
    people: Mapping[str, People]
    groups: Mapping[str, Tally]


@dataclass(frozen=True)
class Difference:
    """What would change.

    Attributes:
        before: How it stands.
        after: How it would.
        row: (M,) rows for which anything changes, in order.
        change: (M,) values of `Change`.
        cause: (M,) values of `geo.scenario.causes.Cause`; empty text where it is not worse.
        groups: Group to its tally before and after.
    """

    before: Standing
    after: Standing
    row: NDArray[np.int64]
    change: NDArray[np.object_]
    cause: NDArray[np.object_]
    groups: Mapping[str, tuple[Tally, Tally]]


def standing(ground: Ground, question: Question) -> Standing:
    """Where everybody stands; a few milliseconds on a district."""
    return _standing(side_of(ground, question))


def _standing(side: Side) -> Standing:
    ground, closest = side.ground, side.closest
    speaker = speakers(ground, closest)
    names = np.append(ground.stations.ids, "")
    cost_mm = closest.cost_mm[speaker]
    return Standing(
        status=judge(ground, side.part, closest).status,
        cost_mm=np.where(cost_mm >= UNREACHED, -1, cost_mm),
        station=names[closest.station[speaker]],
    )


def before_of(ground: Ground, question: Question, people: Mapping[str, People]) -> Before:
    """How it stands, for any number of differences under the same question and people."""
    side = side_of(ground, question)
    standing = _standing(side)
    return Before(side, standing, people, _tallies(standing.status, people))


def difference(
    before: Ground | Before, after: Ground, question: Question, people: Mapping[str, People]
) -> Difference:
    """Compare the ground of a district with that of a scenario.

    Args:
        before: The ground as it is, or what `before_of` has found of it.
        after: The ground as it would be.
        question: What is asked of both.
        people: The groups that are counted.
    """
    known = before if isinstance(before, Before) else before_of(before, question, people)
    then, later = known.side, side_of(after, question)
    was, now = known.standing, _standing(later)
    change = _changes(was, now)
    row = np.flatnonzero(change != "")
    worse = np.isin(change[row], [Change.LOST, Change.KNOWN, Change.FARTHER])
    doubted = was.status == UNKNOWN
    cause = np.full(len(row), "", dtype=object)
    cause[worse] = causes(then, later, row[worse], doubted)
    return Difference(
        before=was,
        after=now,
        row=row,
        change=change[row],
        cause=cause,
        groups=_side_by_side(known.groups, _tallies(now.status, people)),
    )


def difference_in_sum(
    before: Ground, after: Ground, question: Question, people: Mapping[str, People]
) -> Mapping[str, tuple[Tally, Tally]]:
    """Group to its tally before and after, as `difference` has it, without anything of persons."""
    was, now = (judge(ground, cut(ground, question)).status for ground in (before, after))
    return _side_by_side(_tallies(was, people), _tallies(now, people))


def _tallies(status: NDArray[np.uint8], people: Mapping[str, People]) -> dict[str, Tally]:
    return {group: tally(who, status) for group, who in people.items()}


def _side_by_side(
    was: Mapping[str, Tally], now: Mapping[str, Tally]
) -> dict[str, tuple[Tally, Tally]]:
    return {group: (was[group], tallied) for group, tallied in now.items()}


def _changes(was: Standing, now: Standing) -> NDArray[np.object_]:
    """(R,) values of `Change`; empty text where nothing changes."""
    change = np.full(len(was.status), "", dtype=object)
    beyond = np.iinfo(np.int64).max
    longer = np.where(now.cost_mm < 0, beyond, now.cost_mm)
    shorter = np.where(was.cost_mm < 0, beyond, was.cost_mm)
    change[longer > shorter] = Change.FARTHER
    change[longer < shorter] = Change.NEARER
    other = was.status != now.status
    change[other & (now.status == COVERED)] = Change.GAINED
    change[other & (was.status == COVERED)] = Change.LOST
    neither = other & (now.status != COVERED) & (was.status != COVERED)
    change[neither] = np.where(now.status[neither] == UNKNOWN, Change.DOUBTED, Change.KNOWN)
    return change
