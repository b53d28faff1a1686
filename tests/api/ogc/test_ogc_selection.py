"""Which rows match, page by page, always by id; beside a slow loop over all of them."""

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.layer_places import NORTH_M, OWN_CRS, declared, shown, spot, view

from api.ogc.crs import offered_crs
from api.ogc.question import items_question
from api.ogc.selection import selected
from data.declarations import Visibility

ROWS = [
    {"id": "f-1", "kind": "park", "at": spot(0, 0), "valid_from": "2020-01-01"},
    {"id": "f-2", "kind": "school", "at": spot(100, 0), "valid_to": "2025-12-31"},
    {"id": "f-3", "kind": "school", "at": spot(200, 900), "status": "planned"},
    {"id": "f-4", "kind": "park", "at": shapely.box(-50, NORTH_M - 50, 20, NORTH_M + 20)},
]
PLACE = view(shown(facilities=ROWS), "facilities")


def ids(of=PLACE, **parameters: str) -> list[str]:
    pairs = [(name.replace("_crs", "-crs"), text) for name, text in parameters.items()]
    question = items_question(pairs, of.seen.columns, offered_crs(of.seen.crs))
    return [of.ids[row] for row in selected(of, question).rows]


def in_metres(west: float, south: float, east: float, north: float) -> dict[str, str]:
    # Northing comes first in the zone of the tiny district.
    return {"bbox": f"{NORTH_M + south},{west},{NORTH_M + north},{east}", "bbox_crs": OWN_CRS}


def test_all_come_by_id():
    assert ids() == ["f-1", "f-2", "f-3", "f-4"]


def test_a_page_is_a_part_of_all():
    assert ids(limit="2", offset="1") == ["f-2", "f-3"]
    assert ids(offset="99") == []


def test_a_value_has_to_be_equal():
    assert ids(kind="school") == ["f-2", "f-3"]
    assert ids(kind="School") == []


def test_null_equals_nothing():
    assert ids(status="") == []


def test_a_box_in_metres_takes_what_touches_it():
    assert ids(**in_metres(10, -10, 100, 10)) == ["f-2", "f-4"]


def test_a_box_without_width_still_touches():
    assert ids(**in_metres(100, 0, 100, 0)) == ["f-2"]
    assert ids(**in_metres(0, 0, 100, 0)) == ["f-1", "f-2", "f-4"]


def test_with_swapped_axes_the_box_would_lie_elsewhere():
    swapped = f"0,{NORTH_M - 10},100,{NORTH_M + 10}"
    assert ids(bbox=swapped, bbox_crs=OWN_CRS) == []


def test_a_box_in_degrees_finds_the_same():
    west, south, east, north = PLACE.bounds
    assert ids(bbox=f"{west},{south},{east},{north}") == ["f-1", "f-2", "f-3", "f-4"]
    assert ids(bbox=f"{south},{west},{north},{east}") == []


def test_valid_on_a_day_are_those_that_say_nothing_too():
    assert ids(datetime="2019-06-01") == ["f-2", "f-3", "f-4"]
    assert ids(datetime="2025-12-31") == ["f-1", "f-2", "f-3", "f-4"]
    assert ids(datetime="2026-01-01/..") == ["f-1", "f-3", "f-4"]


def test_hidden_days_are_not_found_out_by_asking():
    hidden = declared("facilities", columns={"valid_to": Visibility.RESTRICTED})
    place = view(shown(hidden, facilities=ROWS), "facilities")
    assert ids(place, datetime="2026-01-01/..") == ["f-1", "f-2", "f-3", "f-4"]


def test_of_nothing_there_is_nothing():
    empty = view(shown(facilities=[]), "facilities")
    assert ids(empty, bbox="0,0,90,90", kind="park") == []


NUMBERS = st.integers(-60, 250)


@settings(max_examples=40, deadline=None)
@given(st.tuples(NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS))
def test_a_box_gives_what_a_loop_over_all_rows_gives(xs, ys):
    (west, east), (south, north) = sorted(xs), sorted(ys)
    box = shapely.box(west, NORTH_M + south, east, NORTH_M + north)
    if west == east or south == north:
        box = shapely.LineString([(west, NORTH_M + south), (east, NORTH_M + north)])
    expected = [row["id"] for row in ROWS if box.distance(row["at"]) == 0]
    assert ids(**in_metres(west, south, east, north)) == expected
