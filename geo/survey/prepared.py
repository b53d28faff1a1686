"""A district made ready for surveys of one business: rules chosen, scene prepared once."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.declarations import Visibility
from data.district import District
from data.rulepacks import checks as of
from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.rule import Undertaking
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from geo.checks.asking import Asking
from geo.checks.wanted import leaves, parts, wanted
from geo.scene.placed import placed
from geo.scene.scene import Scene, scene
from geo.scene.sites import Sites
from geo.streets.network import WalkNetwork
from geo.survey.applicable import applicable
from geo.survey.asked_number import look_m


@dataclass(frozen=True)
class Prepared:
    """All that surveys of one business on one day share.

    Attributes:
        book: What stands at the place on the day.
        business: What is to be opened.
        undertaking: Kind of undertaking.
        rules: The rules that bind it.
        scene: What lies around.
    """

    book: RuleBook
    business: BusinessType
    undertaking: Undertaking
    rules: tuple[StandingRule, ...]
    scene: Scene


def prepare(
    district: District,
    vocabulary: Vocabulary,
    book: RuleBook,
    business: BusinessType,
    undertaking: Undertaking,
    level: Visibility = Visibility.INTERNAL,
    network: WalkNetwork | None = None,
) -> Prepared:
    """Choose the rules and prepare what they look at.

    Args:
        district: The district.
        vocabulary: What the terms of the rules mean.
        book: The rules that stand there on the day asked about.
        business: What is to be opened.
        undertaking: Kind of undertaking.
        level: Up to which visibility the asker may see.
        network: The walkable streets, with steps, where they are at hand.
    """
    rules = applicable(book, vocabulary, business, undertaking)
    checks = checks_of(rules)
    around = scene(
        district,
        vocabulary,
        wanted(checks),
        book.on,
        level,
        parts(checks),
        network,
        look_m=max((look_m(leaf) for check in checks for leaf in leaves(check)), default=0.0),
    )
    return Prepared(book, business, undertaking, rules, around)


def checks_of(rules: Iterable[StandingRule]) -> tuple[of.Check, ...]:
    """The checks of rules and their conditions, in order; none of rules that are not `entered`."""
    return tuple(
        check
        for standing in rules
        if standing.entered
        for check in (standing.rule.check, standing.rule.when)
        if check is not None
    )


def ask(prepared: Prepared, sites: Sites) -> Asking:
    """The question whether the business may open at `sites`."""
    return Asking(prepared.scene, placed(prepared.scene, sites), prepared.business)
