"""A place with gates is left by them; what is enclosed without a gate is not known."""

import pytest
from shapely import Point

from data.check.access import place_access
from data.check.report import Access
from data.check.street_components import walkable_streets


def gate(name, x, y, of="r", **more):
    return {"id": name, "of": of, "geometry": Point(x, y), **more}


@pytest.fixture
def access(make_district, street, home):
    """Two unconnected streets along y=0 and y=400; a home at (50, 100) unless given."""
    streets = [street("s1", (0, 0), (100, 0)), street("s2", (0, 400), (100, 400))]

    def ask(gates=(), place=None, visitors=False):
        place = place or home("r", 50, 100)
        district = make_district(streets=streets, residents=[place], gates=list(gates))
        walkable = walkable_streets(district)
        found = place_access(district, "residents", walkable, visitors=visitors)
        street_id = walkable.ids[found.street[0]] if found.street[0] >= 0 else None
        return found.access[0], street_id, bool(found.ungated[0])

    return ask


def test_without_gates_it_starts_at_its_point(access):
    assert access() == (Access.BY_POINT, "s1", True)


def test_with_gates_it_starts_at_the_gate_even_if_another_street_is_nearer(access):
    assert access([gate("g", 50, 380)]) == (Access.BY_GATE, "s2", False)


def test_the_gate_with_the_shortest_way_counts(access):
    assert access([gate("g1", 50, 380), gate("g2", 50, 20)]) == (Access.BY_GATE, "s1", False)


@pytest.mark.parametrize("status", ["locked", "emergency"])
def test_when_every_gate_is_barred_nobody_falls_back_to_the_point(access, status):
    assert access([gate("g", 50, 20, status=status)]) == (Access.GATES_BARRED, None, False)


def test_a_pass_lets_ones_own_people_through_but_no_visitors(access):
    passing = [gate("g", 50, 20, status="pass_only")]
    assert access(passing)[0] is Access.BY_GATE
    assert access(passing, visitors=True)[0] is Access.GATES_BARRED


def test_enclosed_without_a_gate_is_not_known(access, home):
    place = home("r", 50, 100, enclosed=True)
    assert access(place=place) == (Access.GATES_UNKNOWN, None, False)


def test_far_from_any_street_it_is_off_them_and_still_ungated(access, home):
    assert access(place=home("r", 50, 5000)) == (Access.OFF_STREETS, None, True)


def test_a_gate_far_from_any_street_leads_nowhere(access):
    assert access([gate("g", 50, 5000)]) == (Access.OFF_STREETS, None, False)
