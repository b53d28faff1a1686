"""What has no shape is no row of a layer: it is listed, and its kind is known nowhere."""

import geopandas as gpd
import pytest
import shapely

from data.import_log import Outcome
from data.layer_reading import layer_reading
from data.layers import LAYER_BY_NAME

SOUND = {
    "facilities": shapely.Point(0, 0),
    "control_zones": shapely.box(0, 0, 9, 9),
    "corridors": shapely.LineString([(0, 0), (9, 0)]),
}


def read(layer, *shapes):
    """A layer of a file whose rows have these shapes."""
    rows = {"id": [f"r-{at}" for at in range(len(shapes))], "kind": "clinic"}
    raw = gpd.GeoDataFrame(rows, geometry=list(shapes), crs=4544)
    return layer_reading(
        "district.gpkg", "district.gpkg", LAYER_BY_NAME[layer], raw, lambda _, fid: f"fid {fid}"
    )


@pytest.mark.parametrize("layer", sorted(SOUND))
@pytest.mark.parametrize("empty", [None, shapely.Point(), shapely.Polygon(), shapely.LineString()])
def test_a_row_without_a_shape_is_listed_and_counted_as_lost(layer, empty):
    found = read(layer, SOUND[layer], empty)
    assert list(found.table["id"]) == ["r-0"]
    assert [(bad.outcome, bad.row, bad.kind) for bad in found.log] == [
        (Outcome.REJECTED, "fid 1", "clinic")
    ]
    assert (found.lost_without_place, found.lost_shapes) == (1, ())


@pytest.mark.parametrize("layer", sorted(SOUND))
def test_every_row_with_a_shape_is_kept(layer):
    found = read(layer, SOUND[layer])
    assert (len(found.table), found.log, found.lost_without_place) == (1, (), 0)
