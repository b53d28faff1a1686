"""Small random towns for checks of distances and counts, on whole metres; and checks to make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import shapely
from hypothesis import strategies as st
from support.small_scene import small
from support.tiny import shape, street

from data.district import District
from data.rulepacks.checks import (
    AddressUnique,
    Adjacency,
    Check,
    CorridorWidth,
    Count,
    LeastDistance,
    Spacing,
)

Rows = Sequence[Mapping[str, Any]]
LAND = shapely.box(-300, -300, 300, 300)
# On half metres, so that nothing is known just as far as a check looks.
EXTENTS = (
    shapely.box(-900.5, -900.5, 900.5, 900.5),
    shapely.box(-900.5, -900.5, 200.5, 900.5),
    shapely.box(-299.5, -299.5, 300.5, 300.5),
)


@dataclass(frozen=True)
class Drawn:
    """A town before it becomes a district.

    Attributes:
        layers: Rows by layer.
        error_m: Position error of every kind.
        extent: Where every kind is complete.
        streets_known: Where streets are.
        declare: By `layer/kind`, or `gates`, what its declaration says differently.
    """

    layers: Mapping[str, Rows]
    error_m: float
    extent: Any
    streets_known: Any
    declare: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def build(self, **more: Any) -> District:
        """The district; `more` goes to `small`."""
        known = {"extent": self.extent, "error_m": self.error_m, "checked": False}
        known |= {"declare": self.declare} | more
        return small(**known, streets_known=self.streets_known, **self.layers)

    def having(self, layer: str, *rows: Mapping[str, Any]) -> "Drawn":
        """The same town with more rows."""
        return replace(self, layers={**self.layers, layer: [*self.layers[layer], *rows]})


_PLACE = st.integers(-280, 280)
POINT = st.tuples(_PLACE, _PLACE)
_STEPS = st.tuples(*[st.integers(-9, 9)] * 2)
# Layers of what may be forbidden near a site, and a row of each.
FORBIDDEN = {
    "facilities": {"id": "one-more", "kind": "primary_school"},
    "corridors": {"id": "one-more", "kind": "road", "class": "b"},
    "permits": {"id": "one-more", "type": "internet_cafe"},
}


@st.composite
def _box(draw: st.DrawFn, largest: int = 60) -> shapely.Polygon:
    x, y = draw(POINT)
    return shapely.box(x, y, x + draw(st.integers(5, largest)), y + draw(st.integers(5, largest)))


@st.composite
def _rows(draw: st.DrawFn, layer: str, shapes: st.SearchStrategy[Any], **more: Any) -> Rows:
    places = draw(st.lists(shapes, max_size=4, unique_by=str))
    columns = {name: st.sampled_from(values) for name, values in more.items()}
    return [
        {"id": f"{layer}{n}", "at": at, **{name: draw(of) for name, of in columns.items()}}
        for n, at in enumerate(places)
    ]


@st.composite
def schools(draw: st.DrawFn) -> Rows:
    """Points and polygons, some of them only perhaps schools."""
    kinds = ("primary_school", "primary_school", "middle_school", "school", "clinic")
    shapes = st.one_of(POINT, _box())
    return draw(_rows("f", shapes, kind=kinds, status=(None, None, "in_use", "planned")))


@st.composite
def streets(draw: st.DrawFn) -> Rows:
    """Some sides of four blocks."""
    corners = [(f"n{i}{j}", 200 * i - 200, 200 * j - 200) for i in range(3) for j in range(3)]
    sides = [(a, b) for a in corners for b in corners if abs(a[1] - b[1]) + abs(a[2] - b[2]) == 200]
    sides = [(a, b) for a, b in sides if a < b]
    kept = draw(st.lists(st.sampled_from(sides), min_size=1, unique=True))
    return [street(a, b) for a, b in sorted(kept)]


def _halves() -> Rows:
    return [
        {"id": "west", "level": "community", "at": shapely.box(-300, -300, 0, 300)},
        {"id": "east", "level": "community", "at": shapely.box(0, -300, 300, 150)},
    ]


@st.composite
def towns(draw: st.DrawFn, *, addressed: bool = False) -> Drawn:
    """A random town; `addressed`: with houses and addresses that permits may have."""
    found = draw(schools())
    gates = draw(st.lists(st.tuples(st.sampled_from([r["id"] for r in found]), POINT), max_size=3)
                 ) if found else []  # fmt: skip
    lines = st.tuples(POINT, POINT).filter(lambda ends: ends[0] != ends[1]).map(list)
    layers: dict[str, Rows] = {
        "facilities": found,
        "gates": [{"id": f"g{n}", "of": of, "at": at} for n, (of, at) in enumerate(gates)],
        "streets": draw(streets()),
        "areas": _halves(),
        "residents": draw(_rows("r", POINT, population=(1,), households=(10, 500.5, 1500))),
        "corridors": draw(_rows("c", lines, kind=("road",), **{"class": ("a", "b", "z", None)})),
        "permits": draw(_rows("p", POINT, type=("internet_cafe", "internet_cafe", "shop"))),
    }
    if addressed:
        layers |= draw(_addresses(layers["permits"]))
    return Drawn(
        layers,
        error_m=draw(st.sampled_from([0.0, 0.0, 5.0, 20.0])),
        extent=draw(st.sampled_from(EXTENTS)),
        streets_known=draw(st.sampled_from(EXTENTS)),
    )


@st.composite
def surveyed(draw: st.DrawFn, *, addressed: bool = False) -> tuple[Drawn, list[tuple[int, int]]]:
    """A town, and places in it, most of them a few steps from something that may be forbidden."""
    town = draw(towns(addressed=addressed))
    return town, draw(st.lists(places_in(town), min_size=2, max_size=6))


def places_in(town: Drawn) -> st.SearchStrategy[tuple[int, int]]:
    """Places in a town, most of them a few steps from something that may be forbidden."""
    drawn = [[shape(row["at"]) for row in town.layers[name]] for name in FORBIDDEN]
    near = [_beside(shapes) for shapes in drawn if shapes]
    return st.one_of(POINT, *near)


def _beside(shapes: list[Any]) -> st.SearchStrategy[tuple[int, int]]:
    corners = [(int(x), int(y)) for x, y in shapely.get_coordinates(shapes)]
    steps = st.tuples(st.sampled_from(corners), _STEPS)
    return steps.map(lambda at: (at[0][0] + at[1][0], at[0][1] + at[1][1]))


@st.composite
def _addresses(draw: st.DrawFn, permits: Rows) -> dict[str, Rows]:
    names = ("长青路1号", "长青路1号附2号", "老街8号", None)
    houses = ("b0", "b1", None)
    written = [
        {
            **row,
            "address": draw(st.sampled_from(names)),
            "building_id": draw(st.sampled_from(houses)),
        }
        for row in permits
    ]
    listed = draw(_rows("a", POINT, address=names[:3], building_id=houses))
    return {"permits": written, "addresses": listed, "buildings": draw(_rows("b", _box(120)))}


STRAIGHT = [
    LeastDistance(to=("school",), at_least_m=100.0),
    LeastDistance(to=("school",), at_least_m=150.0, measured_to="gate"),
    LeastDistance(to=("school",), at_least_m=60.0, at_threshold="not_met"),
    LeastDistance(to=("road",), at_least_m=50.0, line_to_edge_m=(5.0, 15.0)),
    Adjacency(to=("clinic", "school"), gap_m=3.0),
    CorridorWidth(corridors=("road",), widths_m={"a": 20.0, "b": 45.0}),
    Spacing(of=("cafe",), at_least_m=80.0),
]
ON_FOOT = [
    LeastDistance(to=("school",), at_least_m=300.0, measured_to="gate", method="walking"),
    LeastDistance(to=("school",), at_least_m=150.0, method="walking"),
    Spacing(of=("cafe",), at_least_m=200.0, method="walking"),
]
COUNTS = [
    Count(of=("cafe",), within="community", at_most=2.0),
    Count(of=("cafe",), within="community", for_each=1000.0),
]
ADDRESSES = [AddressUnique(types=("cafe",)), AddressUnique(of_business=True)]
EVERY: list[Check] = [*STRAIGHT, *ON_FOOT, *COUNTS, *ADDRESSES]
