"""Between the borders of a check its answer does not change: pieces of land have one answer."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.drawn_zones import CHECKS, ERRORS, FACTS, HOUSES, LANDS, ZONES, drawn
from support.small_scene import CAFE, around, at_points
from support.sweeps import examples

from data.declarations import Visibility
from data.rulepacks.checks import Document, Fact, Floor, FloorArea
from geo.checks.asking import Asking
from geo.checks.border_lines import border_lines
from geo.checks.borders.change import EVERY, Step
from geo.checks.borders.plot import Plot
from geo.checks.judge import judge
from geo.scene.placed import placed

LAND = shapely.box(-80, -80, 80, 80)
SEEN_BY = shapely.box(-300, -300, 40, 300)  # what is declared complete ends inside the land
ALL = (
    *CHECKS,
    Floor(lowest=1),
    Fact(fact="floor", at_most=9),
    Fact(fact="building_use", equals="office"),
)
RNG = np.random.default_rng(4)
# Far enough from the middle of any border, which is drawn to 2 cm.
_BESIDE_M = 0.05


def changes(check, scene, error_m, facts):
    """Where the answer of a check may change."""
    return border_lines(check, Plot(scene, error_m, CAFE, LAND, facts.keys()))


def differing(check, place, error_m, facts, every=(EVERY,), **asked):
    """By steps: pieces of land between their lines in which answers lie on both sides of one."""
    scene = around(place, check, **asked)
    found = [(each.steps, each.draw()) for each in changes(check, scene, error_m, facts)]
    points = RNG.uniform(-79, 79, (250, 2))
    borders = shapely.union_all([LAND.boundary, *passed(found, EVERY)])
    points = points[shapely.distance(shapely.points(points), borders) > _BESIDE_M]
    sites = at_points(*points.tolist(), error_m=error_m, facts=facts)
    answer = judge(check, Asking(scene, placed(scene, sites), CAFE)).answer
    split = {steps: split_by(passed(found, steps), sites.shapes, answer, steps) for steps in every}
    return {steps: pieces for steps, pieces in split.items() if pieces}


def passed(found, steps):
    """Of lines drawn once, all at which any of some steps may be passed."""
    return [line for own, lines in found if own & steps for line in lines]


def split_by(lines, points, answer, steps):
    """The pieces between lines in which answers at points lie on both sides of a step."""
    drawn = shapely.node(shapely.union_all([LAND.boundary, *lines]))
    pieces = shapely.STRtree(shapely.get_parts(shapely.polygonize([drawn])))
    at, piece = pieces.query(points, predicate="within")
    assert len(at) == len(points)
    sides = np.array([answer >= step for step in steps]).T @ (1 << np.arange(len(steps)))
    return [p for p in np.unique(piece) if len(set(sides[at[piece == p]])) > 1]


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.check)
@given(
    zones=ZONES,
    lands=LANDS,
    houses=HOUSES,
    error=ERRORS,
    own=ERRORS,
    extent=st.sampled_from((LAND.buffer(200), SEEN_BY)),
    facts=st.sampled_from((FACTS, {})),
)
@examples(8)
def test_a_piece_of_land_has_one_answer(check, zones, lands, houses, error, own, extent, facts):
    place = drawn(zones, lands, houses, error_m=error, extent=extent, checked=False)
    every = (EVERY, *(frozenset({step}) for step in Step))
    assert not differing(check, place, own, facts, every)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.check)
@given(zones=ZONES, lands=LANDS, houses=HOUSES)
@examples(3)
def test_a_cell_has_one_answer_for_who_may_not_see(check, zones, lands, houses):
    layers = ("control_zones/park", "land_use", "buildings")
    hidden = {layer: {"visibility": Visibility.RESTRICTED} for layer in layers}
    assert not differing(
        check, drawn(zones, lands, houses, declare=hidden, checked=False), 3.0, FACTS
    )


def test_a_check_of_papers_has_no_borders():
    scene = around(drawn())
    for check in (
        Document(fact="owners_consent"),
        FloorArea(at_least_m2=1),
        Fact(fact="area_m2", at_most=1),
    ):
        assert changes(check, scene, 5.0, FACTS) == []
