"""A rule is altered wherever that changes what it asks, and good cases notice each alteration."""

import pytest
from support.tiny_cases import case, tried
from support.tiny_packs import AROUND, OPEN, pack, rule, setting

from data.rulepacks import checks as of
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.altered_checks import (
    altered_leaves,
    altered_logic,
    numbers_nudged,
    numbers_stepped,
    words_changed,
)
from geo.cases.mutants import reachable

NEAR = of.LeastDistance(to=("primary_school",), at_least_m=200.0)
FLUE = of.Document(fact="dedicated_flue")
LOOK = of.PersonMustLook(what={"zh": "看", "en": "look"})


def stepped(check):
    return [what.rpartition(" -> ")[2] for what, _ in altered_leaves(check, numbers_stepped)]


def changed(check):
    return {what for what, _ in altered_leaves(check, words_changed(read_vocabulary()))}


@pytest.mark.parametrize(
    ("check", "numbers"),
    [
        (NEAR, ["198", "202"]),
        (of.LeastDistance(to=("school",), at_least_m=50.0), ["49", "51"]),
        (of.OverlapShare(zones=("scenic_area",), at_most=0.5), ["0.49", "0.51"]),
        (of.Floor(highest=1.0), ["-1", "2"]),
        (of.Floor(lowest=-1.0), ["-2", "1"]),
        (of.BelowDwellings(gap_floors=2.0), ["1", "3"]),
        (of.CorridorWidth(corridors=("railway",), widths_m={"a": 0.0, "b": 9.0}), ["1", "8", "10"]),
        (of.Not(of=of.AllOf(of=(NEAR, FLUE))), ["198", "202"]),
        (FLUE, []),
    ],
)  # fmt: skip
def test_numbers_are_stepped_by_what_can_be_told_apart(check, numbers):
    assert stepped(check) == numbers


def test_the_answer_at_the_threshold_and_the_way_of_measuring_are_turned():
    told = changed(NEAR)
    assert "least_distance.method straight -> walking" in told
    assert "least_distance.at_threshold met -> not_met" in told


def test_a_term_is_changed_for_one_that_means_none_of_the_same():
    (new,) = [what.rpartition(" ")[2] for what in changed(NEAR) if ".to " in what]
    words = read_vocabulary().features
    assert not set(words[new].picks) & set(words["primary_school"].picks)


def test_a_term_that_the_others_cover_makes_no_difference():
    both = of.LeastDistance(to=("primary_school", "school"), at_least_m=200.0)
    assert {what.split()[1] for what in changed(both) if ".to " in what} == {"school"}


def test_any_and_all_are_turned_and_not_left_out():
    check = of.AllOf(of=(of.AnyOf(of=(NEAR, FLUE)), of.Not(of=NEAR)))
    assert [what for what, _ in altered_logic(check)] == [
        "all -> any", "all.1.any -> all", "all.2.not left out",
    ]  # fmt: skip


def test_a_nudge_moves_every_number_by_a_hair():
    moved = numbers_nudged(of.AllOf(of=(NEAR, of.Floor(lowest=1.0, highest=2.0))), 1e-7)
    assert moved.of[0].at_least_m == pytest.approx(200.00002)
    assert (moved.of[1].lowest, moved.of[1].highest) > (1, 2)


def test_what_only_a_person_can_tell_is_never_yes_or_no():
    assert reachable(LOOK) == {2}
    assert reachable(of.AllOf(of=(NEAR, LOOK))) == {0, 1, 2}
    assert reachable(of.AnyOf(of=(NEAR, LOOK))) == {2, 3}
    assert reachable(of.Not(of=of.AllOf(of=(NEAR, LOOK)))) == {1, 2, 3}


FAIL = case("map: {facilities/primary_school: [[150, 0]]}", "fail")
EACH = case(
    "each: [facilities/primary_school, facilities/middle_school]\n    map: {each: [[199, 0]]}",
    "fail",
)
EXACT = case("map: {facilities/primary_school: [[200, 0]]}")
GOOD = (FAIL, EXACT, case("map: {facilities/primary_school: [[199, 0]]}", "fail"))


def test_good_cases_notice_every_alteration():
    result = tried(*GOOD, alter=True)
    assert (result.altered, result.unnoticed) == (6, ())


def test_a_case_far_from_the_threshold_does_not_notice_it_move():
    assert tried(FAIL, alter=True).unnoticed == (
        "least_distance.at_least_m 200 -> 198",
        "least_distance.at_least_m 200 -> 202",
        "least_distance.at_threshold met -> not_met",
    )


def test_a_case_that_fails_notices_nothing():
    wrong = case("map: {facilities/primary_school: [[150, 0]]}", "pass")
    assert len(tried(wrong, alter=True).unnoticed) == 6


def test_a_condition_left_out_is_noticed_by_whom_the_rule_does_not_concern():
    when = "\n    when: {fact: {fact: produces_fume, equals: true}}"
    fumes = pack(rules=rule(more=when))
    concerned = case(
        "map: {facilities/primary_school: [[150, 0]]}\n    facts: {produces_fume: yes}", "fail"
    )
    other = case(
        "map: {facilities/primary_school: [[150, 0]]}\n    facts: {produces_fume: no}",
        "not_concerned",
    )
    assert "when left out" in tried(concerned, of=fumes, alter=True).unnoticed
    assert "when left out" not in tried(concerned, other, of=fumes, alter=True).unnoticed


def test_a_business_type_left_out_is_noticed_by_a_case_of_that_type():
    two = pack(rules=rule().replace("[internet_cafe]", "[internet_cafe, hotel]"))
    named = case(
        "map: {facilities/primary_school: [[150, 0]]}\n    type: [internet_cafe, hotel]", "fail"
    )
    assert any("without hotel" in what for what in tried(FAIL, of=two, alter=True).unnoticed)
    assert not any("without" in what for what in tried(named, of=two, alter=True).unnoticed)


def test_what_a_pack_sets_in_anothers_rule_is_altered_too():
    nation = pack(rules=rule(body=OPEN))
    town = pack(
        settings=setting("numbers: {around_m: 200}\n    methods: {way: straight}"),
        name="town", level="city", codes=("5101",),
    )  # fmt: skip
    packs = (nation, town)
    assert tried(*GOOD, of=town, packs=packs, alter=True).unnoticed == ()
    assert tried(FAIL, of=town, packs=packs, alter=True).unnoticed == (
        "settings.around_m 200 -> 198",
        "settings.around_m 200 -> 202",
    )


def test_each_version_of_a_rule_wants_cases_of_its_own_days():
    later = AROUND.replace("value: 200", "value: 300")
    both = pack(rules=rule(ends="2026-01-01") + rule(body=later, begins="2026-01-01"))
    result = tried(FAIL, *(f"{each}    on: 2025-06-01\n" for each in GOOD), of=both, alter=True)
    assert result.altered == 12
    assert result.unnoticed[0] == "least_distance.at_least_m 300 -> 297"
