"""Trying the cases of a pack: which come out as expected, and which kinds of case are lacking."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data.errors import RulePackError
from data.rulepacks.book import StandingRule
from data.rulepacks.case import Case
from data.rulepacks.cases_file import CasesFile
from data.rulepacks.pack_file import PackFile
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary import Vocabulary
from geo.cases.altered_checks import numbers_nudged
from geo.cases.altered_settings import altered_settings
from geo.cases.lacking import Lack, lacking
from geo.cases.mutants import Mutant, mutants
from geo.cases.standing import books, place_of, standing, trouble
from geo.cases.tried import Found, found_in, outcome_in, toy, with_settings

# What cannot be tried comes to nothing that a case may expect.
NOT_TRIED = "not_tried"
# A number at its threshold gives another answer when it is moved by this share of it.
_HAIR = 1e-6


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
        altered: In how many ways it was altered.
        unnoticed: The alterations that no case noticed.
    """

    file: str
    rule: str
    trials: tuple[Trial, ...]
    lacks: tuple[Lack, ...]
    altered: int
    unnoticed: tuple[str, ...]


def try_cases(
    cases: CasesFile,
    packs: Sequence[PackFile],
    vocabulary: Vocabulary,
    only: Collection[str] = (),
    *,
    alter: bool = False,
) -> Iterator[RuleTried]:
    """Try every case of a pack, rule by rule.

    Args:
        cases: The cases of the pack.
        packs: All packs, among them this one.
        vocabulary: The words.
        only: The rules to try; all of the pack where none is named.
        alter: Whether to alter each rule in every place, and what the pack sets in rules of
            others, and see whether a case notices.

    Raises:
        RulePackError: The packs do not fit each other on the day of a case.
    """
    place, stacked = place_of(cases.pack), books(packs)
    own = {rule.id for rule in cases.pack.pack.rules}
    for rule in cases.rules:
        if only and rule not in only:
            continue
        trying = _Trying(cases.file, rule, vocabulary, alters=alter and rule in own)
        for case in cases.cases.get(rule, ()):
            trying.try_on(case, standing(stacked(case.on, place), rule))
        if alter and rule not in own:
            trying.try_settings(cases, packs)
        yield trying.tried(own=rule in own)


@dataclass
class _Trying:
    """One rule while its cases are tried on it.

    Attributes:
        file: The file of its cases.
        rule: Its id.
        vocabulary: The words.
        alters: Whether to alter it.
        stood: The version that the last case was tried on.
        trials: What its cases came to.
        left: By first day of each version, the alterations that no case has noticed yet.
        altered: How many alterations there were.
        missed: Alterations of what the pack sets that no case noticed.
    """

    file: str
    rule: str
    vocabulary: Vocabulary
    alters: bool
    stood: StandingRule | None = None
    trials: list[Trial] = field(default_factory=list)
    left: dict[date, list[Mutant]] = field(default_factory=dict)
    altered: int = 0
    missed: list[str] = field(default_factory=list)

    def try_on(self, case: Case, rule: StandingRule | None) -> None:
        """Try a case on the rule as it stands, and on what is left of its alterations."""
        why = trouble(rule, case)
        if rule is None or why is not None:
            nothing = Found(NOT_TRIED, None, why or case.case.text)
            self.trials.append(Trial(self.file, self.rule, case, nothing, at_threshold=False))
            return
        self.stood = rule if rule.entered else self.stood
        left = self._left(rule)
        whole = with_settings(rule, case.settings)
        altered = [with_settings(mutant.rule, case.settings) for mutant in left]
        drawn = toy(case, (whole, *altered), self.vocabulary)
        found = found_in(drawn, whole)
        moved = [outcome_in(drawn, _nudged(whole, by)) for by in (-_HAIR, _HAIR)]
        at_threshold = any(word != found.outcome for word in moved)
        trial = Trial(self.file, self.rule, case, found, at_threshold)
        self.trials.append(trial)
        if trial.passed:
            pairs = zip(left, altered, strict=True)
            left[:] = [m for m, rule in pairs if outcome_in(drawn, rule) == case.expected]

    def try_settings(self, cases: CasesFile, packs: Sequence[PackFile]) -> None:
        """Alter what the pack sets in the rule, and try its cases again."""
        passed = [trial.case for trial in self.trials if trial.passed]
        for what, pack in altered_settings(cases.pack, self.rule):
            self.altered += 1
            others = [pack if each is cases.pack else each for each in packs]
            if not any(self._notices(case, others, place_of(pack)) for case in passed):
                self.missed.append(what)

    def tried(self, *, own: bool) -> RuleTried:
        """What it all came to."""
        cases = [trial.case for trial in self.trials]
        met_exactly = any(trial.at_threshold for trial in self.trials)
        lacks = tuple(lacking(cases, self.stood, own=own, at_threshold=met_exactly))
        unnoticed = [mutant.what for left in self.left.values() for mutant in left]
        return RuleTried(
            self.file,
            self.rule,
            tuple(self.trials),
            lacks,
            self.altered,
            (*unnoticed, *self.missed),
        )

    def _left(self, rule: StandingRule) -> list[Mutant]:
        """The alterations of this version that no case has noticed yet."""
        if not rule.entered:
            return []
        begun = rule.rule.article.valid_from
        if self.alters and begun not in self.left:
            self.left[begun] = list(mutants(rule, self.vocabulary))
            self.altered += len(self.left[begun])
        return self.left.get(begun, [])

    def _notices(self, case: Case, packs: Sequence[PackFile], place: str | None) -> bool:
        try:
            rule = standing(stack(packs, case.on, place), self.rule)
        except RulePackError:
            return True  # it relaxes what it may not, and is refused before any case is tried
        if rule is None or trouble(rule, case) is not None:
            return True
        whole = with_settings(rule, case.settings)
        return outcome_in(toy(case, (whole,), self.vocabulary), whole) != case.expected


def _nudged(rule: StandingRule, by: float) -> StandingRule:
    check, when = rule.rule.check, rule.rule.when
    moved = {
        "check": numbers_nudged(check, by),
        "when": None if when is None else numbers_nudged(when, by),
    }
    return replace(rule, rule=rule.rule.model_copy(update=moved))
