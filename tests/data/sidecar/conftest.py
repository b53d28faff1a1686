"""A small district with every oddity a table may hold, in a file."""

import shutil
from pathlib import Path

import pytest
import shapely
from support.tiny import district, street

from data.geopackage import read_district, write_district

A, B, C = ("a", 0, 0), ("b", 100, 0), ("c", 200, 0)
RING = shapely.Polygon([(0, 0), (90, 0), (90, 90), (0, 90)], [[(10, 10), (20, 10), (20, 20)]])
TWO = shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(20, 20, 29, 29)])


def odd_district():
    """Nulls of every type, an empty layer, Chinese, holes, multi-polygons, heights."""
    return district(
        areas=[{"id": "环", "level": "community", "at": RING}],
        streets=[
            street(A, B, name="一环路", steps=True, bridge=None, level=-1),
            street(B, C, steps=None, bridge=False, level=None),
        ],
        stations=[{"id": "s", "name": "站😀", "windows": None, "at": (0, 0)}],
        residents=[
            {"id": "r1", "population": 0.1, "age_60_plus": None, "at": TWO},
            {"id": "r2", "population": 12.5, "age_60_plus": 1e-300, "at": shapely.Point(1, 2, 3)},
        ],
        gates=[],
        closures=[{"id": "c", "station_id": "s", "from": "0001-10-01", "to": None}],
        matters=[],
    )


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The district in a file, and as it is read from there."""
    path = tmp_path_factory.mktemp("odd") / "区.gpkg"
    write_district(odd_district(), path)
    return path, read_district(path)


@pytest.fixture
def file(written, tmp_path):
    """A file of the same name and content for this test alone."""
    return Path(shutil.copy(written[0], tmp_path))
