"""The features that a rule's words pick out of a district, ready to be searched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.levels import Levels
from geo.scene.knowledge import Known
from geo.scene.layer_rows import LayerRows
from geo.scene.outlines import Outlines


class State(NamedTuple):
    """How one pick is known: a code of `Reason`, and the index of the extent where it is."""

    trouble: int
    extent: int


@dataclass(frozen=True)
class Features:
    """The F features that some terms of the vocabulary mean, in order of pick and id.

    Attributes:
        knowns: How well each pick is known.
        speakers: For each kind that must be known, the indices in `knowns` of those that may
            speak for it: its own first, then kinds that do not tell apart.
        pick: (F,) index in `knowns` of the pick that each came by.
        ids: (F,) ids.
        names: (F,) names; None where there is none.
        classes: (F,) class of a corridor, code of land, use of a building; None elsewhere.
        level: (F,) whether it counts, or only may: planned, or of a kind that does not tell.
        shapes: (F,) whole shapes, in the district's CRS.
        ends: (F,) where distances end: gates where they are asked for and known, else the shape.
        certain: (F,) False where the end is only known to be somewhere on the outline.
        error_m: (F,) position error.
        hidden: (F,) whether the asker may not see it.
        tree: R-tree over `ends`.
    """

    knowns: tuple[Known, ...]
    speakers: tuple[tuple[int, ...], ...]
    pick: NDArray[np.int64]
    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    classes: NDArray[np.object_]
    level: Levels
    shapes: NDArray[np.object_]
    ends: NDArray[np.object_]
    certain: NDArray[np.bool_]
    error_m: NDArray[np.float64]
    hidden: NDArray[np.bool_]
    tree: shapely.STRtree

    @cached_property
    def most_error_m(self) -> float:
        """The largest position error of any pick, whether any of it is here or not."""
        return max((known.error_m for known in self.knowns), default=0.0)

    @cached_property
    def any_hidden(self) -> bool:
        """Whether any pick is hidden from the asker, whether any of it is here or not."""
        return any(known.hidden for known in self.knowns)

    @cached_property
    def outlines(self) -> Outlines:
        """The borders of `shapes`."""
        return Outlines(self.shapes)

    @cached_property
    def states(self) -> tuple[tuple[State, ...], ...]:
        """Of `speakers` what tells them apart: many kinds are known alike."""
        each = [(int(known.trouble), known.extent) for known in self.knowns]
        alike = dict.fromkeys(tuple(each[at] for at in speakers) for speakers in self.speakers)
        return tuple(tuple(State(*state) for state in states) for states in alike)


def features(
    layer: Callable[[str], LayerRows],
    picked: Sequence[tuple[Known, np.uint8]],
    speakers: tuple[tuple[int, ...], ...],
    gates: Mapping[str, NDArray[np.object_]] | None,
) -> Features:
    """Pick the features that stand on a day.

    Args:
        layer: The rows of a layer.
        picked: How well each pick is known, and how surely it is what the rule means.
        speakers: As in `Features`.
        gates: Gate points by the id of the place they belong to, where distances end at gates;
            None where they end at the outline.
    """
    found = [(rows := layer(known.pick.layer), rows.of(known.pick)) for known, _ in picked]

    def column(name: str) -> NDArray[np.object_]:
        none = np.empty(0, dtype=object)
        return np.concatenate([none, *(getattr(rows, name)[at] for rows, at in found)])

    sizes = [len(at) for _, at in found]
    pick = np.repeat(np.arange(len(picked)), sizes)
    sure = np.array([sure for _, sure in picked], dtype=np.uint8)[pick]
    knowns = tuple(known for known, _ in picked)
    ids, shapes = column("ids"), column("shapes")
    ends, certain = _ends(ids, shapes, gates)
    return Features(
        knowns=knowns,
        speakers=speakers,
        pick=pick,
        ids=ids,
        names=column("names"),
        classes=column("classes"),
        level=np.minimum(column("level").astype(np.uint8), sure),
        shapes=shapes,
        ends=ends,
        certain=certain,
        error_m=np.array([known.error_m for known in knowns], dtype=float)[pick],
        hidden=np.array([known.hidden for known in knowns], dtype=bool)[pick],
        tree=shapely.STRtree(ends),
    )


def _ends(
    ids: NDArray[np.object_],
    shapes: NDArray[np.object_],
    gates: Mapping[str, NDArray[np.object_]] | None,
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Where distances end, and whether that is certain."""
    certain = np.ones(len(shapes), dtype=bool)
    if gates is None:
        return shapes, certain
    ends = shapes.copy()
    for at, place in enumerate(ids):
        if place in gates:
            ends[at] = shapely.multipoints(gates[place])
        else:
            certain[at] = shapes[at].geom_type == "Point"
    return ends, certain
