"""Stored coordinates are whole tenths of a millimetre; nothing else about a shape changes."""

import numpy as np
import shapely

from data.builder.precision import rounded


def on_grid(wkt: str) -> str:
    return shapely.to_wkt(rounded(np.array([shapely.from_wkt(wkt)], object))[0], 9)


def test_coordinates_become_whole_tenths_of_a_millimetre():
    assert on_grid("POINT (1.00004 2.00006)") == "POINT (1 2.0001)"


def test_minus_zero_is_zero():
    shape = rounded(np.array([shapely.Point(-0.00001, 0)], object))[0]
    assert shape.wkb == shapely.Point(0, 0).wkb


def test_missing_shapes_stay_missing():
    assert rounded(np.array([None, shapely.Point()], object)).tolist() == [None, shapely.Point()]


def test_a_sliver_thinner_than_the_grid_stays_as_it_is():
    sliver = "POLYGON ((0 0, 10 0, 10 0.00001, 0 0))"
    assert on_grid(sliver) == shapely.to_wkt(shapely.from_wkt(sliver), 9)


def test_ends_that_met_still_meet_and_lengths_are_those_of_the_stored_lines(office, places):
    third = 100 / 3
    roads = [places.line((0, third), (100, third)), places.line((third, 0), (third, 100))]
    office.geojson("roads.geojson", *[({}, road) for road in roads])
    layer = '[[layers.streets]]\nfile = "roads.geojson"\ncrs = "EPSG:4544"\n'
    streets = office.build(layer + 'noding = { how = "cross" }\n').layers["streets"]
    ends = np.concatenate([shapely.get_coordinates(line)[[0, -1]] for line in streets.geometry])
    assert len(np.unique(ends, axis=0)) == 5
    assert (ends == np.round(ends, 4)).all()
    assert streets["length_m"].tolist() == np.round(streets.geometry.length, 3).tolist()
