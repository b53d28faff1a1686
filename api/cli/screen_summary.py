"""A screening on the terminal: how much of the district comes to what."""

from pathlib import Path

import shapely
import typer

from api.siting.screening import Screening
from data.rulepacks.labels import UNDERTAKING_TEXT
from data.text import Language, Text
from geo.survey.labels import OUTCOME_TEXT
from geo.survey.outcome import Outcome
from maps.siting.words import ADVICE

_M2_IN_KM2 = 1e6


def show_screening(found: Screening, out: Path, language: Language) -> None:
    """Print what a screening comes to."""
    business, undertaking = found.question.business, UNDERTAKING_TEXT[found.question.undertaking]
    head = Text(
        f"{business.title.zh}（{undertaking.zh}）",
        f"{business.title.en} ({undertaking.en})",
    )
    typer.echo(head.in_(language))
    area = shapely.area(found.screen.shapes)
    for outcome in (o for o in Outcome if o <= Outcome.FAIL):
        here = float(area[found.screen.verdict == outcome].sum())
        share = here / float(area.sum())
        words = OUTCOME_TEXT[outcome].in_(language)
        typer.echo(f"  {words}: {here / _M2_IN_KM2:.3f} km² ({share:.1%})")
    rows = len(found.candidates.row)
    layer = found.outlines.layer
    places = Text(f"符合或可能符合的 {layer}：{rows} 处", f"{layer} that qualify: {rows}")
    typer.echo(places.in_(language))
    typer.echo(ADVICE.in_(language))
    page = out / "screen.html"
    typer.echo(Text(f"请用浏览器打开 {page}", f"open {page} in a browser").in_(language))
