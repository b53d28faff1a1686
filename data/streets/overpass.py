"""Streets by place name or bounding box from OpenStreetMap's own servers, through OSMnx.

The only part of the house that speaks to the network, and only when asked to.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import geopandas as gpd
import shapely

from data.errors import SourceError
from data.sources.raw import RawTable
from data.streets.osmnx_graph import WALK_TAGS, streets_from_graph
from data.text import Text

BEYOND_M = 1500  # how far streets are fetched beyond the boundary, as the layer `streets` asks
MAX_AREA_KM2 = 10_000  # more than any district needs; a larger box is a typing mistake
TIMEOUT_S = 180
CONNECT_TIMEOUT_S = 10
_M2_PER_KM2 = 1e6
_MAX_PLACE_CHARACTERS = 200
_NO_STREETS = Text("没有查到该地名或其道路", "no such place, or no streets there")
_NO_OUTLINE = Text("该地名没有边界", "the place has no outline")


Boundary = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True)
class FetchedStreets:
    """Streets as fetched.

    Attributes:
        table: Streets in the columns that `data.sources.osm.read_osm` gives, WGS 84.
        boundary: The place's boundary, or the box that was asked, WGS 84 degrees.
        extent: Where the streets are complete: the boundary and `BEYOND_M` around it. Some streets
            reach further; cut them there with `data.streets.cuts.clip_streets`.
    """

    table: RawTable
    boundary: Boundary
    extent: Boundary


def streets_of_place(place: str) -> FetchedStreets:
    """Streets in and around a place found by name, for example 成都市金牛区.

    Raises:
        SourceError: There is no network, no such place, or nothing useful came back.
    """
    import osmnx

    name = place.strip()
    if not name or len(name) > _MAX_PLACE_CHARACTERS:
        raise _refused(place, Text("地名为空或过长", "the place name is empty or too long"))
    with _network(place), _settings():
        _knock()
        try:
            boundary = osmnx.geocode_to_gdf(name).geometry.iloc[0]
        except TypeError as error:  # how OSMnx says that the place is known as a point only
            raise _refused(place, _NO_OUTLINE) from error
    if not isinstance(boundary, Boundary):
        raise _refused(place, _NO_OUTLINE)
    return _streets_within(boundary, place)


def streets_in_box(west: float, south: float, east: float, north: float) -> FetchedStreets:
    """Streets in and around a box in WGS 84 degrees.

    Raises:
        SourceError: The box makes no sense, there is no network, or nothing useful came back.
    """
    label = f"{west:g},{south:g},{east:g},{north:g}"
    if not (-180 <= west < east <= 180 and -90 < south < north < 90):
        raise _refused(
            label,
            Text("范围无效", "this is no box"),
            Text(
                "西、南、东、北四个经纬度，西小于东，南小于北",
                "west, south, east, north in degrees, west below east and south below north",
            ),
        )
    return _streets_within(shapely.box(west, south, east, north), label)


def _streets_within(boundary: Boundary, asked: str) -> FetchedStreets:
    import osmnx

    extent = _buffered(boundary, asked)
    with _network(asked), _settings():
        _knock()
        try:
            graph = osmnx.graph_from_polygon(
                extent,
                network_type="all",
                simplify=False,
                retain_all=True,
                truncate_by_edge=True,
                custom_filter='["highway"]',
            )
        except ValueError as error:  # how OSMnx says that no node lies within
            raise _refused(asked, _NO_STREETS) from error
        # Nodes stay where two ways meet, so that every piece has the tags of one way only.
        graph = osmnx.simplify_graph(graph, edge_attrs_differ=["osmid"], remove_rings=False)
    return FetchedStreets(streets_from_graph(graph), boundary, extent)


def _buffered(boundary: Boundary, asked: str) -> Boundary:
    shape = gpd.GeoSeries([boundary], crs="EPSG:4326")
    metric = shape.to_crs(shape.estimate_utm_crs()).buffer(BEYOND_M)
    area_km2 = float(metric.area.iloc[0]) / _M2_PER_KM2
    if area_km2 > MAX_AREA_KM2:
        raise _refused(
            asked,
            Text(f"范围达 {area_km2:.0f} 平方公里", f"the area is {area_km2:.0f} km²"),
            Text(f"不超过 {MAX_AREA_KM2} 平方公里", f"at most {MAX_AREA_KM2} km²"),
        )
    buffered: Boundary = metric.to_crs("EPSG:4326").iloc[0]
    return buffered


def _knock() -> None:
    """Find out at once whether there is a network: OSMnx waits a minute before it says so."""
    import requests
    from osmnx import settings

    requests.head(f"{settings.overpass_url}/status", timeout=CONNECT_TIMEOUT_S)


@contextmanager
def _settings() -> Iterator[None]:
    """OSMnx's settings for our request, put back afterwards: no cache folder, the tags we need."""
    from osmnx import settings

    ours = {"use_cache": False, "useful_tags_way": list(WALK_TAGS), "requests_timeout": TIMEOUT_S}
    before = {name: getattr(settings, name) for name in ours}
    for name, value in ours.items():
        setattr(settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


@contextmanager
def _network(asked: str) -> Iterator[None]:
    """Turn what OSMnx and requests raise into our own error."""
    from osmnx._errors import InsufficientResponseError, ResponseStatusCodeError
    from requests.exceptions import RequestException

    try:
        yield
    except InsufficientResponseError as error:
        raise _refused(asked, _NO_STREETS) from error
    except (RequestException, ResponseStatusCodeError, OSError) as error:
        raise _refused(
            asked,
            Text("无法连接 Overpass 服务", "Overpass cannot be reached"),
            Text(
                "可访问互联网的计算机；内网请改用 .osm.pbf 文件",
                "a computer with a network; without one, use an .osm.pbf file",
            ),
        ) from error


def _refused(asked: str, found: Text, expected: Text | None = None) -> SourceError:
    usual = Text("OpenStreetMap 中有边界的地名", "the name of a place with an outline in OSM")
    shown = re.sub(r"\s+", " ", asked)[:_MAX_PLACE_CHARACTERS]
    return SourceError(shown, found, expected or usual)
