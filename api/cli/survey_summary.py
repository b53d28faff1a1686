"""A survey on the terminal: the verdict, the findings, and where the files are."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from api.outputs.survey_document import ADVICE
from api.siting.batch_run import RESULT, BatchDone
from api.siting.survey import Survey
from data.rulepacks.labels import UNDERTAKING_TEXT
from data.text import Language, Text
from geo.survey.finding import Finding
from geo.survey.labels import OUTCOME_TEXT

_HEAD = (
    Text("结论", "outcome"),
    Text("规则", "rule"),
    Text("要求", "requirement"),
    Text("实测", "measured"),
    Text("理由", "reason"),
)
_TAKEN_UP = Text("接着上次未完成的批次继续。", "An unfinished batch was taken up.")
_MADE_UP = Text("所用规则含虚构数值，仅供演示。", "The rules used hold invented numbers, for show.")


def show_survey(found: Survey, out: Path, language: Language) -> None:
    """Print what a survey comes to."""
    business = found.question.business
    undertaking = UNDERTAKING_TEXT[found.question.undertaking]
    verdict = OUTCOME_TEXT[found.verdict]
    said = Text(
        f"{business.title.zh}（{undertaking.zh}）：{verdict.zh}",
        f"{business.title.en} ({undertaking.en}): {verdict.en}",
    )
    typer.echo(said.in_(language))
    Console().print(_table(found.findings, language))
    if any(finding.rule.made_up for finding in found.findings):
        typer.echo(_MADE_UP.in_(language))
    typer.echo(ADVICE.in_(language))
    files = Text(f"详见 {out / 'survey.json'}", f"details in {out / 'survey.json'}")
    typer.echo(files.in_(language))


def show_batch(done: BatchDone, notes: Sequence[Text], out: Path, language: Language) -> None:
    """Print what a batch comes to."""
    for note in notes:
        typer.echo(note.in_(language))
    if done.taken_up:
        typer.echo(_TAKEN_UP.in_(language))
    for outcome, words in OUTCOME_TEXT.items():
        rows = done.verdicts.get(outcome.word, 0)
        if rows:
            typer.echo(f"{words.in_(language)}: {rows}")
    bad = done.verdicts.get("", 0)
    if bad:
        typer.echo(Text(f"未能勘验: {bad} 行", f"rows not surveyed: {bad}").in_(language))
    path = out / RESULT
    typer.echo(Text(f"共 {done.rows} 行，见 {path}", f"{done.rows} rows, in {path}").in_(language))


def _table(findings: tuple[Finding, ...], language: Language) -> Table:
    table = Table(*(head.in_(language) for head in _HEAD), box=box.SIMPLE_HEAD)
    for finding in findings:
        rule = finding.rule.rule
        # Plain text, so that nothing in the data is taken for markup.
        cells = (
            OUTCOME_TEXT[finding.outcome].in_(language),
            rule.id,
            rule.requirement.text.in_(language),
            _measured(finding),
            finding.reason.in_(language),
        )
        table.add_row(*map(Plain, cells))
    return table


def _measured(finding: Finding) -> str:
    measured = finding.measured
    if measured is None or not isinstance(measured.value, float):
        return ""
    error = "" if measured.error is None else f" ± {measured.error:.1f}"
    return f"{measured.value:.1f}{error} {measured.unit}"
