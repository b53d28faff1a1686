"""Altering every rule of a pack in every place, and seeing whether its cases notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.errors import RulePackError
from data.rulepacks.book import StandingRule
from data.rulepacks.case import Case
from data.rulepacks.cases_file import CasesFile
from data.rulepacks.pack_file import PackFile
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary import Vocabulary
from geo.cases.altered_settings import altered_settings
from geo.cases.mutants import Mutant, mutants
from geo.cases.standing import Books, place_of, standing, trouble
from geo.cases.tried import outcome_in, toy, with_settings


@dataclass(frozen=True)
class Mutated:
    """What altering a rule gave.

    Attributes:
        file: The file of its cases.
        rule: Id of the rule.
        count: In how many ways it was altered.
        unnoticed: The alterations that no case noticed.
    """

    file: str
    rule: str
    count: int
    unnoticed: tuple[str, ...]


def mutate(
    cases: CasesFile,
    packs: Sequence[PackFile],
    books: Books,
    vocabulary: Vocabulary,
    only: Sequence[str] = (),
) -> Iterator[Mutated]:
    """Alter each rule of a pack, and each thing it sets, and try the cases again.

    An alteration is noticed where a case comes to something else than it expects. Each version of
    a rule is altered for the cases that play on its days.

    Args:
        cases: The cases of the pack.
        packs: All packs, for what stands after a setting is altered.
        books: What they come to unaltered.
        vocabulary: The words.
        only: The rules to alter; all of the pack where none is named.

    Raises:
        RulePackError: The packs do not fit each other on the day of a case.
    """
    own = {rule.id for rule in cases.pack.pack.rules}
    for rule in cases.rules:
        if not only or rule in only:
            run = _Run(cases, packs, books, vocabulary, rule)
            yield run.of_rule() if rule in own else run.of_settings()


@dataclass(frozen=True)
class _Run:
    """One rule, and all it takes to try it."""

    cases: CasesFile
    packs: Sequence[PackFile]
    books: Books
    vocabulary: Vocabulary
    rule: str

    def of_rule(self) -> Mutated:
        """Alter the rule itself."""
        versions: dict[int, tuple[StandingRule, list[Case]]] = {}
        for case in self._own_cases():
            stood = standing(self.books(case.on, place_of(self.cases.pack)), self.rule)
            if stood is not None and trouble(stood, case) is None:
                key = stood.rule.article.valid_from.toordinal()
                versions.setdefault(key, (stood, []))[1].append(case)
        count, unnoticed = 0, []
        for stood, cases in versions.values():
            altered = mutants(stood, self.vocabulary)
            count += len(altered)
            unnoticed += self._unnoticed(altered, cases)
        return Mutated(self.cases.file, self.rule, count, tuple(unnoticed))

    def of_settings(self) -> Mutated:
        """Alter what the pack sets in a rule of another."""
        count, unnoticed = 0, []
        for what, pack in altered_settings(self.cases.pack, self.rule):
            count += 1
            packs = [pack if each is self.cases.pack else each for each in self.packs]
            if not any(self._notices(case, packs) for case in self._own_cases()):
                unnoticed.append(what)
        return Mutated(self.cases.file, self.rule, count, tuple(unnoticed))

    def _own_cases(self) -> tuple[Case, ...]:
        return self.cases.cases.get(self.rule, ())

    def _unnoticed(self, altered: Sequence[Mutant], cases: Sequence[Case]) -> list[str]:
        """What no case notices; a toy district is drawn once for all alterations."""
        left = list(altered)
        for case in cases:
            whole = [with_settings(mutant.rule, case.settings) for mutant in left]
            drawn = toy(case, whole, self.vocabulary)
            left = [
                mutant
                for mutant, rule in zip(left, whole, strict=True)
                if outcome_in(drawn, rule) == case.expected
            ]
            if not left:
                break
        return [mutant.what for mutant in left]

    def _notices(self, case: Case, packs: Sequence[PackFile]) -> bool:
        try:
            rule = standing(stack(packs, case.on, place_of(self.cases.pack)), self.rule)
        except RulePackError:
            return True  # it relaxes what it may not: refused before any case is tried
        if rule is None or trouble(rule, case) is not None:
            return True
        whole = with_settings(rule, case.settings)
        return outcome_in(toy(case, (whole,), self.vocabulary), whole) != case.expected
