"""The rules that stand at one place on one day: packs stacked, numbers filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.rulepacks.rule import Article, Confidence, Level, Rule


@dataclass(frozen=True)
class SetBy:
    """Which pack set a number or a method, and under which article."""

    pack: str
    level: Level
    article: Article
    made_up: bool
    allowed_by: str | None


@dataclass(frozen=True)
class StandingRule:
    """A rule in force, with every number that anybody set written into its checks.

    Attributes:
        rule: The rule, its tables `numbers` and `methods` with the values in force; `Left` stays
            in its checks only where no pack has set a number or method.
        pack: The pack it comes from.
        level: That pack's level.
        set_by: For each number and method that a pack below set, which.
        confidence: The least sure of the rule's own and those of the settings in it.
        made_up: Whether anything in it is invented.
        entered: Whether its text of the day is known here; false on a day before the version that
            is, unless that is the first. Nobody can say then what the rule asked.
    """

    rule: Rule
    pack: str
    level: Level
    set_by: Mapping[str, SetBy]
    confidence: Confidence
    made_up: bool
    entered: bool = True


@dataclass(frozen=True)
class RuleBook:
    """What stands at one place on one day.

    Attributes:
        on: The day.
        jurisdiction: Division code of the place; None where no place was asked.
        rules: Rules in force, by id, and those that may have been but whose text is not `entered`.
        packs: Name to content hash (SHA-256, hex) of every pack that was stacked.
    """

    on: date
    jurisdiction: str | None
    rules: tuple[StandingRule, ...]
    packs: Mapping[str, str]
