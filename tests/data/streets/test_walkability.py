"""Who may walk where, as a table of cases taken from the OSM wiki's rules."""

import pytest

from data.streets.walkability import (
    CLOSED_CLASSES,
    INDOOR_OR_SPECIAL_CLASSES,
    NOT_A_WAY_CLASSES,
    OPEN_CLASSES,
    Why,
    walkability,
)


def tags_of(text):
    return dict(part.split("=", 1) for part in text.split())


@pytest.mark.parametrize("highway", sorted(OPEN_CLASSES))
def test_an_open_class_is_walked(highway):
    assert walkability({"highway": highway}).walk


@pytest.mark.parametrize("highway", sorted(CLOSED_CLASSES | INDOOR_OR_SPECIAL_CLASSES))
def test_a_closed_class_is_walked_only_where_foot_opens_it(highway):
    assert not walkability({"highway": highway}).walk
    assert walkability({"highway": highway, "foot": "yes"}).walk


@pytest.mark.parametrize("highway", sorted(NOT_A_WAY_CLASSES))
def test_nothing_opens_what_is_not_there(highway):
    assert not walkability({"highway": highway, "foot": "yes", "sidewalk": "both"}).walk


@pytest.mark.parametrize(
    ("text", "walk", "why"),
    [
        ("highway=residential foot=no", False, Why.FOOT_TAG),
        ("highway=footway foot=private", False, Why.FOOT_TAG),
        ("highway=secondary foot=use_sidepath", False, Why.FOOT_TAG),
        ("highway=track foot=permit", False, Why.FOOT_TAG),
        ("highway=cycleway foot=designated", True, Why.FOOT_TAG),
        ("highway=service access=private", False, Why.ACCESS_TAG),
        ("highway=service access=no", False, Why.ACCESS_TAG),
        ("highway=service access=customers", False, Why.ACCESS_TAG),
        ("highway=service access=private foot=yes", True, Why.FOOT_TAG),
        ("highway=service access=no foot=permissive", True, Why.FOOT_TAG),
        ("highway=service access=yes foot=no", False, Why.FOOT_TAG),
        ("highway=service access=destination", True, Why.CLASS),
        ("highway=service access=permissive", True, Why.CLASS),
        ("highway=residential access=bus", True, Why.CLASS),
        ("highway=residential foot=unknown", True, Why.CLASS),
        ("highway=residential foot=discouraged", True, Why.CLASS),
        ("highway=residential sidewalk=separate", True, Why.CLASS),
        ("highway=residential sidewalk=no", True, Why.CLASS),
        ("highway=trunk motorroad=yes", False, Why.MOTORROAD),
        ("highway=trunk motorroad=no", True, Why.CLASS),
        ("highway=trunk motorroad=yes sidewalk=both", True, Why.SIDEWALK),
        ("highway=trunk motorroad=yes sidewalk=both foot=no", False, Why.FOOT_TAG),
        ("highway=trunk motorroad=yes foot=yes", True, Why.FOOT_TAG),
        ("highway=cycleway sidewalk:right=yes", True, Why.SIDEWALK),
        ("highway=cycleway sidewalk=separate", False, Why.CLASS),
        ("highway=cycleway sidewalk=both access=private", False, Why.ACCESS_TAG),
        ("highway=residential construction=yes", False, Why.CONSTRUCTION),
        ("highway=residential construction=minor", True, Why.CLASS),
        ("highway=pedestrian area=yes", True, Why.CLASS),
        ("highway=footpath", False, Why.UNKNOWN_CLASS),
        ("highway=footpath foot=yes", True, Why.FOOT_TAG),
        ("railway=platform", False, Why.NO_HIGHWAY),
    ],
)
def test_the_narrower_tag_decides(text, walk, why):
    decided = walkability(tags_of(text))
    assert (decided.walk, decided.why) == (walk, why)


def test_every_class_stands_in_one_list_only():
    lists = (OPEN_CLASSES, CLOSED_CLASSES, INDOOR_OR_SPECIAL_CLASSES, NOT_A_WAY_CLASSES)
    assert len(frozenset().union(*lists)) == sum(map(len, lists))


@pytest.mark.parametrize(
    ("tags", "walk"),
    [
        ({"access": "private;delivery"}, False),
        ({"access": "private; yes"}, True),
        ({"access": "agricultural;forestry"}, False),
        ({"foot": "no;private"}, False),
        ({"foot": "no;designated"}, True),
        ({"foot": ";", "access": "no"}, False),
    ],
)
def test_several_values_close_only_together_and_open_alone(tags, walk):
    assert walkability({"highway": "service", **tags}).walk is walk
