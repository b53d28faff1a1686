"""Whom to ask at a site: a district of two communities, side by side."""

from dataclasses import replace
from types import MappingProxyType

import pytest
import shapely
from support.tiny import district

from data.declarations import Declaration, Visibility
from geo.survey.responsible import responsible

WEST, EAST = shapely.box(0, 0, 500, 1000), shapely.box(500, 0, 1000, 1000)
AREAS = [
    {"id": "a-0", "level": "district", "name": "小区", "code": "510199", "phone": "0",
     "at": WEST | EAST},
    {"id": "c-1", "level": "community", "name": "西社区", "code": "510199001001", "parent": "a-0",
     "specialist": "王专员", "phone": "1", "at": WEST},
    {"id": "c-2", "level": "community", "name": "东社区", "parent": "a-0", "phone": "2",
     "at": EAST},
    {"id": "p-1", "level": "park", "name": "园区", "specialist": "李专员", "at": WEST},
]  # fmt: skip


def ask(x, y=500, error_m=5.0, level=Visibility.INTERNAL, declared=(), areas=AREAS):
    place = district(areas=areas) if areas else district()
    terms = Declaration("areas", position_error_m=1.0, visibility=Visibility.PUBLIC)
    place = replace(place, declarations=(replace(terms, **dict(declared)),))
    return responsible(place, shapely.Point(x, y), error_m=error_m, level=level)


def test_it_names_every_area_the_site_lies_in_and_the_nearest_people():
    found = ask(200)
    assert [area.id for area in found.areas] == ["a-0", "c-1"]
    assert [(area.name, area.code) for area in found.at("community")] == [
        ("西社区", "510199001001")
    ]
    assert [(who.id, who.specialist, who.phone) for who in found.contacts] == [
        ("c-1", "王专员", "1")
    ]


@pytest.mark.parametrize(("x", "named"), [(493, "c-1"), (495, "c-1 c-2"), (505, "c-1 c-2")])
def test_within_both_errors_of_a_border_both_sides_are_named(x, named):
    found = ask(x)
    communities = found.at("community")
    assert " ".join(area.id for area in communities) == named
    assert all(area.surely for area in communities) == (len(communities) == 1)


def test_at_the_edge_of_what_is_recorded_it_is_not_sure():
    assert [area.surely for area in ask(200, y=3).areas] == [False, False]
    assert [area.surely for area in ask(200, y=7).areas] == [True, True]


def test_a_parcel_across_a_border_lies_in_both():
    found = responsible(district(areas=AREAS), shapely.box(400, 400, 600, 600))
    assert [area.id for area in found.at("community")] == ["c-1", "c-2"]


def test_who_may_not_see_a_column_does_not():
    declared = {"column_visibility": MappingProxyType({"specialist": Visibility.INTERNAL})}
    assert ask(200, declared=declared).contacts[0].specialist == "王专员"
    outside = ask(200, level=Visibility.PUBLIC, declared=declared)
    assert (outside.contacts[0].specialist, outside.contacts[0].phone) == (None, "1")
    assert outside.withheld == ("specialist",)


def test_areas_above_the_askers_level_are_not_named():
    assert (
        ask(200, level=Visibility.PUBLIC, declared={"visibility": Visibility.INTERNAL}).areas == ()
    )


def test_where_no_community_names_anybody_the_district_does():
    nobody = [{**row, "specialist": None, "phone": row["phone"] if row["id"] == "a-0" else None}
              for row in AREAS[:3]]  # fmt: skip
    assert [area.id for area in ask(200, areas=nobody).contacts] == ["a-0"]


def test_without_areas_nobody_is_named():
    found = ask(200, areas=None)
    assert (found.areas, found.contacts, found.known) == ((), (), False)
