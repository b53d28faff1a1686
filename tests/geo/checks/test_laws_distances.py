"""Laws of distances, counts and addresses, over random towns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity
from support.census import census
from support.random_towns import (
    COUNTS,
    EVERY,
    FORBIDDEN,
    ON_FOOT,
    POINT,
    STRAIGHT,
    Drawn,
    surveyed,
)
from support.small_scene import CAFE, around, at_points
from support.sweeps import examples
from support.tiny import shape

from data.district import District
from data.rulepacks.checks import Check
from geo.checks.answers import MET, NOT_MET, UNKNOWN, WORDS
from geo.checks.asking import Asking
from geo.checks.judge import judge_each
from geo.scene.placed import placed

Points = list[tuple[int, int]]
Surveyed = tuple[Drawn, Points]
_STEPS = st.tuples(*[st.integers(-40_000, 40_000)] * 2)
_ERRORS = st.sampled_from([0.0, 5.0])
# What may be removed so that a check knows less.
NEEDS = {"least_distance": "facilities", "adjacency": "facilities", "corridor_width": "corridors",
         "spacing": "permits", "count": "permits", "address_unique": "permits"}  # fmt: skip


def needed_by(check: Check) -> str:
    """The layer that a check looks at."""
    to_roads = "road" in (*getattr(check, "to", ()), *getattr(check, "corridors", ()))
    return "corridors" if to_roads else NEEDS[check.check]


def answered(
    checks: Sequence[Check], there: District, points: Any, error_m: float = 0.0
) -> dict[Check, list[int]]:
    """What each check answers at some points."""
    scene = around(there, *checks)
    here = placed(scene, at_points(*points, error_m=error_m))
    found = judge_each(checks, Asking(scene, here, CAFE))
    return {check: each.answer.tolist() for check, each in zip(checks, found, strict=True)}


def needing(layer: str) -> list[Check]:
    """The checks that look at a layer."""
    return [check for check in EVERY if needed_by(check) == layer]


def no_better(answers: list[int], others: list[int]) -> bool:
    """Whether nowhere an answer is better than another."""
    return all(one <= other for one, other in zip(answers, others, strict=True))


def test_every_check_is_led_to_every_answer() -> None:
    checks = [*STRAIGHT, *ON_FOOT, *COUNTS]

    def found(drawn: tuple[Surveyed, float]) -> dict[Check, list[int]]:
        (town, points), error_m = drawn
        return answered(checks, town.build(), points, error_m)

    counted = census(st.tuples(surveyed(), _ERRORS), found, 400)
    missing = {(check, word) for check in checks for word in WORDS if not counted[check][word]}
    assert missing == set()


@given(surveyed(addressed=True), POINT, _ERRORS)
@examples(10)
def test_one_more_forbidden_feature_never_improves_an_answer(
    drawn: Surveyed, at: tuple[int, int], error_m: float
) -> None:
    town, points = drawn
    line = [at, (at[0] + 9, at[1] + 50)]
    for layer, row in FORBIDDEN.items():
        more = town.having(layer, row | {"at": line if layer == "corridors" else at})
        found = answered(needing(layer), more.build(), points, error_m)
        for check, before in answered(needing(layer), town.build(), points, error_m).items():
            assert no_better(found[check], before), check


@given(
    surveyed(),
    st.one_of(POINT, POINT.map(lambda at: shapely.box(*at, at[0] + 40, at[1] + 25))),
    st.sampled_from(("primary_school", "middle_school", "school")),
    st.sampled_from((None, "planned")),
    st.lists(POINT, max_size=2),
)
@examples(20)
def test_nor_does_one_that_is_planned_or_of_a_broader_kind_or_has_gates(
    drawn: Surveyed, at: Any, kind: str, status: str | None, gates: Points
) -> None:
    town, points = drawn
    row = {"id": "one-more", "kind": kind, "status": status, "at": at}
    its = [{"id": f"its-{n}", "of": "one-more", "at": gate} for n, gate in enumerate(gates)]
    more = town.having("facilities", row).having("gates", *its)
    found = answered(needing("facilities"), more.build(), points)
    for check, before in answered(needing("facilities"), town.build(), points).items():
        assert no_better(found[check], before), check


@given(surveyed(addressed=True))
@examples(8)
def test_without_what_it_needs_it_is_unknown(drawn: Surveyed) -> None:
    town, points = drawn
    for layer in FORBIDDEN:
        rest = {name: rows for name, rows in town.layers.items() if name != layer}
        poorer = replace(town, layers=rest).build(without=[layer])
        for check, found in answered(needing(layer), poorer, points).items():
            # Where nobody lives there is no place even for one, whatever there is.
            assert set(found) == {UNKNOWN} or (check in COUNTS and MET not in found), check


@given(surveyed())
@examples(8)
def test_without_streets_no_answer_improves(drawn: Surveyed) -> None:
    town, points = drawn
    there, lost = town.build(), replace(town, streets_known=None).build()
    found = answered(ON_FOOT, lost, points)
    for check, before in answered(ON_FOOT, there, points).items():
        assert no_better(found[check], before), check


@given(surveyed(addressed=True), st.randoms(use_true_random=False))
@examples(8)
def test_order_and_company_do_not_matter(drawn: Surveyed, order: Any) -> None:
    town, points = drawn
    mixed = {name: order.sample(list(rows), len(rows)) for name, rows in town.layers.items()}
    there, again = town.build(), replace(town, layers=mixed).build()
    backwards = answered(EVERY, again, points[::-1], 5.0)
    alone = [answered(EVERY, there, [at], 5.0) for at in points]
    for check, together in answered(EVERY, there, points, 5.0).items():
        assert together == [one[check][0] for one in alone], check
        assert together == backwards[check][::-1], check


@given(surveyed(addressed=True), _STEPS)
@examples(8)
def test_moving_everything_changes_nothing(drawn: Surveyed, by: tuple[int, int]) -> None:
    town, points = drawn

    def moved(at: object) -> Any:
        return affinity.translate(shape(at), *by)

    layers = {
        name: [{**row, "at": moved(row["at"])} for row in rows]
        for name, rows in town.layers.items()
    }
    there = Drawn(layers, town.error_m, moved(town.extent), moved(town.streets_known)).build()
    away = [(x + by[0], y + by[1]) for x, y in points]
    assert answered(EVERY, there, away, 5.0) == answered(EVERY, town.build(), points, 5.0)


@given(surveyed(), _ERRORS, st.sampled_from([1.0, 5.0, 50.0]))
@examples(10)
def test_to_know_a_place_less_well_never_makes_an_answer_certain(
    drawn: Surveyed, error_m: float, more_m: float
) -> None:
    there, points = drawn[0].build(), drawn[1]
    less = answered(EVERY, there, points, error_m + more_m)
    for check, well in answered(EVERY, there, points, error_m).items():
        certain = [(a, b) for a, b in zip(well, less[check], strict=True) if b in (NOT_MET, MET)]
        assert all(a == b for a, b in certain), check
