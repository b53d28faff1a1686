"""How much of a screened district comes to each outcome, and why some of it is not known."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from data.percent import percent
from data.rulepacks.book import StandingRule
from data.text import Text
from geo.checks.wanted import facts_asked, leaves, looked_for
from geo.reason import Reason
from geo.scene.knowledge import Known
from geo.scene.scene import Scene
from geo.survey.asked_number import left_open
from geo.survey.outcome import Outcome
from geo.survey.prepared import checks_of
from geo.survey.reasons import reason_text
from maps.siting.figures import area_text
from maps.siting.joined import clauses
from maps.siting.marks import VERDICTS
from maps.siting.view import ScreenView

_NEAR_BORDER = Text(
    "数据在需要查看的范围内不完整（多在区界附近），或所查属性未登记",
    "the data is not complete as far round as the rule looks (mostly near the boundary), or leaves "
    "an attribute empty",
)


@dataclass(frozen=True)
class ShareRow:
    """The land of one outcome.

    Attributes:
        outcome: The outcome.
        area_km2: How much land that is.
        share: Its share of all the land.
        approximate: How much of it was judged by the worst place of a cell; None for none.
    """

    outcome: Outcome
    area_km2: str
    share: str
    approximate: str | None


@dataclass(frozen=True)
class UnknownRow:
    """A rule that leaves land unknown: how much, and what is missing."""

    rule: StandingRule
    area_km2: str
    why: Text


def share_rows(view: ScreenView) -> tuple[ShareRow, ...]:
    """Land by outcome, the best first, of the unsimplified shapes; outcomes without any too."""
    areas = shapely.area(view.screen.shapes)
    whole = float(areas.sum())
    rows = []
    for outcome in VERDICTS:
        mask = view.screen.verdict == outcome
        area = float(areas[mask].sum())
        cells = float(areas[mask & view.screen.approximate].sum())
        share = percent(area / whole) if whole else percent(None)
        rows.append(ShareRow(outcome, area_text(area), share, area_text(cells) if cells else None))
    return tuple(rows)


def unknown_rows(view: ScreenView) -> tuple[UnknownRow, ...]:
    """Rules that leave land unknown, those with most land first."""
    screen = view.screen
    areas = np.where(screen.verdict == Outcome.UNKNOWN, shapely.area(screen.shapes), 0.0)
    by_rule = areas @ screen.deciding
    order = sorted(np.flatnonzero(by_rule), key=lambda at: (-by_rule[at], screen.rules[at].rule.id))
    return tuple(
        UnknownRow(
            screen.rules[at],
            area_text(float(by_rule[at])),
            _missing(view, int(at)),
        )
        for at in order
    )


def knowns_of(view: ScreenView) -> tuple[Known, ...]:
    """The layers and kinds that the rules look at, by name."""
    seen = {
        (known.pick.layer, known.pick.value): known
        for rule in view.screen.rules
        for known in _knowns(rule, view.scene)
    }
    return tuple(seen[key] for key in sorted(seen))


def _knowns(rule: StandingRule, scene: Scene) -> Iterator[Known]:
    for check in checks_of((rule,)):
        for leaf in leaves(check):
            for wanted in looked_for(leaf):
                yield from scene.features[wanted].knowns


def _missing(view: ScreenView, at: int) -> Text:
    """What would have to be known for a rule to say anything; else what was found in one place."""
    rule, asked, scene = view.screen.rules[at], view.asked, view.scene
    checks = checks_of((rule,))
    # The use of a building is a fact only where no layer tells it.
    told = () if scene.buildings is None else ("building_use",)
    facts = [name for name in facts_asked(checks) if name not in (*asked.facts, *told)]
    numbers = [name for check in checks for leaf in leaves(check) for name in left_open(leaf)]
    troubles = {
        known.pick: (known, known.trouble)
        for known in _knowns(rule, scene)
        if known.trouble is not Reason.NONE
        and not known.hidden
        and known.pick not in asked.vocabulary.broader
    }
    said = []
    if troubles:
        every = list(troubles.values())
        said.append(reason_text(every[0][1], asked.vocabulary, troubles=every))
    if numbers:
        said.append(reason_text(Reason.NUMBER_MISSING, asked.vocabulary, numbers=numbers))
    if facts:
        said.append(reason_text(Reason.FACT_MISSING, asked.vocabulary, facts=facts))
    if said:
        return clauses(said)
    unknown = (f.finding for f in view.found if f.rule == at)
    return next((f.reason for f in unknown if f.outcome is Outcome.UNKNOWN), _NEAR_BORDER)
