"""What people send: small GeoPackages and ZIPs, honest ones and others."""

import io
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import shapely
from support.tiny import district, street

from data.geopackage import write_district


def small_district(**stations):
    """One street, one area, one station; it passes its check."""
    station = {"id": "s1", "name": "便民站", "tier": "community", "at": (100, 10), **stations}
    return district(
        areas=[{"id": "a1", "name": "小区", "level": "district",
                "at": shapely.box(-500, -500, 500, 500)}],
        streets=[street(("p", 0, 0), ("q", 200, 0))],
        stations=[station],
        residents=[{"id": "r1", "population": 12, "at": (50, 10)}],
    )  # fmt: skip


def small_package(path, **stations):
    write_district(small_district(**stations), path)
    return path


def contradictory_package(path):
    """Its street is drawn longer than it is said to be: its check finds an error."""
    place = small_district()
    streets = place.layers["streets"].assign(length_m=1.0)
    write_district(replace(place, layers={**place.layers, "streets": streets}), path)
    return path


def altered(path, *statements):
    """The same database after some SQL."""
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


def zipped(files):
    """Bytes of a ZIP; a name with `ZipInfo` settings may be given in place of a name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def entry(name, *, mode=0o100644, flags=0):
    made = zipfile.ZipInfo(name)
    made.external_attr, made.flag_bits = mode << 16, flags
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


RECIPE = """
[district]
name = "小区"
crs = "EPSG:2443"

[[layers.areas]]
file = "areas.geojson"
crs = "EPSG:2443"
[layers.areas.columns]
level = {value = "district"}
name = "name"

[[layers.stations]]
file = "站点/stations.csv"
crs = "EPSG:2443"
x = "x"
y = "y"
[layers.stations.columns]
name = "名称"
"""
AREAS = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"小区"},'
    '"geometry":{"type":"Polygon","coordinates":[[[-500,-500],[500,-500],[500,500],[-500,500],'
    "[-500,-500]]]}}]}"
)
STATIONS = "名称,x,y\n便民站,100,10\n"


def sources(**other):
    """A recipe with its sources, as files of a ZIP."""
    given = {"recipe.toml": RECIPE, "areas.geojson": AREAS, "站点/stations.csv": STATIONS}
    return {**given, **other}
