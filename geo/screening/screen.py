"""A district divided by outcome, with the rules that decide every piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import BusinessType
from geo.checks.asking import Asking
from geo.checks.border_lines import border_lines
from geo.checks.walking_cells import CELL_M
from geo.scene.placed import Placed, placed
from geo.scene.scene import Scene
from geo.scene.sites import CLICKED_ERROR_M, FactColumn, Shape, Sites, everywhere, point_sites
from geo.screening.arrangement import joined, pieces
from geo.screening.deep_inside import deep_inside
from geo.survey.examine import examine
from geo.survey.outcome import Outcomes
from geo.survey.prepared import checks_of

# So many pieces are judged at a time, to bound memory.
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Screen:
    """A land divided. P pieces, no two of which with the same verdict, rules and mark adjoin.

    Attributes:
        rules: (R,) the rules that were judged.
        shapes: (P,) the pieces, in the district's CRS; one may have several parts.
        verdict: (P,) codes of `Outcome`: what a survey of a point in it would come to.
        deciding: (P, R) the rules it rests on.
        approximate: (P,) whether the worst place of a cell stands for all of it.
    """

    rules: tuple[StandingRule, ...]
    shapes: NDArray[np.object_]
    verdict: Outcomes
    deciding: NDArray[np.bool_]
    approximate: NDArray[np.bool_]


def screen(
    rules: Sequence[StandingRule],
    scene: Scene,
    business: BusinessType,
    land: BaseGeometry,
    facts: Mapping[str, FactColumn],
    error_m: float = CLICKED_ERROR_M,
) -> Screen:
    """Divide `land` by what a survey of a point site would say.

    Every line at which any check may change its answer cuts the land, and each piece is judged at
    a point inside it, by the same checks as a survey: so the two can differ only beside a line.

    Args:
        rules: The rules that bind the business and the undertaking.
        scene: What lies around.
        business: What is to be opened.
        land: What is divided.
        facts: The applicant's facts, (1,) columns that hold everywhere.
        error_m: Position error of the site.
    """
    # Advice has no say in a verdict, so that nothing changes where it does.
    heard = [rule for rule in rules if rule.rule.not_met != "advisory"]
    cuts = border_lines(checks_of(heard), scene, business, land, error_m)
    parts = pieces(land, cuts)
    found = _judged(rules, scene, business, deep_inside(parts), facts, error_m)
    return _divided(tuple(rules), parts, *found)


def _judged(
    rules: Sequence[StandingRule],
    scene: Scene,
    business: BusinessType,
    points: NDArray[np.object_],
    facts: Mapping[str, FactColumn],
    error_m: float,
) -> tuple[Outcomes, NDArray[np.bool_], NDArray[np.bool_]]:
    """Verdict (K,), deciding rules (K, R) and approximate (K,) of every piece."""
    turns = np.array_split(shapely.get_coordinates(points), max(1, -(-len(points) // _AT_ONCE)))
    found = [_turn(rules, scene, business, xy, facts, error_m) for xy in turns]
    verdicts, deciding, approximate = zip(*found, strict=True)
    return np.concatenate(verdicts), np.concatenate(deciding), np.concatenate(approximate)


def _turn(
    rules: Sequence[StandingRule],
    scene: Scene,
    business: BusinessType,
    xy: NDArray[np.float64],
    facts: Mapping[str, FactColumn],
    error_m: float,
) -> tuple[Outcomes, NDArray[np.bool_], NDArray[np.bool_]]:
    sites = point_sites(xy, everywhere(facts, len(xy)), error_m)
    here = placed(scene, sites)
    # Only the outlines of the cells are looked at; how well things are known is asked of sites.
    cells = Placed(_cells(sites, xy), here.margin_m)
    found = examine(rules, Asking(scene, here, business, cells))
    deciding = found.deciding
    approximate = np.zeros(len(xy), dtype=bool)
    for at, judged in enumerate(found.judged):
        approximate |= deciding[at] & judged.approximate
    return found.verdict, deciding.T, approximate


def _cells(sites: Sites, xy: NDArray[np.float64]) -> Sites:
    """The square of the 10 m grid around each point."""
    west, south = (np.floor(xy / CELL_M) * CELL_M).T
    squares = shapely.box(west, south, west + CELL_M, south + CELL_M)
    what = np.full(len(xy), Shape.CELL, dtype=np.uint8)
    return replace(sites, shapes=np.asarray(squares, dtype=object), what=what)


def _divided(
    rules: tuple[StandingRule, ...],
    parts: NDArray[np.object_],
    verdicts: Outcomes,
    deciding: NDArray[np.bool_],
    approximate: NDArray[np.bool_],
) -> Screen:
    """Pieces that say the same, joined."""
    said = np.column_stack([verdicts, approximate, np.packbits(deciding, axis=1)])
    _, example, group = np.unique(said, axis=0, return_index=True, return_inverse=True)
    return Screen(
        rules=rules,
        shapes=joined(parts, group.reshape(-1)),
        verdict=verdicts[example],
        deciding=deciding[example],
        approximate=approximate[example],
    )
