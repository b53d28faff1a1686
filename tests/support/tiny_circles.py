"""Tiny street networks for circles, and slow obvious answers about what is reached on them."""

import numpy as np
import shapely
from shapely.ops import substring
from support.tiny import district

from geo.streets.network import walk_network
from geo.streets.seeds import Seeds

FAR = 10**12


def line(edge_id, u, v, corners, length_m=None):
    """A street along `corners`, as long as it is drawn unless said."""
    drawn = shapely.LineString(corners)
    length_m = drawn.length if length_m is None else length_m
    return {"id": edge_id, "u": u, "v": v, "length_m": length_m, "at": drawn}


def network_of(*streets):
    return walk_network(district(streets=streets).features("streets"), takes_steps=True)


def seeds_at(*begins):
    """Walks that begin at (edge, offset_mm, cost_mm)."""
    edge, offset_mm, cost_mm = np.array(begins, dtype=np.int64).reshape(-1, 3).T.copy()
    return Seeds(edge, offset_mm, cost_mm, np.arange(len(edge)), max(len(edge), 1))


def slow_costs(network, seeds):
    """(N,) costs by trying every street again and again until nothing gets cheaper."""
    cost = np.full(network.node_count, FAR)
    for edge, offset, begin in zip(seeds.edge, seeds.offset_mm, seeds.cost_mm, strict=True):
        u, v, length = network.u[edge], network.v[edge], network.length_mm[edge]
        cost[u] = min(cost[u], begin + offset)
        cost[v] = min(cost[v], begin + length - offset)
    for _ in range(network.node_count):
        for u, v, length in zip(network.u, network.v, network.length_mm, strict=True):
            cost[u], cost[v] = min(cost[u], cost[v] + length), min(cost[v], cost[u] + length)
    return cost


def slow_spans(network, seeds, limit_mm):
    """(edge, begin_mm, end_mm) of what is reached from each end and round each seed."""
    cost, spans = slow_costs(network, seeds), []
    begins = list(zip(seeds.edge, seeds.offset_mm, seeds.cost_mm, strict=True))
    for edge, length in enumerate(network.length_mm.tolist()):
        walks = [(0, cost[network.u[edge]]), (length, cost[network.v[edge]])]
        walks += [(offset, begin) for other, offset, begin in begins if other == edge]
        for at, begin in walks:
            if limit_mm >= begin:
                left = int(limit_mm - begin)
                spans.append((edge, max(at - left, 0), min(at + left, length)))
    return spans


def slow_pieces(network, seeds, limit_mm):
    """What is reached as lines cut by Shapely, with overlaps."""
    drawn, found = network.lines(np.arange(len(network.u))), []
    for edge, begin, end in slow_spans(network, seeds, limit_mm):
        length = int(network.length_mm[edge])
        share = (begin / length, end / length) if length else (0, 1)
        found.append(substring(drawn[edge], *share, normalized=True))
    return found


def as_lines(pieces):
    return shapely.MultiLineString(pieces.reshape(-1, 2, 2).tolist())
