"""What differs between two books of rules: rules begun, ended, and changed in what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.check_notation import written


class Change(StrEnum):
    """What became of a rule from the first book to the second."""

    BEGUN = "begun"
    ENDED = "ended"
    CHANGED = "changed"
    REVISED = "revised"  # it stood before as well, in a text that is not known here


@dataclass(frozen=True)
class FieldChange:
    """One field of a rule that differs.

    Attributes:
        field: Which, such as `numbers.around_m` or `article.version`.
        before: What stood there, as JSON holds it; None where nothing did.
        after: What stands there now.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RuleChange:
    """A rule that differs.

    Attributes:
        rule: Its id.
        change: What became of it.
        before: As it stood in the first book; None where it did not.
        after: As it stands in the second.
        fields: What differs in it, where it stands in both.
    """

    rule: str
    change: Change
    before: StandingRule | None
    after: StandingRule | None
    fields: tuple[FieldChange, ...] = ()


def differences(first: RuleBook, second: RuleBook) -> tuple[RuleChange, ...]:
    """What differs from the first book to the second, by rule id."""
    before = {standing.rule.id: standing for standing in first.rules}
    after = {standing.rule.id: standing for standing in second.rules}
    found = (
        _change(rule, before.get(rule), after.get(rule)) for rule in sorted(before.keys() | after)
    )
    return tuple(change for change in found if change is not None)


def _change(
    rule: str, before: StandingRule | None, after: StandingRule | None
) -> RuleChange | None:
    if before is None:
        return RuleChange(rule, Change.BEGUN, before, after)
    if after is None:
        return RuleChange(rule, Change.ENDED, before, after)
    if before.entered != after.entered:
        return RuleChange(rule, Change.REVISED, before, after)
    fields = tuple(_once(list(_fields("", said(before), said(after)))))
    return RuleChange(rule, Change.CHANGED, before, after, fields) if fields else None


def said(standing: StandingRule) -> dict[str, Any]:
    """All that a standing rule says, as JSON holds it; checks as people write them."""
    rule = standing.rule
    whole = rule.model_dump(mode="json", exclude_none=True)
    if rule.when is not None:
        whole["when"] = written(rule.when)
    return {
        **whole,
        "check": written(rule.check),
        "level": standing.level,
        "pack": standing.pack,
        "confidence": standing.confidence,
        "made_up": standing.made_up,
        "entered": standing.entered,
    }


def _fields(at: str, before: object, after: object) -> Iterator[FieldChange]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _fields(f"{at}.{key}" if at else key, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            yield from _fields(f"{at}[{number}]", one, other)
    elif before != after:
        yield FieldChange(at, before, after)


def _once(fields: Sequence[FieldChange]) -> Iterator[FieldChange]:
    """A number that changed is said in its table, and not again where a check uses it."""
    tables = ("numbers.", "methods.")
    told = [(f.before, f.after) for f in fields if f.field.startswith(tables)]
    for field in fields:
        used = field.field.startswith(("check.", "when."))
        if not (used and (field.before, field.after) in told):
            yield field
