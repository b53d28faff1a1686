"""Within a piece that borders cut out, every point is answered alike."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_towns import ADDRESSES, COUNTS, LAND, ON_FOOT, STRAIGHT, Drawn, towns
from support.small_scene import CAFE, around, at_points
from support.walked_cells import in_cells

from data.declarations import Visibility
from data.rulepacks.checks import Check
from geo.checks.asking import Asking
from geo.checks.border_lines import border_lines
from geo.checks.borders.change import EVERY, Step, lines_of
from geo.checks.borders.plot import Plot
from geo.checks.judge import judge
from geo.scene.placed import placed
from geo.scene.scene import Scene
from geo.screening.arrangement import pieces
from geo.screening.deep_inside import BESIDE_M, deep_inside
from geo.screening.possible import Steps

NEAR_ZERO = shapely.box(-150, -150, 150, 150)


def cut(
    check: Check, there: Scene, error_m: float, within: shapely.Polygon, steps: Steps = EVERY
) -> np.ndarray:
    """The pieces of some land between the lines of some steps."""
    lines = lines_of(border_lines(check, Plot(there, error_m, CAFE, within)), steps)
    return pieces(np.array([within]), lines)


def spread_in(parts: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points well inside pieces, and the piece of each."""
    west, south, east, north = shapely.bounds(shapely.union_all(parts))
    xy = rng.uniform((west, south), (east, north), (400, 2))
    point, piece = shapely.STRtree(parts).query(shapely.points(xy), predicate="within")
    deep = shapely.distance(shapely.boundary(parts[piece]), shapely.points(xy[point])) > BESIDE_M
    return xy[point[deep]], piece[deep]


def answers_at(check: Check, there: Scene, xy: np.ndarray, error_m: float) -> np.ndarray:
    """What a survey answers at some points."""
    sites = at_points(*map(tuple, xy), error_m=error_m)
    return judge(check, Asking(there, placed(there, sites), CAFE)).answer


@settings(max_examples=12, deadline=None)
@given(
    town=towns(addressed=True),
    error_m=st.sampled_from([0.0, 5.0, 10.0]),
    hidden=st.sampled_from([False, False, False, True]),
    seed=st.integers(0, 9),
)
def test_a_survey_anywhere_in_a_piece_says_the_same(
    town: Drawn, error_m: float, hidden: bool, seed: int
) -> None:
    secret = {"visibility": Visibility.RESTRICTED} if hidden else {}
    district = town.build(declare=dict.fromkeys(("facilities", "permits", "corridors"), secret))
    for check in (*STRAIGHT, *COUNTS, *ADDRESSES):
        there = around(district, check)
        for step in Step:
            parts = cut(check, there, error_m, LAND, frozenset({step}))
            xy, piece = spread_in(parts, np.random.default_rng(seed))
            chosen = shapely.get_coordinates(deep_inside(parts))[piece]
            here, screened = (answers_at(check, there, at, error_m) for at in (xy, chosen))
            assert list(here >= step) == list(screened >= step), (check, step)


@settings(max_examples=8, deadline=None)
@given(town=towns(addressed=True), error_m=st.sampled_from([0.0, 5.0]), seed=st.integers(0, 9))
def test_on_foot_a_piece_is_never_better_and_the_same_where_it_is_not_approximate(
    town: Drawn, error_m: float, seed: int
) -> None:
    district = town.build()
    for check in ON_FOOT:
        there = around(district, check)
        parts = cut(check, there, error_m, NEAR_ZERO)
        xy, piece = spread_in(parts, np.random.default_rng(seed))
        exactly = answers_at(check, there, xy, error_m)
        chosen = shapely.get_coordinates(deep_inside(parts))[piece]
        screened = in_cells(check, there, at_points(*map(tuple, chosen), error_m=error_m))
        assert (screened.answer <= exactly).all(), check
        assert (screened.answer == exactly)[~screened.approximate].all(), check
