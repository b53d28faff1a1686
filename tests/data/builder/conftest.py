"""A small office: a folder with raw files and a recipe, and the district made of it."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.builder.build import build_district
from data.district import District
from data.recipe.file import read_recipe

# In metres of EPSG:4544: the district is the square from (500000, 3400000), one kilometre wide.
EAST, NORTH, SIDE = 500_000, 3_400_000, 1000
CRS_LINE = 'crs = "EPSG:4544"\n'


@dataclass(frozen=True)
class Office:
    """A folder that a test fills, and the recipe's text so far."""

    folder: Path
    head: str = f'[district]\nname = "试区"\n{CRS_LINE}keep_beyond_m = 500\n'

    def csv(self, name: str, *rows: str, encoding: str = "utf-8") -> None:
        (self.folder / name).write_text("\n".join(rows) + "\n", encoding=encoding)

    def geojson(self, name: str, *features: tuple[dict, dict | None]) -> None:
        """Features as (properties, geometry)."""
        listed = [
            {"type": "Feature", "properties": properties, "geometry": geometry}
            for properties, geometry in features
        ]
        text = json.dumps({"type": "FeatureCollection", "features": listed}, ensure_ascii=False)
        (self.folder / name).write_text(text, encoding="utf-8")

    def build(self, layers: str, head: str | None = None) -> District:
        path = self.folder / "recipe.toml"
        path.write_text((self.head if head is None else head) + layers, encoding="utf-8")
        return build_district(read_recipe(path))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def metres(x: float, y: float) -> list[float]:
    """A place in the district: metres east and north of its south-western corner."""
    return [EAST + x, NORTH + y]


def box(x: float, y: float, width: float, height: float) -> dict:
    corners = [(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)]
    return {"type": "Polygon", "coordinates": [[metres(*corner) for corner in corners]]}


def line(*places: tuple[float, float]) -> dict:
    return {"type": "LineString", "coordinates": [metres(*place) for place in places]}


SQUARE = f"[{EAST}, {NORTH}, {EAST + SIDE}, {NORTH + SIDE}]"
BOUNDARY = f"""
[[layers.areas]]
drawn = {{ shape = "bbox", bbox = {SQUARE}, crs = "EPSG:4544" }}
columns = {{ name = {{ value = "试区" }}, level = {{ value = "district" }} }}
"""
STATIONS = """
[[layers.stations]]
file = "stations.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
id = "id"
columns = { name = "name", kind = "类型" }
values = { kind = { "便民服务站" = "station", "便民服务中心" = "centre" } }
"""


@pytest.fixture
def places():
    """Ways to write places: `metres`, `box`, `line`, and the recipe's usual tables."""
    from types import SimpleNamespace

    return SimpleNamespace(
        metres=metres, box=box, line=line, boundary=BOUNDARY, stations=STATIONS, east=EAST,
        north=NORTH,
    )  # fmt: skip
