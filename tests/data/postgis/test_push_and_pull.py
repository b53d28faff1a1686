"""A district goes into a schema and comes back as it was, whoever looks at it there meanwhile."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from support.tiny import METRES, district, street

from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.district import District
from data.errors import WriteError
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.text import Text

A, B, C = ("a", 0, 0), ("b", 100, 0), ("c", 200, 0)
NASTY = "一\t二\n三\r四\\N五\\\\六'七\"八%s"


def hashes(given):
    return {n: content_hash(LAYER_BY_NAME[n], t, given.crs) for n, t in given.layers.items()}


@pytest.fixture
def place():
    return district(
        streets=[street(A, B, steps=None, bridge=True), street(B, C, level=-1)],
        stations=[{"id": "s", "name": NASTY, "at": (0, 0), "windows": 3, "step_free": None}],
        residents=[
            {"id": "r", "population": 0.1 + 0.2, "at": shapely.box(0, 0, 9, 9)},
            {"id": "q", "population": 1e9, "at": (1 / 3, 2e-9)},
        ],
        matters=[{"id": "m", "online": True}],
        closures=[{"id": "c", "station_id": "s", "from": "0999-01-01", "to": None}],
    )


def test_what_was_pushed_is_pulled(place, database):
    database.push(place)
    found = database.pull()
    assert found.name == "小区"
    assert found.hashes == hashes(place)
    for name, table in place.layers.items():
        pd.testing.assert_frame_equal(pd.DataFrame(found.layers[name]), pd.DataFrame(table))


def test_the_demo_district_is_equal_by_content(demo, database):
    database.push(demo)
    found = database.pull()
    assert found.hashes == hashes(demo)
    assert found.declarations == demo.declarations
    assert found.import_log == demo.import_log
    assert not found.notes


def test_declarations_and_the_log_come_back_in_their_order(place, database):
    declared = Declaration(
        "stations", "post", "区政数局", "内部", date(2026, 6, 30), date(2027, 6, 30),
        extent=shapely.box(0, 0, 10, 10), position_error_m=5.0, visibility=Visibility.PUBLIC,
        column_visibility={"phone": Visibility.RESTRICTED}, rows_lost=2, source_crs="gcj02",
    )  # fmt: skip
    never = Declaration("areas", never_stale=True, none_here=True)
    log = tuple(
        ImportRecord("stations", "a.csv", str(k), Outcome.REJECTED, Text("空", "empty"), "x",
                     place_known=k == 2)
        for k in (3, 1, 2)
    )  # fmt: skip
    database.push(District("区", "", METRES, place.layers, (declared, never), log))
    found = database.pull()
    assert found.declarations == (declared, never)
    assert found.import_log == log


def test_it_looks_as_qgis_expects(place, database):
    database.push(place)
    shapes = database.ask(
        "SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_schema = 'jinniu'"
    )
    assert ("stations", "POINT", 2443) in shapes
    assert ("residents", "GEOMETRY", 2443) in shapes
    indexes = " ".join(row[0] for row in database.ask(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'jinniu' AND tablename = 'stations'"
    ))  # fmt: skip
    assert "gist (geom)" in indexes
    assert "UNIQUE INDEX stations_pkey ON jinniu.stations USING btree (id)" in indexes


def test_tables_and_columns_have_their_chinese_names(place, database):
    database.push(place)
    said = database.ask(
        "SELECT description FROM pg_description WHERE objoid = 'jinniu.stations'::regclass"
    )
    assert {"政务服务站点", "办公时间", "几何"} <= {row[0] for row in said}


def test_text_that_a_database_cannot_hold_is_refused(place, database):
    rows = place.layers["stations"].assign(name="a\0b")
    with pytest.raises(WriteError, match="unchanged"):
        database.push(District("区", "", METRES, {"stations": rows}))


def test_heights_are_left_behind_as_in_the_hash(place, database):
    high = gpd.GeoDataFrame(place.layers["stations"]).set_geometry([shapely.Point(0, 0, 500)])
    database.push(District("区", "", METRES, {"stations": high.set_crs(METRES)}))
    assert database.pull().hashes["stations"] == hashes(place)["stations"]
