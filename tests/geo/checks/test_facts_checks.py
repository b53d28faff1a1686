"""Facts: floors, areas, documents, what a person saw, and how far each is believed."""

import pytest
import shapely
from support.small_scene import answers, at_points, judged, small

from data.rulepacks.checks import (
    AllOf,
    AnyOf,
    Document,
    Fact,
    Floor,
    FloorArea,
    Left,
    Not,
    PersonMustLook,
)
from data.rulepacks.words import Sentence
from geo.reason import Reason
from geo.scene.sites import Source

NOWHERE = small()
DECLARED, DOCUMENT, SEEN = Source.DECLARED, Source.DOCUMENT, Source.SEEN
LOOK = PersonMustLook(what=Sentence(zh="看一看", en="look"), fact="produces_fume")


def said(check, place=NOWHERE, **facts):
    """What a check answers when facts are (value, source), or declared values."""
    given = {
        name: each if isinstance(each, tuple) else (each, DECLARED) for name, each in facts.items()
    }
    return answers(check, place, at_points((10, 10), facts=given))[0]


@pytest.mark.parametrize(
    ("floor", "expected"),
    [(-2, "not_met"), (-1, "met"), (1, "met"), (3, "met"), (4, "not_met"), (0, "unknown")],
)
def test_floors_lie_between_bounds_and_there_is_no_floor_0(floor, expected):
    assert said(Floor(lowest=-1, highest=3), floor=floor) == expected


def test_a_floor_above_the_roof_is_for_a_person_unless_one_stood_on_it():
    place = small(buildings=[{"floors": 6, "at": shapely.box(0, 0, 20, 20)}])
    assert said(Floor(lowest=1), place, floor=6) == "met"
    assert said(Floor(lowest=1), place, floor=7) == "on_site"
    assert said(Floor(lowest=1), place, floor=(7, SEEN)) == "met"


def test_a_floor_that_no_layer_can_be_held_against_is_for_a_person_but_for_the_lowest():
    unknown = small(without=["buildings"])
    assert said(Floor(lowest=-1), unknown, floor=2) == "on_site"
    assert said(Floor(lowest=-1), unknown, floor=(2, SEEN)) == "met"
    assert said(Floor(lowest=-1), unknown, floor=1) == "met"
    assert said(Floor(lowest=-1), unknown, floor=-2) == "not_met"


def test_one_building_that_is_high_enough_lets_a_floor_stand():
    low, high = shapely.box(0, 0, 20, 20), shapely.box(22, 0, 40, 20)
    place = small(buildings=[{"floors": 6, "at": low}, {"floors": 9, "at": high}])
    sites = at_points((21, 10), error_m=5, facts={"floor": (7, DECLARED)})
    assert answers(Floor(lowest=1), place, sites) == ["met"]


@pytest.mark.parametrize(("area", "expected"), [(20, "met"), (19.9, "not_met")])
def test_an_area_reaches_its_bound(area, expected):
    assert said(FloorArea(at_least_m2=20), area_m2=area) == expected


@pytest.mark.parametrize(("computers", "expected"), [(10, "met"), (11, "not_met"), (0, "unknown")])
def test_an_area_is_divided_among_those_who_share_it(computers, expected):
    check = FloorArea(at_least_m2=2, per="computers")
    assert said(check, area_m2=20, computers=computers) == expected


def test_an_area_has_an_upper_bound_where_asked():
    assert said(FloorArea(at_most_m2=100), area_m2=101) == "not_met"


def test_a_missing_fact_or_number_is_unknown():
    assert said(FloorArea(at_least_m2=20)) == "unknown"
    assert said(FloorArea(at_least_m2=2, per="computers"), area_m2=20) == "unknown"
    assert said(FloorArea(at_least_m2=Left(left="area")), area_m2=20) == "unknown"
    assert said(Floor(lowest=1)) == "unknown"
    assert said(Floor(lowest=Left(left="floor")), floor=1) == "unknown"
    assert said(Fact(fact="area_m2", at_least=1)) == "unknown"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1, DOCUMENT), "met"), ((1, SEEN), "met"), ((1, DECLARED), "on_site"),
        ((0, DOCUMENT), "not_met"), ((0, DECLARED), "not_met"),
    ],
)  # fmt: skip
def test_only_the_document_is_proof(given, expected):
    assert said(Document(fact="dedicated_flue"), dedicated_flue=given) == expected


def test_a_document_that_nobody_spoke_of_is_missing():
    found = judged(Document(fact="owners_consent"), NOWHERE, at_points((0, 0)))
    assert (found.answer[0], found.reason[0]) == (0, Reason.DOCUMENT_MISSING)


@pytest.mark.parametrize(
    ("given", "expected"),
    [((1, SEEN), "met"), ((0, SEEN), "not_met"), ((1, DOCUMENT), "on_site"), ((0, 1), "on_site")],
)
def test_what_a_person_saw_decides_and_nothing_else(given, expected):
    assert said(LOOK, produces_fume=given) == expected
    assert said(LOOK) == "on_site"


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (Fact(fact="produces_fume", equals=True), "met"),
        (Fact(fact="produces_fume", equals=False), "not_met"),
        (Fact(fact="area_m2", at_least=10, at_most=20), "met"),
        (Fact(fact="area_m2", at_most=19), "not_met"),
        (Fact(fact="building_use", equals="office"), "met"),
        (Fact(fact="dedicated_flue", equals=True), "on_site"),  # only declared, wants a document
        (Fact(fact="dedicated_flue", equals=False), "not_met"),  # against oneself one is believed
    ],
)
def test_a_fact_is_so_or_lies_within_bounds(check, expected):
    facts = {"produces_fume": 1, "area_m2": 20, "building_use": "office", "dedicated_flue": 1}
    assert said(check, **facts) == expected


def test_a_no_that_helps_wants_the_document_too():
    """Round `not` a fact that is only declared not to be so is no proof that it is not."""
    flue = Fact(fact="dedicated_flue", equals=True)
    other = Fact(fact="produces_fume", equals=True)
    for source, expected in ((Source.DECLARED, "on_site"), (Source.DOCUMENT, "met")):
        facts = {"dedicated_flue": (0.0, source), "produces_fume": (1.0, Source.DECLARED)}
        here = at_points((0, 0), facts=facts)
        for check in (Not(of=flue), Not(of=AllOf(of=(flue, other)))):
            assert answers(check, small(), here) == [expected]
        assert answers(Not(of=AnyOf(of=(flue, other))), small(), here) == ["not_met"]
        assert answers(Not(of=Not(of=flue)), small(), here) == ["not_met"]
