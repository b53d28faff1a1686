"""Distances and counts over again: one site, one feature at a time, plain shapely and networkx.

Written from the meaning of the answers alone. It reads the rows of a `Drawn` town, not the scene.
"""

import math
from itertools import pairwise

import networkx as nx
import shapely
from support.small_scene import WORDS_SMALL
from support.tiny import shape

NOT_MET, UNKNOWN, ON_SITE, MET = "not_met", "unknown", "on_site", "met"
ORDER = [NOT_MET, UNKNOWN, ON_SITE, MET]
COLUMN = {"permits": "type"}


def worst(answers):
    """The worst of some answers; nothing to complain of is met."""
    return min(answers, key=ORDER.index, default=MET)


def counted(terms, town):
    """Shape and row of every feature that some terms mean, and whether it surely counts."""
    picks = [pick for term in terms for pick in WORDS_SMALL.features[term].picks]
    wider = [w for w, narrow in WORDS_SMALL.broader.items() if set(narrow) & set(picks)]
    for pick in [*picks, *wider]:
        for row in town.layers.get(pick.layer, ()):
            planned = row.get("status") == "planned"
            if row[COLUMN.get(pick.layer, "kind")] == pick.value:
                yield shape(row["at"]), row, pick in picks and not planned


def against(low, high, error, least, at_threshold="met"):
    """One distance from `low` to `high` against what is asked for."""
    if high + error < least or (at_threshold == "not_met" and high + error == least):
        return NOT_MET
    good = low - error >= least if at_threshold == "met" else low - error > least
    return MET if good else ON_SITE


def seen(town, site, radius):
    """Whether all kinds are known so far round."""
    inside = town.extent.covers(site) and town.extent.boundary.distance(site) >= radius
    return MET if inside else UNKNOWN


def may(answer, sure):
    """What a feature that only may count leaves of a no."""
    return ON_SITE if answer == NOT_MET and not sure else answer


def ends(row, at, town, to):
    """Where distances to a feature end: a shape, and whether that is certain."""
    gates = [shape(gate["at"]) for gate in town.layers["gates"] if gate["of"] == row.get("id")]
    if to == "gate" and gates:
        # A place partly beyond the known ground may have more gates than are drawn.
        if town.extent.covers(at):
            return shapely.MultiPoint(gates), True
        return shapely.GeometryCollection([at, *gates]), False
    return at, to == "outline" or at.geom_type == "Point"


def between(site, end, certain):
    """Least and greatest distance of a point to a shape, or to anywhere on its outline."""
    low = site.distance(end)
    if certain:
        return low, low
    return low, max(site.distance(shapely.Point(xy)) for xy in shapely.get_coordinates(end))


def least_distance(check, town, site, error):
    """`least_distance`, straight or on foot."""
    both = error + town.error_m
    beside = check.line_to_edge_m
    found = [seen(town, site, check.at_least_m + both + beside[1])]
    for at, row, sure in counted(check.to, town):
        end, certain = ends(row, at, town, check.measured_to)
        low, high = between(site, end, certain)
        low, high = max(low - beside[1], 0), max(high - beside[0], 0)
        found.append(_one(check, town, site, (end, certain, sure), (low, high), both))
    return worst(found)


def _one(check, town, site, feature, straight, both):
    end, certain, sure = feature
    low, high = straight
    if check.method == "straight":
        return may(against(low, high, both, check.at_least_m, check.at_threshold), sure)
    if against(low, low, both, check.at_least_m, check.at_threshold) == MET:
        return MET
    known = town.streets_known
    round_it = check.at_least_m + both
    blind = not known.covers(site) or known.boundary.distance(site) < round_it
    if not certain or end.geom_type not in ("Point", "MultiPoint"):
        return UNKNOWN if blind or joins(town, site) is None else ON_SITE
    length, lost = walk(town, site, end)
    length = max(length, low)
    answer = may(against(length, length, both, check.at_least_m, check.at_threshold), sure)
    return UNKNOWN if (blind or lost) and answer != NOT_MET else answer


def spacing(check, town, site, error):
    """`spacing` where no address or building is known."""
    both = error + town.error_m
    found = [seen(town, site, check.at_least_m + both)]
    for at, _, sure in counted(check.of, town):
        low = site.distance(at)
        feature = (at, True, sure and low > both)
        asked = check.model_copy(update={"at_threshold": check.at_threshold})
        found.append(_one(asked, town, site, feature, (low, low), both))
    return worst(found)


def adjacency(check, town, site, error):
    """`adjacency`: what is no farther than the gap adjoins."""
    both = error + town.error_m
    found = [seen(town, site, check.gap_m + both)]
    for at, _, sure in counted(check.to, town):
        low = site.distance(at)
        found.append(may(against(low, low, both, check.gap_m, "not_met"), sure))
    return worst(found)


def corridor_width(check, town, site, error):
    """`corridor_width`, all widths with a number."""
    both, widest = error + town.error_m, max(check.widths_m.values())
    found = [seen(town, site, widest + both + check.line_to_edge_m[1])]
    for at, row, sure in counted(check.corridors, town):
        width = check.widths_m.get(row.get("class"))
        low = site.distance(at)
        near, far = (max(low - beside, 0) for beside in reversed(check.line_to_edge_m))
        answer = against(near, far, both, widest if width is None else width)
        found.append(may(answer, sure and width is not None))
    return worst(found)


def count(check, town, site, error):
    """`count` of points in areas, with a number or for so many people."""
    reach = error + town.error_m
    areas = [row["at"] for row in town.layers["areas"] if row["level"] == check.within]
    near = [area for area in areas if area.distance(site) <= reach]
    if not near:
        return UNKNOWN
    said = {_in_area(check, town, area) for area in near}
    if UNKNOWN in said:
        return UNKNOWN
    whole = shapely.union_all(areas)
    sure = whole.covers(site) and whole.boundary.distance(site) >= reach
    if len(said) == 1 and sure:
        return said.pop()
    # Else one more where all is not known would turn unknown into something better.
    return ON_SITE if all(town.extent.covers(area) for area in near) else UNKNOWN


def _in_area(check, town, area):
    both = 2 * town.error_m
    others = [(at, sure) for at, _, sure in counted(check.of, town) if area.distance(at) <= both]
    least = 1 + sum(sure and _deep(area, at, both) for at, sure in others)
    most = 1 + len(others)
    low = high = check.at_most
    if check.for_each is not None:
        people = [(shape(r["at"]), r[check.people]) for r in town.layers["residents"]]
        there = [(at, n) for at, n in people if area.distance(at) <= both]
        low = math.floor(math.fsum(n for at, n in there if _deep(area, at, both)) / check.for_each)
        high = math.floor(math.fsum(n for _, n in there) / check.for_each)
        if not town.extent.covers(area):
            return UNKNOWN
    if least > high:
        return NOT_MET
    if not town.extent.covers(area):
        return UNKNOWN
    return MET if most <= low else ON_SITE


def _deep(area, at, both):
    border = area.boundary.distance(at)
    return area.covers(at) and border >= both and border > 0


def _mm(metres):
    return math.floor(metres * 1000 + 0.5)


def joins(town, at):
    """The equally near streets of a point with where on them and how far away; None if too far."""
    lines = [(row["id"], row["at"]) for row in town.layers["streets"]]
    nearest = min((line.distance(at) for _, line in lines), default=math.inf)
    if _mm(min(nearest, 1e6)) > 250_000:
        return None
    return [(name, line, _mm(line.project(at)), _mm(line.distance(at)))
            for name, line in lines if line.distance(at) <= nearest + 0.0005]  # fmt: skip


def walk(town, site, gates):
    """The shortest walk in metres, and whether something that may be nearer is not joined."""
    doors, joined = ([joins(town, at) for at in getattr(some, "geoms", [some])]
                     for some in (site, gates))  # fmt: skip
    starts = [("from", *join) for found in doors if found is not None for join in found]
    stops = [("to", *join) for found in joined if found is not None for join in found]
    graph = _graph(town, [*starts, *stops])
    try:
        length = nx.dijkstra_path_length(graph, "from", "to")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        length = math.inf
    return length / 1000, None in [*doors, *joined]


def _graph(town, upon):
    """Streets cut at every join; `from` and `to` are joined to them."""
    graph = nx.Graph()
    graph.add_node("from")
    for row in town.layers["streets"]:
        spots = sorted({(at, (row["id"], at)) for _, name, _, at, _ in upon if name == row["id"]})
        whole = _mm(row["length_m"])
        chain = [(0, row["u"]), *spots, (whole, row["v"])]
        for (a, one), (b, other) in pairwise(chain):
            shorter = min(b - a, graph.get_edge_data(one, other, {"weight": b - a})["weight"])
            graph.add_edge(one, other, weight=shorter)
    for which, name, _, at, access in upon:
        cheaper = min(access, graph.get_edge_data(which, (name, at), {"weight": access})["weight"])
        graph.add_edge(which, (name, at), weight=cheaper)
    return graph
