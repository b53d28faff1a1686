"""Rings of boundary points to shapes.

A ring ends where it returns to its first point, where the ring number changes, or, unclosed, where
the numbering starts again with the label of its first point. What is left open is closed.

Parcels of several parts are written in two ways: each part begins again with ring 1 (1, 2, 1, 2),
or the rings are counted on (1, 2, 3, 4). So a ring numbered above 1 is a hole where it lies in an
outer ring, and another outer ring where it lies apart from all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from data.text import Text

_OUTLINE = 1


@dataclass(frozen=True)
class Vertex:
    """One boundary point: its label (J1), ring number, and position in metres."""

    label: str
    ring: int
    north: float
    east: float

    @property
    def position(self) -> tuple[float, float]:
        """(x, y): east first, as everywhere else."""
        return self.east, self.north


@dataclass(frozen=True)
class _Ring:
    number: int
    points: tuple[tuple[float, float], ...]  # neither repeated nor closed


def shape_of(kind: str, vertices: Sequence[Vertex]) -> BaseGeometry | Text:
    """The shape of one parcel, or why there is none.

    Args:
        kind: 图形属性: 点, 线, or 面 (also when empty).
        vertices: Its boundary points in the order of the file.
    """
    if not vertices:
        return Text("没有界址点", "has no boundary points")
    if kind.startswith("点"):
        points = list(dict.fromkeys(vertex.position for vertex in vertices))
        return shapely.Point(points[0]) if len(points) == 1 else shapely.MultiPoint(points)
    if kind.startswith("线"):
        return _lines(vertices)
    return _polygon(list(_rings(vertices)))


def _lines(vertices: Sequence[Vertex]) -> BaseGeometry | Text:
    courses: dict[int, list[tuple[float, float]]] = {}
    for vertex in vertices:
        courses.setdefault(vertex.ring, []).append(vertex.position)
    if any(len(set(course)) < 2 for course in courses.values()):
        return Text("线的点数不足 2 个", "a line has fewer than two points")
    lines = [shapely.LineString(course) for course in courses.values()]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)


def _rings(vertices: Iterable[Vertex]) -> Iterator[_Ring]:
    current: list[Vertex] = []
    previous: Vertex | None = None
    for vertex in vertices:
        repeated = previous is not None and _same_point(previous, vertex)
        previous = vertex
        if repeated:
            continue
        if current and _starts_anew(current, vertex):
            yield _ring(current)
            current = []
        current.append(vertex)
        if len(current) > 3 and vertex.position == current[0].position:
            yield _ring(current[:-1])
            current = []
    if current:
        yield _ring(current)


def _same_point(one: Vertex, other: Vertex) -> bool:
    return one.ring == other.ring and one.position == other.position


def _starts_anew(current: list[Vertex], vertex: Vertex) -> bool:
    first = current[0]
    if vertex.ring != first.ring:
        return True
    return vertex.label == first.label != "" and vertex.position != first.position


def _ring(vertices: list[Vertex]) -> _Ring:
    return _Ring(vertices[0].ring, tuple(vertex.position for vertex in vertices))


def _polygon(rings: list[_Ring]) -> BaseGeometry | Text:
    if any(len(set(ring.points)) < 3 for ring in rings):
        return Text("有一圈不足 3 个不同的界址点", "a ring has fewer than three different points")
    outlines = [shapely.Polygon(ring.points) for ring in rings if ring.number == _OUTLINE]
    if not outlines:
        return Text("没有圈号为 1 的外圈", "has no outer ring, numbered 1")
    holes: list[list[shapely.Polygon]] = [[] for _ in outlines]
    further = [(ring, shapely.Polygon(ring.points)) for ring in rings if ring.number != _OUTLINE]
    # The largest first: an outer ring is then known before the holes in it, in whatever order
    # the file has them.
    for ring, shape in sorted(further, key=lambda pair: -pair[1].area):
        owner = _owner(outlines, shape)
        if owner is not None:
            holes[owner].append(shape)
        elif _lies_apart(outlines, shape):
            outlines.append(shape)
            holes.append([])
        else:
            return Text(
                f"圈号为 {ring.number} 的圈自相交，或与外圈相交，无从判断是内圈还是外圈",
                f"ring {ring.number} crosses itself or an outer ring: neither a hole nor a part",
            )
    parts = [
        shapely.Polygon(outline.exterior, [hole.exterior for hole in inner])
        for outline, inner in zip(outlines, holes, strict=True)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _owner(outlines: Sequence[shapely.Polygon], ring: shapely.Polygon) -> int | None:
    """The smallest outer ring around the ring; None if there is none."""
    around = [
        i
        for i, outline in enumerate(outlines)
        if outline.is_valid and ring.is_valid and outline.covers(ring)
    ]
    return min(around, key=lambda i: outlines[i].area) if around else None


def _lies_apart(outlines: Sequence[shapely.Polygon], ring: shapely.Polygon) -> bool:
    """Whether the ring shares no ground with any outer ring; their edges may touch."""
    return ring.is_valid and all(
        outline.is_valid and (outline.disjoint(ring) or outline.touches(ring))
        for outline in outlines
    )
