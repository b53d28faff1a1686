"""Laws of zones, land use and host buildings, at sites that mostly lie in one (`support.plots`)."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.census import census, shares
from support.plots import NEEDS, surveyed
from support.small_scene import judged
from support.sweeps import examples

from geo.checks.answers import MET, NOT_MET, UNKNOWN
from geo.scene.sites import Source

FAR = (512, -256)


def found(plot, here, **more):
    """What each check answers."""
    there = plot.build(**more)
    return {check: judged(check, there, here).answer.tolist() for check in NEEDS}


def test_every_check_is_led_to_every_answer():
    counted = census(surveyed(), lambda drawn: found(*drawn), 150)
    rare = {
        (check.check, word): share
        for check, each in counted.items()
        for word, share in shares(each).items()
        if share < 1
    }
    assert (len(counted), rare) == (len(NEEDS), {})


@given(surveyed())
@examples(10)
def test_together_or_one_by_one_is_the_same(drawn):
    plot, here = drawn
    there = plot.build()
    for check in NEEDS:
        whole = judged(check, there, here).answer.tolist()
        each = [here.of(np.array([at])) for at in range(here.count)]
        assert [judged(check, there, one).answer[0] for one in each] == whole, check


@given(surveyed())
@examples(10)
def test_the_order_of_rows_does_not_matter(drawn):
    plot, here = drawn
    assert found(plot.backwards(), here) == found(plot, here)


@given(surveyed())
@examples(10)
def test_moving_site_and_layers_together_changes_nothing(drawn):
    plot, here = drawn
    away = replace(here, shapes=shapely.transform(here.shapes, lambda xy: xy + np.array(FAR)))
    extent = shapely.box(-3000, -3000, 3000, 3000)
    moved = shapely.transform(extent, lambda xy: xy + np.array(FAR))
    assert found(plot.moved(*FAR), away, extent=moved) == found(plot, here, extent=extent)


@given(surveyed(), st.sampled_from((0.5, 3.0, 20.0)))
@examples(12)
def test_a_larger_error_never_settles_what_was_open(drawn, more):
    plot, here = drawn
    blurred = found(plot, replace(here, error_m=here.error_m + more))
    for check, sharp in found(plot, here).items():
        for well, less in zip(sharp, blurred[check], strict=True):
            assert less == well or less not in (MET, NOT_MET), check


@pytest.mark.parametrize("gone", ["control_zones/park", "control_zones", "land_use", "buildings"])
@given(drawn=surveyed())
@examples(6)
def test_a_kind_or_layer_taken_away_never_helps(gone, drawn):
    plot, here = drawn
    whole, poorer = found(plot, here), found(plot, here, without=[gone])
    for check, layer in NEEDS.items():
        changed = [(a, b) for a, b in zip(whole[check], poorer[check], strict=True) if a != b]
        if gone.partition("/")[0] != layer:
            assert not changed, check
        # What is seen on site stands by itself; all else is unknown, or was it before.
        assert all(less == UNKNOWN for _, less in changed), check


@given(surveyed())
@examples(12)
def test_without_its_layer_only_what_was_seen_is_known(drawn):
    plot, here = drawn
    column = here.facts.get("building_use")
    seen = np.zeros(here.count, bool) if column is None else column.source == Source.SEEN
    for check, layer in NEEDS.items():
        answers = judged(check, plot.build(without=[layer]), here).answer
        untold = ~seen if check.check == "host_building" else np.ones(here.count, bool)
        assert set(answers[untold].tolist()) <= {UNKNOWN}, check
