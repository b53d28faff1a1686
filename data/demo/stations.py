"""Service stations: halls, centres, community stations, posts, partners, kiosks, parks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo.areas import DISTRICT_NAME
from data.demo.chance import chance
from data.demo.hours import ALWAYS, BANK, MALL, SATURDAY, UNREADABLE, WEEKEND, draw_hours
from data.demo.layout import Layout
from data.demo.parcels import Parcel, on_ground
from data.demo.plan import RURAL_FROM_Y
from data.demo.words import PARKS, SUBDISTRICTS, landline

NEIGHBOUR = "邻区"
_POSTS, _PARTNERS, _KIOSKS, _NEIGHBOURS = 45, 30, 40, 4
_UNSERVED_URBAN, _UNSERVED_RURAL = 9, 3
# Shops and banks that lend a window lie in the old town, south of this.
_OLD_TOWN_TO_Y = -2400
_HALL_SUBDISTRICT_AT, _BRANCH_AT = (300, -2600), (-2500, 2700)
_WINDOWS = {
    "hall": (90, 130), "centre": (9, 18), "station": (2, 5), "park_centre": (4, 8),
    "post": (1, 2), "partner": (1, 3), "kiosk": (0, 0),
}  # fmt: skip
_BANKS = ("示范农商银行", "锦川银行", "惠民银行", "邮政营业所")
_FREE = (True, False, None)
_STEP_FREE = {
    "hall": (1.0, 0.0, 0.0), "centre": (0.85, 0.1, 0.05), "park_centre": (0.75, 0.25, 0.0),
    "station": (0.52, 0.26, 0.22), "post": (0.5, 0.25, 0.25), "partner": (0.6, 0.25, 0.15),
    "kiosk": (0.6, 0.1, 0.3),
}  # fmt: skip


@dataclass(frozen=True)
class Station:
    """A place where matters are handled.

    Attributes:
        id: Its id in the layer `stations`.
        name: What the sign says.
        tier, kind, network: As in the layer.
        board: Where it stands on the board.
        address: Where it says it is.
        opening_hours: Its own hours; None where nobody recorded them.
        host_hours: Hours of the doors it stands behind.
        gated: Which gates it has: "", "hall", "courtyard" or "inside".
        courtyard: The parcel whose gates lead to it; None when it opens on the street.
        district: The neighbour it belongs to; None when it is our own.
    """

    id: str
    name: str
    tier: str
    kind: str
    network: str | None
    board: tuple[float, float]
    address: str | None
    opening_hours: str | None = None
    host_hours: str | None = None
    gated: str = ""
    courtyard: Parcel | None = None
    district: str | None = None


def place_stations(layout: Layout) -> list[Station]:
    """All stations, the district's own first."""
    dice = chance(layout.plan.seed, "stations")
    return [
        *_halls(layout),
        *_centres(layout, dice),
        *_community_stations(layout, dice),
        *_park_centres(layout, dice),
        *_posts(layout, dice),
        *_partners(layout, dice),
        *_kiosks(layout, dice),
        *_neighbours(layout),
    ]


def _nearest(parcels: Sequence[Parcel], place: tuple[float, float]) -> Parcel:
    """The parcel nearest to a place on the board, of those on a named street if there are any."""
    reached = [p for p in parcels if p.sides]
    named = [p for p in reached if p.names[p.sides[0]]] or reached
    return min(
        named,
        key=lambda p: (np.hypot(p.middle[0] - place[0], p.middle[1] - place[1]), p.rectangle),
    )


def _shopfront(parcel: Parcel, share: float = 0.5) -> tuple[float, float]:
    return parcel.front(parcel.sides[0], share)


def _halls(layout: Layout) -> Iterator[Station]:
    offices = layout.used_as("government", "office")
    for number, (place, name, hours) in enumerate(
        (
            (_HALL_SUBDISTRICT_AT, f"{DISTRICT_NAME}政务服务中心", WEEKEND),
            (_BRANCH_AT, f"{DISTRICT_NAME}政务服务中心北区分中心", SATURDAY),
        ),
        start=1,
    ):
        site = _nearest(offices, place)
        first = number == 1
        yield Station(
            f"s-d{number}", name, "district", "hall", "both",
            site.middle if first else _shopfront(site), layout.address(site), hours,
            gated="hall" if first else "", courtyard=site if first else None,
        )  # fmt: skip


def _centres(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    for k, name in enumerate(SUBDISTRICTS):
        mine = [p for p in layout.parcels if layout.areas.subdistrict[p.cell] == k]
        homes = [p for p in mine if p.use in ("residential", "village")]
        busy = np.mean([p.middle for p in homes], axis=0)
        public = [p for p in mine if p.use in ("government", "culture", "commercial", "office")]
        site = _nearest(public or mine, (float(busy[0]), float(busy[1])))
        yield Station(
            f"s-c{k + 1:02d}", f"{name}街道便民服务中心", "subdistrict", "centre", "both",
            _shopfront(site, 0.4), layout.address(site), draw_hours(dice, "centre"),
        )  # fmt: skip


def _community_stations(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    """One a community, beside its middle and not in it; a few communities have none."""
    middle_y = {k: float(np.mean([p.middle[1] for p in m])) for k, m in layout.by_community.items()}
    rural = [k for k in middle_y if middle_y[k] > RURAL_FROM_Y]
    urban = [k for k in middle_y if k not in rural]
    unserved = {rural[int(k)] for k in dice.choice(len(rural), _UNSERVED_RURAL, replace=False)}
    unserved |= {urban[int(k)] for k in dice.choice(len(urban), _UNSERVED_URBAN, replace=False)}
    served = [k for k in layout.by_community if k not in unserved]
    for order, k in enumerate(served):
        parcels = layout.by_community[k]
        x, y = np.mean([p.middle for p in parcels], axis=0) + dice.normal(0, 220, 2)
        site = _nearest(parcels, (float(x), float(y)))
        hours = draw_hours(dice, "rural" if k in rural else "station")
        gated = {7: "courtyard", 31: "courtyard", 58: "inside"}.get(order, "")
        yield Station(
            f"s-{k + 1:03d}", f"{layout.areas.community_names[k]}便民服务站", "community",
            "station", None if order == 12 else "residents",
            site.middle if gated else _shopfront(site, 0.6), layout.address(site),
            UNREADABLE if order == 20 else hours,
            gated=gated, courtyard=site if gated else None,
        )  # fmt: skip


def _park_centres(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    for k, cells in enumerate(layout.areas.parks):
        mine = [p for p in layout.parcels if p.cell in cells]
        x, y = np.mean([p.middle for p in mine if p.use in ("office", "industry")], axis=0)
        site = _nearest(mine, (float(x), float(y)))
        yield Station(
            f"s-k{k + 1}", f"{PARKS[k]}企业服务中心", "post", "park_centre", "enterprises",
            _shopfront(site), layout.address(site), draw_hours(dice, "park_centre"),
        )  # fmt: skip


def _old_town(parcel: Parcel) -> bool:
    return parcel.middle[1] < _OLD_TOWN_TO_Y


def _drawn(
    dice: np.random.Generator, parcels: Sequence[Parcel], count: int
) -> Iterator[tuple[int, Parcel]]:
    chosen = dice.choice(len(parcels), min(count, len(parcels)), replace=False)
    yield from ((n, parcels[int(k)]) for n, k in enumerate(chosen, start=1))


def _posts(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    """Posts stand where people pass: shops, markets, culture houses, mostly in the old town."""
    busy = [p for p in layout.used_as("commercial", "market", "culture") if _old_town(p)]
    for n, site in _drawn(dice, busy, _POSTS):
        yield Station(
            f"s-y{n:02d}", f"{_street(layout, site)}政务驿站", "post", "post",
            ("residents", "both")[n % 2], _shopfront(site, 0.3), layout.address(site),
            draw_hours(dice, "post"), MALL if site.use == "commercial" else None,
        )  # fmt: skip


def _partners(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    hosts = [p for p in layout.used_as("commercial", "office") if _old_town(p)]
    for n, site in _drawn(dice, hosts, _PARTNERS):
        bank = _BANKS[n % len(_BANKS)]
        yield Station(
            f"s-b{n:02d}", f"{bank}{_street(layout, site)}合作网点", "post", "partner", "both",
            _shopfront(site, 0.7), layout.address(site), draw_hours(dice, "partner"), BANK,
        )  # fmt: skip


def _kiosks(layout: Layout, dice: np.random.Generator) -> Iterator[Station]:
    """Self-service kiosks: open day and night themselves, though some stand behind doors."""
    hosts = [p for p in layout.used_as("commercial", "hospital", "culture") if _old_town(p)]
    for n, site in _drawn(dice, hosts, _KIOSKS):
        outside = n % 3 == 0
        yield Station(
            f"s-z{n:02d}", f"{_street(layout, site)}自助服务终端", "post", "kiosk", "both",
            _shopfront(site, 0.5), layout.address(site), ALWAYS, None if outside else MALL,
        )  # fmt: skip


def _street(layout: Layout, parcel: Parcel) -> str:
    return parcel.names[parcel.sides[0]] or layout.community_name(parcel)


def _neighbours(layout: Layout) -> Iterator[Station]:
    """Stations of the neighbour, on main roads just across the boundary."""
    inside = set(layout.plan.district_cells())
    rows = sorted({j for _, j in inside if not layout.plan.strip_at("y", j)})
    for n, j in enumerate(rows[1 :: max(len(rows) // _NEIGHBOURS, 1)][:_NEIGHBOURS], start=1):
        edge = max(i for i, row in inside if row == j) + 1
        west, south, _, north = layout.plan.rectangle((edge, j))
        yield Station(
            f"s-n{n}", f"{NEIGHBOUR}{('一', '二', '三', '四')[n - 1]}号便民服务站", "community",
            "station", "residents", (west + 180.0, float((2 * south + north) // 3)), None, None,
            district=NEIGHBOUR,
        )  # fmt: skip


def stations_table(layout: Layout, stations: Sequence[Station]) -> gpd.GeoDataFrame:
    """The layer `stations`."""
    dice = chance(layout.plan.seed, "station details")
    columns = ("id", "name", "tier", "kind", "network", "opening_hours", "host_hours", "address",
               "district")  # fmt: skip
    table = pd.DataFrame([{name: getattr(s, name) for name in columns} for s in stations])
    table["windows"] = [int(dice.integers(_WINDOWS[s.kind][0], _WINDOWS[s.kind][1] + 1))
                        for s in stations]  # fmt: skip
    table["step_free"] = pd.array(
        [_FREE[int(dice.choice(3, p=_STEP_FREE[s.kind]))] for s in stations], dtype="boolean"
    )
    table["phone"] = [None if s.kind == "kiosk" else landline(dice) for s in stations]
    return gpd.GeoDataFrame(
        table, geometry=on_ground(layout.plan.warp, [s.board for s in stations])
    )
