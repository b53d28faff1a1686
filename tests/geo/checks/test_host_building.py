"""The building premises are in: what the layer says, what the applicant says, and both together."""

import pytest
import shapely
from support.small_scene import answer, answers, at_points, in_shape, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import Fact, HostBuilding
from geo.checks.answers import WORDS
from geo.reason import Reason
from geo.scene.sites import Shape, Source

NO_HOMES = HostBuilding(none_of=("residential",))
NO_MIXED = HostBuilding(none_of=("mixed",))
INSIDE = (10, 10)


def house(use=None, west=0, **more):
    """A building of twenty metres by twenty."""
    return {"use": use, "at": shapely.box(west, 0, west + 20, 20), **more}


def told(use, source=Source.DECLARED, error_m=0.0):
    """A point in the first house, whose use somebody names."""
    return at_points(INSIDE, error_m=error_m, facts={"building_use": (use, source)})


@pytest.mark.parametrize(
    ("row", "homes", "mixed"),
    [
        (house("residential"), "not_met", "met"),
        (house("住宅"), "not_met", "met"),
        (house("商住"), "met", "not_met"),
        (house("office"), "met", "met"),
        (house("宿舍"), "on_site", "met"),  # homes or not, depending on whom one asks
        (house("residential", uses_by_floor="1-2:commercial;3-18:residential"), "met", "not_met"),
        (house("residential", uses_by_floor="1-6:residential"), "not_met", "met"),
        (house("residential", lowest_dwelling_floor=2), "on_site", "on_site"),  # shops or cellars
        (house("commercial", dwellings=12.0), "met", "not_met"),
        (house("commercial", uses_by_floor="1-6:residential"), "on_site", "met"),  # says both
        (house(uses_by_floor="1:商业；2-6:住宅"), "met", "not_met"),
        (house(), "unknown", "unknown"),
        (house("yes"), "unknown", "unknown"),
    ],
)
def test_the_layer_answers(row, homes, mixed):
    place = small(buildings=[row])
    assert (answer(NO_HOMES, place, INSIDE), answer(NO_MIXED, place, INSIDE)) == (homes, mixed)


def test_buildings_within_the_error_must_agree():
    place = small(buildings=[house("residential"), house("office", west=25)])
    points = at_points((10, 10), (22, 10), (35, 10), error_m=5)
    assert answers(NO_HOMES, place, points) == ["not_met", "on_site", "met"]


def test_a_building_near_by_of_which_nothing_is_known_may_be_the_one():
    place = small(buildings=[house("office"), house(west=22), house("residential", west=44)])
    beside = at_points((21, 10), (43, 10), error_m=5)
    assert answers(NO_HOMES, place, beside) == ["unknown", "unknown"]


def test_premises_known_by_their_buildings_outline_are_in_that_one_whatever_stands_beside_it():
    place = small(buildings=[house("office"), house("residential", west=20)])
    outline = in_shape(shapely.box(0, 0, 20, 20), Shape.BUILDING, error_m=5)
    other = in_shape(shapely.box(0, 0, 20, 19), Shape.BUILDING, error_m=5)
    assert answers(NO_HOMES, place, outline) == ["met"]
    assert answers(NO_HOMES, place, other) == ["on_site"]


def test_where_no_building_stands_a_person_must_look():
    found = judged(NO_HOMES, small(), at_points(INSIDE))
    assert (WORDS[found.answer[0]], found.reason[0]) == ("on_site", Reason.NOTHING_THERE)


def test_a_missing_or_stale_layer_is_unknown():
    assert answer(NO_HOMES, small(without=["buildings"]), INSIDE) == "unknown"
    stale = small(buildings=[house("office")], declare={"buildings": {"never_stale": False}})
    assert answer(NO_HOMES, stale, INSIDE) == "unknown"


@pytest.mark.parametrize(("use", "expected"), [("office", "met"), ("residential", "not_met")])
def test_where_no_building_is_drawn_the_applicant_speaks(use, expected):
    assert answers(NO_HOMES, small(), told(use)) == [expected]


@pytest.mark.parametrize("row", [house(), house("yes")])
def test_a_building_without_a_use_is_not_settled_by_a_word_that_helps(row):
    place = small(buildings=[row])
    assert answers(NO_HOMES, place, told("office")) == ["unknown"]
    assert answers(NO_HOMES, place, told("residential")) == ["not_met"]
    for source in (Source.DOCUMENT, Source.SEEN):
        assert answers(NO_HOMES, place, told("office", source)) == ["met"]


@pytest.mark.parametrize("use", ["office", "residential"])
def test_where_the_layer_is_not_known_only_what_was_seen_counts(use):
    seen = {"office": "met", "residential": "not_met"}[use]
    stale = small(buildings=[house("office")], declare={"buildings": {"never_stale": False}})
    for place in (small(without=["buildings"]), stale):
        assert answers(NO_HOMES, place, told(use)) == ["unknown"]
        assert answers(NO_HOMES, place, told(use, Source.DOCUMENT)) == ["unknown"]
        assert answers(NO_HOMES, place, told(use, Source.SEEN)) == [seen]


def test_the_layer_against_the_applicant_is_for_a_person_to_settle():
    place = small(buildings=[house("residential")])
    found = judged(NO_HOMES, place, told("office"))
    assert (WORDS[found.answer[0]], found.reason[0]) == ("on_site", Reason.CONTRADICTED)
    assert answers(NO_HOMES, place, told("office", Source.SEEN)) == ["met"]


def test_where_both_are_barred_it_does_not_matter_who_is_right():
    check = HostBuilding(none_of=("residential", "mixed"))
    assert answers(check, small(buildings=[house("residential")]), told("mixed")) == ["not_met"]


def test_an_applicant_who_gains_by_it_cannot_say_in_which_of_two_buildings_they_are():
    place = small(buildings=[house("office"), house("residential", west=22)])
    beside = at_points((19, 10), error_m=5, facts={"building_use": ("office", Source.DECLARED)})
    seen = at_points((19, 10), error_m=5, facts={"building_use": ("office", Source.SEEN)})
    assert answers(NO_HOMES, place, beside) == ["on_site"]
    assert answers(NO_HOMES, place, seen) == ["met"]


def test_who_may_not_see_uses_hears_the_worst_of_the_cell():
    restricted = {"buildings": {"column_visibility": {"use": Visibility.RESTRICTED}}}
    place = small(buildings=[house("office"), house("residential", west=60)], declare=restricted)
    assert answer(NO_HOMES, place, INSIDE) == "not_met"
    assert answer(NO_HOMES, place, INSIDE, level=Visibility.RESTRICTED) == "met"


def test_a_fact_that_the_layer_contradicts_is_for_a_person_even_where_it_helps_nobody():
    check = Fact(fact="building_use", equals="mixed")
    place = small(buildings=[house("mixed")])
    assert answers(check, place, told("mixed")) == ["met"]
    assert answers(check, place, told("commercial")) == ["on_site"]
    assert answers(check, small(), told("commercial")) == ["not_met"]


def test_a_site_that_may_stand_beside_the_building_is_looked_at():
    office = {"use": "office", "at": shapely.box(4, -10, 50, 10)}
    sites = at_points((0, 0), (30, 0), error_m=5)
    assert answers(HostBuilding(none_of=("residential",)), small(buildings=[office]), sites) == [
        "on_site", "met"
    ]  # fmt: skip
