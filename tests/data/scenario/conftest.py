"""A scenario as somebody types it, and what comes of it."""

import pytest
from pyproj import CRS

from data.scenario.file import read_scenario

DISTRICT_CRS = CRS.from_epsg(4544)


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "scenario.toml"
        path.write_text(text, encoding="utf-8")
        return read_scenario(path, DISTRICT_CRS)

    return read_text
