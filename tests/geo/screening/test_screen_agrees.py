"""A screening says of every piece what a survey of any point in it would say."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.random_towns import LAND, Drawn, towns
from support.small_scene import CAFE, around, at_points
from support.sweeps import examples
from support.told import rule_of

from data.rulepacks import checks as of
from geo.checks.asking import Asking
from geo.scene.placed import placed
from geo.screening.screen import Screen, screen
from geo.survey.examine import examine

SCHOOL = of.LeastDistance(to=("school",), at_least_m=120.0)
ON_FOOT = of.LeastDistance(to=("school",), at_least_m=150.0, method="walking", measured_to="gate")
ROAD = of.CorridorWidth(corridors=("road",), widths_m={"a": 30.0, "b": 10.0})
OTHERS = of.Spacing(of=("cafe",), at_least_m=80.0)
RULES = (
    rule_of(SCHOOL, "R-1"),
    rule_of(ON_FOOT, "R-2", not_met="approval_required"),
    rule_of(of.AnyOf(of=(ROAD, of.Not(of=OTHERS))), "R-3", not_met="manual"),
    rule_of(OTHERS, "R-4", not_met="advisory"),
)
BESIDE_M = 0.05


def divided(town: Drawn, error_m: float) -> tuple[Screen, Asking]:
    """A town screened, and the question of random points in it."""
    there = around(town.build(), *(rule.rule.check for rule in RULES))
    xy = np.random.default_rng(1).uniform(-300, 300, (300, 2))
    asking = Asking(there, placed(there, at_points(*map(tuple, xy), error_m=error_m)), CAFE)
    return screen(RULES, there, CAFE, LAND, {}, error_m), asking


@examples(10)
@given(town=towns(addressed=True), error_m=st.sampled_from([0.0, 5.0]))
def test_survey_and_screen_agree_and_where_approximate_the_screen_is_never_better(
    town: Drawn, error_m: float
) -> None:
    found, asking = divided(town, error_m)
    surveyed = examine(RULES, asking)
    point, piece = shapely.STRtree(found.shapes).query(asking.here.sites.shapes, "within")
    borders = shapely.boundary(found.shapes[piece])
    deep = shapely.distance(borders, asking.here.sites.shapes[point]) > BESIDE_M
    point, piece = point[deep], piece[deep]
    exact = ~found.approximate[piece]
    assert (surveyed.verdict[point[exact]] == found.verdict[piece[exact]]).all()
    assert (found.deciding[piece[exact]] == surveyed.deciding[:, point[exact]].T).all()
    assert (surveyed.verdict[point] <= found.verdict[piece]).all()


@examples(5)
@given(town=towns(addressed=True))
def test_the_pieces_cover_the_land_without_overlap(town: Drawn) -> None:
    found, _ = divided(town, 5.0)
    assert abs(shapely.area(found.shapes).sum() - LAND.area) < 0.01
    assert abs(shapely.union_all(found.shapes).area - LAND.area) < 0.01
