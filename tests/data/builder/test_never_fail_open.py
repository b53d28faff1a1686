"""What is declared complete is complete: nothing is left out of an extent in silence."""

import pytest
import shapely

ZONES = """
[[layers.control_zones]]
file = "zones.geojson"
crs = "EPSG:4544"
id = "id"
keep = "inside"
columns = { kind = { value = "heritage_protection" } }
complete = [{ kind = "heritage_protection", extent = "district" }]
"""
GATES = """
[[layers.gates]]
file = "gates.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
columns = { of = "of", status = "status" }
"""


def test_a_zone_that_reaches_into_the_district_is_kept_although_most_lies_outside(office, places):
    across, beside = places.box(990, 0, 500, 10), places.box(1000, 20, 500, 10)
    office.geojson("zones.geojson", ({"id": "across"}, across), ({"id": "beside"}, beside))
    district = office.build(places.boundary + ZONES)
    assert list(district.layers["control_zones"]["id"]) == ["across"]


def test_a_lost_gate_names_the_place_it_belongs_to(office, places):
    office.csv("gates.csv", "of,status,x,y", f"r1,ajar,{places.east},{places.north}")
    (record,) = office.build(GATES).import_log
    assert record.about == "r1"


def test_a_gate_whose_coordinates_do_not_fit_names_its_place_too(office, places):
    good = [f"r{n},open,{places.east},{places.north}" for n in range(3)]
    office.csv("gates.csv", "of,status,x,y", *good, f"r9,open,{places.north},{places.east}")
    (record,) = office.build(GATES).import_log
    assert record.about == "r9"
