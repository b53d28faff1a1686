"""Distances from buildings, parcels and doors agree with the slow reference, whatever is known.

Each kind has an error and an extent of its own, and so have the gates.
"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from support import reference_checks_premises as slow
from support.census import census
from support.random_premises import Premises, surveyed_premises
from support.random_towns import ON_FOOT, STRAIGHT, Drawn
from support.small_scene import CAFE, around
from support.sweeps import examples

from data.rulepacks.checks import Check
from geo.checks.answers import WORDS
from geo.checks.asking import Asking
from geo.checks.judge import judge_each
from geo.scene.placed import placed


def from_everywhere(checks: Sequence[Check]) -> list[Check]:
    """The same checks, measured from each place that a rule may name."""
    ways = ("door", "building", "parcel")
    return [check.model_copy(update={"measured_from": way}) for check in checks for way in ways]


EVERY = {"straight": from_everywhere(STRAIGHT), "on_foot": from_everywhere(ON_FOOT)}
SURVEYED = surveyed_premises()


def answers(checks: Sequence[Check], town: Drawn, site: Premises) -> dict[Check, list[int]]:
    """What each check answers at a site."""
    scene = around(town.build(), *checks)
    found = judge_each(checks, Asking(scene, placed(scene, site.build()), CAFE))
    return {check: each.answer.tolist() for check, each in zip(checks, found, strict=True)}


@pytest.mark.parametrize("way", EVERY)
@given(surveyed=SURVEYED)
@examples(20)
def test_every_answer_is_one_that_the_reference_allows(
    way: str, surveyed: tuple[Drawn, Premises]
) -> None:
    for check, (found,) in answers(EVERY[way], *surveyed).items():
        assert WORDS[found] in slow.answers(check, *surveyed), check


def test_every_check_is_led_to_every_answer() -> None:
    checks = [check for check in EVERY["straight"] if check.measured_from == "door"]
    counted = census(SURVEYED, lambda drawn: answers(checks, *drawn), 300)
    missing = {(check, word) for check in checks for word in WORDS if not counted[check][word]}
    assert missing == set()
