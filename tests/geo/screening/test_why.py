"""Any piece of a screening can be asked why, and answers as a survey there would."""

from dataclasses import replace

import numpy as np
import shapely
from hypothesis import given
from support.random_towns import LAND, Drawn, towns
from support.small_scene import CAFE, around, at_points
from support.sweeps import examples
from support.told import rule_of

from data.rulepacks import checks as of
from geo.checks.asking import Asking
from geo.scene.placed import placed
from geo.screening.screen import Screen, screen
from geo.screening.why import Found, why
from geo.survey.examine import examine
from geo.survey.explain import findings

ERROR_M = 5.0
SCHOOL = of.LeastDistance(to=("school",), at_least_m=120.0)
OTHERS = of.Spacing(of=("cafe",), at_least_m=80.0)
RULES = (
    rule_of(SCHOOL, "R-1"),
    rule_of(of.AnyOf(of=(SCHOOL, of.Not(of=OTHERS))), "R-2", not_met="approval_required"),
)


def asked(town: Drawn) -> tuple[Screen, tuple[Found, ...], object]:
    there = around(town.build(), *(rule.rule.check for rule in RULES))
    divided = screen(RULES, there, CAFE, LAND, {}, ERROR_M)
    return divided, why(divided, there, CAFE, {}, ERROR_M), there


@examples(6)
@given(town=towns(addressed=True))
def test_every_rule_that_decides_a_piece_is_told_of(town: Drawn) -> None:
    divided, found, _ = asked(town)
    told = np.zeros(divided.deciding.shape, dtype=bool)
    for each in found:
        told[each.piece, each.rule] = True
    roomy = shapely.maximum_inscribed_circle(divided.shapes)
    roomy = shapely.length(roomy) > 1.0
    assert (told[roomy] == divided.deciding[roomy]).all()
    assert not (told & ~divided.deciding).any()


@examples(6)
@given(town=towns(addressed=True))
def test_a_place_tells_what_a_survey_of_it_tells(town: Drawn) -> None:
    divided, found, there = asked(town)
    for each in found[:6]:
        (xy,) = shapely.get_coordinates(each.at)
        asking = Asking(there, placed(there, at_points(tuple(xy), error_m=ERROR_M)), CAFE)
        surveyed = {f.rule.rule.id: f for f in findings(examine(RULES, asking), asking)}
        assert each.finding == surveyed[RULES[each.rule].rule.id]
        assert divided.shapes[each.piece].contains(each.at)


@examples(4)
@given(town=towns(addressed=True))
def test_each_thing_that_decides_a_piece_is_told_of_once(town: Drawn) -> None:
    _, found, _ = asked(town)
    said = [
        (each.piece, each.rule, each.finding.reason)
        for each in found
        if each.finding.measured is None
    ]
    assert len(said) == len(set(said))


@examples(3)
@given(town=towns(addressed=True))
def test_a_land_without_pieces_has_nothing_to_tell(town: Drawn) -> None:
    divided, _, there = asked(town)
    none = replace(divided, shapes=divided.shapes[:0], verdict=divided.verdict[:0],
                   deciding=divided.deciding[:0], approximate=divided.approximate[:0])  # fmt: skip
    assert why(none, there, CAFE, {}, ERROR_M) == ()
