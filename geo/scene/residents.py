"""How many people live in every area, within what positions and gaps in the data leave open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.exact_sums import exact
from geo.scene.areas import Areas
from geo.scene.knowledge import Known

COLUMNS = ("population", "households")


@dataclass(frozen=True)
class People:
    """One column of the residents in each of A areas.

    Attributes:
        least: (A,) those who surely live there.
        most: (A,) with those who may; infinite where a row does not say how many.
    """

    least: NDArray[np.float64]
    most: NDArray[np.float64]


@dataclass(frozen=True)
class Residents:
    """The residents of a district by area.

    Attributes:
        known: How well the layer is known.
        people: By level of area and column.
    """

    known: Known
    people: Mapping[tuple[str, str], People]


def residents(
    district: District, areas: Mapping[str, Areas], known: Callable[[Pick], Known]
) -> Residents:
    """Add up the residents in every area; those of a polygon live at its centroid.

    Args:
        district: The district; without the layer nobody lives there, and nothing is known.
        areas: The areas by level.
        known: How well a pick is known.
    """
    of = known(Pick("residents", ""))
    if not district.has("residents"):
        return Residents(of, _nobody(areas))
    table = district.features("residents")
    points = np.asarray(shapely.centroid(table.geometry.to_numpy()), dtype=object)
    error_m = np.full(len(points), of.error_m)
    people = {}
    for level, within in areas.items():
        surely, perhaps = within.inside(points, error_m)
        for name in COLUMNS:
            column = table[name].to_numpy(dtype=float, na_value=np.nan)
            people[level, name] = _people(column, surely, perhaps, len(within.shapes))
    return Residents(of, MappingProxyType(people))


def _people(
    column: NDArray[np.float64],
    surely: NDArray[np.int64],
    perhaps: NDArray[np.int64],
    areas: int,
) -> People:
    """Sums of a column over pairs (2, M) of an area and a row."""
    known = exact(np.nan_to_num(column))
    least, most = (
        np.array([known.number(units) for units in known.sums(area, row, areas)], dtype=float)
        for area, row in (surely, perhaps)
    )
    most[perhaps[0][np.isnan(column[perhaps[1]])]] = np.inf
    return People(least, most)


def _nobody(areas: Mapping[str, Areas]) -> Mapping[tuple[str, str], People]:
    nobody = {level: np.zeros(len(within.shapes)) for level, within in areas.items()}
    return MappingProxyType(
        {(level, name): People(none, none) for level, none in nobody.items() for name in COLUMNS}
    )
