"""Places to sites: the building or parcel meant, its doors, its error, and that it is here.

A site is premises, not a pin. Nothing is chosen for the asker: a point that lies in no building, or
in two, is refused with what lies near.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import QuankanError
from data.sites.coordinates import Clicked
from geo.errors import SiteOutsideError
from geo.scene.knowledge import UNDECLARED_ERROR_M
from geo.scene.sites import FactColumn, Shape, Sites
from geo.site.declared_doors import with_doors
from geo.site.enclosing import enclosing
from geo.site.extent import mostly_outside, too_wide
from geo.site.grounds import Grounds
from geo.site.inside import outside
from geo.site.places import Places

_OUTLINED = (Shape.BUILDING, Shape.PARCEL)
Problem = tuple[int, QuankanError]


@dataclass(frozen=True)
class Premises:
    """The M of N places that are sites.

    Attributes:
        sites: The sites, without facts.
        row: (M,) which of the places each is; rising.
        undeclared: (M,) whether nobody says how far off the position may be, so that 50 m count.
        outline: (M,) id of the row of the district whose polygon it is, None where it is none's.
        problems: The other places, each with why it is no site; by rising place.
    """

    sites: Sites
    row: NDArray[np.int64]
    undeclared: NDArray[np.bool_]
    outline: NDArray[np.object_]
    problems: tuple[Problem, ...]


def premises(ground: Grounds, places: Places) -> Premises:
    """Place N places in a district.

    A point asked about as a building is the outline that contains it, or whose id is known, and
    that building's gates are its doors, as exact as gates are; as a parcel, the land use that
    contains it. A polygon is what it is. The position error is what was stated, else that of what
    the shape came from.
    """
    stated = np.isfinite(places.stated_error_m)
    error_m = np.where(stated, places.stated_error_m, places.own_error_m)
    problems: dict[int, QuankanError] = dict(outside(ground.own, places.shapes, _counted(error_m)))
    shapes, outline = places.shapes.copy(), places.outline.copy()
    for code, layer in zip(_OUTLINED, (ground.buildings, ground.parcels), strict=True):
        rows = _to_be_found(places, code, problems)
        found = enclosing(layer, places, rows, problems)
        taken, at = rows[found >= 0], found[found >= 0]
        shapes[taken], outline[taken] = layer.shapes[at], layer.ids[at]
        error_m[taken] = np.where(stated[taken], error_m[taken], layer.error_m)
    able = np.setdiff1d(np.arange(places.count), np.array(list(problems), dtype=np.int64))
    problems |= {int(able[at]): error for at, error in too_wide(shapes[able])}
    spread = mostly_outside(ground.own, shapes[able], _counted(error_m[able]))
    problems |= {int(able[at]): error for at, error in spread}
    kept = np.setdiff1d(np.arange(places.count), np.array(list(problems), dtype=np.int64))
    sites = Sites(
        shapes=shapes[kept],
        what=places.what[kept],
        doors=_doors(ground, outline[kept]),
        error_m=_counted(error_m[kept]),
        facts=MappingProxyType({}),
        address=places.address[kept],
        doors_error_m=np.full(len(kept), ground.gates_error_m),
    )
    undeclared = np.isnan(error_m[kept])
    return Premises(sites, kept, undeclared, outline[kept], tuple(sorted(problems.items())))


def one_site(
    ground: Grounds,
    place: Places,
    *,
    clicked: Clicked | None = None,
    doors: Sequence[Clicked] = (),
    facts: Mapping[str, FactColumn] = MappingProxyType({}),
) -> Premises:
    """The site of one place.

    Args:
        ground: The ground.
        place: The one place.
        clicked: The coordinates it was given by; if it lies outside, the message says what
            would lie inside.
        doors: Its doors where somebody gives them; else its gates.
        facts: What is known of the undertaking there.

    Raises:
        SiteOutsideError: It lies outside the district.
        SiteError: It is in no building or parcel, or in several; or a door is not its own.
    """
    found = premises(ground, place)
    for _, error in found.problems:
        if isinstance(error, SiteOutsideError):
            hinted = outside(ground.own, place.shapes, np.zeros(1), clicked)
            raise next((said for _, said in hinted), error)
        raise error
    sites = replace(found.sites, facts=facts)
    stated = bool(np.isfinite(place.stated_error_m[0]))
    return replace(found, sites=with_doors(sites, doors, stated_error=stated))


def _counted(error_m: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(error_m), UNDECLARED_ERROR_M, error_m)


def _to_be_found(
    places: Places, code: Shape, problems: Mapping[int, QuankanError]
) -> NDArray[np.int64]:
    """Which places are points, or of a known building, whose outline is asked for."""
    points = shapely.get_type_id(places.shapes) == 0
    wanted = (places.what == code) & (points | given(places.building))
    return np.setdiff1d(np.flatnonzero(wanted), np.array(list(problems), dtype=np.int64))


def given(values: NDArray[np.object_]) -> NDArray[np.bool_]:
    """(N,) where a value is not None."""
    return np.array([value is not None for value in values.tolist()], dtype=bool)


def _doors(ground: Grounds, outline: NDArray[np.object_]) -> NDArray[np.object_]:
    doors = np.full(len(outline), None, dtype=object)
    for at in np.flatnonzero(given(outline)).tolist():
        if outline[at] in ground.gates:
            doors[at] = shapely.multipoints(ground.gates[outline[at]])
    return doors
