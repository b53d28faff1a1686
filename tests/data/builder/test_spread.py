"""Spread residents keep what is known of their place."""

from dataclasses import replace

import geopandas as gpd
import pytest
from pyproj import CRS
from shapely import Point, box

from data.builder.rows import ROW, SOURCE, LayerRows, Origin, events_with
from data.builder.spread import spread_over_homes
from data.import_log import Outcome
from data.layers import LAYER_BY_NAME
from data.recipe.model import SourceTable
from data.schema import conform
from data.text import Text

SPREAD = Origin(SourceTable(file="a.csv", spread=True), "layers.residents[1]", "a.csv")


def rows(layer: str, *records: dict, sources: list[int]) -> LayerRows:
    frame = gpd.GeoDataFrame(list(records), geometry="geometry", crs="EPSG:4544")
    table = conform(LAYER_BY_NAME[layer], frame).table
    return LayerRows(layer, table.assign(**{SOURCE: sources}), (SPREAD, SPREAD))


def test_parts_and_whole_places_keep_the_source_of_their_place():
    homes = [
        {"id": name, "population": 10, "geometry": shape}
        for name, shape in (("a@", box(0, 0, 99, 99)), ("b", box(100, 0, 199, 99)),
                            ("c", Point(5, 5)))
    ]  # fmt: skip
    houses = [{"id": name, "use": "住宅", "geometry": box(x, 9, x + 9, 18)}
              for name, x in (("h1", 9), ("h2", 109))]  # fmt: skip
    layers = {
        "residents": rows("residents", *homes, sources=[1, 0, 1]),
        "buildings": rows("buildings", *houses, sources=[0, 0]),
    }
    spread = spread_over_homes(layers, CRS("EPSG:4544"))
    table = spread.table
    by_id = dict(zip(table["id"], table[SOURCE], strict=True))
    assert by_id == {"a%40@h1": 1, "b@h2": 0, "c": 1}
    assert spread.notes[-1].en.startswith("residents of 2 places were spread over 2 (modelled); 1 ")


def test_a_place_whose_only_gate_was_lost_stays_whole():
    village = {"id": "a", "population": 10, "geometry": box(0, 0, 99, 99)}
    house = {"id": "h", "use": "住宅", "geometry": box(9, 9, 18, 18)}
    gate = {"id": "g", "of": "a", "status": "open", "geometry": Point(0, 0)}
    gates = rows("gates", gate, sources=[0])
    gates = replace(gates, table=gates.table.assign(**{ROW: "1"}))
    lost = events_with(gates, [0], Outcome.REJECTED, [Text("", "")], [""])
    layers = {
        "residents": rows("residents", village, sources=[0]),
        "buildings": rows("buildings", house, sources=[0]),
        "gates": replace(gates, table=gates.table.iloc[:0], events=lost),
    }
    assert spread_over_homes(layers, CRS("EPSG:4544")).table["id"].tolist() == ["a"]


@pytest.mark.parametrize("use", [None, "厂房"])
def test_where_nobody_finds_a_home_the_note_says_that_nothing_was_spread(use):
    village = {"id": "a", "population": 10, "geometry": box(0, 0, 99, 99)}
    layers = {"residents": rows("residents", village, sources=[0])}
    if use:
        mill = {"id": "h", "use": use, "geometry": box(9, 9, 18, 18)}
        layers["buildings"] = rows("buildings", mill, sources=[0])
    spread = spread_over_homes(layers, CRS("EPSG:4544"))
    assert spread.notes[-1].en.startswith("none of the 1 places of residents could be spread")
    assert "均未分摊" in spread.notes[-1].zh
    assert spread.table["id"].tolist() == ["a"]
