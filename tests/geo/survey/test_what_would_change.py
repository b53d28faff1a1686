"""Which facts would change the verdict, and how that is said."""

import numpy as np
import pytest
import shapely
from support.small_scene import WORDS_SMALL, at_points, small
from support.told import examined, rule_of

from data.declarations import Visibility
from data.rulepacks import checks as of
from geo.scene.sites import Source
from geo.survey.examine import examine
from geo.survey.explained.changes import change_text, changes_texts
from geo.survey.outcome import Outcome
from geo.survey.what_would_change import Change, what_would_change

HOUSE = small(buildings=[{"use": "mixed", "floors": 18, "lowest_dwelling_floor": 6,
                          "at": shapely.box(-9, -9, 9, 9)}])  # fmt: skip
BELOW = rule_of(of.BelowDwellings(gap_floors=2.0))
FLUE = rule_of(of.Fact(fact="dedicated_flue", equals=True), "R-2")


def changes(rules, place=HOUSE, level=Visibility.INTERNAL, **facts):
    sites = at_points(
        (0, 0), facts={name: (value, Source.DECLARED) for name, value in facts.items()}
    )
    return what_would_change(*examined(rules, place, sites, level))


def tower(floors, **declared):
    """A building with dwellings from its 16th floor."""
    row = {"use": "mixed", "floors": floors, "lowest_dwelling_floor": 16}
    return small(
        buildings=[{**row, "at": shapely.box(-9, -9, 9, 9)}], declare={"buildings": declared}
    )


def test_lower_floors_would_pass():
    found = changes((BELOW,), floor=5.0)
    assert {c.value for c in found if c.verdict is Outcome.PASS} == {-2, -1, 1, 2, 3, 4}


def test_a_document_would_turn_what_is_only_said_into_a_pass():
    (found, *_) = changes((FLUE,), dedicated_flue=1.0)
    assert found == Change("dedicated_flue", 1.0, Source.DOCUMENT, Outcome.PASS)


def test_what_changes_nothing_is_not_told():
    hopeless = rule_of(of.HostBuilding(none_of=("mixed",)), "R-3")
    assert [c for c in changes((BELOW, hopeless), floor=2.0) if c.fact == "floor"] == []


def test_each_change_gives_what_it_promises():
    sites = at_points((0, 0), facts={"floor": (5.0, Source.DECLARED)})
    found, asking = examined((BELOW, FLUE), HOUSE, sites)
    for change in what_would_change(found, asking):
        facts = {"floor": (5.0, Source.DECLARED), change.fact: (change.value, change.source)}
        again, _ = examined((BELOW, FLUE), HOUSE, at_points((0, 0), facts=facts))
        assert again.verdict[0] == change.verdict


def test_asking_changes_nothing():
    sites = at_points((0, 0), facts={"floor": (5.0, Source.DECLARED)})
    found, asking = examined((BELOW, FLUE), HOUSE, sites)
    what_would_change(found, asking)
    assert np.array_equal(examine(found.rules, asking).outcome, found.outcome)


def test_a_change_is_said_in_a_sentence():
    change = Change("floor", 2.0, Source.DECLARED, Outcome.CONDITIONAL)
    assert change_text(change, WORDS_SMALL).zh == "如设在 2 层，则为有条件符合"
    assert change_text(change, WORDS_SMALL).en == "on floor 2 this would be: conditional"


def test_floors_on_end_are_said_together():
    floors = [Change("floor", f, Source.DECLARED, Outcome.PASS) for f in (-2.0, -1.0, 1.0, 3.0)]
    (said,) = changes_texts(floors, WORDS_SMALL)
    assert said.zh == "如设在地下 2 层至 1 层，或 3 层，则为符合"


def test_a_proof_is_asked_for_where_a_word_is_not_enough():
    change = Change("dedicated_flue", 1.0, Source.DOCUMENT, Outcome.PASS)
    said = change_text(change, WORDS_SMALL)
    assert said.zh == "如dedicated_flue为“是”（须有证明材料），则为符合"
    assert said.en == 'with dedicated_flue: "yes" (with proof), this would be: pass'


def values(found, fact):
    """The values of a fact that would pass."""
    return {c.value for c in found if c.fact == fact and c.verdict is Outcome.PASS}


def test_of_a_share_the_area_and_the_number_are_told():
    two_each = rule_of(of.FloorArea(at_least_m2=2.0, per="computers"))
    found = changes((two_each,), area_m2=100.0, computers=60.0)
    assert values(found, "area_m2") == {120, 121}
    assert values(found, "computers") == {49, 50}


def test_high_floors_that_a_rule_names_are_tried():
    high = rule_of(of.Floor(lowest=15, highest=18))
    assert values(changes((high,), small(), floor=2.0), "floor") == {15, 16, 17, 18}
    assert values(changes((high,), tower(16), floor=2.0), "floor") == {15, 16}


@pytest.mark.parametrize(("floors", "tried"), [(18, 18), (5, 5), (None, 12)])
def test_every_floor_of_the_building_is_tried_and_none_that_it_has_not(floors, tried):
    below = rule_of(of.BelowDwellings(gap_floors=2.0))
    found = {c.value for c in changes((below,), tower(floors)) if c.fact == "floor"}
    assert found == {-2, -1, *range(1, tried + 1)}


def test_how_high_a_hidden_building_is_nobody_hears_from_the_floors_tried():
    hidden = tower(18, visibility=Visibility.RESTRICTED)
    found = changes((BELOW,), hidden, Visibility.PUBLIC)
    assert max((c.value for c in found if c.fact == "floor"), default=0) <= 12


def test_what_a_person_would_see_is_told_as_seen():
    look = rule_of(of.PersonMustLook(fact="produces_fume", what={"zh": "看", "en": "look"}))
    found = changes((look,))
    assert Change("produces_fume", 1.0, Source.SEEN, Outcome.PASS) in found
