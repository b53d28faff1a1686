"""A district whose hours are missing, cannot be read, or go over midnight."""

import json
from dataclasses import replace

import pytest

from data.geopackage import write_district


@pytest.mark.parametrize(
    ("hours", "moment", "covered"),
    [
        ("Mo-Su,PH 22:00-02:00", "2026-06-03T01:59", True),
        ("Mo-Su,PH 22:00-02:00", "2026-06-03T02:00", False),
        (None, "2026-06-03T10:00", None),
        ("by the sun", "2026-06-03T10:00", None),
        ("24/7", "2026-10-07T10:00", None),
    ],
)
def test_people_are_covered_or_not_or_it_is_not_known(
    hours, moment, covered, office, quankan, tmp_path
):
    stations = office.layers["stations"].assign(opening_hours=hours)
    place = replace(office, layers={**office.layers, "stations": stations})
    write_district(place, tmp_path / "d.gpkg")
    result = quankan("coverage", tmp_path / "d.gpkg", "--out", tmp_path / "out", "--at", moment)
    assert result.exit_code == 0
    document = json.loads((tmp_path / "out" / "coverage.json").read_text("utf-8"))
    totals = document["totals"]["population"]
    assert totals["covered"] == (100 if covered else 0)
    assert ("station_may_qualify" in document["reasons"]) == (covered is None)
