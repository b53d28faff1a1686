"""The features that a rule's words pick out of a district, ready to be searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.levels import Levels
from geo.scene.ends import ends_at
from geo.scene.gates import Gates
from geo.scene.knowledge import DECLARED_WHOLE, Known
from geo.scene.layer_rows import LayerRows
from geo.scene.outlines import outlines_of


class State(NamedTuple):
    """How one pick is known: a code of `Reason`, the index of the extent where it is, its error."""

    trouble: int
    extent: int
    error_m: float


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
        gates: The gates at which distances end; None where they end at the outline.
        most_error_m: The largest position error of any of them.
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
    gates: Gates | None
    most_error_m: float

    @property
    def any_hidden(self) -> bool:
        """Whether any pick is hidden from the asker, or the gates, whether any is here or not."""
        gates = self.gates is not None and self.gates.known.hidden
        return gates or any(known.hidden for known in self.knowns)

    def kind_error_m(self, at: int) -> float:
        """Position error of pick `at` where distances to it end, whether any of it is here or not.

        It says how far round a site the pick must be known.
        """
        return _kind_error_m(self.knowns[at], self.gates)

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
            states=_states(knowns, speakers, self.gates),
            gates=self.gates,
            most_error_m=float(self.error_m[rows].max(initial=0.0)),
        )


def features(
    layer: Callable[[str], LayerRows],
    picked: Sequence[tuple[Known, np.uint8]],
    speakers: tuple[tuple[int, ...], ...],
    gates: Gates | None,
) -> Features:
    """Pick the features that stand on a day.

    Args:
        layer: The rows of a layer.
        picked: How well each pick is known, and how surely it is what the rule means.
        speakers: As in `Features`.
        gates: Where distances end at gates, these; None where they end at the outline.
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
    of_kind = np.array([known.error_m for known in knowns], dtype=float)[pick]
    ends = ends_at(ids, shapes, of_kind, gates)
    return Features(
        knowns=knowns,
        speakers=speakers,
        pick=pick,
        ids=ids,
        names=column("names"),
        classes=column("classes"),
        level=np.minimum(level, sure),
        shapes=shapes,
        ends=ends.shapes,
        certain=ends.certain,
        error_m=ends.error_m,
        hidden=np.array([known.hidden for known in knowns], dtype=bool)[pick],
        tree=shapely.STRtree(ends.shapes),
        outlines=outlines_of(shapes),
        states=_states(knowns, speakers, gates),
        gates=gates,
        most_error_m=float(ends.error_m.max(initial=0.0)),
    )


def _states(
    knowns: Sequence[Known], speakers: tuple[tuple[int, ...], ...], gates: Gates | None
) -> tuple[tuple[State, ...], ...]:
    each = [
        State(int(known.trouble), known.extent, _kind_error_m(known, gates)) for known in knowns
    ]
    return tuple(dict.fromkeys(tuple(each[at] for at in of_kind) for of_kind in speakers))


def _kind_error_m(known: Known, gates: Gates | None) -> float:
    return known.error_m if gates is None else max(known.error_m, gates.known.error_m)


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
