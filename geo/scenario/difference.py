"""What a scenario changes: person by person and in sum, and why for whom it is worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from geo.answers import Tally
from geo.ground import Ground
from geo.judge import COVERED, UNKNOWN, judge
from geo.levels import YES
from geo.question import Question
from geo.resident_answers import speakers
from geo.serving import serving
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


class Cause(StrEnum):
    """Why it is worse for somebody (law 6)."""

    JOINS_ELSEWHERE = "joins_elsewhere"
    GATE_BARRED = "gate_barred"
    STATION_GONE = "station_gone"
    STATION_NOT_SERVING = "station_not_serving"
    WAY_LONGER = "way_longer"


CAUSE_TEXT: Mapping[Cause, Text] = {
    Cause.JOINS_ELSEWHERE: Text("该处改由另一条道路出入", "the place now joins another street"),
    Cause.GATE_BARRED: Text("原可通行的出入口关闭", "a gate of it that was open is not"),
    Cause.STATION_GONE: Text("原来的站点已撤销或迁走", "its station is closed or has moved"),
    Cause.STATION_NOT_SERVING: Text(
        "原来的站点不再符合条件", "its station no longer serves this question"
    ),
    Cause.WAY_LONGER: Text("到原来站点的路变长", "the way to its station is longer"),
}


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
class Difference:
    """What would change.

    Attributes:
        before: How it stands.
        after: How it would.
        row: (M,) rows for which anything changes, in order.
        change: (M,) values of `Change`.
        cause: (M,) values of `Cause`; empty text where it is not worse.
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
    part = cut(ground, question)
    closest = serving(ground, part)
    speaker = speakers(ground, closest)
    names = np.append(ground.stations.ids, "")
    cost_mm = closest.cost_mm[speaker]
    return Standing(
        status=judge(ground, part, closest).status,
        cost_mm=np.where(cost_mm >= UNREACHED, -1, cost_mm),
        station=names[closest.station[speaker]],
    )


def difference(
    before: Ground, after: Ground, question: Question, people: Mapping[str, People]
) -> Difference:
    """Compare the ground of a district with that of a scenario.

    Args:
        before: The ground as it is.
        after: The ground as it would be.
        question: What is asked of both.
        people: The groups that are counted.
    """
    was, now = standing(before, question), standing(after, question)
    change = _changes(was, now)
    row = np.flatnonzero(change != "")
    worse = np.isin(change[row], [Change.LOST, Change.KNOWN, Change.FARTHER])
    cause = np.full(len(row), "", dtype=object)
    cause[worse] = _causes(before, after, question, was, row[worse])
    return Difference(
        before=was,
        after=now,
        row=row,
        change=change[row],
        cause=cause,
        groups={g: (tally(who, was.status), tally(who, now.status)) for g, who in people.items()},
    )


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


def _causes(
    before: Ground, after: Ground, question: Question, was: Standing, rows: NDArray[np.int64]
) -> NDArray[np.object_]:
    """For rows for which it is worse: the first cause that applies."""
    part = cut(after, question)
    there = dict(zip(after.stations.ids.tolist(), after.stations.points, strict=True))
    stood = dict(zip(before.stations.ids.tolist(), before.stations.points, strict=True))
    serves = dict(zip(after.stations.ids.tolist(), part.stations.tolist(), strict=True))
    elsewhere = _joining(before) != _joining(after)
    fewer = _open_doors(before, question) > _open_doors(after, question)

    def cause(row: int) -> Cause:
        station = was.station[row]
        if fewer[row]:
            return Cause.GATE_BARRED
        if elsewhere[row]:
            return Cause.JOINS_ELSEWHERE
        if station not in there or not there[station].equals(stood[station]):
            return Cause.STATION_GONE
        return Cause.WAY_LONGER if serves[station] == YES else Cause.STATION_NOT_SERVING

    found = np.empty(len(rows), dtype=object)
    found[:] = [cause(row) for row in rows.tolist()]
    return found


def _open_doors(ground: Ground, question: Question) -> NDArray[np.int64]:
    """(R,) how many doors of each row are surely open."""
    doors, places = ground.residents.doors, ground.residents
    sure = cut(ground, question).doors == YES
    return np.bincount(places.row[doors.place[sure]], minlength=len(places.ids))


def _joining(ground: Ground) -> NDArray[np.object_]:
    """(R,) the streets that each row joins, as one text."""
    ways, places = ground.resident_access, ground.residents
    joined: list[list[str]] = [[] for _ in places.ids]
    streets = ground.network.edge_ids[ways.edge]
    for row, street in zip(places.row[ways.place].tolist(), streets.tolist(), strict=True):
        joined[row].append(str(street))
    return np.array(["|".join(sorted(set(names))) for names in joined], dtype=object)
