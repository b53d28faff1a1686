"""Parameters are read strictly: what is not understood is refused, and named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS

from api.ogc.crs import CRS84, offered_crs
from api.ogc.errors import ParameterError
from api.ogc.question import MOST_ITEMS, items_question
from data.layers import LAYER_BY_NAME

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
OFFERED = offered_crs(CRS(4544))


def asked(layer: str = "stations", **parameters: str):
    pairs = [(name.replace("_crs", "-crs"), text) for name, text in parameters.items()]
    return items_question(pairs, LAYER_BY_NAME[layer].columns, OFFERED)


def test_without_parameters_all_is_asked_for_in_crs84():
    question = asked()
    assert (question.crs.uri, question.boxes, question.days, question.offset) == (
        CRS84,
        None,
        None,
        0,
    )


def test_a_box_has_the_axis_order_of_its_own_system():
    assert asked(bbox="104,30,105,31").boxes == ((104, 30, 105, 31),)
    north_first = asked(bbox="30,104,31,105", bbox_crs=f"{EPSG}4490")
    assert north_first.boxes == ((104, 30, 105, 31),)


def test_heights_of_a_box_are_passed_over():
    assert asked(bbox="104,30,-5,105,31,900").boxes == ((104, 30, 105, 31),)


def test_a_box_across_the_date_line_is_two():
    assert asked(bbox="179,-1,-179,1").boxes == ((179, -1, 180, 1), (-180, -1, -179, 1))


def test_values_are_read_as_the_type_of_their_column():
    question = asked(kind="kiosk", windows="3", step_free="true")
    assert dict(question.equal) == {"kind": "kiosk", "windows": 3, "step_free": True}


def test_a_page_is_never_larger_than_ten_thousand():
    assert asked(limit="999999").limit == MOST_ITEMS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-06-30", ("2026-06-30", "2026-06-30")),
        ("2026-06-30T20:00:00Z", ("2026-07-01", "2026-07-01")),
        ("2026-01-01/..", ("2026-01-01", None)),
        ("/2026-01-01", (None, "2026-01-01")),
        ("2026-01-01/2026-02-01", ("2026-01-01", "2026-02-01")),
    ],
)
def test_a_moment_stands_for_its_day_in_china(text, days):
    assert asked(datetime=text).days == days


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("colour", "red"),
        ("limit", "0"),
        ("limit", "-1"),
        ("limit", "１"),
        ("limit", "9" * 5000),
        ("offset", "1.5"),
        ("bbox", "1,2,3"),
        ("bbox", "1,2,3,nan"),
        ("bbox", "1,5,2,4"),
        ("bbox", "1,2,3,4,5,6,7"),
        ("crs", "EPSG:4544"),
        ("bbox-crs", "x"),
        ("datetime", "yesterday"),
        ("datetime", "../.."),
        ("datetime", "2026-02-30"),
        ("datetime", "2026-02-01/2026-01-01"),
        ("datetime", "0001-01-01T00:00:00+23:00"),
        ("datetime", "1/2/3"),
        ("windows", "3.0"),
        ("step_free", "yes"),
        ("f", "html"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(name, text):
    with pytest.raises(ParameterError) as refused:
        items_question([(name, text)], LAYER_BY_NAME["stations"].columns, OFFERED)
    assert refused.value.at == name


def test_numbers_and_days_of_a_column_are_checked():
    for layer, name, text in (
        ("residents", "population", "inf"),
        ("permits", "expires", "2026-2-1"),
    ):
        with pytest.raises(ParameterError):
            asked(layer, **{name: text})


def test_a_parameter_given_twice_is_refused():
    pairs = [("kind", "post"), ("kind", "hall")]
    with pytest.raises(ParameterError):
        items_question(pairs, LAYER_BY_NAME["stations"].columns, OFFERED)


NAMES = st.sampled_from(
    ["bbox", "bbox-crs", "crs", "datetime", "limit", "offset", "f", "windows", "step_free", "u"]
)
TEXTS = st.text(max_size=30) | st.text("0123456789-+.,/:TZinfea ", max_size=40)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(NAMES, TEXTS), max_size=3))
def test_whatever_strangers_send_is_a_question_or_refused(parameters):
    try:
        question = items_question(parameters, LAYER_BY_NAME["stations"].columns, OFFERED)
    except ParameterError:
        return
    assert 1 <= question.limit <= MOST_ITEMS


def test_a_table_has_no_place_to_be_asked_for():
    columns = LAYER_BY_NAME["matters"].columns
    assert items_question([("limit", "5")], columns, ()).limit == 5
    with pytest.raises(ParameterError):
        items_question([("bbox", "1,2,3,4")], columns, ())
