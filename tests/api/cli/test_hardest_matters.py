"""The hardest matters, as `quankan coverage --matter all` prints them."""

from dataclasses import replace

import pytest

from data.declarations import Declaration, Visibility
from data.geopackage import write_district


@pytest.fixture
def printed(office, quankan, tmp_path):
    def of(**changed):
        write_district(replace(office, **changed), tmp_path / "d.gpkg")
        asked = ("--out", tmp_path / "out", "--matter", "all")
        result = quankan("coverage", tmp_path / "d.gpkg", *asked)
        assert result.exit_code == 0, result.output
        return [line for line in result.output.splitlines() if line.startswith("│ ")]

    return of


def place_of(matter, lines):
    return next(n for n, line in enumerate(lines) if f" {matter} " in line)


def test_what_surely_nobody_can_do_comes_before_what_is_not_known(office, printed):
    handled = office.layers["station_matters"]
    doubted = handled.assign(service=handled["service"].where(handled["matter_id"] != "m1"))
    lines = printed(layers={**office.layers, "station_matters": doubted})
    assert place_of("m3", lines) < place_of("m1", lines) < place_of("m2", lines)


def test_by_how_many_stations_is_not_told_where_that_is_restricted(printed):
    lines = printed(
        declarations=(Declaration("station_matters", visibility=Visibility.RESTRICTED),)
    )
    row = lines[place_of("m1", lines)]
    assert "—" in row
    assert "-1" not in row
