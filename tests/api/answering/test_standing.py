"""How long a survey stands: six months, or as soon as an article it rests on is another."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from api.answering.expiry import CHINA, expiry
from api.answering.rule_hash import rule_hashes
from api.answering.standing import Standing, rules_changed
from data.rulepacks.built_in import built_in_packs
from data.rulepacks.stack import stack

RULES = {"NET-01": "a" * 64, "NET-02": "b" * 64}


@pytest.mark.parametrize(
    ("issued", "ends"),
    [
        ((2026, 11, 22, 12), "2027-05-22"),
        ((2026, 8, 31, 12), "2027-02-28"),
        ((2027, 8, 29, 12), "2028-02-29"),
        ((2026, 6, 30, 20), "2027-01-01"),  # in China it is July already
    ],
)
def test_six_months_by_the_calendar_in_china(issued, ends):
    found = expiry(datetime(*issued, tzinfo=UTC))
    assert found.astimezone(CHINA).date().isoformat() == ends


def changed(now, today=date(2026, 11, 22)):
    asked = {"parameters": {"business": "bar", "undertaking": "rent", "on": "2026-11-21"}}
    result = SimpleNamespace(rules=RULES, question=asked)
    days = []
    warm = SimpleNamespace(rule_hashes=lambda of, on, *_: (days.append(on), now)[1])
    return rules_changed(result, None, warm, today), days


def test_the_same_rules_change_nothing():
    assert changed(dict(RULES)) == ({}, [date(2026, 11, 22)])


def test_rules_that_are_others_new_or_gone_are_named():
    now = {"NET-02": "c" * 64, "NET-03": "d" * 64}
    assert changed(now)[0] == {"NET-01": "gone", "NET-02": "changed", "NET-03": "added"}


def test_a_survey_as_of_a_later_day_is_held_against_that_day():
    assert changed(dict(RULES), today=date(2026, 1, 1))[1] == [date(2026, 11, 21)]


def test_any_change_ends_it():
    assert Standing().stands
    assert not any(
        each.stands
        for each in (
            Standing(over=True),
            Standing(layers=("areas",)),
            Standing(rules={"X": "gone"}),
        )
    )


def test_the_hash_of_a_rule_is_over_its_text_and_its_numbers():
    book = stack(built_in_packs(), date(2026, 11, 22), "510199")
    hashes = rule_hashes(book.rules)
    assert hashes == rule_hashes(reversed(book.rules)) and len(set(hashes.values())) == len(hashes)
    first = book.rules[0]
    text = first.rule.requirement.model_copy(update={"zh": "另一条"})
    other = first.rule.model_copy(update={"requirement": text})
    from dataclasses import replace

    assert rule_hashes([replace(first, rule=other)]) != rule_hashes([first])
