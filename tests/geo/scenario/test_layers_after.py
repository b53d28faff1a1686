"""The stations of a scenario as a layer, to be drawn and listed."""

import shapely
from support.tiny import district, street

from data.scenario import changes as edit
from geo.ground import prepare
from geo.question import ask
from geo.scenario.apply import changed
from geo.scenario.layers import layers_after

PLACE = district(
    streets=[street(("a", 0, 0), ("b", 1000, 0))],
    stations=[
        {"id": "s1", "name": "一号站", "windows": 3, "at": (0, 0)},
        {"id": "s2", "name": "二号站", "network": "both", "at": (900, 0)},
    ],
    residents=[{"id": "r", "population": 10, "at": (500, 0)}],
    matters=[{"id": "m1"}],
    station_matters=[{"id": "h1", "station_id": "s1", "matter_id": "m1", "service": "complete"}],
)


def after(*changes):
    ground = prepare(PLACE, ask())
    return layers_after(PLACE, changed(PLACE, ground, edit.Scenario(changes))).layers


def test_without_a_change_the_layer_is_as_it_was():
    assert after()["stations"].equals(PLACE.layers["stations"])


def test_a_station_that_moved_keeps_what_is_recorded_of_it():
    row = after(edit.StationMoved("s1", shapely.Point(400, 0)))["stations"].iloc[0]
    assert (row["name"], row["windows"], row.geometry.x) == ("一号站", 3, 400)


def test_added_and_closed_stations_come_and_go():
    added = edit.StationAdded("s0", shapely.Point(100, 0), name="新站", tier="post")
    table = after(added, edit.StationClosed("s2"))["stations"]
    assert table[["id", "name"]].values.tolist() == [["s0", "新站"], ["s1", "一号站"]]


def test_hours_and_matters_are_those_of_the_scenario():
    layers = after(
        edit.HoursChanged("s1", "24/7"), edit.MatterDelegated("s2", edit.Handling("m1", "accept"))
    )
    assert layers["stations"]["opening_hours"].tolist()[0] == "24/7"
    handled = layers["station_matters"][["station_id", "service"]].values.tolist()
    assert handled == [["s1", "complete"], ["s2", "accept"]]
