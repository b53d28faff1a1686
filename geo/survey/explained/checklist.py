"""现场核查清单: what to look at, what the applicant only says, and what nobody knows yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.rulepacks.rule import Rule
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.checks.wanted import leaves
from geo.scene.sites import Sites, Source
from geo.survey.explained.words import SOURCE, fact_title, fact_value, floor_text
from geo.survey.finding import Finding, Need
from geo.survey.outcome import Outcome

_WHY: Mapping[Outcome, Literal["on_site", "unknown"]] = {
    Outcome.ON_SITE: "on_site",
    Outcome.UNKNOWN: "unknown",
}
_Key = tuple[str, Need]
_COMPARE = Text("与现场和材料核对", "compare it with the site and its papers")


@dataclass(frozen=True)
class ToDo:
    """One entry of the list.

    Attributes:
        why: `on_site`: a person must look; `declared`: only the applicant says so; `unknown`: it
            cannot be answered yet.
        rules: Ids of the rules it is for; empty for none in particular.
        need: What to do.
        reason: Why.
    """

    why: Literal["on_site", "declared", "unknown"]
    rules: tuple[str, ...]
    need: Need
    reason: Text


def checklist(
    found: Sequence[Finding],
    sites: Sites,
    vocabulary: Vocabulary,
    site: int = 0,
    doors: Sequence[str] = (),
) -> tuple[ToDo, ...]:
    """What a person takes along: what to look at first, then what is said, then what is missing.

    What several rules need stands there once, with all of them.

    Args:
        found: The findings.
        sites: The sites, with their facts.
        vocabulary: What facts are called.
        site: Which of the sites.
        doors: Its doors that somebody gives by hand, by their coordinates.
    """
    unsettled = [finding for finding in found if finding.outcome in _WHY]
    todo = [
        *_needed(unsettled),
        *_declared_doors(found, doors),
        *_declared(found, sites, vocabulary, site),
    ]
    order = ("on_site", "declared", "unknown")
    return tuple(sorted(todo, key=lambda each: order.index(each.why)))


def _needed(unsettled: Sequence[Finding]) -> Iterator[ToDo]:
    """What would settle findings, each need once."""
    together: dict[_Key, list[Finding]] = {}
    for finding in unsettled:
        own = finding.needs or (Need("look", finding.rule.rule.requirement.text),)
        for need in own:
            together.setdefault((_WHY[finding.outcome], need), []).append(finding)
    for (_, need), wanting in _widest(together).items():
        rules = tuple(dict.fromkeys(finding.rule.rule.id for finding in wanting))
        yield ToDo(_WHY[wanting[0].outcome], rules, need, wanting[0].reason)


def _widest(together: Mapping[_Key, list[Finding]]) -> dict[_Key, list[Finding]]:
    """A layer that must be known to several distances stands there once, with the largest."""
    widest: dict[tuple[object, ...], _Key] = {}
    merged: dict[_Key, list[Finding]] = {}
    for (why, need), wanting in sorted(together.items(), key=_farthest_first):
        alike = (why, need) if need.within_m is None else (why, need.layer, need.values)
        key = widest.setdefault(alike, (why, need))
        merged.setdefault(key, []).extend(wanting)
    return {key: merged[key] for key in together if key in merged}


def _farthest_first(entry: tuple[_Key, list[Finding]]) -> float:
    within_m = entry[0][1].within_m
    return 0.0 if within_m is None else -within_m


def _declared(
    found: Sequence[Finding], sites: Sites, vocabulary: Vocabulary, site: int
) -> Iterator[ToDo]:
    """Facts on which rules rest and that only the applicant says."""
    asked: dict[str, list[str]] = {}
    for finding in found:
        for name in finding.facts:
            asked.setdefault(name, []).append(finding.rule.rule.id)
    for name, column in sorted(sites.facts.items()):
        if column.source[site] != Source.DECLARED:
            continue
        value = column.value[site]
        said = value if isinstance(value, str) else float(value)
        need = Need("look", _told(name, said, vocabulary), fact=name)
        yield ToDo("declared", tuple(asked.get(name, ())), need, SOURCE[Source.DECLARED])


def _declared_doors(found: Sequence[Finding], doors: Sequence[str]) -> Iterator[ToDo]:
    """Doors that only the applicant places, for the rules that measure from a door."""
    if not doors:
        return
    rules = tuple(finding.rule.rule.id for finding in found if _from_a_door(finding.rule.rule))
    listed = ";".join(doors)
    where = Text(f"门位：{listed}，{_COMPARE.zh}", f"door at {listed}; {_COMPARE.en}")
    yield ToDo("declared", rules, Need("look", where), SOURCE[Source.DECLARED])


def _from_a_door(rule: Rule) -> bool:
    checks = (rule.check,) if rule.when is None else (rule.check, rule.when)
    return any(
        getattr(leaf, "measured_from", None) == "door" for check in checks for leaf in leaves(check)
    )


def _told(name: str, value: float | str, vocabulary: Vocabulary) -> Text:
    title, shown = fact_title(name, vocabulary), fact_value(value, vocabulary.facts.get(name))
    if name == "floor" and isinstance(value, float):
        shown = floor_text(value)
    return Text(f"{title.zh}：{shown.zh}，{_COMPARE.zh}", f"{title.en}: {shown.en}; {_COMPARE.en}")
