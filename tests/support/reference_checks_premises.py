"""Distances from buildings, parcels and doors over again, where every kind is known in its own way.

Written from the meaning of law 3: where on the site and at the feature a distance may begin and
end, and how far off each of these may be. One site, one feature at a time.
"""

import math
from dataclasses import dataclass
from itertools import product
from typing import Any

import shapely
from support.random_premises import Premises
from support.random_towns import Drawn
from support.reference_checks_a import (
    COLUMN,
    MET,
    ON_SITE,
    UNKNOWN,
    against,
    may,
    walk,
    worst,
)
from support.small_scene import WORDS_SMALL
from support.tiny import shape

from data.rulepacks.vocabulary import Pick
from geo.scene.sites import Shape

UNDECLARED_M = 50.0


@dataclass(frozen=True)
class End:
    """Where a distance begins or ends: all of a shape, or somewhere in it nobody knows where."""

    at: Any
    certain: bool
    error_m: float

    @property
    def entered(self) -> bool:
        """Whether it is doors or gates that one can walk to."""
        return self.certain and self.at.geom_type in ("Point", "MultiPoint")


def told(town: Drawn, kind: str) -> tuple[float, Any]:
    """The position error of a kind, and where all of it is known; None for nowhere."""
    said = {"position_error_m": town.error_m, "extent": town.extent, **town.declare.get(kind, {})}
    error = said["position_error_m"]
    known = None if said.get("rows_lost") else said["extent"]
    return UNDECLARED_M if error is None else error, known


def begin(site: Premises, measured_from: str) -> End:
    """Where on a site a distance begins."""
    if site.what == Shape.DOOR:
        return End(site.shape, True, site.error_m)
    if measured_from == "door" and site.doors:
        of_doors = site.error_m if site.doors_error_m is None else site.doors_error_m
        return End(shapely.MultiPoint(site.doors), True, of_doors)
    somewhere = measured_from == "door" or (measured_from, site.what) == ("building", Shape.PARCEL)
    return End(site.shape, not somewhere, site.error_m)


def finish(town: Drawn, row: dict[str, Any], kind: str, measured_to: str) -> End:
    """Where at a feature a distance ends."""
    at, (error, _) = shape(row["at"]), told(town, kind)
    if measured_to == "outline":
        return End(at, True, error)
    gates = [shape(gate["at"]) for gate in town.layers["gates"] if gate["of"] == row["id"]]
    if not gates:
        return End(at, at.geom_type == "Point", error)
    of_gates, known = told(town, "gates")
    if known is not None and known.covers(at):
        return End(shapely.MultiPoint(gates), True, of_gates)
    return End(shapely.GeometryCollection([at, *gates]), False, max(error, of_gates))


def span(a: End, b: End) -> tuple[float, float, float]:
    """The least that a distance can be, the most that is met with, and the most that is possible.

    These two are the same where the farthest place is a corner for certain: where both ends are
    only somewhere, or the known one is a point or bulges nowhere inwards.
    """
    low = a.at.distance(b.at)
    if a.certain and b.certain:
        return low, low, low
    if not a.certain and not b.certain:
        most = max(one.distance(other) for one, other in product(spots(a.at), spots(b.at)))
        return low, most, most
    known, other = (a.at, b.at) if a.certain else (b.at, a.at)
    met = max(spot.distance(known) for spot in spots(other))
    single = known.geom_type == "Point" or known.equals(known.convex_hull)
    return low, met, met if single and known.geom_type != "LineString" else math.inf


def spots(at: Any) -> list[shapely.Point]:
    """Corners, and places on the sides between them."""
    return [shapely.Point(xy) for xy in shapely.get_coordinates(shapely.segmentize(at, 4.0))]


def margin(site: Premises, known: Any) -> float:
    """How far round a site and its doors all is known; less than nothing where not even it."""
    own = [site.shape, *map(shapely.Point, site.doors)]
    if known is None or not all(known.covers(at) for at in own):
        return -1.0
    return min(known.boundary.distance(at) for at in own)


def picks(terms: tuple[str, ...]) -> list[Pick]:
    """The kinds that are asked for."""
    return [pick for term in terms for pick in WORDS_SMALL.features[term].picks]


def broader(pick: Pick) -> list[Pick]:
    """Kinds that may hide one."""
    return [wide for wide, narrow in WORDS_SMALL.broader.items() if pick in narrow]


def seen(
    town: Drawn, site: Premises, terms: tuple[str, ...], radius: float, *, to_gates: bool = False
) -> str:
    """Whether every kind is known so far round, its own error added, by itself or a broader one."""

    def reaches(pick: Pick) -> bool:
        error, known = told(town, f"{pick.layer}/{pick.value}")
        if to_gates:
            error = max(error, told(town, "gates")[0])
        return margin(site, known) >= radius + error

    every = [any(map(reaches, [pick, *broader(pick)])) for pick in picks(terms)]
    return MET if all(every) else UNKNOWN


def meant(town: Drawn, terms: tuple[str, ...]) -> list[tuple[dict[str, Any], str, bool]]:
    """Row, kind, and whether it surely counts, of all that terms mean."""
    asked = picks(terms)
    wide = {each for pick in asked for each in broader(pick)}
    return [
        (row, f"{pick.layer}/{pick.value}", pick in asked and row.get("status") != "planned")
        for pick in dict.fromkeys([*asked, *sorted(wide)])
        for row in town.layers.get(pick.layer, ())
        if row[COLUMN.get(pick.layer, "kind")] == pick.value
    ]


def answers(check: Any, town: Drawn, site: Premises) -> set[str]:
    """What a check may answer: one word, or two where the farthest place is only bounded."""
    return {_answer(check, town, site, bounded=bounded) for bounded in (False, True)}


def _answer(check: Any, town: Drawn, site: Premises, *, bounded: bool) -> str:
    terms, least, at_threshold = _asked(check)
    to, beside = getattr(check, "measured_to", "outline"), getattr(check, "line_to_edge_m", (0, 0))
    first = begin(site, check.measured_from)
    look = least + first.error_m + beside[1]
    found = [seen(town, site, terms, look, to_gates=to == "gate")]
    for row, kind, sure in meant(town, terms):
        last = finish(town, row, kind, to)
        low, met_with, possible = span(first, last)
        high = possible if bounded else met_with
        near, far = max(low - beside[1], 0), max(high - beside[0], 0)
        both = first.error_m + last.error_m
        number, classed = _width(check, row, least)
        sure = sure and classed and not (check.check == "spacing" and low <= both)
        answer = may(against(near, far, both, number, at_threshold), sure)
        if getattr(check, "method", "straight") == "walking":
            answer = _on_foot(check, town, site, (first, last, low, sure))
        found.append(answer)
    return worst(found)


def _asked(check: Any) -> tuple[tuple[str, ...], float, str]:
    """What must keep away, the most it must, and what exactly so much is."""
    match check.check:
        case "least_distance":
            return check.to, check.at_least_m, check.at_threshold
        case "adjacency":
            return check.to, check.gap_m, "not_met"
        case "corridor_width":
            return check.corridors, max(check.widths_m.values()), "met"
        case _:
            return check.of, check.at_least_m, check.at_threshold


def _width(check: Any, row: dict[str, Any], least: float) -> tuple[float, bool]:
    """How far one feature must keep away, and whether its class says so."""
    if check.check != "corridor_width":
        return least, True
    return check.widths_m.get(row["class"], least), row["class"] in check.widths_m


def _on_foot(check: Any, town: Drawn, site: Premises, pair: tuple[End, End, float, bool]) -> str:
    first, last, low, sure = pair
    both = first.error_m + last.error_m

    def said(metres: float) -> str:
        return against(metres, metres, both, check.at_least_m, check.at_threshold)

    if said(low) == MET:
        return MET
    blind = margin(site, town.streets_known) < check.at_least_m + both
    ends = [end.at for end in (first, last) if end.entered]
    # Walked to themselves, those that are known show whether they are joined.
    lost = any(walk(town, at, at)[1] for at in ends)
    answer = ON_SITE
    if len(ends) == 2:
        answer = may(said(max(walk(town, *ends)[0], low)), sure)
    return UNKNOWN if (blind or lost) and answer != "not_met" else answer
