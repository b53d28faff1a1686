"""The rules of a business as a GeoPandas user writes them, one question after another.

Each check becomes one `sjoin` or `sjoin_nearest` of the site with the rows it is about. Sites are
points and positions have no error, which spares the peer all that law 3 asks of us: its answers are
then met or not met, and can be compared one by one. What is no geometry (codes of land use,
outcomes, confidence) is taken from our own tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.district import District
from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import PICKED_BY, BusinessType, Vocabulary
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.corridor_width import numbers
from geo.checks.land_use import asked_codes
from geo.checks.land_use_codes import said
from geo.checks.wanted import leaves
from geo.survey.outcome import Outcome, outcome_table

NEAR_M = 20.0
_SWAPPED = {int(MET): int(NOT_MET), int(NOT_MET): int(MET)}


@dataclass
class Peer:
    """The layers as frames, and how often a frame is picked out of them.

    Attributes:
        keeps: Whether the rows of some terms are picked once and kept, which is kinder than what
            is written per question.
    """

    district: District
    vocabulary: Vocabulary
    business: BusinessType
    keeps: bool
    kept: dict[object, gpd.GeoDataFrame] = field(default_factory=dict)

    def rows(self, terms: tuple[str, ...], gates: bool = False) -> gpd.GeoDataFrame:
        key = (terms, gates)
        if key not in self.kept or not self.keeps:
            self.kept[key] = self._picked(terms, gates)
        return self.kept[key]

    def layer(self, name: str) -> gpd.GeoDataFrame:
        if name not in self.kept:
            self.kept[name] = self.district.features(name)
        return self.kept[name]

    def _picked(self, terms: tuple[str, ...], gates: bool) -> gpd.GeoDataFrame:
        picks = {pick for term in terms for pick in self.vocabulary.features[term].picks}
        parts = []
        for name in sorted({pick.layer for pick in picks}):
            layer = self.layer(name)
            values = tuple(pick.value for pick in picks if pick.layer == name)
            column = layer[PICKED_BY[name]]
            kept = column.str.startswith(values) if name == "land_use" else column.isin(values)
            columns = [c for c in ("id", "class", "building_id", "geometry") if c in layer.columns]
            parts.append(layer.loc[kept.fillna(False), columns])
        found = parts[0] if len(parts) == 1 else pd.concat(parts)
        return self._at_gates(found) if gates else found

    def _at_gates(self, found: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        gates = self.layer("gates")[["of", "geometry"]].rename(columns={"of": "id"})
        entered = gates[gates["id"].isin(found["id"])]
        return pd.concat([entered, found[~found["id"].isin(entered["id"])]])


def outcomes(peer: Peer, rules: tuple[StandingRule, ...], site: shapely.Point) -> list[int]:
    """What each rule comes to at a site."""
    here = gpd.GeoDataFrame(geometry=[site], crs=peer.district.crs)
    return [_outcome(peer, rule, here) for rule in rules]


def _outcome(peer: Peer, rule: StandingRule, here: gpd.GeoDataFrame) -> int:
    found = answer(peer, rule.rule.check, here)
    if rule.rule.when is not None:
        condition = answer(peer, rule.rule.when, here)
        if condition == NOT_MET:
            return int(Outcome.NOT_CONCERNED)
        found = max(found, _SWAPPED.get(condition, condition))
    return int(outcome_table(rule)[found])


def known_to_peer(rules: tuple[StandingRule, ...]) -> bool:
    """Whether it can answer all checks of some rules: GeoPandas knows no streets."""
    every = [c for r in rules for c in (r.rule.check, r.rule.when) if c is not None]
    return all(
        type(leaf) in _ANSWERS and getattr(leaf, "method", "straight") != "walking"
        for check in every
        for leaf in leaves(check)
    )


def answer(peer: Peer, check: of.Check, here: gpd.GeoDataFrame) -> int:
    """What a check answers at a site."""
    match check:
        case of.AllOf():
            return min(answer(peer, part, here) for part in check.of)
        case of.AnyOf():
            return max(answer(peer, part, here) for part in check.of)
        case of.Not():
            found = answer(peer, check.of, here)
            return _SWAPPED.get(found, found)
        case _:
            return int(_ANSWERS[type(check)](peer, check, here))


def _outside(peer: Peer, check: of.OutsideZone, here: gpd.GeoDataFrame) -> int:
    found = gpd.sjoin(here, peer.rows(check.zones), predicate="within")
    return NOT_MET if len(found) else MET


def _inside(peer: Peer, check: of.InsideZone, here: gpd.GeoDataFrame) -> int:
    found = gpd.sjoin(here, peer.rows(check.zones), predicate="within")
    return MET if len(found) else NOT_MET


def _nearest_m(here: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, within_m: float) -> float:
    if not len(rows):
        return np.inf
    # A distance of 0 finds nothing in geopandas, so a little more is asked for.
    within_m = max(within_m, 0.001)
    found = gpd.sjoin_nearest(here, rows, max_distance=within_m, distance_col="away_m")
    return float(found["away_m"].min()) if len(found) else np.inf


def _held(away_m: float, least_m: float, edge_m: tuple[float, float], *, at_least: bool) -> int:
    low, high = max(away_m - edge_m[1], 0.0), max(away_m - edge_m[0], 0.0)
    if high < least_m or (not at_least and high <= least_m):
        return NOT_MET
    return MET if low > least_m or (at_least and low >= least_m) else ON_SITE


def _least(peer: Peer, check: of.LeastDistance, here: gpd.GeoDataFrame) -> int:
    if isinstance(check.at_least_m, of.Left) or isinstance(check.method, of.Left):
        return UNKNOWN
    rows = peer.rows(check.to, check.measured_to == "gate")
    away_m = _nearest_m(here, rows, check.at_least_m + check.line_to_edge_m[1])
    met = check.at_threshold == "met"
    return _held(away_m, check.at_least_m, check.line_to_edge_m, at_least=met)


def _adjacent(peer: Peer, check: of.Adjacency, here: gpd.GeoDataFrame) -> int:
    if isinstance(check.gap_m, of.Left):
        return UNKNOWN
    away_m = _nearest_m(here, peer.rows(check.to), check.gap_m)
    return NOT_MET if away_m <= check.gap_m else MET


def _own_building(peer: Peer, here: gpd.GeoDataFrame) -> list[str]:
    return list(gpd.sjoin(here, peer.layer("buildings"), predicate="within")["id"])


def _spacing(peer: Peer, check: of.Spacing, here: gpd.GeoDataFrame) -> int:
    if isinstance(check.at_least_m, of.Left) or isinstance(check.method, of.Left):
        return UNKNOWN
    rows = peer.rows(check.of)
    if "building_id" in rows:
        rows = rows[~rows["building_id"].isin(_own_building(peer, here))]
    away_m = _nearest_m(here, rows, check.at_least_m)
    return _held(away_m, check.at_least_m, (0, 0), at_least=check.at_threshold == "met")


def _corridor(peer: Peer, check: of.CorridorWidth, here: gpd.GeoDataFrame) -> int:
    widths = numbers(check)
    if not widths:
        return UNKNOWN
    widest, edge = max(widths.values()), check.line_to_edge_m
    rows = peer.rows(check.corridors)
    found = gpd.sjoin(here, rows, predicate="dwithin", distance=max(widest + edge[1], 0.001))
    worst = int(MET)
    for row, name in zip(found["index_right"], found["class"], strict=True):
        away_m = float(here.geometry.iloc[0].distance(rows.geometry.loc[row]))
        least = widths.get(name, 0.0 if name in check.widths_m else widest)
        held = int(_held(away_m, least, edge, at_least=True))
        worst = min(worst, held if name in check.widths_m else max(held, int(ON_SITE)))
    return worst if len(widths) == len(check.widths_m) or worst == NOT_MET else UNKNOWN


def _land_use(peer: Peer, check: of.LandUse, here: gpd.GeoDataFrame) -> int:
    asked = asked_codes(check, peer.business.land_use_fit)
    if not asked:
        return UNKNOWN
    found = gpd.sjoin(here, peer.layer("land_use"), predicate="within")["code"]
    old, forbidden = peer.vocabulary.old_codes, bool(check.none_of)
    says = {int(said(code, asked, old, forbidden=forbidden).answer) for code in found}
    return says.pop() if len(says) == 1 else ON_SITE


def _address(peer: Peer, check: of.AddressUnique, here: gpd.GeoDataFrame) -> int:
    if check.of_business:
        if not peer.business.permit_types:
            return UNKNOWN
        permits = peer.layer("permits")
        rows = permits[permits["type"].isin(peer.business.permit_types)]
    else:
        rows = peer.rows(check.types)
    if rows["building_id"].isin(_own_building(peer, here)).any():
        return NOT_MET
    near = gpd.sjoin(here, rows, predicate="dwithin", distance=NEAR_M)
    return ON_SITE if len(near) else MET


_ANSWERS: Mapping[type, Callable[..., int]] = {
    of.OutsideZone: _outside,
    of.InsideZone: _inside,
    of.LeastDistance: _least,
    of.Adjacency: _adjacent,
    of.Spacing: _spacing,
    of.CorridorWidth: _corridor,
    of.LandUse: _land_use,
    of.AddressUnique: _address,
    # Nobody has told or shown anything, and nobody has looked.
    of.Fact: lambda *_: UNKNOWN,
    of.Floor: lambda *_: UNKNOWN,
    of.FloorArea: lambda *_: UNKNOWN,
    of.Document: lambda *_: NOT_MET,
    of.PersonMustLook: lambda *_: ON_SITE,
}
