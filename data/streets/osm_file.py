"""Reading the highway ways of an OpenStreetMap file: tags, node references and node positions.

The file is passed over several times and never held whole. Nothing relies on nodes standing before
ways: Overpass writes them after.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray


@dataclass(frozen=True)
class OsmWay:
    """One highway way: its id, its tags and its node references in order."""

    id: int
    tags: Mapping[str, str]
    refs: tuple[int, ...]


@dataclass(frozen=True)
class OsmNodes:
    """Positions of the nodes that highway ways use.

    Attributes:
        position: Node id to its row in `lon_lat`; a node the file does not have is missing.
        lon_lat: Longitudes and latitudes in WGS 84 degrees, shape (n, 2).
        junctions: Ids of nodes at which ways must be split: used by two ways, or twice by one.
    """

    position: Mapping[int, int]
    lon_lat: NDArray[np.float64]
    junctions: frozenset[int]


def highway_ways(file: Path) -> Iterator[OsmWay]:
    """Every way tagged `highway`, then the outlines of squares that only a relation tags so.

    Raises:
        RuntimeError: The file is not OSM (as pyosmium says it).
    """
    tagged = osmium.filter.KeyFilter("highway")
    for way in osmium.FileProcessor(file, osmium.osm.WAY).with_filter(tagged):
        if isinstance(way, osmium.osm.Way) and way.visible:
            yield OsmWay(way.id, dict(way.tags), tuple(node.ref for node in way.nodes))
    outlines = _square_outlines(file)
    if not outlines:
        return
    for way in osmium.FileProcessor(file, osmium.osm.WAY):
        if not isinstance(way, osmium.osm.Way) or way.id not in outlines:
            continue
        if way.visible and "highway" not in way.tags:
            refs = tuple(node.ref for node in way.nodes)
            yield OsmWay(way.id, {**outlines[way.id], **dict(way.tags)}, refs)


def _square_outlines(file: Path) -> dict[int, dict[str, str]]:
    """Way ids in multipolygons tagged `highway` (large squares), with the relation's tags."""
    outlines: dict[int, dict[str, str]] = {}
    tagged = osmium.filter.KeyFilter("highway")
    for relation in osmium.FileProcessor(file, osmium.osm.RELATION).with_filter(tagged):
        if not isinstance(relation, osmium.osm.Relation) or not relation.visible:
            continue
        tags = dict(relation.tags)
        if tags.get("type") == "multipolygon":
            ways = (member.ref for member in relation.members if member.type == "w")
            outlines.update({way: tags for way in ways if way not in outlines})
    return outlines


def street_nodes(file: Path) -> OsmNodes:
    """Where the nodes of highway ways lie, and which of them are junctions.

    Raises:
        RuntimeError: The file is not OSM (as pyosmium says it).
    """
    refs = array("q")
    for way in highway_ways(file):
        # The same node twice running is a slip of the mapper, not a junction.
        refs.extend(r for i, r in enumerate(way.refs) if i == 0 or r != way.refs[i - 1])
    ids, uses = np.unique(np.frombuffer(refs, dtype=np.int64), return_counts=True)
    found: dict[int, int] = {}
    positions = array("d")
    for node in _nodes(file, ids):
        if node.location.valid() and node.id not in found:
            found[node.id] = len(found)
            positions.extend((node.location.lon, node.location.lat))
    lon_lat = np.frombuffer(positions, dtype=np.float64).reshape(-1, 2)
    return OsmNodes(found, lon_lat, frozenset(ids[uses > 1].tolist()))


def _nodes(file: Path, ids: NDArray[np.int64]) -> Iterator[osmium.osm.Node]:
    processor = osmium.FileProcessor(file, osmium.osm.NODE)
    wanted = frozenset(ids.tolist())
    # An editor numbers what it has not yet sent to OSM below zero; the fast filter cannot do that.
    if len(ids) and ids[0] >= 0:
        processor = processor.with_filter(osmium.filter.IdFilter(wanted))
    for node in processor:
        if isinstance(node, osmium.osm.Node) and node.id in wanted:
            yield node
