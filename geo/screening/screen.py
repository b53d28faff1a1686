"""A district divided by outcome, with the rules that decide every piece."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import BusinessType
from geo.checks.border_lines import border_lines
from geo.checks.judge import judge_each
from geo.checks.wanted import leaves
from geo.scene.scene import Scene
from geo.scene.sites import CLICKED_ERROR_M, FactColumn
from geo.screening.arrangement import fitted, joined
from geo.screening.asked import Asked
from geo.screening.levels import Level, levels
from geo.screening.peeled import Peel, peeled
from geo.screening.tiles import tiles
from geo.survey.outcome import Outcomes
from geo.survey.prepared import checks_of


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
    *,
    say: Callable[[int, int], None] = lambda done, of_all: None,
) -> Screen:
    """Divide `land` by what a survey of a point site would say.

    Lines at which a check may change its answer cut the land, and each piece is judged at a point
    inside it, by the same checks as a survey: so the two can differ only beside a line. Lines that
    can change neither a verdict nor what it rests on are not drawn.

    Args:
        rules: The rules that bind the business and the undertaking.
        scene: What lies around.
        business: What is to be opened.
        land: What is divided.
        facts: The applicant's facts, (1,) columns that hold everywhere.
        error_m: Position error of the site.
        say: Told how many tiles of how many are done.
    """
    asked = Asked(tuple(rules), scene, business, facts, error_m)
    order = levels(rules, _constant(asked, land))
    squares = list(tiles(land))
    found = []
    for done, square in enumerate(squares, 1):
        found.append(_tile(asked, order, square))
        say(done, len(squares))
    return _divided(asked, _together(found))


def _constant(asked: Asked, land: BaseGeometry) -> dict[of.Leaf, int]:
    """What those checks answer that answer alike everywhere."""
    plot = asked.plot(land)
    every = dict.fromkeys(leaf for check in checks_of(asked.rules) for leaf in leaves(check))
    alike = [leaf for leaf in every if not border_lines(leaf, plot)]
    asking = asked.at(np.array([shapely.point_on_surface(land)], dtype=object))
    answers = judge_each(alike, asking)
    return {leaf: int(found.answer[0]) for leaf, found in zip(alike, answers, strict=True)}


def _tile(asked: Asked, order: Sequence[Level], land: NDArray[np.object_]) -> Peel:
    """One tile, in which what says the same is joined."""
    walks = asked.scene.walks
    if walks is not None:
        # What is found out about streets near cells is of no use to other tiles.
        asked = replace(asked, scene=replace(asked.scene, walks=replace(walks)))
    return _together([_joined(each) for each in peeled(asked, order, land)])


def _together(found: Sequence[Peel]) -> Peel:
    return Peel(
        np.concatenate([each.shapes for each in found]),
        np.concatenate([each.verdict for each in found]),
        np.concatenate([each.deciding for each in found]),
        np.concatenate([each.approximate for each in found]),
    )


def _joined(found: Peel) -> Peel:
    """Pieces that say the same, joined; they must be of one arrangement."""
    example, group = _alike(found)
    return replace(found.of(example), shapes=joined(found.shapes, group))


def _alike(found: Peel) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(G,) one of each group of pieces that say the same, and (K,) the group of each."""
    said = np.column_stack([found.verdict, found.approximate, np.packbits(found.deciding, axis=1)])
    _, example, group = np.unique(said, axis=0, return_index=True, return_inverse=True)
    return example, group.reshape(-1)


def _divided(asked: Asked, found: Peel) -> Screen:
    """The peels of all tiles made to fit each other, and what says the same joined."""
    example, group = _alike(found)
    parts, group = fitted(found.shapes, group)
    there, group = np.unique(group, return_inverse=True)
    said = found.of(example[there])
    return Screen(
        rules=tuple(asked.rules),
        shapes=joined(parts, group),
        verdict=said.verdict,
        deciding=said.deciding,
        approximate=said.approximate,
    )
