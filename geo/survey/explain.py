"""One site's findings, from what was examined at all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.text import Text
from geo.checks.answers import NOT_MET, ON_SITE, UNKNOWN, WORDS, swapped
from geo.checks.asking import Asking
from geo.checks.wanted import facts_asked, leaves
from geo.scene.knowledge import Known
from geo.scene.repeated import repeated
from geo.survey.deciding import Deciding, branches
from geo.survey.examine import Examined
from geo.survey.explained.background import NOTHING, Background
from geo.survey.explained.leaf import explained
from geo.survey.explained.looked_at import looked_at
from geo.survey.explained.not_entered import not_entered
from geo.survey.explained.one import Explained, one_of
from geo.survey.explained.words import joined
from geo.survey.finding import Finding, Need, Part
from geo.survey.outcome import CONFIRMED, Outcome

# A reason tells no more branches than this; all of them stand in `parts`.
_TOLD = 4
_UNCONFIRMED = Text("规则依据尚未经原文核对，须人工确认", "the rule has not been read in print")
_CONFIRM = Need(
    "confirm",
    Text("对照现行法规原文，确认本规则的内容和条号", "read the rule in print and confirm it"),
)


@dataclass(frozen=True)
class _Branch:
    """One check of a rule, explained."""

    found: Deciding
    told: Explained
    condition: bool


def findings(
    examined: Examined, asking: Asking, site: int = 0, background: Background = NOTHING
) -> tuple[Finding, ...]:
    """What each rule that concerns the undertaking found at one site, the worst first.

    Args:
        examined: What was found at all sites.
        asking: The question it was found for.
        site: Which of the sites.
        background: How streets and areas are known, and what areas are called.
    """
    alone = replace(asking, here=repeated(asking.here, site, {}, 1), cells=None)
    found = [
        _finding(rule, _branches(examined, at, site, alone, background), examined, at, site)
        if rule.entered
        else not_entered(rule, Outcome(int(examined.outcome[at, site])), asking.scene.on)
        for at, rule in enumerate(examined.rules)
        if examined.outcome[at, site] != Outcome.NOT_CONCERNED
    ]
    told = [replace(each, knowns=_knowns(each, alone, background)) for each in found]
    return tuple(sorted(told, key=_rank))


def _rank(finding: Finding) -> tuple[int, str]:
    worst = -1 if finding.outcome is Outcome.REMARK else int(finding.outcome)
    return -worst, finding.rule.rule.id


def _whole(rule: StandingRule) -> of.Check:
    """The check of a rule as it is answered: one that does not concern anybody is met."""
    own = rule.rule
    return own.check if own.when is None else of.AnyOf(of=(own.check, of.Not(of=own.when)))


def _branches(
    examined: Examined, at: int, site: int, alone: Asking, background: Background
) -> list[_Branch]:
    """Every check of a rule and of its condition, explained; those that decide first."""
    rule, judged = examined.rules[at], examined.judged[at]
    own = len(list(leaves(rule.rule.check)))
    titles = _titles(rule)
    every = [
        _Branch(
            found,
            explained(found.leaf, one_of(found.judged, site, alone, background, titles)),
            number >= own,
        )
        for number, found in enumerate(branches(_whole(rule), judged, site))
    ]
    return sorted(every, key=lambda branch: (not branch.found.decides, branch.condition))


def _titles(rule: StandingRule) -> Mapping[str, Text]:
    """What the numbers and methods of a rule are called."""
    numbers = {name: number.title.text for name, number in rule.rule.numbers.items()}
    return {**numbers, **{name: way.title.text for name, way in rule.rule.methods.items()}}


def _finding(
    rule: StandingRule, every: Sequence[_Branch], examined: Examined, at: int, site: int
) -> Finding:
    outcome = Outcome(int(examined.outcome[at, site]))
    answer = examined.judged[at].answer[site]
    resting = [branch for branch in every if branch.found.decides]
    shown = next((b for b in resting if b.told.measured is not None), resting[0])
    told = shown.told
    return Finding(
        rule=rule,
        outcome=outcome,
        answer=WORDS[answer],
        measured=told.measured,
        threshold=told.threshold,
        margin=_margin(shown),
        evidence=told.evidence,
        knowns=() if told.decided is None else (told.decided,),
        reason=_reason(rule, resting, outcome),
        facts=facts_asked((_whole(rule),)),
        withheld=any(branch.told.withheld for branch in every),
        parts=tuple(_part(branch, site, branch is shown) for branch in every)
        if len(every) > 1
        else (),
        needs=_needs(rule, every, answer, outcome),
    )


def _reason(rule: StandingRule, resting: Sequence[_Branch], outcome: Outcome) -> Text:
    """Why: what the branches found on which the answer rests.

    That the rule applies at all goes without saying, unless all rests on it.
    """
    own = [branch for branch in resting if not branch.condition] or list(resting)
    said = [clause for branch in own[:_TOLD] for clause in branch.told.told]
    if outcome is Outcome.ON_SITE and rule.confidence not in CONFIRMED:
        said.insert(0, _UNCONFIRMED)
    return joined(said)


def _needs(
    rule: StandingRule, every: Iterable[_Branch], answer: int, outcome: Outcome
) -> tuple[Need, ...]:
    """What would settle a finding that is not settled."""
    if outcome not in (Outcome.ON_SITE, Outcome.UNKNOWN) and answer not in (UNKNOWN, ON_SITE):
        return ()
    needs = [need for branch in every if branch.found.open for need in branch.told.needs]
    resolve = rule.rule.resolve
    if answer == NOT_MET and rule.rule.not_met == "manual" and resolve is not None:
        needs.append(Need("look", resolve.what.text))
    if outcome is Outcome.ON_SITE and rule.confidence not in CONFIRMED:
        needs.append(_CONFIRM)
    return tuple(dict.fromkeys(needs))


def _margin(branch: _Branch) -> float | None:
    margin = branch.told.margin
    return -margin if margin is not None and branch.found.turned else margin


def _part(branch: _Branch, site: int, shown: bool) -> Part:
    found, told = branch.found, branch.told
    answers = found.judged.answer[site : site + 1]
    answer = (swapped(answers) if found.turned else answers)[0]
    return Part(
        check=found.leaf.check,
        answer=WORDS[answer],
        turned=found.turned,
        condition=branch.condition,
        decides=found.decides,
        reason=told.reason,
        measured=told.measured,
        threshold=told.threshold,
        margin=_margin(branch),
        evidence=() if shown else told.evidence,
        needs=told.needs if found.open else (),
        withheld=told.withheld,
    )


def _knowns(finding: Finding, alone: Asking, background: Background) -> tuple[Known, ...]:
    """The layers and kinds that a rule looks at, that which decided first."""
    if not finding.rule.entered:
        return ()
    check = _whole(finding.rule)
    every = (known for leaf in leaves(check) for known in looked_at(leaf, alone, background))
    seen = {(known.pick.layer, known.pick.value): known for known in every}
    first = [(known.pick.layer, known.pick.value) for known in finding.knowns]
    return tuple(seen[key] for key in dict.fromkeys((*first, *sorted(seen))) if key in seen)
