"""Without a layer nothing gets better: what needs it is unknown, nothing becomes met (law 2)."""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.drawn_zones import CHECKS, ERRORS, HOUSES, LANDS, ZONES, drawn, sites
from support.random_towns import EVERY, POINT, towns
from support.small_scene import at_points, in_shape, judged, small
from support.sweeps import examples

from data.rulepacks.checks import AddressUnique, Fact, Floor, HostBuilding
from geo.checks.answers import MET, UNKNOWN
from geo.scene.sites import Shape, Source

HELD_AGAINST_HOUSES = (
    Floor(lowest=-1),
    Fact(fact="floor", at_most=3),
    Fact(fact="building_use", equals="office"),
)
NEEDS = {
    "outside_zone": "control_zones",
    "inside_zone": "control_zones",
    "overlap_share": "control_zones",
    "land_use": "land_use",
    "host_building": "buildings",
    "below_dwellings": "buildings",
}
# Without gates distances end at outlines: a gate that stands nowhere near its place is lost too.
_LAYERS = ("facilities", "corridors", "permits", "buildings", "addresses", "residents", "streets")


def found(check, there, here):
    """What a check answers."""
    return judged(check, there, here).answer


@given(ZONES, LANDS, HOUSES, ERRORS, sites(), st.sampled_from(sorted(set(NEEDS.values()))))
@examples(15)
def test_of_polygons(zones, lands, houses, error_m, here, layer):
    whole = drawn(zones, lands, houses, error_m=error_m)
    poorer = drawn(zones, lands, houses, error_m=error_m, without=[layer])
    for check in (*CHECKS, *HELD_AGAINST_HOUSES):
        before, after = found(check, whole, here), found(check, poorer, here)
        assert not ((before != MET) & (after == MET)).any(), check
        if NEEDS.get(check.check) == layer:
            assert set(after.tolist()) == {UNKNOWN}, check


@given(towns(addressed=True), st.lists(POINT, min_size=2, max_size=9), st.sampled_from(_LAYERS))
@examples(10)
def test_of_a_town(town, points, layer):
    rest = {name: rows for name, rows in town.layers.items() if name != layer}
    whole, poorer = town.build(), replace(town, layers=rest).build(without=[layer])
    here = at_points(*points, error_m=5.0)
    for check in EVERY:
        before, after = found(check, whole, here), found(check, poorer, here)
        assert not ((before != MET) & (after == MET)).any(), check


@pytest.mark.parametrize("source", [Source.DECLARED, Source.DOCUMENT])
@pytest.mark.parametrize(
    ("check", "fact", "value", "after"),
    [
        (HostBuilding(none_of=("residential",)), "building_use", "office", "unknown"),
        (Fact(fact="building_use", equals="office"), "building_use", "office", "on_site"),
        (Floor(lowest=1), "floor", 9, "on_site"),
    ],
)
def test_who_is_contradicted_gains_nothing_by_a_missing_layer(check, fact, value, after, source):
    home = {"use": "residential", "floors": 6, "at": shapely.box(0, 0, 20, 20)}
    here = at_points((10, 10), facts={fact: (value, source)})
    words = ("not_met", "unknown", "on_site", "met")
    assert words[found(check, small(buildings=[home]), here)[0]] == "on_site"
    assert words[found(check, small(without=["buildings"]), here)[0]] == after


def test_a_permit_at_the_other_door_is_not_lost_with_the_building():
    cafe = {"type": "internet_cafe", "at": (90, 0), "building_id": "b"}
    house = {"id": "b", "at": shapely.box(-5, -5, 95, 5)}
    check, here = AddressUnique(types=("cafe",)), at_points((0, 0))
    assert found(check, small(buildings=[house], permits=[cafe]), here)[0] != MET
    assert found(check, small(without=["buildings"], permits=[cafe]), here)[0] == UNKNOWN


def test_a_permit_under_a_former_name_is_not_lost_with_the_names():
    cafe = {"type": "internet_cafe", "at": (300, 0), "address": "老街8号"}
    names = {"address": "长青路1号", "former": "老街8号", "at": (0, 0)}
    check = AddressUnique(types=("cafe",))
    here = in_shape(at_points((0, 0)).shapes[0], Shape.DOOR, address="长青路1号")
    assert found(check, small(addresses=[names], permits=[cafe]), here)[0] != MET
    assert found(check, small(without=["addresses"], permits=[cafe]), here)[0] == UNKNOWN
