"""One check explained by the function that knows its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.wanted import facts_asked, looked_for
from geo.reason import Reason
from geo.survey.asked_number import left_open, look_m
from geo.survey.explained.counts import count
from geo.survey.explained.distances import distance
from geo.survey.explained.doubts import Doubt, doubts_needs, doubts_of, doubts_text
from geo.survey.explained.facts import (
    document,
    fact,
    fact_needed,
    floor,
    floor_area,
    person_must_look,
)
from geo.survey.explained.looked_at import any_hidden
from geo.survey.explained.one import Explained, One, number_needed
from geo.survey.explained.permits_here import permits_here
from geo.survey.explained.planned_use import land_use
from geo.survey.explained.premises import below_dwellings, host_building
from geo.survey.explained.zones import share, zone
from geo.survey.finding import Need

_BY_KIND: Mapping[type[of.Leaf], Callable[..., Explained]] = MappingProxyType(
    {
        of.AddressUnique: permits_here,
        of.Adjacency: distance,
        of.BelowDwellings: below_dwellings,
        of.CorridorWidth: distance,
        of.Count: count,
        of.Document: document,
        of.Fact: fact,
        of.Floor: floor,
        of.FloorArea: floor_area,
        of.HostBuilding: host_building,
        of.InsideZone: zone,
        of.LandUse: land_use,
        of.LeastDistance: distance,
        of.OutsideZone: zone,
        of.OverlapShare: share,
        of.PersonMustLook: person_must_look,
        of.Spacing: distance,
    }
)
_SECRET = {
    MET: Text("所在网格内满足要求", "met all over the grid cell"),
    NOT_MET: Text("所在网格内不满足要求", "not met in the grid cell"),
    ON_SITE: Text("所在网格内不能断定，须核实", "not certain in the grid cell"),
}
_SECRET_UNKNOWN = Text("所需数据不足，无法判定", "not known well enough")


def explained(leaf: of.Leaf, one: One) -> Explained:
    """What a check found at a site, in full; of what the asker may not see the answer alone."""
    if any_hidden(leaf, one.asking, one.background):
        return _withheld(leaf, one)
    return _BY_KIND[type(leaf)](leaf, one)


def _withheld(leaf: of.Leaf, one: One) -> Explained:
    """The answer, and nothing that tells where or what (law 11)."""
    left = left_open(leaf)
    if one.reason is Reason.NUMBER_MISSING and left:
        return number_needed(one, left)
    said = _SECRET.get(one.answer, _SECRET_UNKNOWN)
    needs: tuple[Need, ...] = ()
    doubts = _doubts(leaf, one)
    if doubts:
        said, needs = doubts_text(doubts, one.vocabulary), doubts_needs(doubts, one.vocabulary)
    elif one.reason is Reason.FACT_MISSING:
        needs = tuple(fact_needed(name, one) for name in facts_asked((leaf,)))
    elif one.answer not in (MET, NOT_MET):
        need = Text("由有权查看该数据的部门核实", "an office that may see the data looks it up")
        needs = (Need("look", need),)
    return Explained(
        Text(f"{said.zh}（按 100 米网格判定，位置和数值不公开）",
             f"{said.en} (answered for a 100 m cell; places and values are withheld)"),
        needs=needs,
        withheld=True,
    )  # fmt: skip


def _doubts(leaf: of.Leaf, one: One) -> tuple[Doubt, ...]:
    """Which layers lack what, without how far they are known."""
    wanted = looked_for(leaf)
    if one.answer != UNKNOWN or not wanted:
        return ()
    found, here = one.asking.scene.features[wanted[0]], one.asking.hidden_here
    reach_m = look_m(leaf) + float(here.sites.error_m[0])
    return tuple(replace(each, margin_m=None) for each in doubts_of(found, here, reach_m))
