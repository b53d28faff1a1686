"""What may lie under a site of a layer that covers the ground, and what it says together."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.answers import ON_SITE, UNKNOWN, Answers
from geo.checks.union import deep_in, joined
from geo.checks.zones import Ground, Meetings, meetings, wholly
from geo.levels import YES
from geo.reason import Reason
from geo.scene.knowledge import Known
from geo.scene.placed import Placed, unknown_of
from geo.scene.sites import Shape


@dataclass(frozen=True)
class Candidates:
    """What N sites may lie in.

    Attributes:
        met: The pairs, in order of site.
        here: The sites, as they may be answered for.
        none: (N,) where there is nothing at all.
        cell: (N,) where the site is anywhere in a cell.
        unknown: (N,) why the layer is not known around a site.
    """

    met: Meetings
    here: Placed
    none: NDArray[np.bool_]
    cell: NDArray[np.bool_]
    unknown: NDArray[np.uint8]
    # Polygons taken together, by their indices: checks that ask the same sites ask the same ones.
    _together: dict[tuple[int, ...], shapely.Geometry] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def taken_together(self, ground: Ground, zones: tuple[int, ...]) -> shapely.Geometry:
        """The union of some polygons of the ground that the sites may lie in."""
        if zones not in self._together:
            self._together[zones] = joined(ground.shapes[list(zones)])
        return self._together[zones]

    def any_of(self, pairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(N,) where one of a site's pairs is marked."""
        found = np.zeros(len(self.none), dtype=bool)
        found[self.met.site[pairs]] = True
        return found


def candidates(here: Placed, known: Known, ground: Ground) -> Candidates:
    """What the sites surely or perhaps have part in.

    Args:
        here: The sites, as they may be answered for.
        known: How well the layer is known.
        ground: Its polygons.
    """
    sites = here.sites
    met = meetings(wholly(sites), here, ground)
    none = np.ones(sites.count, dtype=bool)
    none[met.site] = False
    unknown = unknown_of(known, here, sites.error_m + known.error_m)
    return Candidates(met, here, none, sites.what == Shape.CELL, unknown)


@dataclass(frozen=True)
class Together:
    """What the candidates of N sites say together.

    Attributes:
        answer: (N,) what all say, else on site, or unknown where one says nothing; in a cell the
            worst; on site where there is none, or none surely.
        pair: (N,) the pair that says the worst, sure ones first; -1 where there is none.
    """

    answer: Answers
    pair: NDArray[np.int64]


def together(found: Candidates, each: Answers, ground: Ground | None = None) -> Together:
    """Put together what each of the (M,) candidates says; they must agree.

    Args:
        found: The candidates.
        each: (M,) what each says.
        ground: Polygons that may hold a site together, being drawn to one border; None where each
            stands by itself, as buildings do.
    """
    count, met = len(found.none), found.met
    low, high = np.full(count, ON_SITE, dtype=np.uint8), np.zeros(count, dtype=np.uint8)
    low[~found.none] = np.iinfo(np.uint8).max
    np.minimum.at(low, met.site, each)
    np.maximum.at(high, met.site, each)
    # Where nothing surely holds a site, it may as well lie in nothing.
    bare = ~found.any_of(met.level == YES) & ~found.none & ~found.cell
    if ground is not None:
        agreed = np.flatnonzero(bare & (low == high))
        bare[agreed] = ~_held_together(found, ground, agreed)
    differ = ~found.none & ((low != high) | bare) & ~found.cell
    silent = found.any_of(each == UNKNOWN)
    answer = np.where(differ, np.where(silent, UNKNOWN, ON_SITE), low).astype(np.uint8)
    order = np.lexsort((met.zone, YES - met.level, each, met.site))
    at, where = np.unique(met.site[order], return_index=True)
    pair = np.full(count, -1, dtype=np.int64)
    pair[at] = order[where]
    return Together(answer, pair)


def _held_together(
    found: Candidates, ground: Ground, sites: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether the candidates of each of (K,) sites surely hold it if taken together."""
    first, last = np.searchsorted(found.met.site, [sites, sites + 1])
    zones = [tuple(found.met.zone[a:b].tolist()) for a, b in zip(first, last, strict=True)]
    held = np.zeros(len(sites), dtype=bool)
    # Sites near one border lie between the same polygons.
    numbers = {same: at for at, same in enumerate(dict.fromkeys(zones))}
    number = np.array([numbers[each] for each in zones], dtype=np.int64)
    for same, at in numbers.items():
        if len(same) > 1:
            there = np.flatnonzero(number == at)
            error = found.met.error[first[there]]
            shapes = found.here.sites.shapes[sites[there]]
            held[there] = deep_in(found.taken_together(ground, same), shapes, error)
    return held


def blind(found: Candidates, answer: Answers, surely_bad: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(N,) where an answer does not stand since not all that may lie there is known.

    A no stands where a polygon that gives it surely lies there.

    Args:
        found: The candidates.
        answer: (N,) what they say together.
        surely_bad: (M,) the pairs that are sure and not met.
    """
    stands = (answer <= UNKNOWN) & ((answer == UNKNOWN) | found.any_of(surely_bad))
    return np.asarray((found.unknown != Reason.NONE) & ~stands, dtype=bool)


def zone_of(found: Candidates, pair: NDArray[np.int64]) -> NDArray[np.int64]:
    """(N,) the polygon of a pair for each site; -1 where there is none."""
    zone = np.append(found.met.zone, -1)
    return np.asarray(zone[pair], dtype=np.int64)
