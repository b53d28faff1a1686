"""The rule that a case is about, as it stands where the pack holds, on the day of the case."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.case import Case
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import RuleMethod, RuleNumber
from data.rulepacks.stack import stack
from data.text import Text

# What stands on a day at a place, by division code.
Books = Callable[[date, str | None], RuleBook]


def books(packs: Sequence[PackFile]) -> Books:
    """What some packs come to at any place on any day, each stacked once."""

    @cache
    def book(on: date, place: str | None) -> RuleBook:
        return stack(packs, on, place)

    return book


def place_of(pack: PackFile) -> str | None:
    """Where a pack's cases play: the first place it holds at; nowhere in particular if national."""
    return next(iter(pack.pack.jurisdiction), None)


def standing(book: RuleBook, rule: str) -> StandingRule | None:
    """The rule of an id; None where it does not stand."""
    return next((each for each in book.rules if each.rule.id == rule), None)


def trouble(rule: StandingRule | None, case: Case) -> Text | None:
    """Why a case cannot be tried on its rule; None where it can."""
    if rule is None:
        return Text(f"{case.on} 规则尚未或不再有效", f"the rule is not in force on {case.on}")
    entries: Mapping[str, RuleNumber | RuleMethod] = {**rule.rule.numbers, **rule.rule.methods}
    for name in case.settings:
        if name not in entries:
            return Text(f"规则中没有 {name}", f"the rule has no {name} to set")
        if entries[name].value is not None:
            return Text(f"{name} 已有定值", f"{name} is set already, and left open to no one")
    return None
