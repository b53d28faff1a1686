"""The recipes under docs/recipes, on the real data they were written for."""

from pathlib import Path

import pytest

from data.builder.build import build_district
from data.district import District
from data.import_log import Outcome
from data.recipe.file import read_recipe

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
pytestmark = pytest.mark.real_data


def built(name: str, data: Path) -> District:
    return build_district(read_recipe(RECIPES / f"{name}.toml", data))


def rejected(district: District, layer: str) -> int:
    lost = [r for r in district.import_log if r.outcome is Outcome.REJECTED]
    return sum(record.layer == layer for record in lost)


@pytest.fixture(scope="module")
def jinniu(real_data):
    return built("jinniu", real_data)


def test_jinniu_has_a_station_for_each_point_and_says_which_have_none(jinniu):
    tiers = jinniu.layers["stations"]["tier"].value_counts().to_dict()
    assert tiers == {"subdistrict": 13, "community": 70}
    assert rejected(jinniu, "stations") == 2 + 40


def test_jinniu_keeps_everybody_of_the_population_grid(jinniu):
    assert jinniu.layers["residents"]["population"].sum() == 1_263_284
    assert jinniu.layers["residents"]["modelled"].all()


def test_jinniu_lies_where_wgs84_says_it_does(jinniu, real_data):
    import geopandas as gpd

    districts = gpd.read_file(real_data / "admin_districts" / "districts_wgs84.geojson")
    published = districts.loc[districts["adcode"].astype(str) == "510106"].to_crs(jinniu.crs)
    own = jinniu.layers["areas"].geometry[0]
    assert own.hausdorff_distance(published.geometry.iloc[0]) < 1


def test_jinniu_declares_no_street_extent(jinniu):
    assert "street_extent" not in jinniu.layers


def test_shenzhen_says_that_its_buildings_are_no_people(real_data):
    district = built("shenzhen_nanshan", real_data)
    assert "不是人口" in district.declaration("residents").source
    assert len(district.layers["stations"]) == 14
    assert len(district.layers["residents"]) == 105


def test_central_shanghai_is_cut_off_all_around_its_circle(real_data):
    district = built("shanghai_center", real_data)
    assert district.crs.to_epsg() == 4549
    assert len(district.layers["stations"]) == 250
    assert district.layers["streets"]["u_cut"].any()


def test_liechtenstein_spreads_its_people_over_homes_and_loses_nobody(real_data):
    district = built("liechtenstein", real_data)
    assert district.layers["residents"]["population"].sum() == 40_015
    assert district.layers["areas"]["level"].value_counts()["subdistrict"] == 11
    assert len(district.layers["stations"]) == 8
