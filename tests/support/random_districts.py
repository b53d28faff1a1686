"""Small random districts: a few crooked blocks with everything in them that goes wrong in life.

A `Draft` is the rows before they become a district, so that a test can change one thing and ask
again. Everything lies on whole metres (extents on half ones, so that no street runs along one).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from support.tiny import METRES, shape

from data.district import District
from data.layers import GATE_STATUSES, LAYER_BY_NAME, NETWORKS, TIERS, Geometry
from data.schema import PANDAS_TYPE
from geo.question import Question, ask

Row = dict[str, Any]
Pair = tuple[float, float]
EVERYWHERE = shapely.box(-10_000.5, -10_000.5, 10_000.5, 10_000.5)
POPULATIONS = (0.0, 1.0, 7.5, 0.1, 0.2, 1e-3, 1e9)


@dataclass(frozen=True)
class Draft:
    """A district before it is built."""

    streets: tuple[Row, ...] = ()
    stations: tuple[Row, ...] = ()
    residents: tuple[Row, ...] = ()
    gates: tuple[Row, ...] = ()
    extent: Any = EVERYWHERE
    areas: tuple[Row, ...] = ()
    matters: tuple[Row, ...] = ()
    station_matters: tuple[Row, ...] | None = None
    closures: tuple[Row, ...] = ()

    def build(self) -> District:
        """The district itself."""
        layers = {"streets": self.streets, "stations": self.stations, "residents": self.residents}
        for name in ("gates", "areas", "matters", "closures"):
            if rows := getattr(self, name):
                layers[name] = rows
        if self.station_matters is not None:
            layers["station_matters"] = self.station_matters
        if self.extent is not None:
            layers["street_extent"] = ({"id": "extent", "at": self.extent},)
        return District(
            name="小区",
            source="random",
            crs=METRES,
            layers={name: unchecked(name, rows) for name, rows in layers.items()},
        )

    def but(self, **changes: Any) -> "Draft":
        """The same draft with some layers exchanged."""
        return replace(self, **changes)


def unchecked(layer_name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows as the standard layer: as `support.tiny.table`, without its checks and their time."""
    layer, rows = LAYER_BY_NAME[layer_name], sorted(rows, key=lambda row: row["id"])
    table = {
        column.name: pd.array([row.get(column.name) for row in rows], PANDAS_TYPE[column.type])
        for column in layer.columns
    }
    if layer.geometry is Geometry.NONE:
        return pd.DataFrame(table)
    return gpd.GeoDataFrame(table, geometry=[shape(row["at"]) for row in rows], crs=METRES)


def block_street(id_: str, u: str, v: str, points: Sequence[Pair], **more: Any) -> Row:
    """A street through some points, as long as it is drawn unless `longer` says otherwise."""
    line = shapely.LineString(points)
    length = line.length * more.pop("longer", 1)
    return {"id": id_, "u": u, "v": v, "length_m": length, "at": line, **more}


@st.composite
def corners(draw: DrawFn) -> dict[tuple[int, int], Pair]:
    """Street corners, about 100 to 300 m apart, straight or crooked."""
    columns, rows = draw(st.sampled_from([4, 2, 3, 5])), draw(st.sampled_from([3, 2, 4, 5]))
    apart = draw(st.sampled_from([100, 150, 200, 300]))
    shifts = [(0, 0)] * columns * rows
    if draw(st.booleans()):
        shifts = draw(st.lists(_SHIFT, min_size=columns * rows, max_size=columns * rows))
    return {
        (i, j): (i * apart + dx, j * apart + dy)
        for (i, j), (dx, dy) in zip(product(range(columns), range(rows)), shifts, strict=True)
    }


_SHIFT = st.tuples(st.integers(-30, 30), st.integers(-30, 30))


def _name(corner: tuple[int, int]) -> str:
    return f"n{corner[0]}{corner[1]}"


def _some(items: Sequence[Any], at_most: int) -> SearchStrategy[set[Any]]:
    return st.sets(st.sampled_from(items), max_size=at_most) if items else st.just(set())


@st.composite
def streets(draw: DrawFn, at: dict[tuple[int, int], Pair]) -> tuple[Row, ...]:
    """Blocks with streets missing, doubled, bent, stretched, stepped, barred or cut."""
    sides = [(a, (a[0] + dx, a[1] + dy)) for a in at for dx, dy in ((1, 0), (0, 1))]
    bridges = [(a, (a[0] + 1, a[1] + dy)) for a in at for dy in (1, -1)]
    sides, bridges = ([p for p in pairs if p[1] in at] for pairs in (sides, bridges))
    gone = draw(_some(sides, 8))
    pairs = [p for p in sides if p not in gone] + sorted(draw(_some(bridges, 3)))
    some = _some(pairs, 3)
    odd = {trait: draw(some) for trait in ("twin", "bent", "long", "steps", "no", "u", "v")}
    rows = [_street(at, pair, odd) for pair in pairs]
    twins = [row for pair, row in zip(pairs, rows, strict=True) if pair in odd["twin"]]
    rows += [_twin(row, draw(_TWIN_LONGER)) for row in twins]
    rows += draw(_loose_streets(at)) + draw(_flat_streets(at))
    return tuple(rows)


_TWIN_LONGER = st.sampled_from([0.5, 1, 2])


def _street_id(pair: tuple[tuple[int, int], tuple[int, int]]) -> str:
    return f"{_name(pair[0])}-{_name(pair[1])}"


def _street(at: dict[tuple[int, int], Pair], pair: Any, odd: dict[str, set[Any]]) -> Row:
    (x0, y0), (x1, y1) = at[pair[0]], at[pair[1]]
    points = [(x0, y0), (x1, y1)]
    if pair in odd["bent"]:
        # Lopsided: a spot equally near to both arms would have two nearest points.
        points.insert(1, (x0 + (x1 - x0) // 3 + 11, y0 + (y1 - y0) // 3 - 23))
    return block_street(
        _street_id(pair), _name(pair[0]), _name(pair[1]), points,
        longer=1.5 if pair in odd["long"] else 1,
        steps=True if pair in odd["steps"] else None,
        foot=False if pair in odd["no"] else None,
        u_cut=True if pair in odd["u"] else None,
        v_cut=True if pair in odd["v"] else None,
        bridge=pair[0][0] != pair[1][0] and pair[0][1] != pair[1][1],
    )  # fmt: skip


def _twin(row: Row, longer: float) -> Row:
    return {**row, "id": f"{row['id']}-twin", "length_m": row["length_m"] * longer}


def _spread(at: dict[tuple[int, int], Pair], beyond: int) -> SearchStrategy[tuple[int, int]]:
    """Whole metres around the blocks; half the time multiples of 50, where ties are made."""
    x, y = (int(max(c[k] for c in at.values())) for k in (0, 1))
    fine = st.tuples(st.integers(-beyond, x + beyond), st.integers(-beyond, y + beyond))
    return fine | fine.map(lambda p: (p[0] // 50 * 50, p[1] // 50 * 50))


def _around(at: dict[tuple[int, int], Pair], beyond: int) -> SearchStrategy[tuple[int, int]]:
    """Mostly among the blocks, now and then far off."""
    return st.one_of(*[_spread(at, 0)] * 4, _spread(at, 100), _spread(at, beyond))


@st.composite
def _loose_streets(draw: DrawFn, at: dict[tuple[int, int], Pair]) -> list[Row]:
    """Streets joined to no other, which may cross others above or below."""
    rows = []
    for k in range(draw(st.integers(0, 2))):
        ends = draw(st.lists(_spread(at, 100), min_size=2, max_size=2, unique=True))
        rows.append(block_street(f"loose{k}", f"l{k}", f"m{k}", ends))
    return rows


@st.composite
def _flat_streets(draw: DrawFn, at: dict[tuple[int, int], Pair]) -> list[Row]:
    """Streets of no length: one of a single spot, one drawn across a block."""
    rows = []
    for k, corner in enumerate(sorted(draw(_some(sorted(at), 2)))):
        here = at[corner]
        there = here if draw(st.booleans()) else (here[0] + 40, here[1] - 10)
        rows.append(block_street(f"flat{k}", _name(corner), f"f{k}", [here, there], longer=0))
        beyond = (there[0] + 60, there[1] + 5)
        rows.append(block_street(f"stub{k}", f"f{k}", f"g{k}", [there, beyond]))
    return rows


def part_extents(at: dict[tuple[int, int], Pair]) -> SearchStrategy[Any]:
    """A box through the streets, or everything but such a box."""
    spot = _spread(at, 50).map(lambda p: (p[0] + 0.5, p[1] + 0.5))
    pairs = st.tuples(spot, spot).filter(
        lambda p: all(abs(a - b) > 60 for a, b in zip(*p, strict=True))
    )
    boxes = pairs.map(lambda p: shapely.box(
        min(p[0][0], p[1][0]), min(p[0][1], p[1][1]), max(p[0][0], p[1][0]), max(p[0][1], p[1][1])
    ))  # fmt: skip
    around = shapely.box(-400.5, -400.5, 2000.5, 2000.5)
    return boxes | boxes.map(lambda hole: shapely.difference(around, hole))


@st.composite
def _gates(draw: DrawFn, of: Row, first: int) -> list[Row]:
    """No gate for most places; else up to three, of any status."""
    x, y = shapely.get_coordinates(shapely.centroid(shape(of["at"])))[0].tolist()
    return [
        {
            "id": f"g{first + k}",
            "of": of["id"],
            "status": draw(_GATE_STATUS),
            "at": (x + draw(_GATE_AWAY), y + draw(_GATE_AWAY)),
        }
        for k in range(draw(_GATES_OF_A_PLACE))
    ]


_GATES_OF_A_PLACE = st.sampled_from([*[0] * 7, 1, 2, 3])
_GATE_AWAY = st.sampled_from([-70, -40, 0, 10, 60, 300])
_GATE_STATUS = st.sampled_from([None, "open", "open", *GATE_STATUSES])


def stations(at: dict[tuple[int, int], Pair]) -> SearchStrategy[Row]:
    """A station anywhere near, of any kind, with things not known of it."""
    return st.fixed_dictionaries(
        {
            "at": _around(at, 450),
            "tier": st.sampled_from([*TIERS, None]),
            "step_free": st.sampled_from([True, True, False, None]),
            "network": st.sampled_from(
                [None, "residents", "both", *NETWORKS, *NETWORKS[::2], None]
            ),
        }
    )


def _square(at: Pair, width: int, height: int) -> shapely.Polygon:
    return shapely.box(at[0], at[1], at[0] + width, at[1] + height)


def residents(at: dict[tuple[int, int], Pair]) -> SearchStrategy[Row]:
    """People at a point, in a small place, or in one larger than 50 m each way."""
    spots = _around(at, 350)
    # 60 by 80 reaches exactly 50 m: not more.
    sizes = st.sampled_from([(20, 30), (60, 80), (61, 80), (150, 10), (300, 200)])
    squares = st.tuples(spots, sizes).map(lambda s: _square(s[0], *s[1]))
    twins = squares.map(lambda s: shapely.union(s, shapely.transform(s, lambda xy: xy + 400)))
    return st.fixed_dictionaries(
        {
            "at": spots | spots | squares | twins,
            "population": st.sampled_from(POPULATIONS),
            "enclosed": st.sampled_from([*[None] * 5, False, True]),
        }
    )


@st.composite
def drafts(draw: DrawFn, *, at_least_stations: int = 0, partly_known: bool = False) -> Draft:
    """A whole random district."""
    at = draw(corners())
    count = max(at_least_stations, draw(st.sampled_from([3, 1, 2, 3, 4, 5, 3, 4, 5, 0])))
    served = draw(st.lists(stations(at), min_size=count, max_size=count))
    crowd = draw(st.sampled_from([5, 1, 2, 3, 4, 6, 7, 8]))
    living = draw(st.lists(residents(at), min_size=crowd, max_size=crowd))
    # s-2 stands before s-10 in no text order: ids are compared as text.
    served = [{"id": f"s{7 * k + 5}", **row} for k, row in enumerate(served)]
    living = [{"id": f"r{k}", **row} for k, row in enumerate(living)]
    gates: list[Row] = []
    for place in (*served, *living):
        gates += draw(_gates(place, len(gates)))
    lines = draw(streets(at))
    wholly = st.just(EVERYWHERE) | st.none()
    extent = draw(part_extents(at) if partly_known else wholly | part_extents(at))
    return Draft(lines, tuple(served), tuple(living), tuple(gates), extent)


def questions(
    *, profiles: Sequence[str] = ("standard", "standard", "elderly", "wheelchair")
) -> SearchStrategy[Question]:
    """Limits of 200 to 800 m and every flag."""
    return st.builds(
        lambda metres, profile, tier, free, snap: ask(
            minutes=Fraction(metres * 15, 1000),
            profile=profile, tier=tier, step_free=free, max_snap_m=snap,
        ),
        st.sampled_from([500, 200, 300, 350, 400, 650, 800, 800]),
        st.sampled_from(profiles),
        st.sampled_from([*[None] * 10, "post", "community"]),
        st.sampled_from([*[False] * 5, True]),
        st.sampled_from([250, 250, 250, 250, 100, 50]),
    )  # fmt: skip
