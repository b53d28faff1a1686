"""A kept district is the district that was read, table by table, value by value."""

from dataclasses import fields, replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from support.tiny import METRES

from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.district import District
from data.errors import SourceError
from data.geopackage import read_district, write_district
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.sidecar.district_cache import keep_district, keeps, kept_district
from data.sidecar.file_state import file_state
from data.sidecar.kept_file import kept_path
from data.sidecar.named_arrays import open_arrays, write_arrays
from data.sidecar.tables import row_count
from data.text import Text


def kept(file):
    return kept_district(file, file_state(file))


def damage(path, name):
    """Turn one bit over in the middle of the arrays whose content is `name`."""
    content = bytearray(path.read_bytes())
    content[content.rindex(name)] ^= 1
    path.write_bytes(content)


@pytest.fixture
def fresh(file, written):
    """The district as read, and kept."""
    keep_district(file, file_state(file), written[1])
    return written[1]


def test_every_table_is_the_same(file, fresh):
    found = kept(file)
    assert list(found.layers) == list(fresh.layers)
    for name, table in fresh.layers.items():
        pd.testing.assert_frame_equal(found.layers[name], table)
        assert type(found.layers[name]) is type(table)


def test_the_hashes_of_what_is_kept_are_those_of_what_was_read(file, fresh):
    found = kept(file)
    hashes = {n: content_hash(LAYER_BY_NAME[n], t, found.crs) for n, t in found.layers.items()}
    assert hashes == found.hashes == fresh.hashes


def test_heights_are_kept_though_hashes_pass_them_over(file, fresh):
    assert fresh.layers["residents"].geometry.has_z.tolist() == [False, True]
    assert kept(file).layers["residents"].geometry.has_z.tolist() == [False, True]


def test_everything_else_is_the_same(file, fresh):
    declared = (
        Declaration(
            "stations", "post", "区政数局", "内部", date(2026, 6, 30), date(1, 1, 1),
            extent=shapely.box(0, 0, 10, 10), position_error_m=0.1, visibility=Visibility.PUBLIC,
            column_visibility={"phone": Visibility.RESTRICTED}, rows_lost=2, source_crs="gcj02",
        ),
        Declaration("areas", never_stale=True, none_here=True),
    )  # fmt: skip
    record = ImportRecord("gates", " a.csv", "3", Outcome.REPAIRED, Text("空", "empty"), " x ")
    district = replace(fresh, declarations=declared, import_log=(record,), notes=(Text("注", "n"),))
    keep_district(file, file_state(file), district)
    for field in fields(District):
        if field.name != "layers":
            assert getattr(kept(file), field.name) == getattr(district, field.name), field.name


def test_a_district_without_declarations_or_with_one_layer_is_kept(tmp_path):
    table = gpd.GeoDataFrame({"id": ["s"]}, geometry=[shapely.Point(0, 0)], crs=METRES)
    streets = read_from(tmp_path, District("小", "", METRES, {"stations": table}))
    assert list(streets.layers) == ["stations"]
    assert len(streets.layers["stations"]) == 1


def read_from(folder, district):
    file = folder / "x.gpkg"
    write_district(district, file)
    keep_district(file, file_state(file), read_district(file))
    return kept(file)


def test_tables_are_built_once_and_only_when_asked_for(file, fresh):
    layers = kept(file).layers
    assert "streets" in layers
    assert "lakes" not in layers
    assert layers["streets"] is layers["streets"]
    with pytest.raises(KeyError):
        layers["lakes"]


def test_a_table_may_be_changed_without_changing_the_cache(file, fresh):
    changed = kept(file).layers["streets"]
    changed.loc[:, "length_m"] = 1.0
    pd.testing.assert_frame_equal(kept(file).layers["streets"], fresh.layers["streets"])


def test_another_state_of_the_file_has_no_cache(file, fresh):
    state = replace(file_state(file), change_counter=0)
    assert kept_district(file, state) is None


def test_a_cache_moved_with_its_file_is_not_used(file, fresh, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in (file, kept_path(file)):
        path.rename(folder / path.name)
    assert kept(folder / file.name) is None


def test_a_damaged_table_is_read_from_the_file(file, fresh):
    damage(kept_path(file), "一环路".encode())
    found = kept(file)
    assert not keeps(file, file_state(file), fresh)
    pd.testing.assert_frame_equal(found.layers["streets"], fresh.layers["streets"])


def test_a_damaged_table_of_a_file_changed_since_is_refused(file, fresh):
    damage(kept_path(file), "一环路".encode())
    found = kept(file)
    layers = {**fresh.layers, "streets": fresh.layers["streets"].assign(name="改名路")}
    write_district(replace(fresh, layers=layers), file)
    with pytest.raises(SourceError, match="changed while it was in use"):
        _ = found.layers["streets"]


def test_rows_are_counted_without_building_the_table(file, fresh, monkeypatch):
    layers = kept(file).layers
    monkeypatch.setattr(type(layers), "__getitem__", None)
    counted = {name: row_count(layers, name) for name in layers}
    assert counted == {name: len(table) for name, table in fresh.layers.items()}
    assert counted == {name: row_count(fresh.layers, name) for name in fresh.layers}


def test_a_damaged_table_that_claims_more_rows_than_the_file_is_refused(file, fresh):
    found = open_arrays(kept_path(file))
    more = {"streets/id/codes": np.zeros(9, np.int32)}
    write_arrays(kept_path(file), found.about, {**found.arrays, **more})
    layers = kept(file).layers
    assert row_count(layers, "streets") == 9
    with pytest.raises(SourceError, match="damaged cache") as refused:
        _ = layers["streets"]
    assert str(kept_path(file)) in refused.value.expected.en


def test_damaged_facts_are_not_used(file, fresh):
    damage(kept_path(file), b"absent_columns")
    assert kept(file) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"crs": "EPSG:2443"', b'"crs": "EPSG:none"'),
        (b'"crs": "EPSG:2443"', b'"crs": 7'),
        (b'"absent_columns": {', b'"absent_columns": 7, "x": {'),
        (b'"declarations": []', b'"declarations": [7]'),
        (b'"import_log": []', b'"import_log": [{}]'),
        (b'"notes": []', b'"notes": [{"zh": 1}]'),
        (b"}", b""),
    ],
    ids=str,
)
def test_facts_that_are_none_are_not_used(file, fresh, before, after):
    found = open_arrays(kept_path(file))
    facts = found.arrays["facts"].tobytes()
    assert before in facts
    changed = np.frombuffer(facts.replace(before, after), np.uint8)
    write_arrays(kept_path(file), found.about, {**found.arrays, "facts": changed})
    assert kept(file) is None


def test_deleting_it_is_safe(file, fresh):
    found = kept(file)
    kept_path(file).unlink()
    assert kept(file) is None
    pd.testing.assert_frame_equal(found.layers["streets"], fresh.layers["streets"])
