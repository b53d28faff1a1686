"""Where people live and work: gated compounds, old courtyards, villages, offices, works."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.parcels import SETBACK_M, Parcel, middles, outlines
from data.demo.plan import density
from data.demo.words import COMPOUNDS, FAMILY, OLD_COMPOUNDS, VILLAGES, distinct

TOTAL_POPULATION = 1_200_000
_MODELLED_EVERY = 12  # the people of every so many-th community are modelled, not counted


@dataclass(frozen=True)
class _Kind:
    """How people live in one kind of place.

    Attributes:
        per_ha: Residents on a hectare before all are scaled to the district's total.
        over_60: Share of people of 60 and over.
        workers_per_ha: People who come by day.
        firms_per_ha: Enterprises.
        enclosed: Chances of being enclosed, not enclosed, and nobody having looked.
        polygons: Share of places whose outline is drawn.
    """

    per_ha: float
    over_60: float
    workers_per_ha: float
    firms_per_ha: float
    enclosed: tuple[float, float, float]
    polygons: float


_KINDS = {
    "tower": _Kind(560, 0.13, 30, 6, (1.0, 0.0, 0.0), 0.75),
    "slab": _Kind(400, 0.22, 20, 4, (0.88, 0.02, 0.1), 0.6),
    "old": _Kind(450, 0.33, 25, 5, (0.5, 0.22, 0.28), 0.3),
    "resettled": _Kind(620, 0.26, 15, 3, (0.9, 0.0, 0.1), 0.7),
    "village": _Kind(70, 0.36, 3, 0.1, (0.0, 0.6, 0.4), 0.9),
    "scattered": _Kind(5, 0.4, 2, 0.0, (0.0, 0.5, 0.5), 0.0),
    "office": _Kind(0, 0.05, 1300, 120, (0.0, 0.8, 0.2), 0.0),
    "industry": _Kind(12, 0.03, 330, 9, (0.8, 0.0, 0.2), 0.6),
}
_LIVING = ("tower", "slab", "old", "resettled")


@dataclass(frozen=True)
class Place:
    """A place with residents or workers.

    Attributes:
        id: Its id in the layer `residents`.
        parcel: The land it stands on.
        kind: tower, slab, old, resettled, village, scattered, office or industry.
        name: What it is called.
        enclosed: Whether it is walled; None when nobody looked.
        drawn: Whether its outline is known; else it is a point.
    """

    id: str
    parcel: Parcel
    kind: str
    name: str
    enclosed: bool | None
    drawn: bool


def settle(layout: Layout) -> list[Place]:
    """All places with residents or workers, in order of id."""
    dice = chance(layout.plan.seed, "places")
    kinds = {"residential": "", "village": "village", "farmland": "scattered",
             "office": "office", "industry": "industry"}  # fmt: skip
    parcels = layout.used_as(*kinds)
    names = iter(distinct(dice, len(parcels), COMPOUNDS))
    places = []
    for number, parcel in enumerate(parcels, start=1):
        kind = kinds[parcel.use] or _living(dice, parcel)
        enclosed = (True, False, None)[int(dice.choice(3, p=_KINDS[kind].enclosed))]
        # Only a place that is walled or very large has an outline worth drawing.
        drawn = dice.random() < _KINDS[kind].polygons and (
            enclosed is True or kind == "village" or dice.random() < 0.1
        )
        name = _name(dice, layout, parcel, kind, next(names))
        places.append(Place(f"r-{number:04d}", parcel, kind, name, enclosed, bool(drawn)))
    return places


def _living(dice: np.random.Generator, parcel: Parcel) -> str:
    built = density(parcel.middle[1])
    shares = np.array([0.3 + 0.2 * (1 - built), 0.35, 0.3 * built, 0.05 + 0.2 * (1 - built)])
    return _LIVING[int(dice.choice(4, p=shares / shares.sum()))]


def _name(
    dice: np.random.Generator, layout: Layout, parcel: Parcel, kind: str, compound: str
) -> str:
    if kind == "village":
        return layout.community_name(parcel) + VILLAGES[int(dice.integers(len(VILLAGES)))]
    if kind == "scattered":
        return f"{FAMILY[int(dice.integers(len(FAMILY)))]}家{compound[1]}院子"
    if kind == "office":
        return f"{compound[:2]}{'大厦' if dice.random() < 0.6 else '中心'}"
    if kind == "industry":
        return f"{compound[:2]}{'工业园' if dice.random() < 0.4 else '标准厂房'}"
    if kind == "old" and dice.random() < 0.5:
        return compound[:2] + OLD_COMPOUNDS[int(dice.integers(len(OLD_COMPOUNDS)))]
    return compound + ("安置房" if kind == "resettled" else "")


def residents_table(layout: Layout, places: Sequence[Place]) -> gpd.GeoDataFrame:
    """The layer `residents`."""
    dice = chance(layout.plan.seed, "population")
    parcels = [place.parcel for place in places]
    hectares = np.array([parcel.size_m2 for parcel in parcels]) / 10_000
    kinds = [_KINDS[place.kind] for place in places]
    modelled = np.array([layout.areas.community[p.cell] % _MODELLED_EVERY == 5 for p in parcels])
    luck = dice.lognormal(0.0, 0.35, len(places))
    raw = hectares * [kind.per_ha for kind in kinds] * luck
    people = raw / raw.sum() * TOTAL_POPULATION
    # What was modelled may be a fraction; what was counted is not.
    people = np.where(modelled, np.round(people, 2), np.round(people))
    older = _part(dice, people, [kind.over_60 for kind in kinds], modelled)
    oldest = _part(dice, older, [0.17] * len(places), modelled)
    workers = np.round(hectares * [kind.workers_per_ha for kind in kinds] * luck)
    staying = np.array([0.46 if kind.over_60 < 0.2 else 0.6 for kind in kinds])
    firms = dice.poisson(hectares * [kind.firms_per_ha for kind in kinds]).astype(float)
    table = pd.DataFrame(
        {
            "id": [place.id for place in places],
            "name": [place.name for place in places],
            "population": people,
            "age_60_plus": older,
            "age_80_plus": np.where(dice.random(len(places)) < 0.02, np.nan, oldest),
            "households": np.round(people / dice.uniform(2.2, 2.8, len(places))),
            "enterprises": np.where(dice.random(len(places)) < 0.04, np.nan, firms),
            "day_population": np.round(people * staying) + workers,
            "enclosed": pd.array([place.enclosed for place in places], dtype="boolean"),
            "modelled": modelled,
        }
    )
    drawn = np.array([place.drawn for place in places])
    points = middles(layout.plan.warp, parcels)
    shapes = np.where(drawn, outlines(layout.plan.warp, parcels, SETBACK_M), points)
    return gpd.GeoDataFrame(table, geometry=shapes)


def _part(
    dice: np.random.Generator,
    whole: np.ndarray,
    shares: Sequence[float],
    fractions: np.ndarray,
) -> np.ndarray:
    """A part of the people near its usual share, never more than all of them."""
    part = whole * np.clip(np.array(shares) * dice.normal(1.0, 0.18, len(whole)), 0.0, 0.9)
    return np.where(fractions, np.round(part, 2), np.floor(part))
