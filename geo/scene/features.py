"""The features that a rule's words pick out of a district, ready to be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import PICKED_BY
from geo.levels import NO, Levels
from geo.scene.knowledge import Known
from geo.scene.standing import standing

# Columns that say more of a feature than its kind.
_CLASS_COLUMNS = {"corridors": "class", "land_use": "code", "buildings": "use"}


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
    def states(self) -> tuple[tuple[State, ...], ...]:
        """Of `speakers` what tells them apart: many kinds are known alike."""
        each = [(int(known.trouble), known.extent) for known in self.knowns]
        alike = dict.fromkeys(tuple(each[at] for at in speakers) for speakers in self.speakers)
        return tuple(tuple(State(*state) for state in states) for states in alike)


def features(
    district: District,
    picked: Sequence[tuple[Known, np.uint8]],
    speakers: tuple[tuple[int, ...], ...],
    on: date,
    gates: Mapping[str, NDArray[np.object_]] | None,
) -> Features:
    """Pick the features that stand on a day.

    Args:
        district: The district.
        picked: How well each pick is known, and how surely it is what the rule means.
        speakers: As in `Features`.
        on: The day.
        gates: Gate points by the id of the place they belong to, where distances end at gates;
            None where they end at the outline.
    """
    table = pd.concat([_rows(district, at, *pick, on) for at, pick in enumerate(picked)])
    table = table.sort_values(["pick", "id"], kind="stable")
    ids, pick = table["id"].to_numpy(dtype=object), table["pick"].to_numpy(dtype=np.int64)
    shapes = table["shape"].to_numpy(dtype=object)
    ends, certain = _ends(ids, shapes, gates)
    knowns = tuple(known for known, _ in picked)
    return Features(
        knowns=knowns,
        speakers=speakers,
        pick=pick,
        ids=ids,
        names=table["name"].to_numpy(dtype=object),
        classes=table["class"].to_numpy(dtype=object),
        level=table["level"].to_numpy(dtype=np.uint8),
        shapes=shapes,
        ends=ends,
        certain=certain,
        error_m=np.array([known.error_m for known in knowns], dtype=float)[pick],
        hidden=np.array([known.hidden for known in knowns], dtype=bool)[pick],
        tree=shapely.STRtree(ends),
    )


def _rows(district: District, at: int, known: Known, sure: np.uint8, on: date) -> pd.DataFrame:
    """The rows of one pick that stand, or may."""
    layer, value = known.pick.layer, known.pick.value
    columns = ("id", "name", "class", "shape", "level", "pick")
    if not district.has(layer):
        return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    table = district.table(layer)
    values = table[PICKED_BY[layer]].fillna("").astype(object)
    # A code of land use covers all that begin with it.
    mask = values.str.startswith(value) if layer == "land_use" else values == value
    levels = np.minimum(standing(table, on), sure)
    kept = mask.to_numpy(dtype=bool) & (levels > NO)
    found = table.loc[kept]
    of_class = _CLASS_COLUMNS.get(layer)
    return pd.DataFrame(
        {
            "id": found["id"].to_numpy(dtype=object),
            "name": _plain(found["name"]),
            "class": _plain(found[of_class]) if of_class else None,
            "shape": np.asarray(found["geometry"].to_numpy(), dtype=object),
            "level": levels[kept],
            "pick": at,
        },
        columns=columns,
    )


def _plain(column: pd.Series) -> NDArray[np.object_]:
    """Text, with None where there is none."""
    values = column.astype(object)
    return np.asarray(values.where(values.notna(), None).to_numpy(), dtype=object)


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
