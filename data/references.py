"""Which columns name rows of other layers by their id, declared once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """Column `column` of `layer` holds ids of one of the layers `targets`."""

    layer: str
    column: str
    targets: tuple[str, ...]


# What has doors: gates may belong to any of these.
PLACES = ("residents", "stations", "facilities", "buildings", "areas", "land_use")
REFERENCES = (
    Reference("areas", "parent", ("areas",)),
    Reference("closures", "station_id", ("stations",)),
    Reference("station_matters", "station_id", ("stations",)),
    Reference("station_matters", "matter_id", ("matters",)),
    Reference("bundles", "matter_id", ("matters",)),
    Reference("gates", "of", PLACES),
    Reference("addresses", "building_id", ("buildings",)),
    Reference("permits", "building_id", ("buildings",)),
)
