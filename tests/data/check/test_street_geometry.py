"""Streets are as long as they can be, and a node stands in one place."""

from pathlib import Path

import pytest

from data.builder.build import build_district
from data.check.report import Severity
from data.check.street_geometry import street_geometry_findings
from data.recipe.file import read_recipe
from tests.support.tiny import district, street

A, B, C = ("a", 0, 0), ("b", 100, 0), ("c", 100, 100)


def found(*streets):
    findings = street_geometry_findings(district(streets=streets))
    return {finding.code: finding for finding in findings}


def test_streets_as_long_as_drawn_that_meet_at_their_nodes_are_no_finding():
    assert found(street(A, B), street(B, C), street(C, A)) == {}
    assert found() == {}


@pytest.mark.parametrize(("length_m", "short"), [(99.89, False), (99.889, True), (0, True)])
def test_shorter_than_straight_by_more_than_1_cm_and_a_thousandth_is_an_error(length_m, short):
    said = found(street(A, B, length_m=length_m), street(B, C))
    assert said.keys() == ({"street_length_short"} if short else set())
    assert not short or said["street_length_short"].subjects == ("ab",)
    assert not short or said["street_length_short"].severity is Severity.ERROR


@pytest.mark.parametrize(("length_m", "unlike"), [(120, False), (120.1, True)])
def test_a_fifth_longer_than_drawn_deserves_a_look(length_m, unlike):
    said = found(street(A, B, length_m=length_m))
    assert said.keys() == ({"street_length_unlike"} if unlike else set())
    assert not unlike or said["street_length_unlike"].severity is Severity.WARNING


def test_shorter_than_drawn_but_not_than_straight_deserves_a_look():
    detour = street(A, B, length_m=200, at=[(0, 0), (0, 100), (100, 100), (100, 0)])
    assert found(detour).keys() == {"street_length_unlike"}


def test_a_short_flight_of_stairs_may_be_much_longer_than_drawn():
    assert found(street(A, ("b", 3, 0), length_m=8)) == {}


@pytest.mark.parametrize(("y", "scattered"), [(0.01, False), (0.011, True), (40, True)])
def test_a_node_in_two_places_is_an_error(y, scattered):
    said = found(street(A, B), street(("b", 100, y), C))
    assert said.keys() == ({"node_scattered"} if scattered else set())
    assert not scattered or said["node_scattered"].subjects == ("b",)


def test_both_ends_of_a_street_that_claims_to_be_a_loop_count():
    text = found(street(A, ("a", 0, 30)))["node_scattered"].text
    assert "(up to 30.00 m apart)" in text.en


def test_the_demo_district_raises_no_alarm(demo):
    assert list(street_geometry_findings(demo)) == []


@pytest.mark.real_data
def test_the_streets_of_jinniu_raise_no_alarm(real_data):
    recipe = Path(__file__).resolve().parents[3] / "docs/recipes/jinniu.toml"
    built = build_district(read_recipe(recipe, real_data))
    assert list(street_geometry_findings(built)) == []
