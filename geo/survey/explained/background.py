"""What explanations tell and no check asks for: streets and areas, and what areas are called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from data.declarations import Visibility
from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.places.homes import read_areas
from geo.reason import Reason
from geo.scene.knowledge import Known, known
from geo.scene.withheld import columns_withheld


@dataclass(frozen=True)
class Background:
    """What no check asks for.

    Attributes:
        knowns: How `streets` and `areas` are known, by name of the layer.
        area_names: Names of the areas by level, in order of id, as scenes hold areas.
        nameless: Layers of which the asker may not see the names.
    """

    knowns: Mapping[str, Known]
    area_names: Mapping[str, tuple[str | None, ...]]
    nameless: frozenset[str]


NOTHING = Background(MappingProxyType({}), MappingProxyType({}), frozenset())


def background(district: District, on: date, level: Visibility) -> Background:
    """Read it from a district.

    Args:
        district: The district.
        on: The day.
        level: Up to which visibility the asker may see.
    """
    knowns = {layer: _whole(district, layer, on, level) for layer in ("streets", "areas")}
    nameless = frozenset(
        layer for layer in district.layers if columns_withheld(district, layer, ("name",), level)
    )
    hides = "areas" in nameless or knowns["areas"].hidden
    names = {} if hides else _area_names(district)
    return Background(MappingProxyType(knowns), MappingProxyType(names), nameless)


def _whole(district: District, layer: str, on: date, level: Visibility) -> Known:
    """How a layer is known that is not complete in an extent of its own: it is there, or not."""
    found = known(district, Pick(layer, ""), on, level, [])
    there = district.has(layer) and len(district.table(layer)) > 0
    return replace(found, trouble=Reason.NONE if there else Reason.LAYER_MISSING, extent=-1)


def _area_names(district: District) -> dict[str, tuple[str | None, ...]]:
    if not district.has("areas"):
        return {}
    table = district.features("areas")
    ids, names = table["id"].to_numpy(dtype=object), table["name"].to_numpy(dtype=object)
    named = {
        place: name if isinstance(name, str) else None
        for place, name in zip(ids, names, strict=True)
    }
    return {
        level: tuple(np.array([named[place] for place in found.ids], dtype=object))
        for level, found in read_areas(table).items()
    }
