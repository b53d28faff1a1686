"""A screening says of every piece what a survey of any point in it would say."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.random_rules import GIVEN, full_towns, rules
from support.random_towns import LAND, Drawn
from support.small_scene import CAFE, around, at_points, same_facts, small
from support.sweeps import examples
from support.told import rule_of

from data.declarations import Visibility
from data.rulepacks.checks import Document
from geo.checks.asking import Asking
from geo.scene.placed import placed
from geo.screening.screen import Screen, screen
from geo.survey.examine import Examined, examine
from geo.survey.prepared import checks_of

BESIDE_M = 0.05
HIDDEN = st.sampled_from([(), (), (), ("facilities",), ("permits", "buildings"), ("land_use",)])


def divided(
    town: Drawn, binding: tuple, facts: dict, error_m: float, hidden: tuple[str, ...] = ()
) -> tuple[Screen, Examined, np.ndarray]:
    """A town screened, and random points in it surveyed."""
    secret = {"visibility": Visibility.RESTRICTED}
    there = around(town.build(declare=dict.fromkeys(hidden, secret)), *checks_of(binding))
    xy = np.random.default_rng(1).uniform(-300, 300, (300, 2))
    sites = at_points(*map(tuple, xy), error_m=error_m, facts=facts)
    found = screen(binding, there, CAFE, LAND, same_facts(facts, 1), error_m)
    surveyed = examine(binding, Asking(there, placed(there, sites), CAFE))
    return found, surveyed, sites.shapes


@examples(12)
@given(
    town=full_towns(),
    binding=rules(),
    facts=GIVEN,
    error_m=st.sampled_from([0.0, 5.0]),
    hidden=HIDDEN,
)
def test_survey_and_screen_agree_and_where_approximate_the_screen_is_never_better(
    town: Drawn, binding: tuple, facts: dict, error_m: float, hidden: tuple[str, ...]
) -> None:
    found, surveyed, points = divided(town, binding, facts, error_m, hidden)
    point, piece = shapely.STRtree(found.shapes).query(points, "within")
    deep = shapely.distance(shapely.boundary(found.shapes[piece]), points[point]) > BESIDE_M
    point, piece = point[deep], piece[deep]
    exact = ~found.approximate[piece]
    assert (surveyed.verdict[point[exact]] == found.verdict[piece[exact]]).all()
    assert (found.deciding[piece[exact]] == surveyed.deciding[:, point[exact]].T).all()
    assert (surveyed.verdict[point] <= found.verdict[piece]).all()


@examples(5)
@given(town=full_towns(), binding=rules())
def test_the_pieces_cover_the_land_without_overlap(town: Drawn, binding: tuple) -> None:
    found, _, _ = divided(town, binding, {}, 5.0)
    assert abs(shapely.area(found.shapes).sum() - LAND.area) < 0.01
    assert abs(shapely.union_all(found.shapes).area - LAND.area) < 0.01


def test_where_nothing_changes_tiles_leave_no_trace() -> None:
    papers = rule_of(Document(fact="owners_consent"))
    found = screen([papers], around(small()), CAFE, LAND, {}, 5.0)
    assert [shape.equals(LAND) for shape in found.shapes] == [True]
    assert shapely.get_num_coordinates(found.shapes[0]) < 20
