"""The sites of many rows of a table at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import QuankanError, SiteError
from data.sites.batch import SiteRows
from data.sites.batch_cells import RowProblem
from data.text import Text
from geo.scene.sites import CLICKED_ERROR_M, Shape, Sites
from geo.site.directory import Directory
from geo.site.given import fact_column
from geo.site.grounds import Grounds
from geo.site.lookup import Match, one_match
from geo.site.places import Places, matched_place, site_is_code
from geo.site.premises import premises

# To look for what an unknown address may have been takes time; after so many nobody reads it.
_SUGGESTED = 100


@dataclass(frozen=True)
class BatchSites:
    """The M sites of some rows of a table.

    Attributes:
        sites: The sites with their facts.
        row: (M,) their rows in the table, from 1; rising.
        id: (M,) their ids.
        type: (M,) names of business types.
        undertaking: (M,) kinds of undertaking.
        outline: (M,) id of the building or parcel that was taken, else None.
        problems: What is wrong with the other rows, by row.
    """

    sites: Sites
    row: NDArray[np.int64]
    id: NDArray[np.object_]
    type: NDArray[np.object_]
    undertaking: NDArray[np.object_]
    outline: NDArray[np.object_]
    problems: tuple[RowProblem, ...]


def batch_sites(ground: Grounds, directory: Directory, rows: SiteRows) -> BatchSites:
    """Place the rows of a table in a district.

    Each row answers as a single survey of it would; none stops the others.

    Args:
        ground: The ground.
        directory: What addresses are looked up in.
        rows: The rows, understood.
    """
    problems: dict[int, tuple[str, QuankanError]] = {}
    places = _places(ground, directory, rows, problems)
    able = np.setdiff1d(np.arange(len(rows.row)), np.array(list(problems), dtype=np.int64))
    found = premises(ground, _those(places, able))
    problems |= {int(able[at]): ("", error) for at, error in found.problems}
    at = able[found.row]
    facts = {name: fact_column(values[at]) for name, values in rows.facts.items()}
    told = [
        RowProblem(int(rows.row[k]), field, error.found, error.expected)
        for k, (field, error) in problems.items()
    ]
    return BatchSites(
        sites=replace(found.sites, facts=MappingProxyType(facts)),
        row=rows.row[at],
        id=rows.id[at],
        type=rows.type[at],
        undertaking=rows.undertaking[at],
        outline=found.outline,
        problems=tuple(sorted((*rows.problems, *told), key=lambda p: (p.row, p.field))),
    )


def _places(
    ground: Grounds,
    directory: Directory,
    rows: SiteRows,
    problems: dict[int, tuple[str, QuankanError]],
) -> Places:
    """Clicked points as they are, addresses looked up; the problems of others are noted."""
    count = len(rows.row)
    what = np.full(count, Shape.DOOR, dtype=np.uint8)
    said = np.array([word is not None for word in rows.site_is.tolist()], dtype=bool)
    for word in {word for word in rows.site_is.tolist() if word is not None}:
        at = np.flatnonzero(rows.site_is == word)
        try:
            what[at] = site_is_code(word)
        except SiteError as error:
            problems |= {int(k): ("site_is", error) for k in at}
    places = Places(
        shapes=rows.points.copy(),
        what=what,
        own_error_m=np.full(count, CLICKED_ERROR_M),
        stated_error_m=rows.error_m,
        building=np.full(count, None, dtype=object),
        address=rows.address.copy(),
    )
    looked_up = shapely.is_missing(rows.points)
    find = _finder(directory)
    for address in dict.fromkeys(rows.address[looked_up].tolist()):
        at = np.flatnonzero(looked_up & (rows.address == address))
        try:
            place = matched_place(ground.district, find(address))
        except SiteError as error:
            problems |= {int(k): ("address", error) for k in at}
            continue
        places.shapes[at] = place.shapes
        places.building[at] = place.building
        places.own_error_m[at] = place.own_error_m
        what[at[~said[at]]] = place.what
        if place.shapes[0].geom_type != "Point":
            wrong = at[what[at] == Shape.DOOR]
            problems |= {int(k): ("site_is", _no_door(address)) for k in wrong}
    return places


def _no_door(address: str) -> SiteError:
    found = Text("该处是面，却说是门", "the place is a polygon, but said to be a door")
    return SiteError(address, found, Text("building 或 parcel", "building or parcel"))


def _finder(directory: Directory) -> Callable[[str], Match]:
    """Looks addresses up; after the first hundred failures it no longer says what is near."""
    failures = 0

    def find(address: str) -> Match:
        nonlocal failures
        try:
            return one_match(directory, address, suggest=failures < _SUGGESTED)
        except SiteError:
            failures += 1
            raise

    return find


def _those(places: Places, rows: NDArray[np.int64]) -> Places:
    return Places(
        shapes=places.shapes[rows],
        what=places.what[rows],
        own_error_m=places.own_error_m[rows],
        stated_error_m=places.stated_error_m[rows],
        building=places.building[rows],
        address=places.address[rows],
    )
