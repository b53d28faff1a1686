"""Which permits stand at the address of a site: by its names, by its building, and near by.

One matching for the rule (`geo.checks.address_unique`) and for the steps to a new permit
(`geo.survey.same_address`). `geo.scene.permit_register` prepares a district once; `same_place` then
finds the pairs of any number of sites and permits, with how sure it is that they mean one place:

- `YES`: the permit stands under a name of the site's own address (standard, former or alias, all
  names of one row of `addresses` meaning one place), or in the site's building as long as no two
  known door numbers may set them apart;
- `MAY`: the same house number, unless both surely are of two units there; the same building, but
  perhaps another door; or no farther away than `NEAR_M` and both position errors.

A site's own address is the one given, else that of its building where this has but one. A point
is in a building if no other is within its position error. That nothing is found in text says
nothing: registers hold addresses that no list of names knows.
"""

from dataclasses import dataclass
from enum import IntFlag

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.levels import MAY, YES, Levels
from geo.scene.keyed import Indices, Pairs, surest
from geo.scene.permit_register import (
    UNHEARD,
    Names,
    Register,
    coded,
    other_units,
    plain_column,
)
from geo.scene.sites import Sites

# Within this a permit is looked at by a person, whatever its address says.
NEAR_M = 20.0


class How(IntFlag):
    """How a permit was matched; several ways may agree."""

    NAME = 1
    HOUSE_NUMBER = 2
    BUILDING = 4
    NEAR = 8


@dataclass(frozen=True)
class SamePlace:
    """Pairs of a site and a permit that stands there, or may; K of them, by site and permit.

    Attributes:
        site: (K,) index of the site.
        permit: (K,) index in the register.
        how: (K,) flags of `How`.
        level: (K,) whether it surely is the same place, or may be.
    """

    site: NDArray[np.int64]
    permit: NDArray[np.int64]
    how: NDArray[np.uint8]
    level: Levels


@dataclass(frozen=True)
class _Own:
    """The names of the sites' own addresses, or what may be theirs. M entries.

    Attributes:
        site: (M,) index of the site.
        names: (M,) the names.
        sure: (M,) whether the name surely is its own.
    """

    site: Indices
    names: Names
    sure: NDArray[np.bool_]


def same_place(known: Register, sites: Sites) -> SamePlace:
    """The permits that stand at each of N sites, or may."""
    given = _given(known, sites)
    rows_given = _rows_given(known, given)
    buildings = _buildings(known, sites, rows_given)
    own = _own(known, given, _rows(known, sites, given, rows_given, buildings))
    found = {
        How.NAME: _by_name(known, own),
        How.HOUSE_NUMBER: _by_house(known, own),
        How.BUILDING: _by_building(known, buildings, own),
        How.NEAR: _near(known, sites),
    }
    every = surest(list(found.values()))
    permits = max(len(known.rows), 1)
    key = every.site * permits + every.other
    how = np.zeros(len(key), dtype=np.uint8)
    for way, pairs in found.items():
        how[np.searchsorted(key, pairs.site * permits + pairs.other)] |= np.uint8(way)
    return SamePlace(every.site, every.other, how, np.where(every.sure, YES, MAY).astype(np.uint8))


def _given(known: Register, sites: Sites) -> _Own:
    """The addresses that were given of sites."""
    asked = np.flatnonzero([text is not None for text in sites.address])
    plain = plain_column(sites.address[asked])
    kept = np.flatnonzero(plain != "")
    names = coded(plain[kept], lambda text: known.codes.get(text, UNHEARD))
    return _Own(asked[kept], names, np.ones(len(kept), dtype=bool))


def _rows_given(known: Register, given: _Own) -> Pairs:
    """Rows of `addresses` that have the name given, sure where but one has.

    A former name may have been given to another house since.
    """
    which, name = known.addresses.by_name.find(given.names.name)
    rows = Pairs(given.site[which], known.addresses.row[name], np.zeros(len(which), dtype=bool))
    rows = surest([rows])
    return Pairs(rows.site, rows.other, rows.only)


def _buildings(known: Register, sites: Sites, rows_given: Pairs) -> Pairs:
    """The buildings of each site, by their codes."""
    layer = known.buildings
    points = np.asarray(shapely.get_type_id(sites.shapes) == 0, dtype=bool)
    at, wide = np.flatnonzero(points), np.flatnonzero(~points)
    near, building = layer.outlines.query(
        sites.shapes[at], predicate="dwithin", distance=sites.error_m[at] + layer.error_m
    )
    inside = shapely.intersects(sites.shapes[at][near], layer.outlines.geometries[building])
    here = Pairs(at[near], layer.codes[building], inside)
    # A parcel holds buildings; the outline of a building is one, or lies in one.
    held = layer.insides.query(sites.shapes[wide], predicate="intersects")
    centres = shapely.point_on_surface(sites.shapes[wide])
    holding = layer.outlines.query(centres, predicate="intersects")
    which, building = np.concatenate([held, holding], axis=1)
    there = Pairs(wide[which], layer.codes[building], np.ones(len(which), dtype=bool))
    found = surest([here, there])
    of_row = known.addresses.building[rows_given.other]
    by_address = Pairs(rows_given.site, of_row, rows_given.sure).of(of_row >= 0)
    return surest([Pairs(found.site, found.other, found.sure & found.only), by_address])


def _rows(known: Register, sites: Sites, given: _Own, rows_given: Pairs, buildings: Pairs) -> Pairs:
    """The rows of `addresses` that are the site's own, or may be."""
    layer = known.addresses
    which, row = layer.by_building.find(buildings.other)
    site = buildings.site[which]
    # Whose address is given is not at all addresses of its building.
    sure = buildings.sure[which] & layer.alone[row] & ~np.isin(site, given.site)
    reach_m = NEAR_M + sites.error_m + layer.error_m
    near, row_near = layer.tree.query(sites.shapes, predicate="dwithin", distance=reach_m)
    own = np.full(sites.count, -1, dtype=np.int64)
    own[buildings.site[buildings.sure]] = buildings.other[buildings.sure]
    theirs = layer.building[row_near]
    elsewhere = (own[near] >= 0) & (theirs >= 0) & (own[near] != theirs)
    around = Pairs(near, row_near, np.zeros(len(near), dtype=bool)).of(~elsewhere)
    return surest([rows_given, Pairs(site, row, sure), around])


def _own(known: Register, given: _Own, rows: Pairs) -> _Own:
    """The names given, and all names of the rows."""
    which, name = known.addresses.by_row.find(rows.other)
    return _Own(
        np.concatenate([given.site, rows.site[which]]),
        given.names.and_also(known.addresses.names.of(name)),
        np.concatenate([given.sure, rows.sure[which]]),
    )


def _by_name(known: Register, own: _Own) -> Pairs:
    """Permits under one of the site's names."""
    which, permit = known.by_name.find(own.names.name)
    return Pairs(own.site[which], permit, own.sure[which])


def _by_house(known: Register, own: _Own) -> Pairs:
    """Permits under its house number, unless both surely are of two units there."""
    which, permit = known.by_house.find(own.names.house)
    mine, theirs = own.names.of(which), known.names.of(permit)
    other = other_units(mine, theirs) | (mine.name == theirs.name)
    return Pairs(own.site[which], permit, np.zeros(len(which), dtype=bool)).of(~other)


def _by_building(known: Register, buildings: Pairs, own: _Own) -> Pairs:
    """Permits in the site's building; less sure where both are known by addresses of their own."""
    which, permit = known.by_building.find(buildings.other)
    site = buildings.site[which]
    addressed = np.isin(site, own.site[own.sure]) & (known.names.name[permit] >= 0)
    return Pairs(site, permit, buildings.sure[which] & ~addressed)


def _near(known: Register, sites: Sites) -> Pairs:
    """Permits within `NEAR_M` and both position errors."""
    reach_m = NEAR_M + sites.error_m + known.error_m.max(initial=0.0)
    site, permit = known.tree.query(sites.shapes, predicate="dwithin", distance=reach_m)
    apart_m = shapely.distance(sites.shapes[site], known.tree.geometries[permit])
    near = apart_m <= NEAR_M + sites.error_m[site] + known.error_m[permit]
    return Pairs(site, permit, np.zeros(len(site), dtype=bool)).of(near)
