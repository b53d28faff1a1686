"""Residents of a community are spread over where people live, and nobody is lost on the way."""

import math

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from data.errors import DistrictError
from data.layers import GROUPS, LAYER_BY_NAME
from data.residents.spreading import spread_residents

CRS = "EPSG:4544"


def layer(*rows, crs=CRS):
    return gpd.GeoDataFrame(list(rows), geometry="geometry", crs=crs)


def place(name, shape, population=10, **more):
    return {"id": name, "population": population, "geometry": shape, **more}


def home(name, x, y, size=10, **more):
    return {"id": name, "use": "住宅", "geometry": box(x, y, x + size, y + size), **more}


def plot(name, shape, code="0701"):
    return {"id": name, "code": code, "geometry": shape}


def people(spread, group="population"):
    return dict(zip(spread["id"], spread[group].astype(object), strict=True))


SQUARE = box(0, 0, 100, 100)


def test_dwellings_weigh_where_they_are_known():
    homes = layer(home("b1", 0, 0, dwellings=30, floors=1), home("b2", 50, 50, dwellings=10))
    assert people(spread_residents(layer(place("r", SQUARE, 8)), homes)) == {"r@b1": 6, "r@b2": 2}


def test_floor_area_weighs_where_dwellings_are_not_known_and_null_floors_are_one():
    homes = layer(home("b1", 0, 0, floors=3), home("b2", 50, 50, floors=None))
    assert people(spread_residents(layer(place("r", SQUARE, 8)), homes)) == {"r@b1": 6, "r@b2": 2}


def test_where_some_dwellings_are_unknown_floor_area_stands_in_for_them():
    homes = layer(home("b1", 0, 0, dwellings=3, floors=1), home("b2", 50, 50, floors=2))
    assert people(spread_residents(layer(place("r", SQUARE, 9)), homes)) == {"r@b1": 3, "r@b2": 6}


@pytest.mark.parametrize(
    ("fact", "lives_there"),
    [
        ({"use": "apartments"}, True),
        ({"use": "070102"}, True),
        ({"use": "办公"}, False),
        ({"use": None}, False),
        ({"use": "办公", "dwellings": 4}, True),
        ({"use": "住宅", "dwellings": 0}, False),
    ],
)
def test_who_counts_as_residential(fact, lives_there):
    spread = spread_residents(layer(place("r", SQUARE)), layer(home("b", 0, 0) | fact))
    assert list(spread["id"]) == (["r@b"] if lives_there else ["r"])


def test_a_building_of_unsaid_use_on_residential_land_is_residential():
    homes = layer(home("b1", 0, 0) | {"use": None}, home("b2", 80, 80) | {"use": None})
    spread = spread_residents(layer(place("r", SQUARE)), homes, layer(plot("l", box(0, 0, 40, 40))))
    assert list(spread["id"]) == ["r@b1"]


def test_without_buildings_residential_land_takes_the_people_by_area():
    land = layer(
        plot("l1", box(-50, 0, 30, 100)),
        plot("l2", box(90, 0, 100, 100)),
        plot("w", SQUARE, "1207"),
    )
    spread = spread_residents(layer(place("r", SQUARE, 8)), None, land)
    assert people(spread) == {"r@l1": 6, "r@l2": 2}
    assert spread.geometry.area.tolist() == [3000, 1000]


def test_with_neither_the_place_stays_one_polygon_and_keeps_its_word():
    spread = spread_residents(layer(place("r", SQUARE, 8, modelled=False)))
    assert spread.loc[0, ["id", "population", "modelled"]].tolist() == ["r", 8, False]
    assert spread.geometry[0].equals(SQUARE)


def test_every_part_is_marked_modelled_and_lies_on_its_building():
    homes = layer(home("b1", 0, 0), home("b2", 50, 50))
    spread = spread_residents(layer(place("r", SQUARE, modelled=False)), homes)
    assert spread["modelled"].tolist() == [True, True]
    assert [spot.within(b) for spot, b in zip(spread.geometry, homes.geometry, strict=True)] == [
        True, True,
    ]  # fmt: skip


def test_a_building_on_the_border_belongs_to_the_smaller_id():
    places = layer(place("r2", box(0, 0, 50, 100)), place("r1", box(50, 0, 100, 100)))
    spread = spread_residents(places, layer(home("b", 45, 0)))
    assert list(spread["id"]) == ["r1@b", "r2"]


@pytest.mark.parametrize("stays", [{"enclosed": True}, {"population": 0}, {"id": "kept"}])
def test_what_has_gates_or_nobody_stays_whole(stays):
    places = layer(place("r", SQUARE) | stays)
    spread = spread_residents(places, layer(home("b", 0, 0)), keep={"kept"})
    assert list(spread["id"]) == [stays.get("id", "r")]


def test_points_stay_as_they_are():
    spread = spread_residents(layer(place("r", Point(5, 5))), layer(home("b", 0, 0)))
    assert people(spread) == {"r": 10}


def test_a_count_nobody_recorded_stays_unrecorded():
    spread = spread_residents(
        layer(place("r", SQUARE, age_60_plus=3)), layer(home("b1", 0, 0), home("b2", 50, 50))
    )
    assert people(spread, "age_60_plus") == {"r@b1": 2, "r@b2": 1}
    assert spread["households"].isna().all()


def test_the_result_has_the_columns_of_the_standard_layer():
    names = list(spread_residents(layer(place("r", SQUARE)), layer(home("b", 0, 0))).columns)
    assert names == [*LAYER_BY_NAME["residents"].column_names, "geometry"]


def test_ids_with_the_joining_sign_do_not_collide():
    places = layer(place("a@b", box(0, 0, 50, 50)), place("a", box(50, 50, 99, 99)))
    spread = spread_residents(places, layer(home("c", 0, 0), home("b@c", 60, 60)))
    assert spread["id"].is_unique


@pytest.mark.parametrize("crs", [None, "EPSG:4326", "EPSG:4545"])
def test_layers_in_another_crs_are_refused(crs):
    with pytest.raises(DistrictError, match="metres"):
        spread_residents(layer(place("r", SQUARE)), layer(home("b", 0, 0), crs=crs))


CELLS = st.integers(0, 9)
COUNT = st.one_of(st.none(), st.integers(0, 999).map(float), st.floats(0, 999))
PLACES = st.lists(
    st.tuples(CELLS, CELLS, st.integers(1, 6), st.lists(COUNT, min_size=6, max_size=6)),
    max_size=5,
)
HOMES = st.lists(
    st.tuples(
        CELLS,
        CELLS,
        st.one_of(st.none(), st.integers(0, 40)),
        st.one_of(st.none(), st.integers(1, 9)),
    ),
    max_size=12,
)


def town(places, homes, plots):
    counted = [
        place(f"r{i}", box(x, y, x + size, y + size)) | dict(zip(GROUPS, counts, strict=True))
        for i, (x, y, size, counts) in enumerate(places)
    ]
    columns = ["id", *GROUPS, "geometry"]
    residents = gpd.GeoDataFrame(counted, columns=columns, geometry="geometry", crs=CRS)
    buildings = gpd.GeoDataFrame(
        [home(f"b{i}", x, y, 1, dwellings=d, floors=f) for i, (x, y, d, f) in enumerate(homes)],
        columns=["id", "use", "dwellings", "floors", "geometry"], geometry="geometry", crs=CRS,
    )  # fmt: skip
    land = gpd.GeoDataFrame(
        [plot(f"l{i}", box(x, y, x + 2, y + 1)) for i, (x, y, *_) in enumerate(plots)],
        columns=["id", "code", "geometry"], geometry="geometry", crs=CRS,
    )  # fmt: skip
    return residents, buildings, land


@settings(max_examples=60, deadline=None)
@given(PLACES, HOMES, HOMES)
def test_every_count_of_every_place_is_kept_exactly(places, homes, plots):
    residents, buildings, land = town(places, homes, plots)
    spread = spread_residents(residents, buildings, land)
    origin = spread["id"].str.split("@").str[0]
    for row in residents.to_dict("records"):
        parts = spread.loc[origin == row["id"]]
        for group in GROUPS:
            if row[group] is None or math.isnan(row[group]):
                assert parts[group].isna().all()
            else:
                assert math.fsum(parts[group]) == row[group]


@settings(max_examples=30, deadline=None)
@given(PLACES, HOMES, HOMES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(places, homes, plots, chance):
    tables = town(places, homes, plots)
    shuffled = [t.iloc[chance.sample(range(len(t)), len(t))] for t in tables]
    one, other = spread_residents(*tables), spread_residents(*shuffled)
    assert one.drop(columns="geometry").equals(other.drop(columns="geometry"))
    assert one.geometry.to_wkb().equals(other.geometry.to_wkb())


@settings(max_examples=40, deadline=None)
@given(PLACES, HOMES)
def test_shares_agree_with_a_slow_reference(places, homes):
    """People a building gets, by plain loops over places, buildings and fractions."""
    residents, buildings, _ = town(places, homes, [])
    spread = people(spread_residents(residents, buildings))
    taken: dict[str, list[dict]] = {}
    for building in buildings.to_dict("records"):
        for row in residents.to_dict("records"):
            if row["geometry"].intersects(building["geometry"].representative_point()):
                taken.setdefault(row["id"], []).append(building)
                break
    for row in residents.to_dict("records"):
        count = row["population"]
        weights = reference_weights(taken.get(row["id"], []))
        if count is None or math.isnan(count) or not sum(weights.values()):
            continue
        for name, weight in weights.items():
            got = spread.get(f"{row['id']}@{name}", 0)
            assert abs(float(got) - count * weight / sum(weights.values())) < 1 + 1e-6


def reference_weights(buildings):
    def missing(value):
        return value is None or math.isnan(value)

    lived_in = [b for b in buildings if missing(b["dwellings"]) or b["dwellings"] > 0]
    told = [b for b in lived_in if not missing(b["dwellings"])]
    area = {
        b["id"]: b["geometry"].area * (1 if missing(b["floors"]) else b["floors"]) for b in lived_in
    }
    if not told:
        return area
    per_m2 = sum(b["dwellings"] for b in told) / sum(area[b["id"]] for b in told)
    return {
        b["id"]: area[b["id"]] * per_m2 if missing(b["dwellings"]) else b["dwellings"]
        for b in lived_in
    }
