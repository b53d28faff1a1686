"""One case tried on a rule, and on any number of rules altered from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.case import Case
from data.rulepacks.check_tree import filled
from data.rulepacks.rule import UNDERTAKINGS
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from data.text import Text
from geo.cases.toy_district import toy_district
from geo.cases.toy_site import toy_site
from geo.checks.answers import WORDS
from geo.checks.asking import Asking
from geo.checks.wanted import parts, wanted
from geo.scene.placed import Placed, placed
from geo.scene.scene import Scene, scene
from geo.survey.applicable import applicable
from geo.survey.examine import Examined, examine
from geo.survey.explain import findings
from geo.survey.outcome import Outcome
from geo.survey.prepared import checks_of

NOT_CONCERNED = Outcome.NOT_CONCERNED.word
_NOT_BOUND = Text(
    "规则不约束该业态或经营情形", "the rule does not bind the business type or the undertaking"
)
_NO_CONCERN = Text("适用条件不成立", "the condition of the rule is not met")


@dataclass(frozen=True)
class Found:
    """What a rule came to in a case.

    Attributes:
        outcome: In the words of cases: `fail`, `remark: not_met`.
        value: What was measured; None where nothing was.
        reason: Why it comes to this.
    """

    outcome: str
    value: float | None
    reason: Text


@dataclass(frozen=True)
class Toy:
    """A case made ready: what lies around its site, as far as some rules look.

    Attributes:
        case: The case.
        vocabulary: The words.
        scene: What lies around.
        here: The site.
    """

    case: Case
    vocabulary: Vocabulary
    scene: Scene
    here: Placed


def toy(case: Case, rules: Sequence[StandingRule], vocabulary: Vocabulary) -> Toy:
    """Draw a case, and prepare what all of some rules look at.

    Args:
        case: The case, for one kind and one type.
        rules: The rules that will be tried on it.
        vocabulary: The words.
    """
    checks = checks_of(rules)
    district = toy_district(case, vocabulary)
    around = scene(district, vocabulary, wanted(checks), case.on, parts=parts(checks))
    return Toy(case, vocabulary, around, placed(around, toy_site(case, vocabulary)))


def with_settings(rule: StandingRule, settings: Mapping[str, float | str]) -> StandingRule:
    """The rule with what it leaves open filled in, and as sure as if it had been read in print.

    A case says what the text asks, not how sure we are of it: that a rule from memory leaves all
    to a person is no property of one rule.
    """
    said, when = rule.rule, rule.rule.when
    whole = said.model_copy(
        update={
            "check": filled(said.check, settings),
            "when": None if when is None else filled(when, settings),
        }
    )
    return replace(rule, rule=whole, confidence="verified_text")


def outcome_in(prepared: Toy, rule: StandingRule) -> str:
    """What a rule comes to in a case, in the words of cases."""
    asked = _asked(prepared, rule)
    return NOT_CONCERNED if asked is None else _word(examine((rule,), asked))


def found_in(prepared: Toy, rule: StandingRule) -> Found:
    """What a rule comes to in a case, and why."""
    asked = _asked(prepared, rule)
    if asked is None:
        return Found(NOT_CONCERNED, None, _NOT_BOUND)
    examined = examine((rule,), asked)
    told = findings(examined, asked)
    if not told:
        return Found(_word(examined), None, _NO_CONCERN)
    measured = told[0].measured.value if told[0].measured is not None else None
    value = measured if isinstance(measured, float) and isfinite(measured) else None
    return Found(_word(examined), value, told[0].reason)


def _word(examined: Examined) -> str:
    outcome = Outcome(int(examined.outcome[0, 0]))
    answer = WORDS[examined.judged[0].answer[0]]
    return f"remark: {answer}" if outcome is Outcome.REMARK else outcome.word


def _asked(prepared: Toy, rule: StandingRule) -> Asking | None:
    """The question of a case to a rule; None where the rule does not bind what is asked."""
    case, vocabulary = prepared.case, prepared.vocabulary
    book = RuleBook(case.on, None, (rule,), {})
    undertakings = UNDERTAKINGS if case.undertaking is None else (case.undertaking,)
    for business in _businesses(case, rule, vocabulary):
        if any(applicable(book, vocabulary, business, each) for each in undertakings):
            return Asking(prepared.scene, prepared.here, business)
    return None


def _businesses(case: Case, rule: StandingRule, vocabulary: Vocabulary) -> Sequence[BusinessType]:
    """The business of a case; where it names none, those that the rule may mean."""
    if case.type:
        return (vocabulary.types[case.type[0]],)
    named = [vocabulary.types.get(name) for name in rule.rule.business_types]
    return (*filter(None, named), *vocabulary.types.values())
