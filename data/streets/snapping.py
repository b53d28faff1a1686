"""Line ends that lie almost on each other, or almost on a vertex, moved onto one place."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from data.streets.places import Place, merged
from data.streets.splitting import without_repeats


def snapped_ends(
    chains: Sequence[Sequence[Place]], strata: Sequence[Hashable], tolerance_mm: int
) -> list[list[Place]]:
    """The chains with ends moved together that lie within `tolerance_mm`, inclusive.

    Ends near a vertex of a line on their own stratum move onto that vertex; ends near other ends,
    whatever the stratum, move onto the smallest of those places (west first, then south). Nearness
    is passed on, so a row of ends each near the next becomes one place. A chain that shrinks to
    one place is left as it was.

    Args:
        chains: Lines as places in millimetres.
        strata: What each chain lies on.
        tolerance_mm: How near is the same, in millimetres; 0 changes nothing.
    """
    if tolerance_mm <= 0:
        return [list(chain) for chain in chains]
    onto_ends = _onto_ends(chains, tolerance_mm)
    moved = [_with_ends(chain, onto_ends) for chain in chains]
    by_stratum: dict[Hashable, list[int]] = defaultdict(list)
    for index, stratum in enumerate(strata):
        by_stratum[stratum].append(index)
    for members in by_stratum.values():
        onto_vertices = _onto_vertices([moved[i] for i in members], tolerance_mm)
        for i in members:
            moved[i] = _with_ends(moved[i], onto_vertices)
    return moved


def _onto_ends(chains: Sequence[Sequence[Place]], tolerance_mm: int) -> Mapping[Place, Place]:
    ends = sorted({place for chain in chains for place in (chain[0], chain[-1])})
    points = _points(ends)
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=tolerance_mm)
    return merged((ends[i], ends[j]) for i, j in zip(one.tolist(), other.tolist(), strict=True))


def _onto_vertices(chains: Sequence[Sequence[Place]], tolerance_mm: int) -> Mapping[Place, Place]:
    """Each free end to the nearest inner vertex within reach; equal distances go to the smaller."""
    ends = sorted({place for chain in chains for place in (chain[0], chain[-1])})
    inner = sorted({place for chain in chains for place in chain[1:-1]} - set(ends))
    points = _points(ends)
    targets = _points(inner)
    tree = shapely.STRtree(targets)
    one, other = tree.query(points, predicate="dwithin", distance=tolerance_mm)
    nearest: dict[Place, tuple[float, Place]] = {}
    distances = shapely.distance(points[one], targets[other])
    for i, j, distance in zip(one.tolist(), other.tolist(), distances.tolist(), strict=True):
        best = nearest.get(ends[i])
        if best is None or (distance, inner[j]) < best:
            nearest[ends[i]] = (distance, inner[j])
    return {end: vertex for end, (_, vertex) in nearest.items()}


def _points(places: Sequence[Place]) -> NDArray[np.object_]:
    coordinates = np.array(places, dtype=np.float64).reshape(-1, 2)
    return np.asarray(shapely.points(coordinates), dtype=object)


def _with_ends(chain: Sequence[Place], moves: Mapping[Place, Place]) -> list[Place]:
    first, last = moves.get(chain[0], chain[0]), moves.get(chain[-1], chain[-1])
    longer = [first, *chain[1:-1], last]
    kept = [longer[i] for i in without_repeats(longer)]
    return kept if len(kept) > 1 else list(chain)
