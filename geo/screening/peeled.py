"""One tile of a land, peeled: what comes to the worst outcome is taken first, then the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from geo.checks.border_lines import border_lines
from geo.checks.borders.change import Change, lines_of
from geo.checks.borders.plot import Plot
from geo.screening.arrangement import pieces
from geo.screening.asked import Asked
from geo.screening.deep_inside import deep_inside
from geo.screening.levels import Level
from geo.screening.possible import Steps
from geo.survey.examine import examine
from geo.survey.outcome import Outcome, Outcomes

# So many pieces are judged at a time, to bound memory.
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Peel:
    """K pieces of land taken together, of one arrangement.

    Attributes:
        shapes: (K,) the pieces.
        verdict: (K,) codes of `Outcome`.
        deciding: (K, R) the rules it rests on.
        approximate: (K,) whether the worst place of a cell stands for all of it.
    """

    shapes: NDArray[np.object_]
    verdict: Outcomes
    deciding: NDArray[np.bool_]
    approximate: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Peel":
        """Some of the pieces, by mask or by index."""
        return Peel(
            self.shapes[chosen],
            self.verdict[chosen],
            self.deciding[chosen],
            self.approximate[chosen],
        )


def peeled(asked: Asked, levels: Sequence[Level], land: NDArray[np.object_]) -> Iterator[Peel]:
    """Take from some land what comes to the worst outcome, from the rest the next, and so on.

    Only what tells an outcome from better ones is drawn for it, and only where no worse one has
    taken the land.

    Args:
        asked: The question.
        levels: The outcomes that may be, the worst first.
        land: (L,) the polygons of a tile.
    """
    drawn = _Drawn(asked.plot(shapely.box(*shapely.total_bounds(land))))
    for level in levels:
        land = pieces(land, drawn.more(level.steps))
        found = _judged(asked, level, land)
        taken = np.asarray(found.deciding.any(axis=1), dtype=bool)
        if taken.any():
            yield found.of(taken)
        land = land[~taken]
        if not len(land):
            return
    # No rule concerns the business here.
    unknown = np.full(len(land), Outcome.UNKNOWN, dtype=np.uint8)
    nothing = np.zeros((len(land), len(asked.rules)), dtype=bool)
    yield Peel(land, unknown, nothing, np.zeros(len(land), dtype=bool))


@dataclass(frozen=True)
class _Drawn:
    """What has been drawn on a tile so far, which need not be drawn again."""

    plot: Plot
    changes: dict[of.Leaf, list[Change]] = field(default_factory=dict)
    lines: set[BaseGeometry] = field(default_factory=set)

    def more(self, steps: Mapping[of.Leaf, Steps]) -> list[BaseGeometry]:
        """Lines at which checks pass some steps, and which have not been drawn before."""
        found = []
        for leaf, own in steps.items():
            if leaf not in self.changes:
                self.changes[leaf] = border_lines(leaf, self.plot)
            now = [change for change in self.changes[leaf] if change.steps & own]
            self.changes[leaf] = [change for change in self.changes[leaf] if change not in now]
            found += lines_of(now)
        # Several checks often change at the same line.
        new = [line for line in dict.fromkeys(found) if line not in self.lines]
        self.lines.update(new)
        return new


def _judged(asked: Asked, level: Level, land: NDArray[np.object_]) -> Peel:
    """Pieces in which some rule comes to the outcome of a level; nothing decides the others."""
    turns = np.array_split(deep_inside(land), max(1, -(-len(land) // _AT_ONCE)))
    found = [_turn(asked, level, points) for points in turns]
    verdicts, deciding, approximate = (np.concatenate(each) for each in zip(*found, strict=True))
    return Peel(land, verdicts, deciding, approximate)


def _turn(
    asked: Asked, level: Level, points: NDArray[np.object_]
) -> tuple[Outcomes, NDArray[np.bool_], NDArray[np.bool_]]:
    found = examine([asked.rules[at] for at in level.rules], asked.at(points))
    # Beside a line a point may come to something worse than the land around it.
    bad = (found.outcome <= Outcome.FAIL) & (found.outcome >= level.outcome)
    verdicts = np.where(bad, found.outcome, 0).max(axis=0).astype(np.uint8)
    rests = bad & (found.outcome == verdicts)
    deciding = np.zeros((len(points), len(asked.rules)), dtype=bool)
    deciding[:, list(level.rules)] = rests.T
    approximate = np.zeros(len(points), dtype=bool)
    for own, judged in zip(rests, found.judged, strict=True):
        approximate |= own & judged.approximate
    return verdicts, deciding, approximate
