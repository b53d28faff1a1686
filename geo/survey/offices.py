"""The stations of a district and their catalogue, made ready to be asked about any site."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from data.declarations import Visibility
from data.district import District
from data.hours.calendar import WorkCalendar
from geo.ground import Ground, prepare
from geo.question import ask
from geo.scene.knowledge import position_error_m
from geo.scene.withheld import columns_withheld
from geo.streets.network import WalkNetwork
from geo.survey.offices_seen import SeenOffices, offices_seen

# What is told of a station, as far as the asker may see it.
SHOWN = ("name", "tier", "kind", "address", "phone")


@dataclass(frozen=True)
class Offices:
    """The stations of a district, made ready for any number of sites.

    Attributes:
        ground: Streets and stations; nobody lives on it. None without stations.
        stations: (S,) rows of the layer `stations`, in the order of the ground.
        catalogue: Plain name or id to the ids of the matters called so.
        withheld: Columns of stations that the asker may not see.
        seen: What they were made ready from, and what of it is kept back.
        area_error_m: How far the borders of areas may be off.
    """

    ground: Ground | None
    stations: pd.DataFrame
    catalogue: Mapping[str, tuple[str, ...]]
    withheld: frozenset[str]
    seen: SeenOffices
    area_error_m: float

    def matters_called(self, name: str) -> tuple[str, ...]:
        """Ids of the matters of this id or name."""
        return self.catalogue.get(plain_name(name), ())


def offices(
    district: District,
    *,
    calendar: WorkCalendar | None = None,
    network: WalkNetwork | None = None,
    level: Visibility = Visibility.INTERNAL,
) -> Offices:
    """Make the stations of a district ready.

    Args:
        district: The district; without streets no walk is known.
        calendar: Rest days and make-up days; without one hours are seldom known.
        network: The walkable streets, with steps, where they are at hand.
        level: Up to which visibility the asker may see.
    """
    seen = offices_seen(district, network, level)
    withheld = columns_withheld(district, "stations", SHOWN, level)
    error_m = position_error_m(district, "areas")
    if not seen.district.has("stations"):
        return Offices(None, pd.DataFrame(), MappingProxyType({}), withheld, seen, error_m)
    ground = prepare(seen.district, ask(), calendar=calendar, network=seen.network)
    stations = seen.district.table("stations")
    return Offices(ground, stations, _catalogue(ground), withheld, seen, error_m)


def plain_name(name: str) -> str:
    """The name of a matter without what only differs in writing."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _catalogue(ground: Ground) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    matters = ground.services.matters
    for own, name in zip(matters.ids.tolist(), matters.names.tolist(), strict=True):
        for called in {plain_name(own), plain_name(name or own)}:
            found.setdefault(called, []).append(own)
    return MappingProxyType({name: tuple(ids) for name, ids in found.items()})
