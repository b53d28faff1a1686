"""Matching of permits against a slow reading of the same words, one site and permit at a time."""

from datetime import date

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiny import district

from geo.levels import MAY, YES
from geo.scene.permit_register import register
from geo.scene.same_place import How, same_place
from geo.scene.sites import point_sites

ON, UNDECLARED_M = date(2026, 11, 22), 50.0
NAMES = ["甲路1号", "甲路1号附2号", "甲路1号附3号", "老街3号", "乙楼"]
HOUSES = {"甲路1号附2号": "甲路1号", "甲路1号附3号": "甲路1号"}
name, building = st.sampled_from([None, *NAMES]), st.sampled_from([None, "b0", "b1", "b2"])
place = st.tuples(st.integers(-3, 33), st.integers(-2, 3)).map(lambda xy: (xy[0] * 10, xy[1] * 10))
permits = st.lists(st.tuples(place, name, building), max_size=6)
addresses = st.lists(st.tuples(place, st.sampled_from(NAMES), name, building), max_size=4)
sites = st.lists(st.tuples(place, name), min_size=1, max_size=4)
# 100 m apart, but the second and third, which touch.
BUILDINGS = {
    "b0": shapely.box(0, 0, 30, 20), "b1": shapely.box(130, 0, 160, 20),
    "b2": shapely.box(160, 0, 190, 20),
}  # fmt: skip
ERROR_M = 1.0


def own_buildings(here, named):
    """Buildings the site may be in, and the one it surely is in."""
    mine = {b for b, shape in BUILDINGS.items() if shape.distance(here) <= ERROR_M + UNDECLARED_M}
    sure = {b for b in mine if len(mine) == 1 and BUILDINGS[b].intersects(here)}
    for row in named:
        if row[3] is not None:
            mine.add(row[3])
            sure |= {row[3]} if len(named) == 1 else set()
    return mine, sure


def own_names(here, asked, rows, named, mine, sure):
    """Names that the site may have, and whether each surely is its own."""
    own = {} if asked is None else {asked: True}
    for row in rows:
        alone = sum(other[3] == row[3] for other in rows) == 1
        surely = row in named if len(named) == 1 else False
        surely |= asked is None and row[3] in sure and alone
        elsewhere = bool(sure) and row[3] is not None and row[3] not in sure
        near = shapely.Point(row[0]).distance(here) <= 20 + ERROR_M + UNDECLARED_M
        if row in named or row[3] in mine - {None} or (near and not elsewhere):
            for each in filter(None, row[1:3]):
                own[each] = own.get(each, False) or surely
    return own


def slowly(site, asked, permit, rows):
    """How one permit stands to one site; None where not at all. All layers are good to 50 m."""
    at, text, house = permit
    here = shapely.Point(site)
    named = [row for row in rows if asked is not None and asked in row[1:3]]
    mine, sure = own_buildings(here, named)
    own = own_names(here, asked, rows, named, mine, sure)
    how, level = How(0), MAY
    if text in own:
        how, level = how | How.NAME, YES if own[text] else level
    units = {(HOUSES.get(each, each), each in HOUSES) for each in own}
    if text is not None and (HOUSES.get(text, text), text not in HOUSES) in units:
        how |= How.HOUSE_NUMBER
    if house is not None and house in mine:
        addressed = text is not None and any(own.values())
        how, level = how | How.BUILDING, YES if house in sure and not addressed else level
    if shapely.Point(at).distance(here) <= 20 + ERROR_M + UNDECLARED_M:
        how |= How.NEAR
    return (how, level) if how else None


@settings(max_examples=150, deadline=None)
@given(permits, addresses, sites)
def test_it_finds_what_a_slow_reader_finds(permits, addresses, sites):
    names = ("at", "address", "former", "building_id")
    layers = {
        "permits": [
            {"id": f"p{n}", "type": "t", "at": at, "address": text, "building_id": house}
            for n, (at, text, house) in enumerate(permits)
        ],
        "addresses": [
            {"id": f"a{n}", **dict(zip(names, row, strict=True))} for n, row in enumerate(addresses)
        ],
        "buildings": [{"id": own, "at": shape} for own, shape in BUILDINGS.items()],
    }
    known = register(district(**{k: rows for k, rows in layers.items() if rows}), ON)
    asked = point_sites(np.array([at for at, _ in sites], dtype=float), error_m=ERROR_M)
    asked.address[:] = [text for _, text in sites]
    pairs = same_place(known, asked)
    found = {
        (int(site), int(known.rows[permit])): (How(int(how)), level)
        for site, permit, how, level in zip(
            pairs.site, pairs.permit, pairs.how, pairs.level, strict=True
        )
    }
    expected = {
        (s, p): answer
        for s, (at, text) in enumerate(sites)
        for p, permit in enumerate(permits)
        if (answer := slowly(at, text, permit, addresses)) is not None
    }
    assert found == expected
