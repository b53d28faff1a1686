"""Which rules bind a business: by its name, or by a group, for some undertakings."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from support.small_scene import CAFE, WORDS_SMALL
from support.told import rule_of

from data.rulepacks import checks as of
from data.rulepacks.book import RuleBook
from data.rulepacks.vocabulary import Group
from data.text import Text
from geo.survey.applicable import applicable

LOOK = of.Document(fact="owners_consent")
GROUPS = {
    "any_business": Group("any_business", Text("", ""), everybody=True),
    "any_noisy": Group("any_noisy", Text("", ""), everybody=False),
    "any_construction": Group(
        "any_construction", Text("", ""), everybody=True, undertakings=("construction",)
    ),
}
WORDS = replace(WORDS_SMALL, groups=MappingProxyType(GROUPS))


def binds(*named, undertaking="rent", business=CAFE, undertakings=None):
    rule = rule_of(LOOK)
    told = {"business_types": named} | ({"undertakings": undertakings} if undertakings else {})
    rule = replace(rule, rule=rule.rule.model_copy(update=told))
    book = RuleBook(date(2026, 6, 1), None, (rule,), {})
    return bool(applicable(book, WORDS, business, undertaking))


def test_a_rule_binds_the_business_it_names():
    assert binds("internet_cafe") and not binds("hotel")


def test_a_group_of_everybody_binds_all():
    assert binds("any_business")


@pytest.mark.parametrize(("groups", "bound"), [((), False), (("any_noisy",), True)])
def test_another_group_binds_its_members(groups, bound):
    assert binds("any_noisy", business=replace(CAFE, groups=groups)) is bound


def test_a_group_for_construction_binds_nobody_who_rents():
    assert not binds("any_construction")
    assert binds("any_construction", undertaking="construction")


def test_a_rule_binds_its_own_undertakings_only():
    assert not binds("any_business", undertakings=("construction",))
