"""Keepers change hours, closures and matters of their own stations."""

import pytest
from support.layer_places import declared, shown, spot
from support.layer_service import take_in

from api.districts import station_changes
from api.store.districts import find_version

HOURS = "Mo-Fr 09:00-17:00; PH off"


def place():
    return shown(
        declared("stations"),
        stations=[{"id": "s-1", "opening_hours": HOURS, "at": spot(5, 7)},
                  {"id": "s-2", "at": spot(9, 7)}],
        matters=[{"id": "m-1", "online": True}, {"id": "m-2"}],
        station_matters=[
            {"id": "x-1", "station_id": "s-1", "matter_id": "m-1", "service": "complete"},
            {"id": "x-2", "station_id": "s-2", "matter_id": "m-1", "service": "accept"},
        ],
    ).district  # fmt: skip


@pytest.fixture
def town(office):
    office.district("town")
    take_in(office.service, "town", place(), "ver-1")
    return office


@pytest.fixture
def keeper(town):
    return town.token(town.account("k", ("town", "keeper"), keeps=[("town", "s-1")]))


@pytest.fixture
def station(http, keeper):
    """The station as its keeper reads it."""
    return lambda: http.get("/districts/town/stations/s-1", headers=keeper)


@pytest.fixture
def change(http, keeper, station):
    """Change the station as it is now, unless a version is given."""

    def run(version=None, station_id="s-1", **body):
        tag = version or station().headers["etag"]
        address = f"/districts/town/stations/{station_id}"
        return http.patch(address, json=body, headers={**keeper, "If-Match": tag})

    return run


def layer(office, name):
    from api.store.districts import standing_version

    with office.service.store.reading() as connection:
        version = standing_version(connection, "town")
    district = office.service.pool.open(version.file_sha256).district
    return district.table(name).set_index("id")


def test_a_keeper_reads_what_it_may_change(station):
    assert station().json() == {
        "district": "town", "station": "s-1", "version": "ver-1", "opening_hours": HOURS,
        "host_hours": None, "closures": [],
        "matters": [{"id": "x-1", "matter_id": "m-1", "service": "complete",
                     "opening_hours": None}],
    }  # fmt: skip


def test_other_hours_make_a_new_version_and_leave_other_stations_alone(town, change):
    told = change(opening_hours="Mo-Sa 08:00-18:00; PH off").json()
    assert told["version"] != "ver-1"
    hours = layer(town, "stations")["opening_hours"].fillna("").to_dict()
    assert hours == {"s-1": "Mo-Sa 08:00-18:00; PH off", "s-2": ""}


def test_a_closure_is_added_and_ended(town, change):
    added = change(closures=[{"from": "2026-12-01", "reason": "装修"}]).json()["closures"]
    change(closures=[{**added[0], "to": "2026-12-31"}])
    rows = layer(town, "closures")
    assert rows.loc[added[0]["id"], ["station_id", "from", "to", "reason"]].tolist() == [
        "s-1", "2026-12-01", "2026-12-31", "装修",
    ]  # fmt: skip


def test_matters_are_replaced_for_this_station_only(town, change):
    change(matters=[{"matter_id": "m-2", "service": "advise", "opening_hours": HOURS}])
    rows = layer(town, "station_matters").reset_index()
    pairs = set(zip(rows["station_id"], rows["matter_id"], strict=True))
    assert pairs == {("s-1", "m-2"), ("s-2", "m-1")}


def test_what_stood_there_before_undoes_the_change(town, http, keeper, change):
    before = layer(town, "stations")
    change(opening_hours=None, host_hours="24/7", matters=[])
    last = http.get("/districts/town/stations/s-1/changes", headers=keeper).json()["items"][0]
    assert last["change"] == {"opening_hours": None, "host_hours": "24/7", "matters": []}
    assert change(**last["before"]).status_code == 200
    assert layer(town, "stations").equals(before)
    assert list(layer(town, "station_matters").index) == ["x-1", "x-2"]


def test_who_changes_what_somebody_else_has_changed_is_refused(change):
    first = change(opening_hours="Mo 09:00-12:00")
    refused = change('"ver-1"', opening_hours="Tu 09:00-12:00")
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition-failed")
    assert change(first.headers["etag"], opening_hours="Tu 09:00-12:00").status_code == 200


@pytest.fixture
def other(town, http):
    """Change the other station, as its own keeper."""
    keeper = town.token(town.account("o", ("town", "keeper"), keeps=[("town", "s-2")]))
    address = "/districts/town/stations/s-2"

    def run(**body):
        tag = http.get(address, headers=keeper).headers["etag"]
        return http.patch(address, json=body, headers={**keeper, "If-Match": tag})

    return run


def test_who_changes_another_station_is_in_nobodys_way(town, station, change, other):
    tag = station().headers["etag"]
    assert other(opening_hours="Mo 09:00-12:00").status_code == 200
    assert change(tag, opening_hours="Tu 09:00-12:00").status_code == 200
    hours = layer(town, "stations")["opening_hours"].to_dict()
    assert hours == {"s-1": "Tu 09:00-12:00", "s-2": "Mo 09:00-12:00"}


def test_not_even_at_the_same_moment(town, change, other, monkeypatch):
    others = [lambda: other(host_hours="24/7")]

    def write(*given, kept=station_changes._kept_version):
        made = kept(*given)
        while others:
            others.pop()()
        return made

    monkeypatch.setattr(station_changes, "_kept_version", write)
    assert change(opening_hours="Tu 09:00-12:00").status_code == 200
    rows = layer(town, "stations")
    assert rows["host_hours"]["s-2"] == "24/7"
    assert rows["opening_hours"]["s-1"] == "Tu 09:00-12:00"


def test_a_change_says_on_what_it_is_made(http, keeper):
    told = http.patch("/districts/town/stations/s-1", json={}, headers=keeper)
    assert (told.status_code, told.json()["code"]) == (428, "precondition-required")
    assert told.json()["errors"][0]["field"] == "If-Match"


def test_who_is_overtaken_while_the_change_is_made_is_refused_alike(change, monkeypatch):
    """Another version stands once the new one is written, though not when it was begun."""
    from api.store.errors import StaleError
    from data.text import Text

    def overtaken(*_, **__):
        raise StaleError("town", Text("甲", "a"), Text("乙", "b"))

    monkeypatch.setattr(station_changes, "set_version", overtaken)
    assert change(opening_hours="Mo 09:00-12:00").status_code == 412


def test_a_change_that_changes_nothing_makes_no_version(town, change):
    assert change(opening_hours=HOURS).json()["version"] == "ver-1"
    assert town.log(action="station_changed") == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"opening_hours": "every day, mostly"}, "opening_hours"),
        ({"matters": [{"matter_id": "m-1", "opening_hours": "x"}]}, "matters.0.opening_hours"),
        ({"matters": [{"matter_id": "m-9"}]}, "matters.0.matter_id"),
        ({"closures": [{"from": "2026-12-02", "to": "2026-12-01"}]}, "closures.0.to"),
        ({"closures": [{"from": "2026-02-31"}]}, "closures.from"),
        ({"closures": [{"id": "s-2"}]}, "closures.0.id"),
        ({"closures": [{"reason": "懒"}]}, "closures.0.reason"),
        ({"name": "别的站"}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(change, body, field):
    told = change(**body)
    assert (told.status_code, told.json()["errors"][0]["field"]) == (422, field)


@pytest.fixture
def files(town):
    """How many district files are kept."""
    return lambda: len(list((town.service.home.folder / "districts").glob("*.gpkg")))


def test_what_stood_before_stands_again_and_takes_no_more_room(town, change, files):
    first = change(opening_hours="Mo 09:00-12:00").json()["version"]
    change(opening_hours="Tu 09:00-12:00")
    assert change(opening_hours="Mo 09:00-12:00").json()["version"] == first
    assert files() == 3
    assert layer(town, "stations")["opening_hours"]["s-1"] == "Mo 09:00-12:00"
    assert len(town.log(action="station_changed")) == 3


def test_what_stood_before_is_written_again_where_its_file_is_damaged(town, change, files):
    first = change(opening_hours="Mo 09:00-12:00").json()["version"]
    with town.service.store.reading() as connection:
        damaged = town.service.home.district_file(find_version(connection, first).file_sha256)
    change(opening_hours="Tu 09:00-12:00")
    damaged.write_bytes(b"damaged")
    assert change(opening_hours="Mo 09:00-12:00").json()["version"] != first
    assert files() == 4


def test_changes_of_a_day_are_bounded(change, files, monkeypatch):
    monkeypatch.setattr(station_changes, "MOST_A_DAY", 2)
    for day in ("Mo", "Tu"):
        assert change(opening_hours=f"{day} 09:00-12:00").status_code == 200
    refused = change(opening_hours="We 09:00-12:00")
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many")
    assert files() == 3


def test_other_stations_are_not_a_keepers_to_read_or_change(town, http, keeper, change):
    assert change('"ver-1"', station_id="s-2", opening_hours=HOURS).status_code == 403
    assert http.get("/districts/town/stations/s-2", headers=keeper).status_code == 403
    planner = town.token(town.account("p", ("town", "planner")))
    assert http.get("/districts/town/stations/s-1/changes", headers=planner).status_code == 403
    assert http.get("/districts/town/stations/s-1").status_code == 404


def test_a_change_is_written_down(town, change):
    change(opening_hours="Mo 09:00-12:00")
    assert town.log(action="station_changed") == [("station_changed", "acc-k", "s-1")]


def test_closures_that_nobody_declared_are_seen_by_who_sees_stations(town, change):
    change(closures=[{"from": "2026-12-01"}])
    from api.store.districts import standing_version

    with town.service.store.reading() as connection:
        version = standing_version(connection, "town")
    declared_now = town.service.pool.open(version.file_sha256).district.declaration("closures")
    assert (declared_now.visibility.value, declared_now.extent) == ("public", None)
