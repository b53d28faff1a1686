"""Sites: where somebody asks, and what is known of the undertaking."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

# A point clicked on a map is good to about this much, unless somebody says otherwise.
CLICKED_ERROR_M = 5.0


class Source(IntEnum):
    """Where a fact comes from, least trusted first."""

    NONE = 0
    DECLARED = 1  # 申请人自述
    DOCUMENT = 2
    SEEN = 3  # on site
    LAYER = 4


class Shape(IntEnum):
    """What the shape of a site is."""

    DOOR = 0
    BUILDING = 1
    PARCEL = 2
    CELL = 3  # the site is anywhere in it, and the worst of it counts


@dataclass(frozen=True)
class FactColumn:
    """One fact at N sites.

    Attributes:
        value: (N,) floats for numbers and booleans (1 and 0), words for choices.
        source: (N,) codes of `Source`; `NONE` where it is not known.
    """

    value: NDArray[np.float64] | NDArray[np.object_]
    source: NDArray[np.uint8]

    @property
    def known(self) -> NDArray[np.bool_]:
        """(N,) where anything is known."""
        return np.asarray(self.source != Source.NONE, dtype=bool)


@dataclass(frozen=True)
class Sites:
    """N sites.

    Attributes:
        shapes: (N,) points or polygons in the district's CRS, metres.
        what: (N,) codes of `Shape`; a point is a door.
        doors: (N,) its known doors as one point or multipoint, else None.
        error_m: (N,) how far the position may be off.
        facts: Facts by name; one that is not in it is known nowhere.
        address: (N,) the address as given, else None.
        doors_error_m: (N,) how far off its known doors may be; None where they are as exact as the
            sites.
    """

    shapes: NDArray[np.object_]
    what: NDArray[np.uint8]
    doors: NDArray[np.object_]
    error_m: NDArray[np.float64]
    facts: Mapping[str, FactColumn]
    address: NDArray[np.object_]
    doors_error_m: NDArray[np.float64] | None = None

    @property
    def count(self) -> int:
        """N."""
        return len(self.shapes)

    @property
    def at_doors_m(self) -> NDArray[np.float64]:
        """(N,) how far off what begins at the known doors may be."""
        return self.error_m if self.doors_error_m is None else self.doors_error_m

    def of(self, rows: NDArray[np.int64]) -> "Sites":
        """Some of the sites, by index; one may be taken several times."""
        return Sites(
            shapes=self.shapes[rows],
            what=self.what[rows],
            doors=self.doors[rows],
            error_m=self.error_m[rows],
            facts=facts_of(self.facts, rows),
            address=self.address[rows],
            doors_error_m=None if self.doors_error_m is None else self.doors_error_m[rows],
        )


def point_sites(
    xy: NDArray[np.float64],
    facts: Mapping[str, FactColumn] = MappingProxyType({}),
    error_m: float = CLICKED_ERROR_M,
) -> Sites:
    """Sites at (N, 2) coordinates in the district's CRS, each of them a clicked point."""
    count = len(xy)
    return Sites(
        shapes=np.asarray(shapely.points(xy), dtype=object),
        what=np.full(count, Shape.DOOR, dtype=np.uint8),
        doors=np.full(count, None, dtype=object),
        error_m=np.full(count, error_m),
        facts=facts,
        address=np.full(count, None, dtype=object),
    )


def outline_sites(
    outlines: NDArray[np.object_], what: Shape, error_m: float, facts: Mapping[str, FactColumn]
) -> Sites:
    """Buildings or parcels as sites whose doors nobody knows.

    Args:
        outlines: (N,) polygons.
        what: `Shape.BUILDING` or `Shape.PARCEL`.
        error_m: Their position error.
        facts: (1,) columns that hold for every one.
    """
    count = len(outlines)
    nothing = np.full(count, None, dtype=object)
    return Sites(
        shapes=outlines,
        what=np.full(count, what, dtype=np.uint8),
        doors=nothing,
        error_m=np.full(count, error_m),
        facts=everywhere(facts, count),
        address=nothing,
    )


def everywhere(facts: Mapping[str, FactColumn], count: int) -> Mapping[str, FactColumn]:
    """Facts of one site, (1,) columns, as those of `count` sites."""
    return facts_of(facts, np.zeros(count, dtype=np.int64))


def facts_of(facts: Mapping[str, FactColumn], rows: NDArray[np.int64]) -> Mapping[str, FactColumn]:
    """Facts of some sites, by index."""
    return MappingProxyType(
        {
            name: FactColumn(column.value[rows], column.source[rows])
            for name, column in facts.items()
        }
    )
