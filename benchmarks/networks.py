"""The street networks that benchmarks run on, and timing beside a peer."""

import argparse
import gzip
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geo.streets.contraction import adjacency, contract
from geo.streets.hilbert import spatial_order
from geo.streets.network import WalkNetwork, walk_network

SEED = 15
# Of a full grid's streets so many are there that 2.8 meet at a corner, as in real cities.
SHARE, BLOCK_M = 0.705, 47.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dimacs", type=Path, help="folder with a .gr.gz and a .co.gz file")
    parser.add_argument("--osm", type=Path, help="an OSM extract")
    parser.add_argument("--metres", help="a projected CRS for the extract, such as EPSG:32632")
    parser.add_argument("--grid", type=int, help="corners along each side of a generated town")


def asked_for(given: argparse.Namespace) -> Iterator[tuple[str, WalkNetwork]]:
    """The networks named on the command line, each with a name for the table."""
    if given.dimacs:
        yield "New York (DIMACS)", dimacs(given.dimacs)
    if given.osm:
        yield f"OpenStreetMap, {given.osm.name.split('.')[0]}", osm(given.osm, given.metres)
    if given.grid:
        yield "generated", crooked_grid(given.grid)


def titled(name: str, network: WalkNetwork) -> str:
    return f"{name}, {network.node_count:,} corners, {len(network.u):,} streets"


def dimacs(folder: Path) -> WalkNetwork:
    """Roads of a DIMACS challenge: lengths in decimetres, no course between corners."""
    with gzip.open(next(folder.glob("*.gr.gz")), "rt") as file:
        arcs = np.array([line.split()[1:] for line in file if line[0] == "a"], dtype=np.int64)
    with gzip.open(next(folder.glob("*.co.gz")), "rt") as file:
        places = np.array([line.split()[2:] for line in file if line[0] == "v"], dtype=np.int64)
    once = arcs[:, 0] < arcs[:, 1]
    u, v, length = arcs[once].T
    return _network(places.astype(float), u - 1, v - 1, length * 100)


def crooked_grid(side: int) -> WalkNetwork:
    """`side` times `side` corners, each moved a little, and most streets between neighbours."""
    chance = np.random.default_rng(SEED)
    xy = np.stack(np.divmod(np.arange(side * side), side), axis=1) * BLOCK_M
    xy += chance.uniform(-0.3, 0.3, xy.shape) * BLOCK_M
    corner = np.arange(side * side).reshape(side, side)
    u = np.concatenate([corner[:, :-1].ravel(), corner[:-1].ravel()])
    v = np.concatenate([corner[:, 1:].ravel(), corner[1:].ravel()])
    there = chance.random(len(u)) < SHARE
    u, v = u[there], v[there]
    length_mm = np.floor(np.hypot(*(xy[u] - xy[v]).T) * 1000 + 0.5).astype(np.int64)
    return _network(xy, u, v, length_mm)


def osm(file: Path, metres: str) -> WalkNetwork:
    """What a walker may use of an OSM extract, read as the product reads it."""
    from data.streets.osm_streets import read_streets

    raw = read_streets(file)
    streets = gpd.GeoDataFrame(raw.frame, geometry="geometry", crs=raw.crs).to_crs(metres)
    streets["id"] = [f"s-{number}" for number in range(len(streets))]
    streets["length_m"] = streets.geometry.length
    return walk_network(streets, takes_steps=True)


def _network(
    xy: NDArray[np.float64],
    u: NDArray[np.int64],
    v: NDArray[np.int64],
    length_mm: NDArray[np.int64],
) -> WalkNetwork:
    """Straight streets between corners; corners without a street are left out."""
    used = np.unique(np.concatenate([u, v]))
    names = used.astype(str).astype(object)
    number = np.empty(len(xy), dtype=np.int64)
    number[used[spatial_order(xy[used], names)]] = np.arange(len(used))
    shape = np.stack([xy[u], xy[v]], axis=1).reshape(-1, 2)
    u, v = number[u], number[v]
    return WalkNetwork(
        row=np.arange(len(u)),
        u=u,
        v=v,
        length_mm=length_mm,
        xy=shape,
        first_xy=2 * np.arange(len(u) + 1),
        node_count=len(used),
        junctions=contract(len(used), u, v, length_mm),
    )


def as_matrix(network: WalkNetwork) -> csr_array:
    """The streets as SciPy takes them, of parallel ones the shortest: millimetres as floats."""
    first, head, step_mm = adjacency(network.node_count, network.u, network.v, network.length_mm)
    shape = network.node_count, network.node_count
    return csr_array((step_mm.astype(float), head, first), shape=shape)


def as_table(network: WalkNetwork) -> pd.DataFrame:
    """The streets as `tail`, `head`, `mm`, each once, of parallel ones the shortest."""
    first, head, step_mm = adjacency(network.node_count, network.u, network.v, network.length_mm)
    tail = np.repeat(np.arange(network.node_count), np.diff(first))
    once = tail < head
    return pd.DataFrame({"tail": tail[once], "head": head[once], "mm": step_mm[once]})


def side_by_side(
    runs: Mapping[str, Callable[[], Any]], repeats: int
) -> tuple[dict[str, float], dict[str, Any]]:
    """The smallest time of each run, taken in turn, and what it gave."""
    seconds, answers = dict.fromkeys(runs, float("inf")), {}
    for _ in range(repeats):
        for name, run in runs.items():
            begin = time.perf_counter()
            answers[name] = run()
            seconds[name] = min(seconds[name], time.perf_counter() - begin)
    return seconds, answers
