"""Packs upon packs: which rules stand at a place on a day, and with which numbers.

National text first, then provincial, city and district. What is set farther down fills a number or
a method that is open, or makes it stricter; it relaxes one only by naming the ministerial document
that allows it. The order in which packs are given does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from data.errors import RulePackError
from data.rulepacks.book import RuleBook, SetBy, StandingRule
from data.rulepacks.check_tree import filled
from data.rulepacks.local import Local, settle
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import CONFIDENCES, Article, Rule, RuleMethod, RuleNumber
from data.text import Text

_Entry = TypeVar("_Entry", RuleNumber, RuleMethod)


def stack(packs: Iterable[PackFile], on: date, jurisdiction: str | None = None) -> RuleBook:
    """The rules in force at a place on a day.

    Args:
        packs: The packs, in any order; those that do not hold at the place are left out.
        on: The day.
        jurisdiction: Division code of the place, by whose beginning packs hold; None for national
            packs only.

    Raises:
        RulePackError: Two packs have one name; a rule stands twice at a time; a setting names a
            rule, number or method that there is not, contradicts another of its level, or relaxes
            a rule without naming what allows it.
    """
    here = _named([file for file in packs if _holds(file, jurisdiction)])
    versions = _versions(here)
    settings = _settings(here, versions, on)
    standing = [
        found
        for rule_id, several in sorted(versions.items())
        for found in _on_day(several, on, settings.get(rule_id, ()))
    ]
    return RuleBook(on, jurisdiction, tuple(standing), _hashes(here))


def every_rule(packs: Iterable[PackFile], on: date) -> RuleBook:
    """The rules in force anywhere on a day, each as its own pack says it.

    Rules of every province, city and district are in it, and what localities set in the rules of
    packs above them is left out: a list to read, nothing to judge a site by.

    Raises:
        RulePackError: Two packs have one name.
    """
    everywhere = _named(packs)
    standing = [
        found
        for file in everywhere
        for several in _versions([file]).values()
        for found in _on_day(several, on, ())
    ]
    standing.sort(key=lambda each: (each.rule.id, each.pack))
    return RuleBook(on, None, tuple(standing), _hashes(everywhere))


def in_force(article: Article, on: date) -> bool:
    """Whether an article holds on a day: from `valid_from`, and before `valid_to`."""
    return article.valid_from <= on and (article.valid_to is None or on < article.valid_to)


def _on_day(
    versions: Sequence[tuple[Rule, PackFile]], on: date, settings: Sequence[Local]
) -> Iterator[StandingRule]:
    """One rule as it stands on a day; where only a later version is known, that, not `entered`."""
    for rule, file in versions:
        if in_force(rule.article, on):
            yield _standing(rule, file, settings)
            return
        if on < rule.article.valid_from:
            if not rule.article.first:
                yield replace(_standing(rule, file, ()), entered=False)
            return


def _named(packs: Iterable[PackFile]) -> list[PackFile]:
    """The packs by name, each name once."""
    here = sorted(packs, key=lambda file: file.pack.pack)
    for one, other in pairwise(here):
        if one.pack.pack == other.pack.pack:
            raise RulePackError(
                other.file,
                Text(f"与 {one.file} 的包名相同：{one.pack.pack}",
                     f"has the name of {one.file}: {one.pack.pack}"),
                Text("各不相同的包名", "a name of its own"),
                at="pack",
            )  # fmt: skip
    return here


def _hashes(packs: Iterable[PackFile]) -> dict[str, str]:
    return {file.pack.pack: file.sha256 for file in packs}


def _holds(file: PackFile, jurisdiction: str | None) -> bool:
    if file.pack.level == "national":
        return True
    return jurisdiction is not None and jurisdiction.startswith(file.pack.jurisdiction)


_Versions = Mapping[str, Sequence[tuple[Rule, PackFile]]]


def _versions(packs: Sequence[PackFile]) -> _Versions:
    """Rules by id, each with its versions from the earliest; no two hold on one day."""
    found: dict[str, list[tuple[Rule, PackFile]]] = defaultdict(list)
    for file in packs:
        for rule in file.pack.rules:
            found[rule.id].append((rule, file))
    for rule_id, versions in found.items():
        versions.sort(key=lambda version: (version[0].article.valid_from, version[1].pack.pack))
        for (early, first), (late, second) in pairwise(versions):
            if early.article.valid_to is None or late.article.valid_from < early.article.valid_to:
                begun = late.article.valid_from
                raise RulePackError(
                    second.file,
                    Text(f"规则自 {begun} 起与 {first.file} 中的同一规则同时有效",
                         f"holds from {begun} on together with the same rule of {first.file}"),
                    Text("同一规则的各版本有效期互不重叠", "versions whose validity is apart"),
                    at=rule_id,
                )  # fmt: skip
    return found


def _settings(
    packs: Sequence[PackFile], versions: _Versions, on: date
) -> Mapping[str, list[Local]]:
    """By rule, what packs set in it on the day."""
    found: dict[str, list[Local]] = defaultdict(list)
    for file in packs:
        for setting in file.pack.settings:
            several = versions.get(setting.rule)
            if several is None:
                raise RulePackError(
                    file.file,
                    Text("没有这条规则", "is no rule"),
                    Text("上级规则包中的规则编号", "the id of a rule in a pack above"),
                    at=f"settings.{setting.rule}",
                )
            standing = in_force(setting.article, on)
            today = [rule for rule, _ in several if standing and in_force(rule.article, on)]
            for name in (*setting.numbers, *setting.methods):
                _require_entry(name, today or [rule for rule, _ in several], file, setting.rule)
            if standing:
                found[setting.rule].append(Local(setting, file))
    return found


def _require_entry(name: str, rules: Sequence[Rule], file: PackFile, rule_id: str) -> None:
    known = {entry for rule in rules for entry in (*rule.numbers, *rule.methods)}
    if name not in known:
        listed = ", ".join(sorted(known)) or "—"
        raise RulePackError(
            file.file,
            Text(f"规则中没有可设定的 {name}", f"sets {name}, which the rule does not have"),
            Text(f"规则所列：{listed}", f"one of {listed}"),
            at=f"settings.{rule_id}",
        )


def _standing(rule: Rule, file: PackFile, settings: Sequence[Local]) -> StandingRule:
    values: dict[str, float | str] = {}
    set_by: dict[str, SetBy] = {}
    sure, made_up = [rule.confidence], file.pack.made_up
    entries: Mapping[str, RuleNumber | RuleMethod] = {**rule.numbers, **rule.methods}
    for name, entry in entries.items():
        value, local = settle(rule, file, name, entry, settings)
        if value is not None:
            values[name] = value
        if local is not None:
            pack, setting = local.file.pack, local.setting
            set_by[name] = SetBy(
                pack.pack, pack.level, setting.article, pack.made_up, setting.allowed_by
            )
            sure.append(setting.confidence)
            made_up = made_up or pack.made_up
    whole = rule.model_copy(
        update={
            "check": filled(rule.check, values),
            "when": None if rule.when is None else filled(rule.when, values),
            "numbers": _valued(rule.numbers, values),
            "methods": _valued(rule.methods, values),
        }
    )
    return StandingRule(
        whole, file.pack.pack, file.pack.level, set_by, max(sure, key=CONFIDENCES.index), made_up
    )


def _valued(entries: Mapping[str, _Entry], values: Mapping[str, float | str]) -> dict[str, _Entry]:
    """A rule's table with the values in force."""
    return {
        name: entry.model_copy(update={"value": values.get(name)})
        for name, entry in entries.items()
    }
