"""Laws of addresses, spacing and counts where sites and permits share names and buildings."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.addressed_towns import CHECKS, asked, moved
from support.census import census, shares
from support.small_scene import judged
from support.sweeps import examples

from geo.checks.answers import MET, NOT_MET, UNKNOWN


def found(town, here, **more):
    """What each check answers."""
    there = town.build(**more)
    return {check: judged(check, there, here).answer.tolist() for check in CHECKS}


def test_every_check_is_led_to_every_answer():
    counted = census(asked, lambda drawn: found(*drawn), 150)
    rare = {
        (check.check, word): share
        for check, each in counted.items()
        for word, share in shares(each).items()
        if share < 1
    }
    assert (len(counted), rare) == (len(CHECKS), {})


@given(asked)
@examples(10)
def test_together_or_one_by_one_in_any_order_is_the_same(drawn):
    town, here = drawn
    mixed = town.but(**{name: rows[::-1] for name, rows in town.layers.items()})
    there, again = town.build(), mixed.build()
    for check in CHECKS:
        whole = judged(check, there, here).answer.tolist()
        each = [here.of(np.array([at])) for at in range(here.count)]
        assert [judged(check, again, one).answer[0] for one in each] == whole, check


@given(asked)
@examples(10)
def test_moving_everything_changes_nothing(drawn):
    town, here = drawn
    wide = shapely.box(-9000.5, -9000.5, 9000.5, 9000.5)
    away = found(*moved(town, here, (-4096.0, 1024.0)), extent=wide)
    assert away == found(town, here, extent=wide)


@given(asked, st.sampled_from((1.0, 5.0, 40.0)))
@examples(10)
def test_a_larger_error_never_settles_what_was_open(drawn, more):
    town, here = drawn
    blurred = found(town, replace(here, error_m=here.error_m + more))
    for check, sharp in found(town, here).items():
        for well, less in zip(sharp, blurred[check], strict=True):
            assert less == well or less not in (MET, NOT_MET), check


@given(asked, st.sampled_from(("有效", "suspended", None)), st.integers(0, 4))
@examples(10)
def test_one_more_permit_never_improves_an_answer(drawn, status, like):
    town, here = drawn
    permits = town.layers["permits"]
    model = permits[like % len(permits)] if permits else {"at": (20.25, 20.25)}
    more = {**model, "id": "more", "type": "internet_cafe", "status": status}
    after = found(town.but(permits=(*permits, more)), here)
    for check, before in found(town, here).items():
        assert all(b <= a for a, b in zip(before, after[check], strict=True)), check


@pytest.mark.parametrize("gone", ["permits/internet_cafe", "addresses", "buildings", "areas"])
@given(drawn=asked)
@examples(6)
def test_a_layer_taken_away_never_helps(gone, drawn):
    town, here = drawn
    rest = town if "/" in gone else town.but(**{gone: ()})
    poorer = found(rest, here, without=[gone])
    for check, whole in found(town, here).items():
        for all_, few in zip(whole, poorer[check], strict=True):
            assert few != MET or all_ == MET, check
            assert few in (UNKNOWN, all_) or gone != "permits/internet_cafe", check
