"""Where a district keeps hours."""

from collections.abc import Mapping
from types import MappingProxyType

# Layer to its columns of hours, all of them in OSM's syntax.
HOURS_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "stations": ("opening_hours", "host_hours"),
        "station_matters": ("opening_hours",),
        "gates": ("opening_hours",),
    }
)
