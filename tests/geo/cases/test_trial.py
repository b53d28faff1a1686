"""A case is drawn as it is written, and a rule tried on it comes to what it says."""

import pytest
from support.tiny_cases import case, found, tried
from support.tiny_packs import AROUND, OPEN, pack, rule, setting

from geo.cases.lacking import Lack
from geo.cases.trial import NOT_TRIED

SCHOOL = "map: {facilities/primary_school: [[150, 0]]}"
FAR = "map: {facilities/primary_school: [[250, 0]]}"
EXACT = "map: {facilities/primary_school: [[200, 0]]}"
MISSING = "missing: [facilities/primary_school]"


@pytest.mark.parametrize(
    ("more", "comes_to"),
    [
        (SCHOOL, "fail"),
        (FAR, "pass"),
        (EXACT, "pass"),
        ("facts: {floor: 1}", "pass"),
        (MISSING, "unknown"),
        ("stale: [facilities/primary_school]", "unknown"),
        ("known_in: {facilities/primary_school: [[-90, -900], [900, 0], [-90, 900]]}", "unknown"),
        (f"{EXACT}\n    errors: {{facilities/primary_school: 5}}", "on_site"),
        (f"{EXACT}\n    site_error_m: 5", "on_site"),
        (f"{FAR}\n    site: [200, 0]", "fail"),
        (f"{SCHOOL}\n    type: hotel", "not_concerned"),
        ("map: {facilities/primary_school: [{at: [150, 0], status: planned}]}", "on_site"),
        ("map: {facilities/primary_school: [{at: [150, 0], valid_to: 2026-06-01}]}", "pass"),
        ("map: {facilities/primary_school: [{at: [150, 0], valid_to: 2026-06-02}]}", "fail"),
        (f"{FAR}\n    site: [[0, 0], [90, 0], [90, 90], [0, 90]]\n    site_is: building\n"
         "    doors: [[90, 0]]", "fail"),
    ],
)  # fmt: skip
def test_what_is_drawn_decides(more, comes_to):
    assert found(more) == comes_to


def test_a_distance_ends_at_the_gate_where_the_rule_says_so():
    gates = pack(rules=rule(body=AROUND.replace("method: $way", "method: $way, measured_to: gate")))
    ring = "{at: [[150, -9], [300, -9], [300, 9], [150, 9]], gates: [[300, 0]]}"
    drawn = f"map: {{facilities/primary_school: [{ring}]}}"
    assert (found(drawn), found(drawn, of=gates)) == ("fail", "pass")


def test_streets_meet_where_they_share_a_corner():
    on_foot = pack(rules=rule(body=AROUND.replace("value: straight", "value: walking")))
    round_about = "[[0, 0], [0, 10], [0, 60], [150, 60], [150, 10], [150, 0]]"
    crossing = round_about.replace("[0, 10], ", "").replace("[150, 10], ", "")
    drawn = "map: {{streets: [{}, [[0, 10], [150, 10]]], facilities/primary_school: [[150, 0]]}}"
    assert found(drawn.format(round_about), of=on_foot) == "fail"  # 170 m
    assert found(drawn.format(crossing), of=on_foot) == "pass"  # 270 m


def test_what_could_not_be_measured_has_no_value():
    on_foot = pack(rules=rule(body=AROUND.replace("value: straight", "value: walking")))
    (trial,) = tried(case(f"{SCHOOL}\n    missing: [streets]"), of=on_foot).trials
    assert (trial.found.outcome, trial.found.value) == ("unknown", None)


def test_what_a_rule_leaves_open_is_set_by_the_case():
    left_open = pack(rules=rule(body=OPEN))
    assert found(SCHOOL, of=left_open) == "unknown"
    assert (
        found(f"{SCHOOL}\n    settings: {{around_m: 100, way: straight}}", of=left_open) == "pass"
    )


@pytest.mark.parametrize(
    "more",
    [f"{SCHOOL}\n    settings: {{around_m: 100}}", f"{SCHOOL}\n    settings: {{near_m: 100}}"],
)
def test_what_cannot_be_tried_never_comes_out_as_expected(more):
    assert found(more) == NOT_TRIED


def test_a_day_before_the_text_that_is_known_is_unknown_unless_that_is_the_first():
    day = f"{SCHOOL}\n    on: 2019-12-31"
    assert found(day) == "unknown"
    assert found(day, of=pack(rules=rule(first=True))) == NOT_TRIED


def test_a_rule_from_memory_is_tried_as_if_it_had_been_read():
    text = rule().replace("verified_text", "memory_high")
    assert found(SCHOOL, of=pack(rules=text)) == "fail"


def test_a_remark_says_its_answer():
    text = rule().replace("prohibited", "advisory")
    assert found(SCHOOL, of=pack(rules=text)) == "remark: not_met"


def test_a_setting_is_tried_where_it_holds():
    nation = pack(rules=rule(body=OPEN))
    town = pack(
        settings=setting("numbers: {around_m: 100}\n    methods: {way: straight}"),
        name="town", level="city", codes=("5101",),
    )  # fmt: skip
    assert tried(case(SCHOOL), of=town, packs=(nation, town)).trials[0].passed


def test_it_says_which_kinds_of_case_are_lacking():
    every = (case(SCHOOL, "fail"), case(EXACT), case(MISSING, "unknown"))
    assert tried(*every).lacks == ()
    assert tried(*every[1:]).lacks == (Lack.NOT_MET,)
    assert tried(every[0], every[2]).lacks == (Lack.MET, Lack.AT_THRESHOLD)
    assert tried(*every[:2]).lacks == (Lack.LAYER_MISSING,)
