"""The ground of the slow reference: streets in pieces, gates, stations and the ends of the streets.

Every street is split at every spot where somebody steps onto it, the pieces make one explicit
graph, and networkx walks it. Lengths and straight distances are whole millimetres, halves up.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

import networkx as nx
import shapely
from support.reference_hours import MAY, NO, YES, level
from support.reference_rows import Record, records
from support.reference_services import Services

from data.district import District
from geo.question import Question

Node = tuple[object, ...]


def whole_mm(metres: float) -> int:
    """Metres as whole millimetres, halves up."""
    return math.floor(metres * 1000 + 0.5)


def straight_mm(a: shapely.Geometry, b: shapely.Geometry) -> int:
    """Straight distance in whole millimetres."""
    return whole_mm(shapely.distance(a, b))


@dataclass(frozen=True)
class Street:
    """One walked street: ends, line, length, and which ends go on in the source."""

    id: str
    u: str
    v: str
    line: shapely.LineString
    length_mm: int
    cuts: tuple[bool, bool]

    def offset_mm(self, point: shapely.Point) -> int:
        """Where on the street the nearest spot to `point` lies, counted from `u`."""
        if self.line.length == 0:
            return 0
        fraction = self.line.project(point) / self.line.length
        return math.floor(fraction * self.length_mm + 0.5)

    def node(self, offset_mm: int) -> Node:
        """The name of a spot in the graph: a corner's own at both ends."""
        if offset_mm == 0:
            return ("corner", self.u)
        if offset_mm == self.length_mm:
            return ("corner", self.v)
        return ("spot", self.id, offset_mm)


@dataclass(frozen=True)
class Step:
    """One way onto the streets: the spot, where it lies, and the walk to it."""

    street: str
    node: Node
    offset_mm: int
    spot: shapely.Point
    access_mm: int


@dataclass(frozen=True)
class Door:
    """Where a place is left or entered: its gate or its point.

    Attributes:
        point: Where it is.
        walk_mm: The walk to it from the place's point.
        level: How sure it is that one may pass: MAY or YES.
        steps: Its ways onto the streets; none where no street is near enough.
    """

    point: shapely.Point
    walk_mm: int
    level: int
    steps: tuple[Step, ...]


def through(doors: Iterable[Door], level: int) -> list[Door]:
    """Doors that are at least so sure."""
    return [door for door in doors if door.level >= level]


def steps_of(doors: Iterable[Door]) -> list[Step]:
    """All ways onto the streets of some doors."""
    return [step for door in doors for step in door.steps]


@dataclass(frozen=True)
class Station:
    """A station that helps somebody, or may: where it is and how it is entered."""

    id: str
    row: Record
    point: shapely.Point
    doors: tuple[Door, ...]

    @property
    def steps(self) -> list[Step]:
        """Its ways onto the streets through every usable door."""
        return steps_of(self.doors)


class World:
    """The known streets, stations and gates of a district under one question."""

    def __init__(
        self, district: District, question: Question, *, appointment: bool = False
    ) -> None:
        self.question, self.appointment = question, appointment
        self.services = Services(district, question, appointment=appointment)
        self.streets = [_street(row) for row in records(district, "streets") if self._walks(row)]
        self.gates = records(district, "gates")
        extents = [row["geometry"] for row in records(district, "street_extent")]
        self.extent = shapely.union_all(extents) if extents else None
        self.residents = records(district, "residents")
        self.stations = [
            self._station(row)
            for row in records(district, "stations")
            if self.services.station_level(row) >= MAY and self.doors(row, visitor=True)
        ]
        self.ends = [end for street in self.streets for end in self._ends(street)]
        self._graph: nx.Graph | None = None
        self._spots = {(e.street, e.offset_mm) for e in self.ends}
        self.walks_from = cache(self._walks_from)

    def _walks(self, row: Record) -> bool:
        return row["foot"] is not False and (self.question.takes_steps or row["steps"] is not True)

    def doors(self, row: Record, *, visitor: bool) -> tuple[Door, ...]:
        """The gates that may be used; the point itself where no gate is recorded."""
        point = shapely.centroid(row["geometry"])
        gates = [gate for gate in self.gates if gate["of"] == row["id"]]
        if not gates:
            return (self.door_at(point),)
        levels = [(gate, self._gate_level(gate, visitor=visitor)) for gate in gates]
        return tuple(
            self._door(gate["geometry"], straight_mm(point, gate["geometry"]), level)
            for gate, level in levels
            if level >= MAY
        )

    def _gate_level(self, gate: Record, *, visitor: bool) -> int:
        barred = {"locked", "emergency"} | ({"pass_only"} if visitor else set())
        if gate["status"] in barred:
            return NO
        moment = self.question.moment
        return level(gate["opening_hours"], moment, null=YES, appointment=self.appointment)

    def door_at(self, point: shapely.Point) -> Door:
        """A place without gates is left and entered at its point."""
        return self._door(point, 0, YES)

    def _door(self, point: shapely.Point, walk_mm: int, level: int) -> Door:
        return Door(point, walk_mm, level, tuple(self.snap(point, walk_mm)))

    def has_gates(self, row: Record) -> bool:
        """Whether any gate is recorded."""
        return any(gate["of"] == row["id"] for gate in self.gates)

    def snap(self, at: shapely.Point, walk_mm: int) -> list[Step]:
        """All nearest streets of a door; none where the nearest is too far."""
        away = [(straight_mm(street.line, at), street) for street in self.streets]
        nearest = min((mm for mm, _ in away), default=math.inf)
        if nearest > self.question.max_snap_m * 1000:
            return []
        return [self._step(street, at, mm + walk_mm) for mm, street in away if mm == nearest]

    def _step(self, street: Street, at: shapely.Point, access_mm: int) -> Step:
        offset = street.offset_mm(at)
        spot = street.line.interpolate(street.line.project(at)) if street.line.length else at
        if not street.line.length:
            spot = shapely.Point(street.line.coords[0])
        return Step(street.id, street.node(offset), offset, spot, access_mm)

    def _station(self, row: Record) -> Station:
        point = shapely.centroid(row["geometry"])
        return Station(row["id"], row, point, self.doors(row, visitor=True))

    def _ends(self, street: Street) -> list[Step]:
        """Where the known street stops: cut ends, and where it meets the border."""
        first, last = (shapely.Point(street.line.coords[i]) for i in (0, -1))
        ends = []
        if street.cuts[0]:
            ends.append(Step(street.id, street.node(0), 0, first, 0))
        if street.cuts[1]:
            length = street.length_mm
            ends.append(Step(street.id, street.node(length), length, last, 0))
        if self.extent is not None:
            met = shapely.intersection(street.line, shapely.boundary(self.extent))
            points = [shapely.Point(xy) for xy in shapely.get_coordinates(met)]
            ends.extend(self._step(street, point, 0) for point in points)
        return ends

    def inside(self, point: shapely.Point) -> bool:
        """Whether the streets around are declared complete."""
        return self.extent is not None and shapely.covers(self.extent, point)

    def graph_with(self, steps: Iterable[Step]) -> nx.Graph:
        """Every street in pieces between the spots that matter."""
        spots = self._spots | {(s.street, s.offset_mm) for s in steps}
        for station in self.stations:
            spots |= {(s.street, s.offset_mm) for s in station.steps}
        graph = nx.Graph()
        for street in self.streets:
            own = {offset for id_, offset in spots if id_ == street.id}
            for a, b in pairwise(sorted(own | {0, street.length_mm})):
                _add(graph, street.node(a), street.node(b), b - a)
            if street.length_mm == 0:
                _add(graph, ("corner", street.u), ("corner", street.v), 0)
        return graph

    def prepare(self, steps: Iterable[Step]) -> None:
        """Build the graph in which all these can be asked."""
        self._graph = self.graph_with(steps)
        self.walks_from = cache(self._walks_from)

    def _walks_from(self, node: Node) -> Mapping[Node, int]:
        return nx.single_source_dijkstra_path_length(self._graph, node)

    def walk_mm(self, starts: Iterable[Step], goals: Iterable[Step]) -> float:
        """The shortest walk from any start to any goal, access at both ends included."""
        goals = tuple(goals)
        return min(
            (
                start.access_mm + self.walks_from(start.node).get(goal.node, math.inf)
                + goal.access_mm
                for start in starts
                for goal in goals
            ),
            default=math.inf,
        )  # fmt: skip

    def within(self, mm: float, minutes: Fraction) -> bool:
        """Whether this many millimetres are walked within the limit, inclusive."""
        return mm != math.inf and Fraction(mm) <= minutes * self.question.mm_per_min

    def beyond_the_ends_mm(
        self, starts: Sequence[Step], station: Station, doors: Sequence[Door]
    ) -> float:
        """Law 5: the least there could be to walk to a station's doors beyond some end."""
        goals = [(step.spot, step.access_mm) for step in steps_of(doors)]
        goals += [
            (door.point, 0)
            for door in doors
            if not (self.inside(station.point) and self.inside(door.point))
        ]
        return min(
            (
                self.walk_mm(starts, [end]) + straight_mm(end.spot, spot) + more
                for end in self.ends
                for spot, more in goals
            ),
            default=math.inf,
        )


def _street(row: Record) -> Street:
    cuts = (row["u_cut"] is True, row["v_cut"] is True)
    return Street(
        row["id"], row["u"], row["v"], row["geometry"], whole_mm(float(row["length_m"])), cuts
    )


def _add(graph: nx.Graph, a: Node, b: Node, mm: int) -> None:
    if not graph.has_edge(a, b) or graph.edges[a, b]["weight"] > mm:
        graph.add_edge(a, b, weight=mm)
