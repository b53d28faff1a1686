"""How many compounds and parks have a post inside: squares of ten metres beside each other."""

import shapely
from support.tiny import district, street

from geo.answers import Inside
from geo.posts_inside import compounds_with_post, parks_with_post

FIRST, SECOND = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)


def post(x, y, tier="post", name="s"):
    return {"id": name, "tier": tier, "at": (x, y)}


def place(*stations, compounds=(FIRST, SECOND), parks=(), enclosed=True, level="park"):
    return district(
        streets=[street(("a", 0, 0), ("b", 9, 0))],
        stations=stations,
        residents=[
            {"id": f"r{k}", "population": 1, "at": at, "enclosed": enclosed}
            for k, at in enumerate(compounds)
        ],
        areas=[{"id": f"p{k}", "level": level, "at": at} for k, at in enumerate(parks)],
    )


def compounds(*stations, **more):
    found = place(*stations, **more)
    return compounds_with_post(found.features("residents"), found.features("stations"))


def parks(*stations, **more):
    found = place(*stations, **more)
    return parks_with_post(found.features("areas"), found.features("stations"))


def test_inside_or_not():
    assert compounds(post(5, 5)) == Inside(total=2, with_post=1, undrawn=0)
    assert compounds(post(50, 5)) == Inside(2, 0, 0)
    assert compounds() == Inside(2, 0, 0)


def test_on_the_border_is_inside_and_of_both_where_they_meet():
    assert compounds(post(0, 5)).with_post == 1
    assert compounds(post(10, 5)).with_post == 2


def test_two_posts_in_one_compound_are_one_compound():
    assert compounds(post(5, 5), post(6, 6, name="t")).with_post == 1


def test_in_a_courtyard_that_is_not_of_it_is_outside():
    ring = FIRST.difference(shapely.box(4, 4, 6, 6))
    assert compounds(post(5, 5), compounds=[ring]).with_post == 0


def test_only_a_post_is_a_post():
    assert compounds(post(5, 5, tier="community"), post(5, 5, tier=None, name="t")).with_post == 0


def test_a_compound_drawn_as_a_point_is_counted_apart():
    at = shapely.Point(5, 5)
    assert compounds(post(5, 5), compounds=[at, SECOND]) == Inside(1, 0, 1)


def test_a_place_not_known_to_be_enclosed_is_no_compound():
    for enclosed in (False, None):
        assert compounds(post(5, 5), enclosed=enclosed) == Inside(0, 0, 0)


def test_parks_are_areas_of_that_level():
    assert parks(post(5, 5), parks=[FIRST, SECOND]) == Inside(2, 1, 0)
    assert parks(post(5, 5), parks=[FIRST], level="grid") == Inside(0, 0, 0)
    assert parks_with_post(None, place(post(5, 5)).features("stations")) == Inside(0, 0, 0)
