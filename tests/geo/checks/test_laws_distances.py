"""Laws of distances, counts and addresses, over random towns."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from support.random_towns import COUNTS, EVERY, ON_FOOT, POINT, Drawn, towns
from support.small_scene import at_points, judged
from support.tiny import shape

from data.district import District
from data.rulepacks.checks import Check
from geo.checks.answers import MET, NOT_MET, UNKNOWN

Points = list[tuple[int, int]]
_POINTS = st.lists(POINT, min_size=2, max_size=6)
_STEPS = st.tuples(*[st.integers(-40_000, 40_000)] * 2)
_ERRORS = st.sampled_from([0.0, 5.0])
# A forbidden feature of every kind, and what may be removed so that a check knows less.
NEEDS = {"least_distance": "facilities", "adjacency": "facilities", "corridor_width": "corridors",
         "spacing": "permits", "count": "permits", "address_unique": "permits"}  # fmt: skip
FORBIDDEN = {
    "facilities": {"id": "one-more", "kind": "primary_school"},
    "corridors": {"id": "one-more", "kind": "road", "class": "b"},
    "permits": {"id": "one-more", "type": "internet_cafe"},
}


def needed_by(check: Check) -> str:
    """The layer that a check looks at."""
    to_roads = "road" in (*getattr(check, "to", ()), *getattr(check, "corridors", ()))
    return "corridors" if to_roads else NEEDS[check.check]


def answered(check: Check, there: District, points: Any, error_m: float = 0.0) -> list[int]:
    """What a check answers at some points."""
    return judged(check, there, at_points(*points, error_m=error_m)).answer.tolist()


def no_better(answers: list[int], others: list[int]) -> bool:
    """Whether nowhere an answer is better than another."""
    return all(one <= other for one, other in zip(answers, others, strict=True))


@settings(max_examples=10, deadline=None)
@given(town=towns(addressed=True), points=_POINTS, at=POINT, error_m=_ERRORS)
def test_one_more_forbidden_feature_never_improves_an_answer(
    town: Drawn, points: Points, at: tuple[int, int], error_m: float
) -> None:
    before = town.build()
    line = [at, (at[0] + 9, at[1] + 50)]
    for layer, row in FORBIDDEN.items():
        after = town.having(layer, row | {"at": line if layer == "corridors" else at}).build()
        for check in (check for check in EVERY if needed_by(check) == layer):
            found = answered(check, after, points, error_m)
            assert no_better(found, answered(check, before, points, error_m)), check


@settings(max_examples=8, deadline=None)
@given(town=towns(addressed=True), points=_POINTS)
def test_without_what_it_needs_it_is_unknown(town: Drawn, points: Points) -> None:
    for layer in FORBIDDEN:
        rest = {name: rows for name, rows in town.layers.items() if name != layer}
        poorer = replace(town, layers=rest).build(without=[layer])
        for check in (check for check in EVERY if needed_by(check) == layer):
            found = set(answered(check, poorer, points))
            # Where nobody lives there is no place even for one, whatever there is.
            assert found == {UNKNOWN} or (check in COUNTS and MET not in found), check


@settings(max_examples=8, deadline=None)
@given(town=towns(), points=_POINTS)
def test_without_streets_no_answer_improves(town: Drawn, points: Points) -> None:
    there, lost = town.build(), replace(town, streets_known=None).build()
    for check in ON_FOOT:
        assert no_better(answered(check, lost, points), answered(check, there, points)), check


@settings(max_examples=8, deadline=None)
@given(town=towns(addressed=True), points=_POINTS, order=st.randoms(use_true_random=False))
def test_order_and_company_do_not_matter(town: Drawn, points: Points, order: Any) -> None:
    mixed = {name: order.sample(list(rows), len(rows)) for name, rows in town.layers.items()}
    there, again = town.build(), replace(town, layers=mixed).build()
    for check in EVERY:
        together = answered(check, there, points, 5.0)
        assert together == [answered(check, there, [at], 5.0)[0] for at in points], check
        assert together == answered(check, again, points[::-1], 5.0)[::-1], check


@settings(max_examples=8, deadline=None)
@given(town=towns(addressed=True), points=_POINTS, by=_STEPS)
def test_moving_everything_changes_nothing(
    town: Drawn, points: Points, by: tuple[int, int]
) -> None:
    def moved(at: object) -> Any:
        return affinity.translate(shape(at), *by)

    layers = {
        name: [{**row, "at": moved(row["at"])} for row in rows]
        for name, rows in town.layers.items()
    }
    there = Drawn(layers, town.error_m, moved(town.extent), moved(town.streets_known)).build()
    here, away = town.build(), [(x + by[0], y + by[1]) for x, y in points]
    for check in EVERY:
        assert answered(check, there, away, 5.0) == answered(check, here, points, 5.0), check


@settings(max_examples=10, deadline=None)
@given(town=towns(), points=_POINTS, errors=st.tuples(_ERRORS, st.sampled_from([1.0, 5.0, 50.0])))
def test_to_know_a_place_less_well_never_makes_an_answer_certain(
    town: Drawn, points: Points, errors: tuple[float, float]
) -> None:
    there = town.build()
    for check in EVERY:
        well, less = (answered(check, there, points, e) for e in (errors[0], sum(errors)))
        certain = [(a, b) for a, b in zip(well, less, strict=True) if b in (NOT_MET, MET)]
        assert all(a == b for a, b in certain), check
