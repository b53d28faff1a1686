"""The surveys of the demo on the terminal: one line for each, and which pages to open."""

from pathlib import Path

import typer

from api.demo_sites import DEMO_SURVEYS
from api.demo_siting import DemoSiting, survey_folder
from data.text import Language, Text
from geo.survey.labels import OUTCOME_TEXT

_HEAD = Text(
    "勘：同一部规则在五处场址上的结论（地方数值为虚构）",
    "Siting: the same rules at five sites (local numbers are made up)",
)


def show_siting(found: DemoSiting, out: Path, language: Language) -> None:
    """Print what the surveys, the screening and the comparison of the demo came to."""
    typer.echo(_HEAD.in_(language))
    for asked, survey in zip(DEMO_SURVEYS, found.surveys, strict=True):
        verdict, shows = OUTCOME_TEXT[survey.verdict].in_(language), asked.shows.in_(language)
        page = survey_folder(out, asked) / "survey.html"
        typer.echo(f"  {verdict}  {shows}  {page}")
    title = found.screening.question.business.title
    pages = Text(
        f"  选址筛查（{title.zh}）  {out / 'screen' / 'screen.html'}\n"
        f"  多址比选  {out / 'compare' / 'comparison.html'}",
        f"  screening ({title.en})  {out / 'screen' / 'screen.html'}\n"
        f"  comparison  {out / 'compare' / 'comparison.html'}",
    )
    typer.echo(pages.in_(language))
