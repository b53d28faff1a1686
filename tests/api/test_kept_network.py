"""Streets from the cache go into compiled loops only where every number of them is possible."""

from dataclasses import fields, replace

import pytest
from support.town import town

from api.kept_network import is_sound
from data.sidecar.records import packed_record
from geo.streets.contraction import Junctions
from geo.streets.network import walk_network


def with_end(record, path, value):
    """The record with another last number in one of its arrays."""
    name, _, rest = path.partition(".")
    if rest:
        return replace(record, **{name: with_end(getattr(record, name), rest, value)})
    wrong = getattr(record, name).copy()
    wrong[-1] = value
    return replace(record, **{name: wrong})


ROWS = 2  # streets of the town
NUMBERS = [
    "row",
    "u",
    "v",
    "length_mm",
    "first_xy",
    *(f"junctions.{f.name}" for f in fields(Junctions)),
]


@pytest.fixture(scope="module")
def network():
    return walk_network(town().features("streets"), takes_steps=True)


def test_every_whole_number_of_the_streets_is_checked(network):
    kept = packed_record(network).items()
    assert {name for name, a in kept if a.dtype.kind == "i" and a.ndim} == set(NUMBERS)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [-2, 2**31 - 1])
def test_streets_with_an_impossible_number_are_not_used(network, name, value):
    assert is_sound(network, ROWS)
    possible = value > 0 and name in ("junctions.chain_mm", "junctions.step_mm")
    assert is_sound(with_end(network, name, value), ROWS) == possible


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("row", ROWS),
        ("junctions.edge_sign", 0),
        ("junctions.edge_at_mm", 2_000_001),
        ("junctions.node_at_mm", 3_500_001),
        ("junctions.chain_mm", 3_499_999),
        ("length_mm", 1_500_001),
    ],
)
def test_streets_that_leave_their_layer_or_chain_are_not_used(network, name, value):
    assert not is_sound(with_end(network, name, value), ROWS)


@pytest.mark.parametrize("name", NUMBERS)
def test_streets_with_a_number_too_few_are_not_used(network, name):
    outer, _, inner = name.partition(".")
    record = getattr(network, outer) if inner else network
    array = getattr(record, inner or outer)
    shorter = replace(record, **{inner or outer: array[:-1]})
    wrong = replace(network, **{outer: shorter}) if inner else shorter
    assert not is_sound(wrong, ROWS)
