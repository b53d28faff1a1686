"""Zones, land use and host buildings agree with the slow reference; one more zone never helps."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from support import reference_checks_b as slow
from support.drawn_zones import ERRORS, HOUSES, LANDS, POINTS, ZONES, drawn, polygons, sites
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
