"""Two dates across a change of the law give two books, and the difference is listed."""

from datetime import date

from support.tiny_packs import AROUND, pack, rule

from data.rulepacks.difference import Change, differences
from data.rulepacks.stack import stack

WIDER = AROUND.replace("200", "300")


def between(law, first=date(2025, 6, 1), second=date(2026, 6, 1)):
    return differences(stack([law], first), stack([law], second))


def test_rules_begin_and_end():
    new = rule("NEW-1", begins="2026-01-01", first=True)
    law = pack(rule("OLD-1", ends="2026-01-01") + new)
    assert [(c.rule, c.change) for c in between(law)] == [
        ("NEW-1", Change.BEGUN),
        ("OLD-1", Change.ENDED),
    ]


def test_a_rule_whose_earlier_text_is_not_known_was_revised_not_begun():
    (change,) = between(pack(rule(begins="2026-01-01")))
    assert change.change is Change.REVISED


def test_a_number_that_changed_is_said_once():
    law = pack(rule(ends="2026-01-01") + rule(begins="2026-01-01", body=WIDER))
    (change,) = between(law)
    numbers = [f for f in change.fields if not f.field.startswith("article.")]
    assert [(f.field, f.before, f.after) for f in numbers] == [("numbers.around_m.value", 200, 300)]


def test_what_stays_is_not_listed():
    assert between(pack(rule())) == ()


def test_a_check_that_changed_is_said_as_it_is_written():
    other = AROUND.replace("to: [school]", "to: [school], measured_to: gate")
    law = pack(rule(ends="2026-01-01") + rule(begins="2026-01-01", body=other))
    (change,) = between(law)
    assert "check.least_distance.measured_to" in [f.field for f in change.fields]
