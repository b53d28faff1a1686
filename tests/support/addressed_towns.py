"""Small random towns whose permits and sites share one short list of addresses and buildings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from support.small_scene import at_points, small

from data.district import District
from data.rulepacks.checks import AddressUnique, Check, Count, Spacing
from geo.scene.sites import Sites

NAMES = ("长青路1号", "长青路1号附2号", "长青路1号附3号", "老街8号", "新风巷5号", None)
_HOUSES = {
    "b0": shapely.box(0, 0, 60, 40),
    "b1": shapely.box(100, 0, 160, 40),
    "b2": shapely.box(200.5, 100, 260, 140),
}
_LAND = shapely.box(-300, -300, 500, 400)
_NEAR = tuple((x + 0.25, 20.25) for x in (-20, 20, 87, 87, 93, 120, 260, 400))
_STATES = ("有效", None, None, "注销", "suspended")
CHECKS: tuple[Check, ...] = (
    AddressUnique(types=("cafe",)),
    AddressUnique(of_business=True),
    Spacing(of=("cafe",), at_least_m=70.0),
    Count(of=("cafe",), within="community", at_most=1.0),
    Count(of=("cafe",), within="community", for_each=1000.0),
)
_NEEDED = ("permits/internet_cafe", "addresses", "buildings", "residents", "areas")
_SAID = (
    *[{}] * 12,
    {"position_error_m": 10.0},
    {"never_stale": False},
    {"extent": shapely.box(-900.5, -900.5, 90.5, 900.5)},
)


@dataclass(frozen=True)
class AddressedTown:
    """Rows by layer, and what is declared differently by layer or kind."""

    layers: Mapping[str, tuple[Mapping[str, Any], ...]]
    declare: Mapping[str, Mapping[str, object]]

    def build(self, **more: Any) -> District:
        """The district; `more` goes to `small`."""
        return small(**{"checked": False, "declare": self.declare} | more, **self.layers)

    def but(self, **layers: Any) -> "AddressedTown":
        """The same town with layers exchanged."""
        return replace(self, layers={**self.layers, **layers})


@st.composite
def _rows(draw: st.DrawFn, what: str, most: int, **columns: Any) -> tuple[Mapping[str, Any], ...]:
    rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=most))
    return tuple({"id": f"{what}{n}", **row} for n, row in enumerate(rows))


def _one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def _halves() -> tuple[Mapping[str, Any], ...]:
    west, east = shapely.box(-300, -300, 90, 400), shapely.box(90, -300, 500, 400)
    return tuple(
        {"id": name, "level": "community", "at": at} for name, at in (("w", west), ("e", east))
    )


@st.composite
def towns(draw: st.DrawFn) -> AddressedTown:
    """A town of three houses, some permits, names and residents."""
    places, houses = _one_of(*_NEAR), _one_of(*_HOUSES, None)
    layers = {
        "buildings": tuple({"id": name, "at": at} for name, at in _HOUSES.items()),
        "areas": _halves(),
        "addresses": draw(_rows("a", 4, at=places, address=_one_of(*NAMES[:-1]),
                                former=_one_of(*NAMES), building_id=houses)),
        "permits": draw(_rows("p", 5, at=places, type=_one_of("internet_cafe", "internet_cafe",
                              "shop"), address=_one_of(*NAMES), building_id=houses,
                              status=_one_of(*_STATES))),
        "residents": draw(_rows("r", 4, at=places, population=_one_of(1.0),
                                households=_one_of(500.5, 1500, 4000, None))),
    }  # fmt: skip
    return AddressedTown(layers, {name: draw(_one_of(*_SAID)) for name in _NEEDED})


@st.composite
def sites_in(draw: st.DrawFn) -> Sites:
    """Points in and beside the houses, with an address of the list or with none."""
    places = draw(st.lists(st.tuples(_one_of(*_NEAR), _one_of(*NAMES)), min_size=1, max_size=5))
    here = at_points(*[at for at, _ in places], error_m=draw(_one_of(0.0, 5.0)))
    return replace(here, address=np.array([name for _, name in places], dtype=object))


asked = st.tuples(towns(), sites_in())


def moved(town: AddressedTown, here: Sites, by: tuple[float, float]) -> tuple[AddressedTown, Sites]:
    """Town and sites somewhere else, with all that is declared of them."""

    def away(said: Any) -> Any:
        if isinstance(said, tuple):
            said = shapely.Point(said)
        if not isinstance(said, shapely.Geometry):
            return said
        return shapely.transform(said, lambda xy: xy + np.array(by))

    layers = {
        name: tuple({**row, "at": away(row["at"])} for row in rows)
        for name, rows in town.layers.items()
    }
    declare = {
        name: {what: away(value) for what, value in said.items()}
        for name, said in town.declare.items()
    }
    shapes = shapely.transform(here.shapes, lambda xy: xy + np.array(by))
    return AddressedTown(layers, declare), replace(here, shapes=shapes)
