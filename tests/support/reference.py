"""Coverage once more, slowly: written from the design alone, to hold `geo` against.

Nothing is shared with `geo` but the question and the names of the answers.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import shapely
from support.reference_ground import (
    NEVER_USED,
    Door,
    Record,
    Station,
    Step,
    World,
    straight_mm,
)

from data.district import District
from geo.answers import Reason, Status
from geo.question import Question

LARGE_MM = 50_000


@dataclass(frozen=True)
class Expected:
    """What the design says of one resident.

    Attributes:
        status: Covered, uncovered or unknown.
        reasons: All reasons that apply; an answer names one of them.
        cost_mm: The walk to the nearest station, -1 where none can be reached. A place asked at
            several points is as far away as the farthest of them.
        station: The nearest station, the smaller id of equally near ones; None where the design
            names none (a place asked at several points).
        reached: The stations within the limit, of every point.
        accesses_mm: The way to the street on each of the shortest walks.
        snaps: The streets stepped onto, and where.
    """

    status: Status
    reasons: frozenset[Reason] = frozenset()
    cost_mm: int = -1
    station: str | None = ""
    reached: frozenset[str] = frozenset()
    accesses_mm: frozenset[int] = frozenset()
    snaps: frozenset[tuple[str, int]] = frozenset()


def expected(district: District, question: Question) -> dict[str, Expected]:
    """What the design says of every resident, by id."""
    world = World(district, question)
    asked = {row["id"]: _asked(world, row) for row in world.residents}
    world.prepare(step for points in asked.values() for _, steps in points for step in steps)
    return {row["id"]: _resident(world, row, asked[row["id"]]) for row in world.residents}


Asked = tuple[shapely.Point, list[Step]]


def _asked(world: World, row: Record) -> list[Asked]:
    """The points at which a place is asked, each with its ways onto the streets."""
    shape, centroid = row["geometry"], shapely.centroid(row["geometry"])
    if world.has_gates(row):
        return [(centroid, [s for d in world.doors(row, NEVER_USED) for s in world.snap(d)])]
    points = [centroid]
    if is_large(shape):
        hull = shapely.convex_hull(shape)
        points += [shapely.Point(xy) for xy in hull.exterior.coords[:-1]]
    return [(point, world.snap(Door(point, 0))) for point in points]


def is_large(shape: shapely.Geometry) -> bool:
    """Whether the outline reaches more than 50 m from the centroid."""
    centroid = shapely.centroid(shape)
    corners = [shapely.Point(xy) for xy in shapely.get_coordinates(shape)]
    return max(straight_mm(corner, centroid) for corner in corners) > LARGE_MM


def _resident(world: World, row: Record, asked: Sequence[Asked]) -> Expected:
    answers = tuple(_at_point(world, row, point, steps) for point, steps in asked)
    if len(answers) == 1:
        return answers[0]
    cost = -1 if any(a.cost_mm < 0 for a in answers) else max(a.cost_mm for a in answers)
    reached = frozenset.intersection(*(answer.reached for answer in answers))
    snaps = frozenset().union(*(answer.snaps for answer in answers))
    statuses = {answer.status for answer in answers}
    if len(statuses) == 1:
        reasons = frozenset().union(*(answer.reasons for answer in answers))
        return Expected(statuses.pop(), reasons, cost, None, reached, snaps=snaps)
    # Uncovered is only what is uncovered at every point: of a point we do not know, we do not.
    unknown = frozenset().union(*(a.reasons for a in answers if a.status == Status.UNKNOWN))
    reasons = unknown | {Reason.PLACE_TOO_LARGE}
    return Expected(Status.UNKNOWN, reasons, cost, None, reached, snaps=snaps)


def _at_point(world: World, row: Record, point: shapely.Point, steps: list[Step]) -> Expected:
    status, reasons = _judged(world, row, point, steps)
    snaps = frozenset((step.street, step.offset_mm) for step in steps)
    if not steps or (row["enclosed"] is True and not world.has_gates(row)):
        return Expected(status, reasons, snaps=snaps)
    costs = {station.id: world.walk_mm(steps, station.steps) for station in world.sure}
    reached = frozenset(id_ for id_, mm in costs.items() if world.within(mm))
    best, nearest = min(((mm, id_) for id_, mm in costs.items()), default=(math.inf, ""))
    if best == math.inf:
        every = frozenset(step.access_mm for step in steps)
        return Expected(status, reasons, accesses_mm=every, snaps=snaps)
    goals = [step for station in world.sure if station.id == nearest for step in station.steps]
    ways = frozenset(s.access_mm for s in steps if world.walk_mm([s], goals) == best)
    return Expected(status, reasons, best, nearest, reached, ways, snaps)


def _judged(
    world: World, row: Record, point: shapely.Point, steps: list[Step]
) -> tuple[Status, frozenset[Reason]]:
    if not world.sure and not world.perhaps:
        return Status.UNCOVERED, frozenset({Reason.NO_STATION})
    if not world.doors(row, NEVER_USED):
        return Status.UNCOVERED, frozenset({Reason.GATES_BARRED})
    if row["enclosed"] is True and not world.has_gates(row):
        return Status.UNKNOWN, frozenset({Reason.GATES_UNKNOWN})
    if not steps:
        return Status.UNKNOWN, frozenset({Reason.OFF_STREETS})
    gates = [d.point for d in world.doors(row, NEVER_USED)] if world.has_gates(row) else []
    spots = [point, *gates]
    if _covered(world, steps, world.sure):
        return Status.COVERED, frozenset()
    reasons = set(_doubts(world, spots, steps, world.sure))
    if world.perhaps and (
        _covered(world, steps, world.perhaps) or _doubts(world, spots, steps, world.perhaps)
    ):
        reasons.add(Reason.STATION_MAY_QUALIFY)
    if reasons:
        return Status.UNKNOWN, frozenset(reasons)
    joined = world.walk_mm(steps, [s for station in world.sure for s in station.steps])
    reason = Reason.NO_PATH if joined == math.inf else Reason.BEYOND_LIMIT
    return Status.UNCOVERED, frozenset({reason})


def _covered(world: World, steps: Sequence[Step], stations: Iterable[Station]) -> bool:
    return any(world.within(world.walk_mm(steps, station.steps)) for station in stations)


def _doubts(
    world: World, spots: Sequence[shapely.Point], steps: Sequence[Step], stations: Sequence[Station]
) -> Iterable[Reason]:
    """Why somebody not covered by these stations might be after all."""
    # Read so that it never fails open: outside is who lives, or leaves by a gate, or steps onto
    # a street outside; of the streets that join on there we do not know.
    known = all(world.inside(spot) for spot in (*spots, *(step.spot for step in steps)))
    doubts: dict[Reason, Callable[[], bool]] = {
        Reason.STREETS_INCOMPLETE: lambda: world.extent is None,
        Reason.OUTSIDE_STREET_EXTENT: lambda: world.extent is not None and not known,
        Reason.STREETS_END: lambda: any(world.could_go_on(steps, s) for s in stations),
        Reason.STATION_OFF_STREETS: lambda: any(
            not s.steps and world.within(straight_mm(spots[0], shape))
            for s in stations
            for shape in (s.point, *(door.point for door in s.doors))
        ),
    }
    return [reason for reason, applies in doubts.items() if applies()]
