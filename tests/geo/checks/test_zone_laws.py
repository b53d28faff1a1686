"""Laws of zones, land use and host buildings, and the slow reference they agree with."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support import reference_checks_b as slow
from support.drawn_zones import (
    CHECKS,
    CODES,
    ERRORS,
    HOUSES,
    LANDS,
    POINTS,
    ZONES,
    districts,
    drawn,
    polygons,
    sites,
)
from support.small_scene import WORDS_SMALL, answers, at_points, in_shape, judged
from support.sweeps import examples

from data.rulepacks.checks import HostBuilding, InsideZone, LandUse, OutsideZone, OverlapShare
from geo.scene.sites import Shape

OUTSIDE, INSIDE = OutsideZone(zones=("redline", "park")), InsideZone(zones=("redline", "park"))
SHARE = OverlapShare(zones=("redline", "park"), at_most=0.3)
SHOPS = LandUse(one_of=("0901",))
NO_HOMES = HostBuilding(none_of=("residential",))
SAID = {"residential": "not_met", "office": "met", "mixed": "met", None: "unknown"}


def places(points, error):
    """Each point, as a site and as a shape; off whole metres."""
    shifted = [(x + 0.317, y + 0.211) for x, y in points]
    return at_points(*shifted, error_m=error), [shapely.Point(each) for each in shifted]


def by_kind(zones, errors):
    """A district of zones whose kinds have errors of their own, and the zones for the reference."""
    own = dict(zip(("ecological_redline", "park"), errors, strict=True))
    said = {f"control_zones/{kind}": {"position_error_m": error} for kind, error in own.items()}
    return drawn(zones, declare=said), [(shape, own[kind], True) for kind, shape in zones]


@given(ZONES, POINTS, ERRORS, st.tuples(ERRORS, ERRORS))
@examples(40)
def test_points_against_zones_agree_with_the_reference(zones, points, error, zone_errors):
    place, plain = by_kind(zones, zone_errors)
    here, shapes = places(points, error)
    assert answers(OUTSIDE, place, here) == [slow.outside(p, plain, error) for p in shapes]
    assert answers(INSIDE, place, here) == [slow.inside(p, plain, error) for p in shapes]


@given(ZONES, polygons(), ERRORS, st.tuples(ERRORS, ERRORS))
@examples(40)
def test_parcels_against_zones_agree_with_the_reference(zones, parcel, error, zone_errors):
    place, plain = by_kind(zones, zone_errors)
    here = in_shape(parcel, Shape.PARCEL, error)
    assert answers(OUTSIDE, place, here) == [slow.outside(parcel, plain, error)]
    assert answers(INSIDE, place, here) == [slow.inside(parcel, plain, error)]
    assert answers(SHARE, place, here) == [slow.share(parcel, plain, error, 0.3)]


@given(LANDS, POINTS, ERRORS)
@examples(30)
def test_land_use_agrees_with_the_reference(lands, points, error):
    codes = [slow.code_says(code, SHOPS.one_of, WORDS_SMALL.old_codes) for code, _ in lands]
    plain = [(shape, 0.0, says) for says, (_, shape) in zip(codes, lands, strict=True)]
    here, shapes = places(points, error)
    assert answers(SHOPS, drawn(lands=lands), here) == [
        slow.agreed(each, plain, error, tiled=True) for each in shapes
    ]


@given(HOUSES, POINTS, ERRORS)
@examples(30)
def test_host_buildings_agree_with_the_reference(houses, points, error):
    plainly = [(use, None, None, shape) for use, _, _, shape in houses]
    plain = [(shape, 0.0, SAID[use]) for use, _, _, shape in plainly]
    here, shapes = places(points, error)
    assert answers(NO_HOMES, drawn(houses=plainly), here) == [
        slow.agreed(each, plain, error) for each in shapes
    ]


@given(ZONES, sites(), polygons(), ERRORS)
@examples(30)
def test_one_more_forbidden_zone_never_improves_an_answer(zones, here, more, error):
    fewer = judged(OUTSIDE, drawn(zones, error_m=error), here)
    larger = drawn([*zones, ("ecological_redline", more)], error_m=error)
    assert (judged(OUTSIDE, larger, here).answer <= fewer.answer).all()


@given(districts, sites())
@examples(12)
def test_together_or_one_by_one_is_the_same(place, here):
    for check in CHECKS:
        whole = answers(check, place, here)
        assert [answers(check, place, one)[0] for one in _each(here)] == whole


@given(ZONES, LANDS, HOUSES, sites())
@examples(12)
def test_the_order_of_features_does_not_matter(zones, lands, houses, here):
    one, other = drawn(zones, lands, houses), drawn(zones[::-1], lands[::-1], houses[::-1])
    for check in CHECKS:
        assert answers(check, one, here) == answers(check, other, here)


@given(districts, sites(), st.sampled_from((0.5, 3.0, 20.0)))
@examples(20)
def test_a_larger_error_never_settles_what_was_open(place, here, more):
    for check in CHECKS:
        sharp = judged(check, place, here).answer
        blurred = judged(check, place, replace(here, error_m=here.error_m + more)).answer
        settled = (blurred == 0) | (blurred == 3)
        assert (blurred[settled] == sharp[settled]).all()


@pytest.mark.parametrize(
    ("check", "gone"),
    [
        (OUTSIDE, "control_zones/park"), (INSIDE, "control_zones/park"),
        (SHARE, "control_zones/park"), (SHOPS, "land_use"), (NO_HOMES, "buildings"),
    ],
)  # fmt: skip
@given(zones=ZONES, code=CODES, here=sites())
@examples(10)
def test_a_kind_or_layer_taken_away_never_helps(check, gone, zones, code, here):
    here = replace(here, facts={})
    lands, houses = (
        [(code, shapely.box(-80, -80, 80, 80))],
        [("office", None, 6, shapely.box(-80, -80, 80, 80))],
    )
    less = judged(check, drawn(zones, lands, houses, without=[gone]), here).answer
    whole = judged(check, drawn(zones, lands, houses), here).answer
    within = check is INSIDE
    assert all(
        few == 1 or few == all_ == (3 if within else 0)
        for few, all_ in zip(less, whole, strict=True)
    )


@given(ZONES, LANDS, HOUSES, sites())
@examples(8)
def test_shifting_site_and_layers_together_changes_nothing(zones, lands, houses, here):
    moved = [
        [(*rest, shapely.transform(shape, _moved)) for *rest, shape in rows]
        for rows in (zones, lands, houses)
    ]
    there = replace(here, shapes=shapely.transform(here.shapes, _moved))
    for check in CHECKS:
        assert answers(check, drawn(*moved), there) == answers(
            check, drawn(zones, lands, houses), here
        )


def _moved(xy):
    return xy + np.array([512, -256])


def _each(here):
    """The sites, one by one."""
    for at in range(here.count):
        facts = {
            name: replace(column, value=column.value[[at]], source=column.source[[at]])
            for name, column in here.facts.items()
        }
        rows = {
            name: getattr(here, name)[[at]]
            for name in ("shapes", "what", "doors", "error_m", "address")
        }
        yield replace(here, facts=facts, **rows)
