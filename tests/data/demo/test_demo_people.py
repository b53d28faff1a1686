"""The people and their gates: totals, gated compounds, offices by day."""

from itertools import pairwise

import pytest
import shapely

GROUPS_OF_AGE = ("age_80_plus", "age_60_plus", "population")


@pytest.fixture(scope="module")
def residents(demo):
    return demo.features("residents")


def test_totals_are_those_of_an_inner_city_district(demo, residents):
    district = demo.features("areas").set_index("level").geometry["district"]
    assert 100e6 < district.area < 115e6
    assert residents["population"].sum() == pytest.approx(1_200_000, abs=1000)
    assert 0.18 < residents["age_60_plus"].sum() / residents["population"].sum() < 0.26
    assert 2500 < len(residents) < 3700


def test_older_people_are_among_the_people(residents):
    for fewer, more in pairwise(GROUPS_OF_AGE):
        known = residents[[fewer, more]].dropna()
        assert (known[fewer] <= known[more]).all()


def test_everyone_lives_in_one_community(demo, residents):
    areas = demo.features("areas")
    homes = residents.assign(geometry=residents.geometry.centroid)
    communities = areas[areas["level"] == "community"][["geometry"]]
    assert len(homes.sjoin(communities, predicate="within")) == len(residents)


def test_people_are_counted_in_most_places_and_modelled_in_some(residents):
    assert 0.03 < residents["modelled"].mean() < 0.2


def test_the_day_differs_from_the_night(residents):
    offices = residents[residents["population"] == 0]
    assert offices["day_population"].sum() > 100_000
    assert (residents["day_population"] < residents["population"]).mean() > 0.5


def test_most_people_live_behind_one_to_four_gates(demo, residents):
    gates = demo.table("gates").groupby("of").size()
    gated = residents[residents["id"].isin(gates.index)]
    assert residents.loc[residents["enclosed"].fillna(False), "population"].sum() > 800_000
    assert gates[gated["id"]].between(1, 4).all()


def test_gates_stand_in_the_wall_of_what_is_drawn(demo, residents):
    drawn = residents[residents.geom_type == "Polygon"].set_index("id").geometry
    gates = demo.features("gates")
    gates = gates[gates["of"].isin(drawn.index)]
    walls = shapely.boundary(drawn[gates["of"]].to_numpy())
    assert shapely.distance(gates.geometry.to_numpy(), walls).max() < 3


def test_some_enclosed_places_have_no_recorded_gate_and_some_have_every_gate_barred(
    demo, residents
):
    gates = demo.table("gates")
    enclosed = residents[residents["enclosed"].fillna(False)]
    assert 20 < (~enclosed["id"].isin(gates["of"])).sum() < 300
    barred = gates["status"].isin(["locked", "emergency"]).groupby(gates["of"]).all()
    assert residents["id"].isin(barred[barred].index).sum() == 4


def test_some_villages_are_too_large_for_one_point(demo, residents):
    ungated = residents[~residents["id"].isin(demo.table("gates")["of"])]
    villages = ungated[ungated.geom_type == "Polygon"]
    reach = villages.geometry.hausdorff_distance(villages.geometry.centroid)
    assert (reach > 50).sum() > 20
