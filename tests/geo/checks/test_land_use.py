"""Planned land use under a site: codes of two standards, mixed codes, borders."""

from dataclasses import replace

import pytest
import shapely
from support.reference_checks_b import code_says
from support.small_scene import (
    CAFE,
    WORDS_SMALL,
    answer,
    answers,
    at_points,
    in_shape,
    judged,
    small,
)

from data.declarations import Visibility
from data.rulepacks.checks import InsideZone, LandUse, OutsideZone
from geo.checks.answers import WORDS
from geo.checks.land_use_codes import said
from geo.levels import MAY, NO, YES
from geo.reason import Reason
from geo.scene.land_codes import occurs
from geo.scene.sites import Shape

SHOPS = LandUse(one_of=("0901", "0902"))
NO_HOMES = LandUse(none_of=("07",))


def planned(*codes, **more):
    """Blocks side by side, a hundred metres wide."""
    blocks = [
        {"code": code, "at": shapely.box(100 * at, 0, 100 * at + 100, 100)}
        for at, code in enumerate(codes)
    ]
    return small(land_use=blocks, **more)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0901", "met"),
        ("090103", "met"),  # narrower than what is asked
        ("09", "on_site"),  # coarser
        ("0701", "not_met"),
        ("0901/0902", "met"),
        ("0901、0701", "on_site"),  # mixed, and only one part fits
        ("0801；0701", "not_met"),
        ("B1", "met"),  # GB 50137, stands for one code
        ("b1", "met"),
        ("B", "on_site"),  # stands for several, some of which fit
        ("R2", "not_met"),
        ("R21", "not_met"),  # finer than the table, which holds R2
        ("B1+R2", "on_site"),
        ("商业用地", "on_site"),  # no code at all
        ("05H1", "on_site"),  # a code of the land survey
        ("X9", "on_site"),  # in no table
    ],
)
def test_a_code_answers(code, expected):
    found = said(code, SHOPS.one_of, WORDS_SMALL.old_codes, forbidden=False)
    assert WORDS[found.answer] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("0701", "not_met"), ("0901", "met"), ("0901/0701", "on_site"), ("R", "not_met")],
)
def test_a_code_that_must_not_occur(code, expected):
    found = said(code, NO_HOMES.none_of, WORDS_SMALL.old_codes, forbidden=True)
    assert WORDS[found.answer] == expected


@pytest.mark.parametrize("code", ["09/B", "R2、0901", "B1,0902", "07+R2", "0902;B"])
def test_codes_agree_with_the_slow_reference(code):
    found = said(code, SHOPS.one_of, WORDS_SMALL.old_codes, forbidden=False)
    assert WORDS[found.answer] == code_says(code, SHOPS.one_of, WORDS_SMALL.old_codes)


def test_a_code_that_is_not_there_is_unknown():
    found = said("", SHOPS.one_of, {}, forbidden=False)
    assert (WORDS[found.answer], found.reason) == ("unknown", Reason.ATTRIBUTE_MISSING)


def test_an_old_code_for_several_is_at_best_for_the_office_to_decide():
    found = said("B", ("09",), WORDS_SMALL.old_codes, forbidden=False)
    assert (WORDS[found.answer], found.reason) == ("on_site", Reason.AMBIGUOUS_CODE)


def test_the_polygon_under_the_site_answers_and_is_named():
    found = judged(SHOPS, planned("0701", "0901"), at_points((50, 50), (150, 50)))
    assert [WORDS[each] for each in found.answer] == ["not_met", "met"]
    assert found.feature.tolist() == [0, 1]


def test_near_a_border_both_sides_must_agree():
    points = at_points((97, 50), error_m=5)
    assert answers(SHOPS, planned("0901", "0902"), points) == ["met"]
    assert answers(SHOPS, planned("0901", "0701"), points) == ["on_site"]
    assert answers(SHOPS, planned("0801", "0701"), points) == ["not_met"]


def test_a_code_that_must_not_occur_under_part_of_a_parcel_is_enough():
    parcel = in_shape(shapely.box(80, 0, 120, 50), Shape.PARCEL)
    assert answers(NO_HOMES, planned("0901", "0701"), parcel) == ["not_met"]
    assert answers(SHOPS, planned("0901", "0701"), parcel) == ["on_site"]


def test_where_no_land_use_is_drawn_a_person_must_look():
    found = judged(SHOPS, planned("0901"), at_points((500, 50)))
    assert (WORDS[found.answer[0]], found.reason[0]) == ("on_site", Reason.NOTHING_THERE)


def test_a_layer_that_is_not_known_is_unknown_but_what_surely_lies_there_still_forbids():
    half = shapely.box(-3000, -3000, 40, 3000)
    place = planned("0701", extent=half)
    assert answers(NO_HOMES, place, at_points((50, 50), (500, 50))) == ["not_met", "unknown"]
    assert answer(SHOPS, small(without=["land_use"])) == "unknown"


def test_a_business_asks_for_the_codes_that_are_its_home():
    check = LandUse(fits_business=True)
    assert answer(check, planned("0902"), (50, 50)) == "met"
    nowhere = replace(CAFE, land_use_fit=())
    found = judged(check, planned("0902"), at_points((50, 50)), business=nowhere)
    assert (WORDS[found.answer[0]], found.reason[0]) == ("unknown", Reason.NUMBER_MISSING)


def test_who_may_not_see_land_use_hears_the_worst_of_the_cell():
    hidden = {"land_use": {"visibility": Visibility.RESTRICTED}}
    shops, homes = shapely.box(0, 0, 180, 100), shapely.box(180, 0, 300, 100)
    rows = [{"code": "0901", "at": shops}, {"code": "0701", "at": homes}]
    points = at_points((50, 50), (110, 50))
    assert answers(SHOPS, small(land_use=rows, declare=hidden), points) == ["met", "not_met"]
    assert answers(SHOPS, small(land_use=rows), points) == ["met", "met"]


def test_a_cell_in_which_some_ground_has_no_land_use_is_for_a_person():
    hidden = {"land_use": {"visibility": Visibility.RESTRICTED}}
    gap = small(land_use=[{"code": "0901", "at": shapely.box(0, 0, 100, 99)}], declare=hidden)
    assert answer(SHOPS, gap, (50, 50)) == "on_site"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("070102", YES),  # narrower than 0701
        ("0701/0703", YES),  # mixed, and both are asked for
        ("07", MAY),  # coarser
        ("R2", MAY),  # of GB 50137, for 0701, 0702 or 080404
        ("R2/B1", MAY),
        ("0901/0701", MAY),
        ("", MAY),
        ("居住", MAY),  # a word that nobody can read as a code
        ("0702", NO),
        ("B", NO),
    ],
)
def test_ground_of_a_code_that_tells_too_little_may_be_what_is_asked_for(code, expected):
    old = {"R2": ("0701", "0702", "080404"), "B": ("0901", "0902"), "B1": ("0901",)}
    assert occurs(code, ("0701", "0703"), old) == expected


@pytest.mark.parametrize(
    ("code", "outside", "inside"),
    [
        ("1401", "not_met", "met"),
        ("14", "not_met", "met"),
        ("G1", "on_site", "on_site"),  # in no table here
        ("1", "on_site", "on_site"),  # no code at all
        ("0901", "met", "not_met"),
        ("0901/1401", "on_site", "on_site"),
    ],
)
def test_a_zone_of_a_code_may_be_ground_whose_code_tells_too_little(code, outside, inside):
    place = planned(code)
    assert answer(OutsideZone(zones=("green",)), place, (50, 50)) == outside
    assert answer(InsideZone(zones=("green",)), place, (50, 50)) == inside


def test_a_site_that_may_lie_beside_all_land_is_looked_at():
    beside = small(land_use=[{"code": "0901", "at": shapely.box(4, -10, 50, 10)}])
    assert answers(SHOPS, beside, at_points((0, 0), (30, 0), error_m=5)) == ["on_site", "met"]
