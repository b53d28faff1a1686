"""The stations of a district as a scenario would have them, to be drawn and listed.

Only the tables that change are made anew; all others are the district's own. Nothing is counted
from these: figures come from the ground of the scenario.
"""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.district import District
from data.layers import LAYER_BY_NAME, SERVICES
from data.schema import PANDAS_TYPE
from geo.ground import Ground
from geo.services.matters import Handled
from geo.services.qualify import Services


def layers_after(district: District, then: Ground) -> District:
    """The district with the stations of the ground `then`, and what they handle.

    Its hashes stay those of the layers as they are: they say what a scenario was applied to.
    """
    tables = dict(district.layers)
    tables["stations"] = _stations(district, then)
    if then.services.handled is not None:
        tables["station_matters"] = _station_matters(then.services, then.services.handled)
    return replace(district, layers=MappingProxyType(tables))


def _stations(district: District, then: Ground) -> gpd.GeoDataFrame:
    """Windows, address and telephone stay; a new station has none."""
    facts = then.services.facts
    before = district.table("stations").set_index("id")
    kept = before.reindex(facts.ids.tolist())
    # Whoever nobody recorded counts as `both`, and is still not recorded.
    recorded = [
        None if blank and network == "both" else network
        for blank, network in zip(kept["network"].isna(), facts.network, strict=True)
    ]
    known: dict[str, Sequence[Any] | NDArray[np.object_]] = {
        "id": facts.ids, "name": facts.names, "tier": facts.tier, "kind": facts.kinds,
        "network": recorded,
        "opening_hours": facts.hours, "host_hours": facts.host_hours,
        "step_free": facts.step_free, "district": facts.districts,
    }  # fmt: skip
    columns = {
        column.name: pd.Series(
            list(known[column.name] if column.name in known else kept[column.name]),
            dtype=PANDAS_TYPE[column.type],
        )
        for column in LAYER_BY_NAME["stations"].columns
    }
    return gpd.GeoDataFrame(columns, geometry=list(then.stations.points), crs=district.crs)


def _station_matters(services: Services, handled: Handled) -> pd.DataFrame:
    matter = np.repeat(np.arange(len(services.matters.ids)), np.diff(handled.first))
    ways: list[str | None] = [*SERVICES, None]  # -1, not recorded, takes the last
    known: dict[str, list[str | None]] = {
        "id": [f"sm-{number}" for number in range(len(matter))],
        "station_id": services.facts.ids[handled.station].tolist(),
        "matter_id": services.matters.ids[matter].tolist(),
        "service": [ways[way] for way in handled.service],
        "opening_hours": handled.hours.tolist(),
    }
    blank: list[str | None] = [None] * len(matter)
    return pd.DataFrame(
        {
            column.name: pd.Series(known.get(column.name, blank), dtype=PANDAS_TYPE[column.type])
            for column in LAYER_BY_NAME["station_matters"].columns
        }
    )
