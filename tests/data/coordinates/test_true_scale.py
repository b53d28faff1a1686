"""Distances must be true where the district lies."""

import pytest
from pyproj import CRS, Transformer

from data.coordinates.true_scale import require_true_scale
from data.errors import DistrictError


def around_chengdu(code):
    crs = CRS.from_epsg(code)
    to_crs = Transformer.from_crs(4326, crs, always_xy=True)
    return crs, to_crs.transform_bounds(104.0, 30.6, 104.2, 30.8)


@pytest.mark.parametrize("code", [4544, 4523, 4543, 32648])
def test_zones_that_belong_there_are_true(code):
    require_true_scale(*around_chengdu(code), "d.gpkg")


@pytest.mark.parametrize(("code", "off"), [(3857, "16"), (2326, "[0-9]"), (4549, "[0-9]")])
def test_projections_of_elsewhere_are_not(code, off):
    with pytest.raises(DistrictError, match=rf"lengths in .* are {off}.*% off there"):
        require_true_scale(*around_chengdu(code), "d.gpkg")
