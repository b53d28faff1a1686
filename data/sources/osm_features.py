"""Tagged points and areas of an OpenStreetMap file. Part of the reader in `data.sources.osm`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import osmium
import pandas as pd
import shapely

from data.errors import SourceError
from data.sources.osm_filter import FeatureFilter
from data.sources.raw import RawReject, RawTable
from data.text import Text

_CRS = "EPSG:4326"
_NOT_LOCATED = Text("节点没有坐标", "the node has no coordinates")
_NOT_CLOSED = Text(
    "线不闭合、标为非面（area=no）或缺少节点，无法构成面",
    "the way is not closed, says area=no or lacks nodes, and makes no area",
)
_NOT_ASSEMBLED = Text(
    "关系不是多边形，或其成员不全、不闭合，无法构成面",
    "the relation is no multipolygon, or its members are missing or do not close",
)
_EXPECTED_ORDER = Text(
    "节点、线、关系依次排列的文件（osmium sort 可排好）",
    "nodes before ways before relations (`osmium sort` puts them so)",
)


def read_points(file: Path, wanted: FeatureFilter) -> RawTable:
    """Nodes with the tags asked for; where asked, also centroids of such areas.

    Raises:
        RuntimeError: The file is not OSM (as pyosmium says it).
    """
    rows: list[dict[str, str | None]] = []
    shapes: list[shapely.Geometry] = []
    rejects: list[RawReject] = []
    keys = osmium.filter.KeyFilter(*wanted.tags)
    for node in osmium.FileProcessor(file, osmium.osm.NODE).with_filter(keys):
        tags = dict(node.tags)
        if not isinstance(node, osmium.osm.Node) or not node.visible or not wanted.wants(tags):
            continue
        if not node.location.valid():
            rejects.append(RawReject(f"n{node.id}", _NOT_LOCATED))
            continue
        rows.append(_row(f"n{node.id}", tags, wanted))
        shapes.append(shapely.Point(node.location.lon, node.location.lat))
    points = _table(rows, shapes, wanted, rejects)
    if not wanted.centroids:
        return points
    areas = read_areas(file, wanted)
    middles = areas.frame.assign(geometry=shapely.centroid(areas.frame["geometry"].to_numpy()))
    together = pd.concat([points.frame, middles], ignore_index=True)
    together.index = pd.RangeIndex(1, len(together) + 1)
    return RawTable(together, _CRS, points.rejects + areas.rejects, areas.notes)


def read_areas(file: Path, wanted: FeatureFilter) -> RawTable:
    """Closed ways and multipolygons with the tags asked for, as Polygon or MultiPolygon.

    What has the tags but makes no area is rejected by its id, never dropped in silence.

    Raises:
        RuntimeError: The file is not OSM (as pyosmium says it).
        SourceError: Its ways stand before its nodes.
    """
    rows: list[dict[str, str | None]] = []
    shapes: list[shapely.Geometry] = []
    pending: dict[str, Text] = {}
    writer = osmium.geom.WKBFactory()
    for thing, tags in _tagged(file, wanted):
        if isinstance(thing, osmium.osm.Way):
            pending[f"w{thing.id}"] = _NOT_CLOSED
        elif isinstance(thing, osmium.osm.Relation):
            pending[f"r{thing.id}"] = _NOT_ASSEMBLED
        elif isinstance(thing, osmium.osm.Area) and thing.num_rings()[0] > 0:
            name = f"{'w' if thing.from_way() else 'r'}{thing.orig_id()}"
            shape = shapely.from_wkb(writer.create_multipolygon(thing))
            parts = shapely.get_parts(shape)
            rows.append(_row(name, tags, wanted))
            shapes.append(parts[0] if len(parts) == 1 else shape)
    # An area may come before the relation it was assembled from, so this is asked at the end.
    assembled = {row["id"] for row in rows}
    rejects = [RawReject(name, why) for name, why in pending.items() if name not in assembled]
    return _table(rows, shapes, wanted, rejects)


def _tagged(
    file: Path, wanted: FeatureFilter
) -> Iterator[tuple[osmium.osm.Way | osmium.osm.Relation | osmium.osm.Area, dict[str, str]]]:
    """Ways, relations and the areas assembled from them that have the tags asked for."""
    _check_order(file)
    keys = osmium.filter.KeyFilter(*wanted.tags)
    for thing in osmium.FileProcessor(file).with_areas(keys).with_filter(keys):
        if isinstance(thing, osmium.osm.Way | osmium.osm.Relation | osmium.osm.Area):
            tags = dict(thing.tags)
            if thing.visible and wanted.wants(tags):
                yield thing, tags


def _check_order(file: Path) -> None:
    """Areas are assembled while the file streams by, so a way's nodes must have come before it."""
    first = next(iter(osmium.FileProcessor(file)), None)
    if first is not None and not isinstance(first, osmium.osm.Node):
        found = Text("线或关系排在节点之前", "ways or relations stand before the nodes")
        raise SourceError(file, found, _EXPECTED_ORDER)


def _row(name: str, tags: dict[str, str], wanted: FeatureFilter) -> dict[str, str | None]:
    asked = {column: tags.get(column) for column in wanted.columns}
    return {"id": name, "name": tags.get("name"), **asked}


def _table(
    rows: Sequence[dict[str, str | None]],
    shapes: Sequence[shapely.Geometry],
    wanted: FeatureFilter,
    rejects: Sequence[RawReject],
) -> RawTable:
    frame = pd.DataFrame(rows, columns=["id", "name", *wanted.columns], dtype="string")
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    frame["geometry"] = geometry
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return RawTable(frame, _CRS, tuple(rejects))
