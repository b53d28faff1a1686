"""A comparison on the terminal: sites by rules, what differs first."""

from pathlib import Path

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.siting.comparison import Compared
from data.text import Language, Text
from geo.survey.labels import OUTCOME_TEXT
from geo.survey.outcome import Outcome, Outcomes
from maps.siting.words import ADVICE

_RULE, _VERDICT = Text("规则", "rule"), Text("结论", "verdict")


def show_comparison(found: Compared, out: Path, language: Language) -> None:
    """Print a comparison."""
    ids = [str(each) for each in found.sites.id]
    table = Table(_RULE.in_(language), *(escape(each) for each in ids), box=box.SIMPLE_HEAD)
    table.add_row(_VERDICT.in_(language), *_words(found.comparison.verdict, language))
    for rule, outcomes in zip(found.comparison.rules, found.comparison.outcome, strict=True):
        table.add_row(rule.rule.id, *_words(outcomes, language))
    Console().print(table)
    for problem in found.problems:
        said = f"{problem.row} {problem.field}: {problem.found.in_(language)}"
        typer.echo(said)
    best = ids[int(found.comparison.order[0])]
    typer.echo(Text(f"最有利的场址：{best}", f"the best site: {best}").in_(language))
    typer.echo(ADVICE.in_(language))
    page = out / "comparison.html"
    typer.echo(Text(f"请用浏览器打开 {page}", f"open {page} in a browser").in_(language))


def _words(codes: Outcomes, language: Language) -> list[str]:
    return [OUTCOME_TEXT[Outcome(int(code))].in_(language) for code in codes]
