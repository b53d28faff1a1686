"""Whether a result still stands, and what has changed since: layers, articles, or time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from api.answering.asked_of import AskedOf
from api.answering.expiry import CHINA
from api.answering.resting import layers_changed
from api.answering.warm import Warm
from api.store.results import Result


@dataclass(frozen=True)
class Standing:
    """Whether a result stands.

    Attributes:
        over: Whether its time is over.
        layers: Layers that it rests on and that are others now, or were not there, or are declared
            otherwise, by name.
        rules: Rule id to `changed`, `added` (binds now and did not) or `gone`.
        articles: Rule id to its article, of those of these rules that stand in a pack.
    """

    over: bool = False
    layers: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether nothing has changed and its time is not over."""
        return not (self.over or self.layers or self.rules)


def _layers_changed(result: Result, of: AskedOf, warm: Warm, today: date) -> tuple[str, ...]:
    """The layers a result rests on that are others in the version that stands now."""
    asked_on = result.question["parameters"].get("on")
    on = None if asked_on is None else max(today, date.fromisoformat(asked_on))
    states = warm.layer_states(of, on)
    return layers_changed(result.layers, states, lambda: warm.name_states(of))


def rules_changed(result: Result, of: AskedOf, warm: Warm, today: date) -> dict[str, str]:
    """The rules that a result rests on, or would rest on today, and that are not the same.

    Args:
        result: The result.
        of: The version that stands now.
        warm: Where rules are kept prepared.
        today: The day whose rules hold.
    """
    said = result.question["parameters"]
    if "business" not in said:
        return {}
    on = max(today, date.fromisoformat(said["on"]))
    now = warm.rule_hashes(of, on, said["business"], said["undertaking"])
    words = {
        **dict.fromkeys(result.rules.keys() - now.keys(), "gone"),
        **dict.fromkeys(now.keys() - result.rules.keys(), "added"),
        **{rule: "changed" for rule in result.rules.keys() & now.keys()
           if result.rules[rule] != now[rule]},
    }  # fmt: skip
    return dict(sorted(words.items()))


def standing(result: Result, of: AskedOf, warm: Warm, now: datetime) -> Standing:
    """Whether a result stands at a moment, held against the version that stands then: `of`."""
    today = now.astimezone(CHINA).date()
    rules = rules_changed(result, of, warm, today)
    return Standing(
        over=result.is_over(now),
        layers=_layers_changed(result, of, warm, today),
        rules=rules,
        articles=_articles(rules, result, of, warm, today) if rules else {},
    )


def _articles(
    rules: Mapping[str, str], result: Result, of: AskedOf, warm: Warm, today: date
) -> dict[str, str]:
    """Where rules are written, as they are cited; of one that was repealed, as it stood then."""
    then = date.fromisoformat(result.question["parameters"]["on"])
    cited = {
        each.rule.id: f"《{each.rule.article.law}》{each.rule.article.article}"
        for on in (then, max(today, then))
        for each in warm.standing(of, on).book.rules
    }
    return {rule: cited[rule] for rule in rules if rule in cited}
