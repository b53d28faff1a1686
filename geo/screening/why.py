"""Why a piece of a screened land comes to what it does: what was found at places in it.

What decides may be one thing here and another there, such as this school or that. So a piece is
asked wherever another thing decides, at a place well inside it, and what is told of that place is
what a survey of it would tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.vocabulary import BusinessType
from geo.checks.answers import MET
from geo.checks.asking import Asking
from geo.checks.judged import Judged
from geo.scene.scene import Scene
from geo.scene.sites import FactColumn
from geo.screening.asked import Asked
from geo.screening.deep_inside import deep_inside
from geo.screening.screen import Screen
from geo.survey.examine import Examined, examine
from geo.survey.explain import findings
from geo.survey.explained.background import NOTHING, Background
from geo.survey.finding import Finding

# So many parts are looked at, and at so many places it is told what was found; each piece has one
# place at least before any has a second, and larger parts come before smaller ones.
MOST_PARTS, MOST_PLACES = 20_000, 400


@dataclass(frozen=True)
class Found:
    """What a rule found at a place of a piece that it decides.

    Attributes:
        piece: Which of the pieces.
        rule: Which of the rules.
        at: The place, a point in the district's CRS.
        finding: What a survey there tells; in an approximate piece, the worst of the cell there.
    """

    piece: int
    rule: int
    at: shapely.Point
    finding: Finding


def why(
    screen: Screen,
    scene: Scene,
    business: BusinessType,
    facts: Mapping[str, FactColumn],
    error_m: float,
    background: Background = NOTHING,
) -> tuple[Found, ...]:
    """What decides each piece, by piece and rule; in the largest parts of a piece first.

    Args:
        screen: The land divided.
        scene: What it was judged in.
        business: What is to be opened.
        facts: The applicant's facts, (1,) columns that hold everywhere.
        error_m: Position error of the site.
        background: How streets and areas are known, and what areas are called.
    """
    piece, parts = _largest_parts(screen.shapes)
    points = deep_inside(parts)
    asking = Asked(screen.rules, scene, business, facts, error_m).at(points)
    examined = examine(screen.rules, asking)
    # Beside a line a place may come to something else than the land around it: it tells nothing.
    alike = examined.verdict == screen.verdict[piece]
    decides = screen.deciding[piece].T & examined.deciding & alike
    found = [
        Found(int(piece[place]), rule, points[place], finding)
        for place, rules in _telling(examined, decides, piece)
        for rule, finding in _told(examined, asking, place, rules, background)
    ]
    return tuple(sorted(found, key=lambda each: (each.piece, each.rule)))


def _largest_parts(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """(Q,) which piece each part is of, and the parts: the largest of each piece, then others."""
    parts, piece = shapely.get_parts(shapes, return_index=True)
    largest = np.argsort(-shapely.area(parts), kind="stable")
    first = np.zeros(len(parts), dtype=bool)
    first[largest[np.unique(piece[largest], return_index=True)[1]]] = True
    kept = largest[np.argsort(~first[largest], kind="stable")][:MOST_PARTS]
    return np.asarray(piece[kept], dtype=np.int64), np.asarray(parts[kept], dtype=object)


def _telling(
    examined: Examined, decides: NDArray[np.bool_], piece: NDArray[np.int64]
) -> Iterator[tuple[int, list[int]]]:
    """Places and the rules to be told of there: wherever a rule finds what it has not yet found.

    Args:
        examined: What was found at Q places, the more telling first.
        decides: (R, Q) which rules decide there.
        piece: (Q,) which piece each is in.
    """
    keys = [_deciding_key(judged) for judged in examined.judged]
    seen: set[tuple[int, int, bytes]] = set()
    told = 0
    for place in np.flatnonzero(decides.any(axis=0)):
        new = []
        for rule in np.flatnonzero(decides[:, place]):
            key = (int(piece[place]), int(rule), keys[rule][place].tobytes())
            if key not in seen:
                seen.add(key)
                new.append(int(rule))
        if new:
            yield int(place), new
            told += 1
        if told >= MOST_PLACES:
            return


def _deciding_key(judged: Judged) -> NDArray[np.int64]:
    """(Q, K) what a rule rests on: the answers of its checks, and what decided where it is not met.

    A rule that is met is met alike whatever lies nearest.
    """
    columns = [np.asarray(judged.answer, dtype=np.int64), np.asarray(judged.reason, dtype=np.int64)]
    for leaf in _leaves(judged):
        counts = (leaf.answer == judged.answer) & (judged.answer != MET)
        columns += [leaf.answer.astype(np.int64), np.where(counts, leaf.feature, -1)]
    return np.ascontiguousarray(np.column_stack(columns))


def _leaves(judged: Judged) -> Iterator[Judged]:
    if not judged.parts:
        yield judged
    for part in judged.parts:
        yield from _leaves(part)


def _told(
    examined: Examined, asking: Asking, place: int, rules: list[int], background: Background
) -> Iterator[tuple[int, Finding]]:
    """What some of the rules found at a place, in full."""
    some = Examined(
        rules=tuple(examined.rules[at] for at in rules),
        judged=tuple(examined.judged[at] for at in rules),
        outcome=examined.outcome[rules],
        verdict=examined.verdict,
    )
    by_id = {some.rules[k].rule.id: at for k, at in enumerate(rules)}
    for finding in findings(some, asking, place, background):
        yield by_id[finding.rule.rule.id], finding
