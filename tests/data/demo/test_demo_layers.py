"""Every standard layer is there, conforms, and refers only to what exists."""

import itertools

import pytest
import shapely

from data.declarations import Visibility
from data.layers import GATE_STATUSES, LAYERS, NETWORKS, STATION_KINDS, TIERS
from data.schema import conform
from data.visibility import visible

NAMES = [layer.name for layer in LAYERS]


@pytest.mark.parametrize("layer", LAYERS, ids=NAMES)
def test_each_layer_has_rows_and_none_is_bad(demo, layer):
    conformed = conform(layer, demo.table(layer.name))
    assert len(conformed.table) > 0
    assert conformed.bad_rows == ()
    assert conformed.absent == ()


def test_ids_are_unique_over_the_district(demo):
    ids = list(itertools.chain(*(demo.table(name)["id"] for name in NAMES)))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("layer", "column", "targets"),
    [
        ("areas", "parent", ("areas",)),
        ("closures", "station_id", ("stations",)),
        ("station_matters", "station_id", ("stations",)),
        ("station_matters", "matter_id", ("matters",)),
        ("bundles", "matter_id", ("matters",)),
        ("gates", "of", ("residents", "stations", "facilities")),
        ("addresses", "building_id", ("buildings",)),
        ("permits", "building_id", ("buildings",)),
    ],
)
def test_references_resolve(demo, layer, column, targets):
    known = set().union(*(demo.table(target)["id"] for target in targets))
    assert set(demo.table(layer)[column].dropna()) <= known


@pytest.mark.parametrize(
    ("layer", "column", "values"),
    [
        ("areas", "level", {"district", "subdistrict", "community", "grid", "park"}),
        ("areas", "setting", {"urban", "rural"}),
        ("stations", "tier", set(TIERS)),
        ("stations", "kind", set(STATION_KINDS)),
        ("stations", "network", set(NETWORKS)),
        ("gates", "status", set(GATE_STATUSES)),
        ("matters", "audience", {"person", "enterprise"}),
        ("matters", "scope", {"own_community", "own_subdistrict", "district", "cross_district"}),
        ("station_matters", "service", {"complete", "accept", "self", "advise"}),
        ("closures", "reason", {"停办", "搬迁", "装修"}),
        ("facilities", "status", {"in_use", "planned", "closed"}),
        ("permits", "status", {"valid", "expired", "cancelled", "suspended"}),
    ],
)
def test_every_value_occurs(demo, layer, column, values):
    assert set(demo.table(layer)[column].dropna()) == values


@pytest.mark.parametrize(
    ("layer", "column"),
    [
        ("stations", "step_free"),
        ("stations", "opening_hours"),
        ("stations", "network"),
        ("matters", "scope"),
        ("matters", "online"),
        ("residents", "enclosed"),
        ("gates", "status"),
        ("streets", "foot"),
        ("buildings", "floors"),
        ("facilities", "status"),
        ("permits", "building_id"),
    ],
)
def test_some_things_are_not_known(demo, layer, column):
    share = demo.table(layer)[column].isna().mean()
    assert 0 < share < 0.5


def test_every_declaration_says_that_nothing_is_real(demo):
    assert {declaration.layer for declaration in demo.declarations} == set(NAMES)
    assert all("不是真实数据" in declaration.source for declaration in demo.declarations)


def test_every_kind_present_is_declared_and_nothing_declared_absent_is_present(demo):
    for layer in ("stations", "control_zones", "facilities", "corridors", "permits"):
        column = next(known.kind_column for known in LAYERS if known.name == layer)
        present = set(demo.table(layer)[column])
        declared = {d.kind for d in demo.declarations if d.layer == layer and not d.none_here}
        absent = {d.kind for d in demo.declarations if d.layer == layer and d.none_here}
        assert present <= declared
        assert not present & absent


def test_farmland_water_and_pipelines_are_restricted(demo):
    for layer, kind in (
        ("control_zones", "permanent_basic_farmland"),
        ("control_zones", "water_source_1"),
        ("corridors", "pipeline"),
    ):
        assert demo.declaration(layer, kind).visibility is Visibility.RESTRICTED


@pytest.mark.parametrize("layer", ["buildings", "addresses"])
def test_buildings_are_known_in_town_and_parks_and_not_among_the_fields(demo, layer):
    known = demo.declaration(layer).extent
    areas = demo.features("areas").set_index("level").geometry
    parks = shapely.union_all(areas["park"].to_numpy())
    assert parks.difference(known).area < 1.0
    assert 0.7 < known.area / areas["district"].area < 0.9


def test_communities_share_out_the_district(demo):
    areas = demo.features("areas").set_index("level").geometry
    whole = shapely.union_all(areas["community"].to_numpy())
    assert whole.symmetric_difference(areas["district"]).area < 1.0
    assert areas["community"].area.sum() == pytest.approx(areas["district"].area)


def test_land_use_covers_the_district_once(demo):
    land = demo.features("land_use").geometry
    areas = demo.features("areas").set_index("level").geometry
    assert land.area.sum() == pytest.approx(areas["district"].area, rel=1e-6)


def test_addresses_are_public_and_what_they_were_before_is_not(demo):
    seen = visible(demo, "addresses", Visibility.PUBLIC)
    assert len(seen.table) == len(demo.table("addresses"))
    assert seen.hidden_columns == ("former", "building_id")
