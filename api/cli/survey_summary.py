"""A survey on the terminal: the verdict, the findings, what to do next, and where the files are."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text as Plain

from api.outputs.batch_files import CSV
from api.siting.batch_run import BatchDone
from api.siting.survey import Survey
from data.percent import percent
from data.rulepacks.labels import UNDERTAKING_TEXT
from data.text import Language, Text
from geo.survey.explained.changes import changes_texts
from geo.survey.explained.checklist import ToDo
from geo.survey.finding import Finding
from geo.survey.labels import OUTCOME_TEXT
from maps.siting.words import ADVICE

_HEAD = (
    Text("结论", "outcome"),
    Text("规则", "rule"),
    Text("要求", "requirement"),
    Text("实测", "measured"),
    Text("理由", "reason"),
)

_TAKEN_UP = Text("接着上次未完成的批次继续。", "An unfinished batch was taken up.")
_MADE_UP = Text("所用规则含虚构数值，仅供演示。", "The rules used hold invented numbers, for show.")
_WHY = {
    "on_site": Text("现场核实", "On site"),
    "declared": Text("申请人自述，须核对", "Only declared"),
    "unknown": Text("待补充后方可判定", "Not known yet"),
}
_CHANGES = Text("结论会因下列事实而变", "What would change the verdict")
_UNITS = {"m2": "m²", "floor": "", "count": ""}
# So many entries of a list fit on a screen; all of them are in the file.
_SHOWN = 12


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
    _show_checklist(found.checklist, language)
    changes = tuple(changes_texts(found.changes, found.question.vocabulary))
    _show_list(_CHANGES, [each.in_(language) for each in changes], language)
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
    path = out / CSV
    typer.echo(Text(f"共 {done.rows} 行，见 {path}", f"{done.rows} rows, in {path}").in_(language))


def _show_checklist(every: Sequence[ToDo], language: Language) -> None:
    for why, title in _WHY.items():
        entries = [_entry(each, language) for each in every if each.why == why]
        _show_list(title, entries, language)


def _entry(each: ToDo, language: Language) -> str:
    rules = f"  [{', '.join(each.rules)}]" if each.rules else ""
    return f"{each.need.text.in_(language)}{rules}"


def _show_list(title: Text, entries: Sequence[str], language: Language) -> None:
    """A title and its entries; nothing where there are none."""
    if not entries:
        return
    typer.echo(title.in_(language))
    for entry in entries[:_SHOWN]:
        typer.echo(f"  - {entry}")
    more = len(entries) - _SHOWN
    if more > 0:
        typer.echo(Text(f"  …另有 {more} 项", f"  … and {more} more").in_(language))


def _table(findings: tuple[Finding, ...], language: Language) -> Table:
    # Chinese has no blanks to break at: folded, else the end of a sentence would be cut off.
    heads = (Column(head.in_(language), overflow="fold") for head in _HEAD)
    table = Table(*heads, box=box.SIMPLE_HEAD)
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
    if measured.unit == "share":
        return percent(measured.value)
    error = "" if not measured.error or measured.unit != "m" else f" ± {measured.error:.1f}"
    most = "" if measured.most is None else f"–{measured.most:,.1f}"
    number = f"{measured.value:,.1f}" if measured.unit in ("m", "m2") else f"{measured.value:,g}"
    return f"{number}{most}{error} {_UNITS.get(measured.unit, measured.unit)}".strip()
