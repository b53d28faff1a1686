"""Coverage once more, slowly: written from the design alone, to hold `geo` against.

Nothing is shared with `geo` but the question and the names of the answers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from support.reference_ground import Door, Station, World, steps_of, straight_mm, through
from support.reference_hours import MAY, YES
from support.reference_rows import Record

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
        cost_mm: The walk to the nearest station that covers, else to the nearest that helps, -1
            where none can be reached. A place asked at several points is as far away as the
            farthest of them.
        station: That station, the smaller id of equally near ones; None where the design names
            none (a place asked at several points).
        reached: The stations that cover every point.
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


@dataclass(frozen=True)
class Asked:
    """One point at which a place is asked, and its usable doors."""

    row: Record
    point: shapely.Point
    doors: tuple[Door, ...]
    walled: bool
    gated: bool


def expected(
    district: District, question: Question, *, appointment: bool = False
) -> dict[str, Expected]:
    """What the design says of every resident, by id.

    With `appointment` what is by appointment only counts as open.
    """
    world = World(district, question, appointment=appointment)
    asked = {row["id"]: _asked(world, row) for row in world.residents}
    world.prepare(step for points in asked.values() for p in points for step in steps_of(p.doors))
    return {id_: _resident(world, points) for id_, points in asked.items()}


def _asked(world: World, row: Record) -> list[Asked]:
    """The points at which a place is asked."""
    centroid = shapely.centroid(row["geometry"])
    if world.has_gates(row):
        return [Asked(row, centroid, world.doors(row, visitor=False), walled=False, gated=True)]
    points = [centroid]
    if is_large(row["geometry"]):
        hull = shapely.convex_hull(row["geometry"])
        points += [shapely.Point(xy) for xy in hull.exterior.coords[:-1]]
    walled = row["enclosed"] is True
    return [Asked(row, p, (world.door_at(p),), walled=walled, gated=False) for p in points]


def is_large(shape: shapely.Geometry) -> bool:
    """Whether the outline reaches more than 50 m from the centroid."""
    centroid = shapely.centroid(shape)
    corners = [shapely.Point(xy) for xy in shapely.get_coordinates(shape)]
    return max(straight_mm(corner, centroid) for corner in corners) > LARGE_MM


def _resident(world: World, asked: Sequence[Asked]) -> Expected:
    answers = tuple(_at_point(world, home) for home in asked)
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


def _at_point(world: World, home: Asked) -> Expected:
    status, reasons = _judged(world, home)
    snaps = frozenset((step.street, step.offset_mm) for step in steps_of(home.doors))
    if home.walled or not snaps:
        return Expected(status, reasons, snaps=snaps)
    sure = [s for s in world.stations if world.services.level(s.row, home.row) == YES]
    starts = steps_of(through(home.doors, YES))
    walks = {s.id: world.walk_mm(starts, steps_of(through(s.doors, YES))) for s in sure}
    reached = frozenset(s.id for s in sure if _holds(world, home, s, walks[s.id]))
    best, nearest = min(
        ((mm, id_) for id_, mm in walks.items() if not reached or id_ in reached),
        default=(math.inf, ""),
    )
    if best == math.inf:
        every = frozenset(step.access_mm for step in steps_of(home.doors))
        return Expected(status, reasons, accesses_mm=every, snaps=snaps)
    goals = steps_of(through(next(s.doors for s in sure if s.id == nearest), YES))
    ways = frozenset(step.access_mm for step in starts if world.walk_mm([step], goals) == best)
    return Expected(status, reasons, best, nearest, reached, ways, snaps)


def _holds(world: World, home: Asked, station: Station, mm: float, at_least: int = YES) -> bool:
    """Whether a walk is surely within the limit of the pair, or (MAY) within a possible one."""
    possible = world.services.minutes(station.row, home.row)
    return world.within(mm, min(possible) if at_least == YES else max(possible))


def _judged(world: World, home: Asked) -> tuple[Status, frozenset[Reason]]:
    helping = [s for s in world.stations if world.services.level(s.row, home.row) >= MAY]
    if not helping:
        return Status.UNCOVERED, frozenset({Reason.NO_STATION})
    if not home.doors:
        return Status.UNCOVERED, frozenset({Reason.GATES_BARRED})
    if home.walled:
        return Status.UNKNOWN, frozenset({Reason.GATES_UNKNOWN})
    if not steps_of(home.doors):
        return Status.UNKNOWN, frozenset({Reason.OFF_STREETS})
    if any(_WALK in _ways(world, home, station, YES, YES) for station in helping):
        return Status.COVERED, frozenset()
    reasons = _unknown_ground(world, home)
    surely = through(home.doors, YES)
    if surely and not steps_of(surely):
        # Should the other gates be closed, nobody knows how these people get to the streets.
        reasons.add(Reason.OFF_STREETS)
    for station in helping:
        reasons |= _doubts(world, home, station)
    if reasons:
        return Status.UNKNOWN, frozenset(reasons)
    # Without a path is who reaches not even a station that may count, by gates that may be open.
    goals = [step for station in helping for step in steps_of(station.doors)]
    joined = world.walk_mm(steps_of(home.doors), goals)
    reason = Reason.NO_PATH if joined == math.inf else Reason.BEYOND_LIMIT
    return Status.UNCOVERED, frozenset({reason})


def _unknown_ground(world: World, home: Asked) -> set[Reason]:
    """Outside is who lives, or leaves by a gate, or steps onto a street outside.

    Read so that it never fails open: of the streets that join on there we do not know.
    """
    if world.extent is None:
        return {Reason.STREETS_INCOMPLETE}
    spots = [home.point, *(door.point for door in home.doors)]
    spots += [step.spot for step in steps_of(home.doors)]
    return set() if all(map(world.inside, spots)) else {Reason.OUTSIDE_STREET_EXTENT}


_WALK, _END, _LOST = "by the streets", "beyond their end", "to a station off the streets"


def _ways(world: World, home: Asked, station: Station, helps: int, own: int) -> set[str]:
    """How a resident gets to a station, or might, if both ends are at least so sure.

    Args:
        world: The ground.
        home: The resident.
        station: The station.
        helps: Level of the station, its doors and the limit.
        own: Level of the resident's own doors.
    """
    if world.services.level(station.row, home.row) < helps:
        return set()
    mine = through(home.doors, own)
    starts, doors = steps_of(mine), through(station.doors, helps)
    lengths_mm = {
        _WALK: world.walk_mm(starts, steps_of(doors)),
        _END: world.beyond_the_ends_mm(starts, station, doors),
        _LOST: _straight_to_lost_mm(home, station, helps) if mine else math.inf,
    }
    return {way for way, mm in lengths_mm.items() if _holds(world, home, station, mm, helps)}


def _straight_to_lost_mm(home: Asked, station: Station, helps: int) -> float:
    """The straight line to a station no street was found for, through its surer doors or all."""
    away = math.inf
    for level in (YES, MAY) if helps == MAY else (YES,):
        doors = through(station.doors, level)
        if doors and not steps_of(doors):
            spots = [station.point, *(door.point for door in doors)]
            away = min(away, *(straight_mm(home.point, spot) for spot in spots))
    return away


def _doubts(world: World, home: Asked, station: Station) -> set[Reason]:
    """Why somebody not covered by this station might be after all."""

    def ways(helps: int, own: int) -> set[str]:
        return _ways(world, home, station, helps, own)

    reasons = set()
    if _END in ways(YES, YES):
        reasons.add(Reason.STREETS_END)
    if _LOST in ways(YES, MAY):  # whichever gate its people take
        reasons.add(Reason.STATION_OFF_STREETS)
    if ways(YES, MAY) - ways(YES, YES):
        reasons.add(Reason.GATE_MAY_BE_OPEN)
    if any(ways(MAY, own) - ways(YES, own) for own in (YES, MAY)):
        reasons.add(Reason.STATION_MAY_QUALIFY)
    return reasons
