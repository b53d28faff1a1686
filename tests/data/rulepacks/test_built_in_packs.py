"""The packs that ship can be read and stacked at any place on any day."""

from datetime import date

import pytest
from support.tiny_packs import pack, rule, text

from data.rulepacks.built_in import built_in_packs, packs_with
from data.rulepacks.pack_check import checked
from data.rulepacks.rule import CONFIDENCES
from data.rulepacks.stack import every_rule, stack

DAYS = [date(2010, 1, 1), date(2020, 6, 1), date(2025, 4, 1), date(2026, 11, 21), date(2030, 1, 1)]
PLACES = sorted({code for file in built_in_packs() for code in file.pack.jurisdiction})


@pytest.mark.parametrize("place", [None, *PLACES])
def test_they_stack_everywhere(place):
    for day in DAYS:
        stack(built_in_packs(), day, place)


def test_every_rule_says_how_sure_it_is_and_where_it_was_read():
    for standing in every_rule(built_in_packs(), DAYS[3]).rules:
        assert standing.confidence in CONFIDENCES
        assert standing.rule.evidence


def test_no_rule_is_called_the_first_of_its_kind_since_the_catalogue_does_not_say_so():
    assert not [r.id for file in built_in_packs() for r in file.pack.rules if r.article.first]


def test_invented_numbers_are_the_demos_alone():
    made_up = {file.pack.pack for file in built_in_packs() if file.pack.made_up}
    assert made_up == {"demo", "demo_shops", "demo_care_and_industry"}
    for place in (None, "510106", "310101"):
        assert not any(each.made_up for each in stack(built_in_packs(), DAYS[3], place).rules)
    demo = stack(built_in_packs(), DAYS[3], "510199").rules
    assert any(each.made_up for each in demo)


def test_sichuan_measures_internet_cafes_along_the_street():
    def way(place):
        rules = {r.rule.id: r for r in stack(built_in_packs(), DAYS[3], place).rules}
        return rules["NET-01"].rule.check.method

    assert (way("310101"), way("510106")) == ("straight", "walking")


def test_an_office_adds_its_own(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(text(rule("OWN-1"), name="own"), encoding="utf-8")
    assert len(packs_with([file])) == len(built_in_packs()) + 1
    assert [each.pack.pack for each in checked([file])] == ["own"]
    assert pack(rule("OWN-1"), name="own").sha256 == packs_with([file])[-1].sha256
