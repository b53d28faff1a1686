"""What a scenario adds to circles and takes from them, as RFC 7946 GeoJSON. A picture."""

import json
from collections.abc import Mapping
from fractions import Fraction

from pyproj import CRS

from api.outputs.in_degrees import geojson_geometry
from geo.circles.changed import ChangedArea


def changed_circles_geojson(changed: Mapping[Fraction, ChangedArea], crs: CRS) -> bytes:
    """A feature collection: for each band, by its `minutes`, what is `gained` and what is `lost`.

    Args:
        changed: Band in minutes to what changes of its circle, in `crs`; what is empty is left out.
        crs: The district's CRS.
    """
    features = [
        {
            "type": "Feature",
            "properties": {"minutes": float(band), "change": change},
            "geometry": geojson_geometry(area, crs),
        }
        for band, of_band in changed.items()
        for change, area in (("gained", of_band.gained), ("lost", of_band.lost))
        if not area.is_empty
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()
