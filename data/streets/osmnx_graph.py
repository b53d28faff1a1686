"""An OSMnx graph as a raw street table, in the columns that the reader of OSM files gives."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from data.sources.raw import RawTable
from data.streets.osm_streets import street_frame, street_notes, tag_columns
from data.streets.walkability import walkability

if TYPE_CHECKING:
    import networkx as nx

# All tags that walkability and the street columns look at.
WALK_TAGS = (
    "access", "bridge", "construction", "foot", "highway", "layer", "motorroad", "name",
    "sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right", "tunnel",
)  # fmt: skip


@dataclass(frozen=True)
class _Edge:
    """One street of the graph, in one of its directions."""

    way: str
    u: str
    v: str
    tags: Mapping[str, str]
    line: shapely.LineString

    @property
    def key(self) -> tuple[str, str, str, bytes]:
        """Equal for the two directions of one street."""
        low, high = sorted((self.u, self.v))
        return self.way, low, high, shapely.normalize(self.line).wkb


def streets_from_graph(graph: "nx.MultiDiGraph[Any]") -> RawTable:
    """Each street of the graph once, whatever its directions.

    Args:
        graph: Nodes with `x`, `y` in WGS 84 degrees; edges with `osmid`, OSM tags and, where
            simplified, `geometry`. An edge that joins several ways (`osmid` is a list) takes each
            tag's first value.
    """
    # The last of equal keys stays, so sort by direction first: the order of edges must not matter.
    edges = sorted(_edges(graph), key=lambda edge: (edge.u, edge.v), reverse=True)
    once = {edge.key: edge for edge in edges}
    pieces = [piece for key in sorted(once) for piece in _halved_if_loop(once[key])]
    number: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    shapes = np.empty(len(pieces), dtype=object)
    for index, piece in enumerate(pieces):
        rows.append(_row(piece, number[piece.way]))
        shapes[index] = piece.line
        number[piece.way] += 1
    frame = street_frame(rows, shapes)
    return RawTable(frame, "EPSG:4326", notes=street_notes(frame))


def _edges(graph: "nx.MultiDiGraph[Any]") -> Iterator[_Edge]:
    for u, v, said in graph.edges(data=True):
        ends = [(graph.nodes[n]["x"], graph.nodes[n]["y"]) for n in (u, v)]
        line = said.get("geometry") or shapely.LineString(ends)
        tags = {tag: str(_first(said[tag])) for tag in WALK_TAGS if said.get(tag) is not None}
        yield _Edge(f"w{_first(said.get('osmid'))}", f"n{u}", f"n{v}", tags, line)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) else value


def _halved_if_loop(edge: _Edge) -> list[_Edge]:
    """A ring as two pieces with a node between them: a self-loop has no use in a network."""
    vertices = shapely.get_coordinates(edge.line)
    if edge.u != edge.v or len(vertices) < 3:
        return [edge]
    half = len(vertices) // 2
    x, y = vertices[half]
    between = f"{edge.way}~{x:.7f}_{y:.7f}"
    there, back = shapely.LineString(vertices[: half + 1]), shapely.LineString(vertices[half:])
    return [
        _Edge(edge.way, edge.u, between, edge.tags, there),
        _Edge(edge.way, between, edge.v, edge.tags, back),
    ]


def _row(edge: _Edge, number: int) -> dict[str, object]:
    return {
        "id": f"{edge.way}-{number}",
        "u": edge.u,
        "v": edge.v,
        "u_cut": False,
        "v_cut": False,
        **tag_columns(edge.tags, walkability(edge.tags).walk),
    }
