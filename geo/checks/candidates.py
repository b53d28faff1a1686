"""What may lie under a site of a layer that covers the ground, and what it says together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import ON_SITE, UNKNOWN, Answers
from geo.checks.union import deep_in_each, joined_each
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
        held: (N,) where no polygon surely holds a site, and those it may lie in surely do if taken
            together, being drawn to one border.
    """

    met: Meetings
    here: Placed
    none: NDArray[np.bool_]
    cell: NDArray[np.bool_]
    unknown: NDArray[np.uint8]
    held: NDArray[np.bool_]

    def any_of(self, pairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(N,) where one of a site's pairs is marked."""
        found = np.zeros(len(self.none), dtype=bool)
        found[self.met.site[pairs]] = True
        return found


def candidates(here: Placed, known: Known, ground: Ground, *, adjoin: bool = False) -> Candidates:
    """What the sites surely or perhaps have part in.

    Args:
        here: The sites, as they may be answered for.
        known: How well the layer is known.
        ground: Its polygons.
        adjoin: Whether these are drawn to one border, so that several may hold a site together;
            buildings stand each by itself.
    """
    sites = here.sites
    met = meetings(wholly(sites), here, ground)
    none = np.ones(sites.count, dtype=bool)
    none[met.site] = False
    unknown = unknown_of(known, here, sites.error_m + known.error_m)
    cell = sites.what == Shape.CELL
    held = np.zeros(sites.count, dtype=bool)
    if adjoin:
        open_ = ~none & ~cell
        open_[met.site[met.level == YES]] = False
        held[open_] = _held_together(met, here, ground, np.flatnonzero(open_))
    return Candidates(met, here, none, cell, unknown, held)


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


def together(found: Candidates, each: Answers) -> Together:
    """Put together what each of the (M,) candidates says; they must agree.

    Args:
        found: The candidates.
        each: (M,) what each says.
    """
    count, met = len(found.none), found.met
    low, high = np.full(count, ON_SITE, dtype=np.uint8), np.zeros(count, dtype=np.uint8)
    low[~found.none] = np.iinfo(np.uint8).max
    np.minimum.at(low, met.site, each)
    np.maximum.at(high, met.site, each)
    # Where nothing surely holds a site, it may as well lie in nothing.
    bare = ~found.any_of(met.level == YES) & ~found.none & ~found.cell
    bare &= ~(found.held & (low == high))
    differ = ~found.none & ((low != high) | bare) & ~found.cell
    silent = found.any_of(each == UNKNOWN)
    answer = np.where(differ, np.where(silent, UNKNOWN, ON_SITE), low).astype(np.uint8)
    order = np.lexsort((met.zone, YES - met.level, each, met.site))
    at, where = np.unique(met.site[order], return_index=True)
    pair = np.full(count, -1, dtype=np.int64)
    pair[at] = order[where]
    return Together(answer, pair)


def _held_together(
    met: Meetings, here: Placed, ground: Ground, sites: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether the polygons that each of (K,) sites may lie in surely hold it if taken together."""
    first, last = np.searchsorted(met.site, [sites, sites + 1])
    several = np.flatnonzero(last - first > 1)
    first, last, chosen = first[several], last[several], sites[several]
    # Sites near one border lie between the same polygons.
    zones = [tuple(met.zone[a:b].tolist()) for a, b in zip(first, last, strict=True)]
    numbers = {same: at for at, same in enumerate(dict.fromkeys(zones))}
    groups = np.full((len(numbers), max(map(len, zones), default=0)), None, dtype=object)
    for same, at in numbers.items():
        groups[at, : len(same)] = ground.shapes[list(same)]
    held = np.zeros(len(sites), dtype=bool)
    held[several] = deep_in_each(
        joined_each(groups),
        np.array([numbers[each] for each in zones], dtype=np.int64),
        here.sites.shapes[chosen],
        met.error[first],
    )
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
