"""What an asker sees of a layer: what is kept back is not there at all."""

from dataclasses import replace

import pytest
from support.layer_places import PUBLIC, declared, shown, spot, view
from support.tiny import METRES

from api.districts.seen import Sight, seen_layer
from data.content_hash import content_hash
from data.declarations import Visibility
from data.layers import LAYER_BY_NAME

INTERNAL, RESTRICTED = Visibility.INTERNAL, Visibility.RESTRICTED
PEOPLE = [
    {"id": "r-1", "population": 9.0, "age_60_plus": 0.0, "at": spot(0, 0)},
    {"id": "r-2", "population": 10.0, "age_60_plus": None, "at": spot(1, 0)},
]
PARKS = [
    {"id": "f-1", "kind": "park", "name": "园", "at": spot(0, 0)},
    {"id": "f-2", "kind": "depot", "name": "库", "at": spot(1, 0)},
]


def test_a_hidden_column_is_not_there_rather_than_null():
    place = shown(declared("facilities", columns={"name": INTERNAL}), facilities=PARKS)
    seen = view(place, "facilities").seen
    assert "name" not in seen.table
    assert "name" not in [column.name for column in seen.columns]


def test_a_layer_above_the_level_is_not_there():
    place = shown(declared("facilities", INTERNAL), facilities=PARKS)
    assert view(place, "facilities") is None


def test_rows_of_a_hidden_kind_are_not_there_and_ids_find_their_rows():
    place = shown(
        declared("facilities"), declared("facilities", RESTRICTED, "park"), facilities=PARKS
    )
    assert dict(view(place, "facilities").rows) == {"f-2": 0}


@pytest.mark.parametrize(
    ("small_counts", "population", "hidden"), [(False, [None, 10.0], 2), (True, [9.0, 10.0], 0)]
)
def test_counts_below_ten_are_null_for_those_who_may_not_see_them(small_counts, population, hidden):
    seen = view(shown(residents=PEOPLE, sight=Sight(PUBLIC, small_counts)), "residents")
    assert seen.values["population"] == population
    assert seen.seen.small_counts_hidden == hidden


def test_what_is_kept_back_now_does_not_leave_from_an_earlier_version():
    earlier = shown(facilities=PARKS)
    now = (declared("facilities"), declared("facilities", RESTRICTED, "depot"))
    seen = seen_layer(earlier.district, "facilities", Sight(PUBLIC), now)
    assert list(seen.table["id"]) == ["f-1"]
    assert seen_layer(earlier.district, "facilities", Sight(PUBLIC), ()) is None


def test_the_hash_is_that_of_the_layer_where_nothing_is_hidden():
    place = shown(facilities=PARKS)
    layer = LAYER_BY_NAME["facilities"]
    expected = content_hash(layer, place.district.layers["facilities"], METRES)
    assert view(place, "facilities").seen.hash == expected


def test_a_hash_does_not_tell_of_what_is_hidden():
    hidden = declared("facilities", RESTRICTED, "depot")
    one = shown(declared("facilities"), hidden, facilities=PARKS)
    other = shown(
        declared("facilities"), hidden, facilities=[PARKS[0], {**PARKS[1], "name": "别的"}]
    )
    assert view(one, "facilities").seen.hash == view(other, "facilities").seen.hash


def test_a_sight_has_a_word_for_addresses():
    sights = [Sight(PUBLIC), Sight(INTERNAL), replace(Sight(INTERNAL), small_counts=True)]
    assert [sight.key for sight in sights] == ["public", "internal", "internal-counts"]
