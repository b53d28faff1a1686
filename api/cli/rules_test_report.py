"""What testing rules gave: a line for each thing wrong, and a summary; or JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

import typer

from data.text import Language, Text
from geo.cases.lacking import Lack
from geo.cases.trial import RuleTried, Trial

_LACKS = {
    Lack.ANY: Text("没有案例", "no case"),
    Lack.MET: Text("缺符合的案例", "no case in which it is met"),
    Lack.NOT_MET: Text("缺不符合的案例", "no case in which it is not met"),
    Lack.AT_THRESHOLD: Text("缺恰在限值上的案例", "no case exactly at a threshold"),
    Lack.LAYER_MISSING: Text("缺图层缺失的案例", "no case in which a layer is missing"),
}


def tested_objects(tried: Sequence[RuleTried], *, altered: bool) -> list[dict[str, Any]]:
    """One object for each rule of a pack; what no case noticed only where rules were altered."""
    return [
        {
            "file": each.file,
            "rule": each.rule,
            "cases": [_case_object(trial) for trial in each.trials],
            "lacks": list(each.lacks),
            **({"altered": each.altered, "unnoticed": list(each.unnoticed)} if altered else {}),
        }
        for each in tried
    ]


def show_tested(tried: Sequence[RuleTried], language: Language, *, altered: bool) -> None:
    """Print a line for each failing case, what is lacking, what went unnoticed, and the sums."""
    for line in (*_failures(tried), *_lacking(tried), *_unnoticed(tried), _sum(tried)):
        typer.echo(line.in_(language))
    if altered:
        ways, missed = sum(e.altered for e in tried), sum(len(e.unnoticed) for e in tried)
        told = Text(
            f"改动 {ways} 处，未被发现 {missed} 处", f"{ways} alterations, {missed} not noticed"
        )
        typer.echo(told.in_(language))


def _case_object(trial: Trial) -> dict[str, Any]:
    title, reason = trial.case.title, trial.found.reason
    return {
        "case": {"zh": title.zh, "en": title.en},
        "on": trial.case.on.isoformat(),
        "expected": trial.case.expected,
        "found": trial.found.outcome,
        "passed": trial.passed,
        "value": trial.found.value,
        "reason": {"zh": reason.zh, "en": reason.en},
    }


def _failures(tried: Sequence[RuleTried]) -> Iterator[Text]:
    for trial in (trial for each in tried for trial in each.trials if not trial.passed):
        found, title = trial.found, trial.case.title
        value = "" if found.value is None else f" ({found.value:g})"
        begin = f"{trial.file} {trial.rule}"
        wanted = trial.case.expected
        yield Text(
            f"{begin} {title.zh}：应为 {wanted}，得 {found.outcome}{value}；{found.reason.zh}",
            f"{begin} {title.en}: expected {wanted}, found {found.outcome}{value}; "
            f"{found.reason.en}",
        )


def _lacking(tried: Sequence[RuleTried]) -> Iterator[Text]:
    for each in tried:
        if each.lacks:
            lacks = [_LACKS[lack] for lack in each.lacks]
            begin = f"{each.file} {each.rule}"
            yield Text(
                f"{begin}：{'、'.join(lack.zh for lack in lacks)}",
                f"{begin}: {', '.join(lack.en for lack in lacks)}",
            )


def _unnoticed(tried: Sequence[RuleTried]) -> Iterator[Text]:
    for each in tried:
        for what in each.unnoticed:
            begin = f"{each.file} {each.rule}"
            yield Text(f"{begin}：改为 {what} 而案例未发现", f"{begin}: {what}: no case notices")


def _sum(tried: Sequence[RuleTried]) -> Text:
    trials = [trial for each in tried for trial in each.trials]
    failed = sum(not trial.passed for trial in trials)
    lacking = sum(bool(each.lacks) for each in tried)
    return Text(
        f"规则 {len(tried)} 条，案例 {len(trials)} 个，不符 {failed} 个；{lacking} 条规则案例不全",
        f"{len(tried)} rules, {len(trials)} cases, {failed} failed; {lacking} rules lack cases",
    )
