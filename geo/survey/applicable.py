"""Which rules bind a business and a kind of undertaking 经营情形."""

from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.rule import Undertaking
from data.rulepacks.vocabulary import BusinessType, Vocabulary


def applicable(
    book: RuleBook, vocabulary: Vocabulary, business: BusinessType, undertaking: Undertaking
) -> tuple[StandingRule, ...]:
    """The rules of a book that bind `business` for `undertaking`, in order of id.

    A rule binds a type by its name, or by a group such as `any_construction`, which covers only
    some undertakings.
    """
    return tuple(
        rule
        for rule in book.rules
        if undertaking in rule.rule.undertakings
        and any(
            _covers(named, vocabulary, business, undertaking) for named in rule.rule.business_types
        )
    )


def _covers(
    named: str, vocabulary: Vocabulary, business: BusinessType, undertaking: Undertaking
) -> bool:
    group = vocabulary.groups.get(named)
    if group is None:
        return named == business.name
    return undertaking in group.undertakings and (group.everybody or named in business.groups)
