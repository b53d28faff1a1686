"""What rules look for is there, or declared not to be there; but for a little, on purpose."""

from datetime import date

import pytest

from data.rulepacks.vocabulary_file import read_vocabulary

# Nothing is declared of these: surveys that need them say that they are absent.
LEFT_OUT = {("control_zones", "noise_function_zone"), ("corridors", "active_fault")}
STALE = ("facilities", "funeral_home")
BY_KIND = ("control_zones", "corridors", "facilities", "permits")


@pytest.fixture(scope="module")
def words():
    return read_vocabulary()


def test_every_kind_that_a_rule_may_look_for_is_declared_but_for_a_few(demo, words):
    picks = {(p.layer, p.value) for term in words.features.values() for p in term.picks}
    wanted = {pick for pick in picks if pick[0] in BY_KIND}
    declared = {(d.layer, d.kind) for d in demo.declarations}
    assert wanted - declared == LEFT_OUT


def test_every_permit_that_a_business_needs_has_a_register(demo, words):
    declared = {d.kind for d in demo.declarations if d.layer == "permits"}
    assert {kind for type_ in words.types.values() for kind in type_.permit_types} <= declared


def test_every_matter_that_leads_to_a_permit_is_in_the_catalogue(demo, words):
    known = set(demo.table("matters")["name"]) | set(demo.table("matters")["id"])
    assert {matter for type_ in words.types.values() for matter in type_.permit_matters} <= known


def test_one_kind_is_out_of_date(demo):
    day = date(2026, 11, 22)
    stale = [d for d in demo.declarations if d.stale_after is not None and d.stale_after < day]
    assert [(d.layer, d.kind) for d in stale] == [STALE]


def test_every_zone_and_line_is_valid(demo):
    for layer in ("control_zones", "corridors"):
        assert demo.features(layer).geometry.is_valid.all()
        assert not demo.features(layer).geometry.is_empty.any()


def test_what_is_declared_to_be_nowhere_here_is_not_stale(demo):
    nowhere = [d for d in demo.declarations if d.none_here]
    assert len(nowhere) > 15
    assert all(d.extent is not None for d in nowhere)
