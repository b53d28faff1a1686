"""The table of findings: what a part of a rule answers, in the words of the rule as a whole."""

import shapely
from support.small_scene import WORDS_SMALL, at_points, small
from support.told import told

from data.rulepacks import checks as of
from geo.scene.sites import Source
from maps.siting.finding_rows import finding_groups

HOUSE = small(buildings=[{"use": "mixed", "floors": 18, "at": shapely.box(-9, -9, 9, 9)}])
NOT_MIXED = of.HostBuilding(none_of=("mixed",))
FLUE = of.Document(fact="dedicated_flue")


def answers(check):
    sites = at_points((0, 0), facts={"dedicated_flue": (1.0, Source.DECLARED)})
    finding = told(check, HOUSE, sites)
    ((row,),) = (group.rows for group in finding_groups([finding], WORDS_SMALL, ()))
    return {part.reason.zh: part.answer.zh for part in row.parts}


def test_a_way_that_is_barred_is_no_refusal_while_another_is_open():
    found = answers(of.AnyOf(of=(NOT_MIXED, FLUE)))
    (said,) = [answer for reason, answer in found.items() if "属于本条所指的" in reason]
    assert said == "此项不成立，看其他项"


def test_where_no_way_is_open_it_is_not_met():
    found = answers(of.AllOf(of=(NOT_MIXED, FLUE)))
    (said,) = [answer for reason, answer in found.items() if "属于本条所指的" in reason]
    assert said == "不满足"
