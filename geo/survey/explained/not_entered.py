"""A rule on a day whose text is not known here, since only a later version is."""

from datetime import date

from data.rulepacks.book import StandingRule
from data.text import Text
from geo.checks.answers import UNKNOWN, WORDS
from geo.survey.finding import Finding, Need
from geo.survey.outcome import Outcome


def not_entered(rule: StandingRule, outcome: Outcome, on: date) -> Finding:
    """That nobody can say what the rule asked, and what would tell.

    Args:
        rule: The rule, in its later version.
        outcome: What it comes to.
        on: The day asked about.
    """
    law, since = rule.rule.article.law, rule.rule.article.valid_from
    reason = Text(
        f"{on} 的条文未收录：规则库所收《{law}》的文本自 {since} 起施行，此前的规定不详",
        f"the text of {on} is not known here: that of {law} holds from {since}; what stood before "
        "is not in the rule packs",
    )
    look = Text(
        f"查阅《{law}》在 {on} 有效的文本", f"read the text of {law} that was in force on {on}"
    )
    return Finding(
        rule=rule,
        outcome=outcome,
        answer=WORDS[UNKNOWN],
        measured=None,
        threshold=None,
        margin=None,
        evidence=(),
        knowns=(),
        reason=reason,
        facts=(),
        withheld=False,
        needs=(Need("confirm", look),),
    )
