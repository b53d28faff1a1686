"""What the streets are called: main roads by line, local streets by cell and line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.demo.chance import chance
from data.demo.local_streets import LocalGrid
from data.demo.plan import Plan
from data.demo.words import RIVER, stems

_LOCAL_ENDINGS = {
    "residential": ("街", "路", "横街", "东街", "西街"),
    "living_street": ("巷", "里", "一巷", "二巷"),
    "unclassified": ("路", "村道"),
}


@dataclass(frozen=True)
class StreetNames:
    """Names of streets; a footway or service road has none.

    Attributes:
        x_lines: Name of each north-running main road.
        y_lines: Name of each east-running main road.
        local: Name by cell, axis ("x" for north-running) and position of the line in its grid.
    """

    x_lines: tuple[str, ...]
    y_lines: tuple[str, ...]
    local: Mapping[tuple[tuple[int, int], str, int], str]

    def of(self, grid: LocalGrid, axis: str, line: int) -> str | None:
        """The name of one line of a grid, its main roads included."""
        i, j = grid.cell
        last = len(grid.xs if axis == "x" else grid.ys) - 1
        if line in (0, last):
            main = self.x_lines if axis == "x" else self.y_lines
            return main[(i if axis == "x" else j) + (1 if line else 0)]
        return self.local.get((grid.cell, axis, line))


def name_streets(plan: Plan, grids: Sequence[LocalGrid]) -> StreetNames:
    """Names for all named streets of the plan; no two lines share one."""
    heads = _heads(plan.seed)
    x_lines = [f"{next(heads)}{'大道' if k % 5 == 2 else '路'}" for k in range(len(plan.x_lines))]
    y_lines = [f"{next(heads)}{'大道' if k % 5 == 1 else '路'}" for k in range(len(plan.y_lines))]
    for strip in plan.strips:
        lines = x_lines if strip.axis == "x" else y_lines
        for offset, side in enumerate(("西", "东") if strip.axis == "x" else ("南", "北")):
            lines[strip.index + offset] = _beside(strip.kind, side, lines[strip.index])
    local: dict[tuple[tuple[int, int], str, int], str] = {}
    for grid in grids:
        for axis, classes in (("x", grid.x_classes), ("y", grid.y_classes)):
            for line, highway in enumerate(classes):
                endings = _LOCAL_ENDINGS.get(highway)
                if endings:
                    local[(grid.cell, axis, line)] = next(heads) + endings[line % len(endings)]
    return StreetNames(tuple(x_lines), tuple(y_lines), local)


def _heads(seed: int) -> Iterator[str]:
    """Stems for streets, each once; a name that comes round again is a branch (支) of the first."""
    words = stems(chance(seed, "street names"))
    for again in ("", "支", "新", "后"):
        yield from (word + again for word in words)


def _beside(kind: str, side: str, name: str) -> str:
    if kind == "river":
        return f"{RIVER[:2]}滨河{side}路"
    if kind == "railway":
        return f"铁道{side}路"
    return f"{name[:2]}快速路{side}辅道"
