"""Rows of a table placed at once: each as a single survey of it would be."""

import numpy as np
import pytest
from support.few_sites import CRS_OF_IT, degrees, ground_of
from support.few_words import FEW_WORDS

from data.sites.batch import BatchDefaults, read_batch, site_rows
from geo.scene.sites import Shape, Source
from geo.site.batch import batch_sites
from geo.site.directory import directory
from geo.site.grounds import grounds

DISTRICT = ground_of()
GROUND, BOOK = grounds(DISTRICT), directory(DISTRICT)
DEFAULTS = BatchDefaults(type="网吧", undertaking="rent", datum="cgcs2000")
HEADER = "lon,lat,address,site_is,site_error_m,floor,building_use"


def at(x, y):
    lon, lat = degrees(x, y)
    return f"{lon:.9f},{lat:.9f}"


@pytest.fixture
def placed(tmp_path):
    def place(*lines):
        file = tmp_path / "sites.csv"
        file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        batch = read_batch(file, FEW_WORDS)
        (rows,) = site_rows(batch, FEW_WORDS, CRS_OF_IT, DEFAULTS)
        return batch_sites(GROUND, BOOK, rows)

    return place


GOOD = (
    f"{at(120, 110)},,,,2,",
    f"{at(120, 110)},,building,,,mixed",
    f"{at(120, 110)},,parcel,9,,",
    ",,老街8号,,,,",
    ",,老街8号,door,,,",
    ",,长青小学,,,3,",
)


def test_points_buildings_parcels_and_addresses(placed):
    found = placed(*GOOD)
    assert found.problems == ()
    assert list(found.outline) == [None, "b1", "l1", "b1", None, "f1"]
    assert list(found.sites.error_m) == [5, 1, 9, 1, 3, 50]
    door, building, parcel = Shape.DOOR, Shape.BUILDING, Shape.PARCEL
    assert list(found.sites.what) == [door, building, parcel, building, door, parcel]


def test_facts_with_their_sources(placed):
    facts = placed(*GOOD[:2]).sites.facts
    assert list(facts["floor"].known) == [True, False]
    assert facts["floor"].value[0] == 2
    assert list(facts["building_use"].source) == [Source.NONE, Source.DECLARED]
    assert facts["building_use"].value[1] == "mixed"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (f"{at(143, 110)},,building,,,", "lon,lat"),
        (f"{at(3000, 110)},,,,,", "lon,lat"),
        (f"{at(120, 110)},,window,,,", "site_is"),
        (",,长青路9号,,,,", "address"),
        (",,长青路1号,,,,", "address"),
        (",,长青小学,door,,,", "site_is"),
        (f"{at(120, 110)},,,,0,", "floor"),
    ],
)
def test_a_bad_row_is_told_and_the_others_stay(placed, line, field):
    found = placed(GOOD[0], line, GOOD[1])
    assert [(problem.row, problem.field) for problem in found.problems] == [(2, field)]
    assert list(found.row) == [1, 3]


def test_at_once_is_one_by_one(placed):
    whole = placed(*GOOD)
    for k, line in enumerate(GOOD):
        alone = placed(line)
        assert alone.sites.shapes[0].equals(whole.sites.shapes[k])
        assert alone.sites.error_m[0] == whole.sites.error_m[k]
        assert alone.sites.what[0] == whole.sites.what[k]


def test_no_rows_at_all(placed):
    found = placed(",,长青路9号,,,,")
    assert (found.sites.count, len(found.row)) == (0, 0)
    assert np.asarray(found.sites.shapes).shape == (0,)
