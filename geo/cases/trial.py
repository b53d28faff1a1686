"""Trying the cases of a pack: which come out as expected, and which kinds of case are lacking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.case import Case
from data.rulepacks.cases_file import CasesFile
from data.rulepacks.vocabulary import Vocabulary
from geo.cases.altered_checks import has_numbers, numbers_nudged
from geo.cases.mutants import reachable
from geo.cases.standing import Books, place_of, standing, trouble
from geo.cases.tried import Found, found_in, outcome_in, toy, with_settings
from geo.checks.answers import MET, NOT_MET
from geo.checks.wanted import leaves, parts, wanted
from geo.survey.outcome import Outcome, outcome_table

# What cannot be tried comes to nothing that a case may expect.
NOT_TRIED = "not_tried"
# A number at its threshold gives another answer when it is moved by this share of it.
_HAIR = 1e-7


class Lack(StrEnum):
    """A kind of case that a rule should have and has not."""

    ANY = "any"
    MET = "met"
    NOT_MET = "not_met"
    AT_THRESHOLD = "at_threshold"
    LAYER_MISSING = "layer_missing"


@dataclass(frozen=True)
class Trial:
    """One case, and what its rule came to.

    Attributes:
        file: The file of the case.
        rule: Id of the rule.
        case: The case.
        found: What the rule came to.
        at_threshold: Whether something in it lies exactly at a number of the rule.
    """

    file: str
    rule: str
    case: Case
    found: Found
    at_threshold: bool

    @property
    def passed(self) -> bool:
        """Whether it came out as expected."""
        return self.found.outcome == self.case.expected


@dataclass(frozen=True)
class RuleTried:
    """What trying a rule gave.

    Attributes:
        file: The file of its cases.
        rule: Id of the rule.
        trials: Its cases.
        lacks: Kinds of case that it should have and has not.
    """

    file: str
    rule: str
    trials: tuple[Trial, ...]
    lacks: tuple[Lack, ...]


def try_cases(
    cases: CasesFile, books: Books, vocabulary: Vocabulary, only: Sequence[str] = ()
) -> Iterator[RuleTried]:
    """Try every case of a pack, rule by rule.

    Args:
        cases: The cases of the pack.
        books: What stands where and when.
        vocabulary: The words.
        only: The rules to try; all of the pack where none is named.

    Raises:
        RulePackError: The packs do not fit each other on the day of a case.
    """
    place = place_of(cases.pack)
    own = {rule.id for rule in cases.pack.pack.rules}
    for rule in cases.rules:
        if only and rule not in only:
            continue
        trials, stood = [], None
        for case in cases.cases.get(rule, ()):
            stood = standing(books(case.on, place), rule)
            trials.append(_tried(cases.file, rule, stood, case, vocabulary))
        lacks = tuple(_lacks(trials, stood, own=rule in own))
        yield RuleTried(cases.file, rule, tuple(trials), lacks)


def _tried(
    file: str, name: str, rule: StandingRule | None, case: Case, vocabulary: Vocabulary
) -> Trial:
    why = trouble(rule, case)
    if rule is None or why is not None:
        return Trial(file, name, case, Found(NOT_TRIED, None, why or case.case.text), False)
    whole = with_settings(rule, case.settings)
    drawn = toy(case, (whole,), vocabulary)
    found = found_in(drawn, whole)
    moved = [outcome_in(drawn, _nudged(whole, by)) for by in (-_HAIR, _HAIR)]
    return Trial(file, name, case, found, any(word != found.outcome for word in moved))


def _nudged(rule: StandingRule, by: float) -> StandingRule:
    check, when = rule.rule.check, rule.rule.when
    moved = {
        "check": numbers_nudged(check, by),
        "when": None if when is None else numbers_nudged(when, by),
    }
    return replace(rule, rule=rule.rule.model_copy(update=moved))


def _lacks(trials: Sequence[Trial], rule: StandingRule | None, *, own: bool) -> Iterator[Lack]:
    """The kinds of case lacking; of a rule that the pack only sets numbers in, the number's."""
    if not trials or rule is None:
        yield Lack.ANY
        return
    expected = {trial.case.expected for trial in trials}
    can = reachable(rule.rule.check)
    if own and MET in can and not expected & {"pass", "remark: met"}:
        yield Lack.MET
    if own and NOT_MET in can and not expected & _not_met(rule):
        yield Lack.NOT_MET
    if has_numbers(rule.rule.check) and not any(trial.at_threshold for trial in trials):
        yield Lack.AT_THRESHOLD
    if own and _looks(rule) and not any(trial.case.missing for trial in trials):
        yield Lack.LAYER_MISSING


def _looks(rule: StandingRule) -> bool:
    """Whether a rule looks at layers; a fact that a layer only may contradict is no look."""
    looking = [leaf for leaf in leaves(rule.rule.check) if not isinstance(leaf, of.Fact | of.Floor)]
    return bool(wanted(looking) or parts(looking))


def _not_met(rule: StandingRule) -> set[str]:
    """What a rule comes to that is not met, in the words of cases."""
    outcome = Outcome(int(outcome_table(with_settings(rule, {}))[NOT_MET]))
    return {"remark: not_met" if outcome is Outcome.REMARK else outcome.word}
