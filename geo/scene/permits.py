"""Live permits made ready to be matched with sites, and those of some types among them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import Pick, Vocabulary
from geo.levels import YES
from geo.scene.features import Features, features
from geo.scene.knowledge import Known
from geo.scene.layer_rows import LayerRows
from geo.scene.permit_register import Register, register


@dataclass(frozen=True)
class Permits:
    """The permits of a district.

    Attributes:
        register: What says where they are.
        ids: (P,) ids of the permits in the register.
        every: Permits of all types that the vocabulary names for any business.
        told_by: How well the layers are known that tell where permits stand: what places are
            called, and in which building they are.
    """

    register: Register
    ids: NDArray[np.object_]
    every: Features
    told_by: tuple[Known, ...]

    def of_types(self, types: Collection[str]) -> Features:
        """Those of some types, with how well these are known."""
        kept = [at for at, known in enumerate(self.every.knowns) if known.pick.value in types]
        return self.every.of_picks(kept)


def permits(
    district: District,
    vocabulary: Vocabulary,
    known: Callable[[Pick], Known],
    layer: Callable[[str], LayerRows],
    on: date,
) -> Permits:
    """Prepare the permits of a district.

    Args:
        district: The district; without a layer `permits` there are none, and nothing is known.
        vocabulary: Which permit types there are.
        known: How well a pick is known.
        layer: The rows of a layer.
        on: The day.
    """
    every = {name for business in vocabulary.types.values() for name in business.permit_types}
    # Where no business has any, a type without a name is asked for, which no permit has.
    picked = [(known(Pick("permits", name)), YES) for name in sorted(every) or [""]]
    held = register(district, on)
    ids = np.empty(0, dtype=object)
    if district.has("permits"):
        ids = district.table("permits")["id"].to_numpy(dtype=object)[held.rows]
    speakers = tuple((at,) for at in range(len(picked)))
    told_by = tuple(known(Pick(name, "")) for name in ("addresses", "buildings"))
    return Permits(held, ids, features(layer, picked, speakers, None), told_by)
