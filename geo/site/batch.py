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
from geo.scene.sites import CLICKED_ERROR_M, Shape, Sites
from geo.site.directory import Directory
from geo.site.given import fact_column
from geo.site.grounds import Grounds
from geo.site.lookup import Match, one_match
from geo.site.places import Places, matched_places, no_door, site_is_code
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
        undeclared: (M,) whether nobody says how far off the position may be.
        outline: (M,) id of the row whose polygon it is, else None.
        problems: What is wrong with the other rows, by row.
    """

    sites: Sites
    row: NDArray[np.int64]
    id: NDArray[np.object_]
    type: NDArray[np.object_]
    undertaking: NDArray[np.object_]
    undeclared: NDArray[np.bool_]
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
    looked_up = shapely.is_missing(rows.points)
    for place, error in found.problems:
        k = int(able[place])
        problems[k] = ("address" if looked_up[k] else rows.where, error)
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
        undeclared=found.undeclared,
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
        outline=np.full(count, None, dtype=object),
        address=rows.address.copy(),
    )
    matched = _matched(directory, rows, problems)
    at = np.array(list(matched), dtype=np.int64)
    found = matched_places(ground, list(matched.values()))
    places.shapes[at], places.building[at] = found.shapes, found.building
    places.own_error_m[at], places.outline[at] = found.own_error_m, found.outline
    what[at] = np.where(said[at], what[at], found.what)
    polygons = ~shapely.is_missing(places.shapes) & (shapely.get_type_id(places.shapes) != 0)
    problems |= {
        k: ("site_is", no_door()) for k in np.flatnonzero(polygons & (what == Shape.DOOR)).tolist()
    }
    return places


def _matched(
    directory: Directory, rows: SiteRows, problems: dict[int, tuple[str, QuankanError]]
) -> dict[int, Match]:
    """What the address of each row without coordinates means; the same address is asked once."""
    find, matched = _finder(directory), {}
    known: dict[str, Match | SiteError] = {}
    for k in np.flatnonzero(shapely.is_missing(rows.points)).tolist():
        address = rows.address[k]
        if address not in known:
            known[address] = find(address)
        found = known[address]
        if isinstance(found, Match):
            matched[k] = found
        else:
            problems[k] = ("address", found)
    return matched


def _finder(directory: Directory) -> Callable[[str], Match | SiteError]:
    """Looks addresses up; after the first hundred failures it no longer says what is near."""
    failures = 0

    def find(address: str) -> Match | SiteError:
        nonlocal failures
        try:
            return one_match(directory, address, suggest=failures < _SUGGESTED)
        except SiteError as error:
            failures += 1
            return error

    return find


def _those(places: Places, rows: NDArray[np.int64]) -> Places:
    return Places(
        shapes=places.shapes[rows],
        what=places.what[rows],
        own_error_m=places.own_error_m[rows],
        stated_error_m=places.stated_error_m[rows],
        building=places.building[rows],
        outline=places.outline[rows],
        address=places.address[rows],
    )
