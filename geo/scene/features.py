"""The features that a rule's words pick out of a district, ready to be searched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.levels import Levels
from geo.scene.knowledge import DECLARED_WHOLE, Known
from geo.scene.layer_rows import LayerRows
from geo.scene.outlines import outlines_of


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
        outlines: (F,) the borders of `shapes`.
        states: Of `speakers` what tells them apart: many kinds are known alike.
        most_error_m: The largest position error of any pick, whether any of it is here or not.
        any_hidden: Whether any pick is hidden from the asker, whether any of it is here or not.
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
    outlines: NDArray[np.object_]
    states: tuple[tuple[State, ...], ...]
    most_error_m: float
    any_hidden: bool

    def of_picks(self, picks: Sequence[int]) -> "Features":
        """Those of some picks, by rising index; each of these speaks for itself alone."""
        rows = np.flatnonzero(np.isin(self.pick, picks))
        knowns = tuple(self.knowns[at] for at in picks)
        speakers = tuple((at,) for at in range(len(picks)))
        return Features(
            knowns=knowns,
            speakers=speakers,
            pick=np.searchsorted(picks, self.pick[rows]),
            ids=self.ids[rows],
            names=self.names[rows],
            classes=self.classes[rows],
            level=self.level[rows],
            shapes=self.shapes[rows],
            ends=self.ends[rows],
            certain=self.certain[rows],
            error_m=self.error_m[rows],
            hidden=self.hidden[rows],
            tree=shapely.STRtree(self.ends[rows]),
            outlines=self.outlines[rows],
            states=_states(knowns, speakers),
            most_error_m=_most_error_m(knowns),
            any_hidden=_any_hidden(knowns),
        )


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
    found = [_rows_of(at, picked, layer) for at in range(len(picked))]

    def column(name: str) -> NDArray[np.object_]:
        none = np.empty(0, dtype=object)
        return np.concatenate([none, *(getattr(rows, name)[at] for rows, at, _ in found)])

    pick = np.repeat(np.arange(len(picked)), [len(at) for _, at, _ in found])
    level = np.concatenate([np.empty(0, dtype=np.uint8), *(level for _, _, level in found)])
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
        level=np.minimum(level, sure),
        shapes=shapes,
        ends=ends,
        certain=certain,
        error_m=np.array([known.error_m for known in knowns], dtype=float)[pick],
        hidden=np.array([known.hidden for known in knowns], dtype=bool)[pick],
        tree=shapely.STRtree(ends),
        outlines=outlines_of(shapes),
        states=_states(knowns, speakers),
        most_error_m=_most_error_m(knowns),
        any_hidden=_any_hidden(knowns),
    )


def _states(
    knowns: Sequence[Known], speakers: tuple[tuple[int, ...], ...]
) -> tuple[tuple[State, ...], ...]:
    each = [State(int(known.trouble), known.extent) for known in knowns]
    return tuple(dict.fromkeys(tuple(each[at] for at in of_kind) for of_kind in speakers))


def _most_error_m(knowns: Sequence[Known]) -> float:
    return max((known.error_m for known in knowns), default=0.0)


def _any_hidden(knowns: Sequence[Known]) -> bool:
    return any(known.hidden for known in knowns)


def _rows_of(
    at: int, picked: Sequence[tuple[Known, np.uint8]], layer: Callable[[str], LayerRows]
) -> tuple[LayerRows, NDArray[np.int64], Levels]:
    """The rows that come by a pick, and how surely each is meant.

    Where a value may stand for several (codes of land, uses of a building), all picks of the layer
    ask at once, and what they find comes by the first: land that is `0701` or `0703` for certain is
    surely land for dwellings, though neither for certain.
    """
    pick = picked[at][0].pick
    rows = layer(pick.layer)
    asked = [known.pick.value for known, _ in picked if known.pick.layer == pick.layer]
    if pick.layer not in DECLARED_WHOLE:
        asked = [pick.value]
    elif pick.value != asked[0]:
        asked = []
    return rows, *rows.of(asked)


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
