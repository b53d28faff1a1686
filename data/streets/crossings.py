"""Where lines cross or end on each other, and lines with a vertex put in at each such place."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.streets.places import MM_PER_M, Place, to_m, to_mm

# An end that lay exactly on a line may be off it by this much once both are whole millimetres.
_TOUCH_M = 0.0015


@dataclass(frozen=True)
class _Segments:
    """All segments of all chains.

    Attributes:
        shapes: One two-point line a segment, metres.
        chain: Which chain it belongs to.
        number: Which segment of that chain it is.
        stratum: Integer code of the chain's stratum.
    """

    shapes: NDArray[np.object_]
    chain: NDArray[np.int64]
    number: NDArray[np.int64]
    stratum: NDArray[np.int64]


def with_crossings(
    chains: Sequence[Sequence[Place]], strata: Sequence[Hashable]
) -> list[list[Place]]:
    """The chains with a vertex wherever two segments of one stratum touch, cross or overlap.

    The crossing point is rounded to whole millimetres and put into both, so both have the very same
    vertex; that bends a line by less than a millimetre.

    Args:
        chains: Lines as places in millimetres, without immediate repeats.
        strata: What each chain lies on; chains on different strata do not meet.
    """
    segments = _segments(chains, strata)
    found = _meetings(segments)
    return [_with_inserted(chain, found.get(index, {})) for index, chain in enumerate(chains)]


def with_landings(
    chains: Sequence[Sequence[Place]], strata: Sequence[Hashable], tolerance_mm: int
) -> list[list[Place]]:
    """The chains with a vertex wherever another chain ends on them between their own ends.

    What each chain lies on does not matter: whoever draws a footbridge as far as the middle line
    of a street and no farther means its stairs, not a crossing. An end that another of its own
    stratum goes on from is none: so roads are cut under the middle of a bridge. The end stays
    where it is; the chain it lands on is bent to it, by no more than the tolerance.

    Args:
        chains: Lines as places in millimetres, without immediate repeats.
        strata: For each chain what it lies on.
        tolerance_mm: How near an end counts as on the chain; 1.5 mm at the least, for rounding.
    """
    segments = _segments(chains, [None] * len(chains))
    ending = Counter(
        (place, stratum)
        for chain, stratum in zip(chains, strata, strict=True)
        for place in (chain[0], chain[-1])
    )
    ends = sorted({place for (place, _), count in ending.items() if count == 1})
    if not ends:
        return [list(chain) for chain in chains]
    points = np.asarray(shapely.points(to_m(ends)), dtype=object)
    reach_m = max(_TOUCH_M, tolerance_mm / MM_PER_M)
    tree = shapely.STRtree(segments.shapes)
    which, near = tree.query(points, predicate="dwithin", distance=reach_m)
    distances = shapely.distance(points[which], segments.shapes[near])
    vertices = [frozenset(chain) for chain in chains]
    nearest: dict[tuple[int, int], tuple[float, int]] = {}
    for end, segment, distance in zip(
        which.tolist(), near.tolist(), distances.tolist(), strict=True
    ):
        chain = int(segments.chain[segment])
        if ends[end] not in vertices[chain]:
            best = nearest.get((end, chain), (np.inf, -1))
            nearest[(end, chain)] = min(best, (distance, int(segments.number[segment])))
    found: dict[int, dict[int, set[Place]]] = defaultdict(lambda: defaultdict(set))
    for (end, chain), (_, number) in nearest.items():
        if not _beyond_an_end(chains[chain], number, ends[end]):
            found[chain][number].add(ends[end])
    return [_with_inserted(chain, found.get(index, {})) for index, chain in enumerate(chains)]


def _beyond_an_end(chain: Sequence[Place], number: int, place: Place) -> bool:
    """Whether the place lies off an end of the chain, not beside it; `number` is the segment."""
    start, stop = chain[number], chain[number + 1]
    before = number == 0 and _ahead(start, stop, place) <= 0
    return before or (number == len(chain) - 2 and _ahead(stop, start, place) <= 0)


def _ahead(origin: Place, towards: Place, place: Place) -> int:
    """Positive where `place` lies on the side of `origin` that `towards` is on (dot product)."""
    dx, dy = towards[0] - origin[0], towards[1] - origin[1]
    return dx * (place[0] - origin[0]) + dy * (place[1] - origin[1])


def _segments(chains: Sequence[Sequence[Place]], strata: Sequence[Hashable]) -> _Segments:
    code = {stratum: i for i, stratum in enumerate(dict.fromkeys(strata))}
    counts = np.array([max(len(chain) - 1, 0) for chain in chains], dtype=np.int64)
    owner = np.repeat(np.arange(len(chains)), counts)
    firsts = to_m(place for chain in chains for place in chain[:-1])
    lasts = to_m(place for chain in chains for place in chain[1:])
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    stratum = np.array([code[s] for s in strata], dtype=np.int64)
    shapes = np.asarray(shapely.linestrings(np.stack([firsts, lasts], axis=1)), dtype=object)
    return _Segments(shapes, owner, number, stratum[owner])


def _meetings(segments: _Segments) -> Mapping[int, Mapping[int, set[Place]]]:
    """Chain to segment number to the places where another segment of its stratum meets it."""
    tree = shapely.STRtree(segments.shapes)
    one, other = tree.query(segments.shapes, predicate="dwithin", distance=_TOUCH_M)
    keep = (one < other) & (segments.stratum[one] == segments.stratum[other])
    one, other = one[keep], other[keep]
    pair, places = _meeting_places(segments.shapes[one], segments.shapes[other])
    found: dict[int, dict[int, set[Place]]] = defaultdict(lambda: defaultdict(set))
    for (x, y), index in zip(places.tolist(), pair.tolist(), strict=True):
        for segment in (one[index], other[index]):
            chain, number = int(segments.chain[segment]), int(segments.number[segment])
            found[chain][number].add((x, y))
    return found


def _meeting_places(
    one: NDArray[np.object_], other: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which pair of segments meets where: the end of one that lies on the other, else the cross."""
    pairs, places = [], []
    touching = np.zeros(len(one), dtype=bool)
    for line, across in ((one, other), (other, one)):
        for which in (0, -1):
            end = shapely.get_point(line, which)
            near = shapely.dwithin(end, across, _TOUCH_M)
            touching |= near
            pairs.append(np.flatnonzero(near))
            places.append(to_mm(shapely.get_coordinates(end[near])))
    rest = np.flatnonzero(~touching)
    crosses = shapely.intersection(one[rest], other[rest])
    points, index = shapely.get_coordinates(crosses, return_index=True)
    return np.concatenate([*pairs, rest[index]]), np.concatenate([*places, to_mm(points)])


def _with_inserted(chain: Sequence[Place], places: Mapping[int, set[Place]]) -> list[Place]:
    if not places:
        return list(chain)
    longer: list[Place] = []
    for number, start in enumerate(chain[:-1]):
        inserted = places.get(number, set()) - {start, chain[number + 1]}
        longer += [start, *sorted(inserted, key=lambda p: _squared(start, p))]
    return [*longer, chain[-1]]


def _squared(a: Place, b: Place) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
