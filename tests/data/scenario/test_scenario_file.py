"""A scenario says what shall be, one change after another."""

import json

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from data.coordinates.shifted_datums import wgs84_to_bd09, wgs84_to_gcj02
from data.layers import GATE_STATUSES, SERVICES
from data.scenario import changes as edit
from data.scenario.file import read_scenario

CRS_4544 = CRS.from_epsg(4544)
HOURS = "Mo-Fr 09:00-17:00; PH off"


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ('kind = "station_closed"\nstation = "s-1"', edit.StationClosed("s-1")),
        (
            'kind = "hours_changed"\nstation = "s-1"\nopening_hours = "Mo-Fr 09:00-17:00; PH off"',
            edit.HoursChanged("s-1", HOURS),
        ),
        (
            'kind = "hours_changed"\nstation = "s-1"\nopening_hours = ""',
            edit.HoursChanged("s-1", None),
        ),
        (
            'kind = "matter_delegated"\nstation = "s-1"\nmatter = "m-1"\nservice = "accept"',
            edit.MatterDelegated("s-1", edit.Handling("m-1", "accept")),
        ),
        (
            'kind = "matter_withdrawn"\nstation = "s-1"\nmatter = "m-1"\nservice = "self"\n'
            'opening_hours = "24/7"',
            edit.MatterWithdrawn("s-1", edit.Handling("m-1", "self", "24/7")),
        ),
        ('kind = "street_opened"\nstreet = "e-1"', edit.StreetSet("e-1", True)),
        ('kind = "street_barred"\nstreet = "e-1"', edit.StreetSet("e-1", False)),
        ('kind = "gate_opened"\ngate = "g-1"', edit.GateSet("g-1", "open")),
        ('kind = "gate_barred"\ngate = "g-1"', edit.GateSet("g-1", "locked")),
        ('kind = "gate_removed"\ngate = "g-1"', edit.GateRemoved("g-1")),
    ],
)
def test_each_kind_is_the_change_it_names(read, written, change):
    assert read(f"[[change]]\n{written}").changes == (change,)


def test_a_station_is_added_with_all_that_the_layer_knows_of_it(read):
    scenario = read("""
        [[change]]
        kind = "station_added"
        station = "s-new"
        at = [400000, 3390000]
        datum = "district"
        name = "新驿站"
        tier = "post"
        station_kind = "partner"
        network = "both"
        opening_hours = "Mo-Su,PH 08:00-20:00"
        host_hours = "Mo-Su,PH 07:00-22:00"
        step_free = true
        district = "金牛区"
        handles = [
            { matter = "m-1", service = "accept" },
            { matter = "m-2", service = "self", opening_hours = "24/7" },
        ]
    """)
    assert scenario.changes == (
        edit.StationAdded(
            station="s-new", at=shapely.Point(400000, 3390000), name="新驿站", tier="post",
            kind="partner", network="both", opening_hours="Mo-Su,PH 08:00-20:00",
            host_hours="Mo-Su,PH 07:00-22:00", step_free=True, district="金牛区",
            handles=(edit.Handling("m-1", "accept"), edit.Handling("m-2", "self", "24/7")),
        ),
    )  # fmt: skip


def test_what_is_not_written_of_a_new_station_is_not_known(read):
    text = 'station = "s"\nat = [400000, 3390000]\ndatum = "district"'
    (change,) = read(f'[[change]]\nkind = "station_added"\n{text}').changes
    assert change == edit.StationAdded("s", shapely.Point(400000, 3390000))


def test_a_new_gate_is_open_unless_said(read):
    text = 'gate = "g"\nof = "r-1"\nat = [400000, 3390000]\ndatum = "district"'
    (change,) = read(f'[[change]]\nkind = "gate_added"\n{text}').changes
    assert change == edit.GateAdded("g", "r-1", shapely.Point(400000, 3390000), "open", None)


def test_changes_keep_their_order_and_the_file_its_title(read):
    scenario = read("""
        title = " 调整方案一 "
        [[change]]
        kind = "station_closed"
        station = "s-2"
        [[change]]
        kind = "station_closed"
        station = "s-1"
    """)
    assert [change.station for change in scenario.changes] == ["s-2", "s-1"]
    assert scenario.title == "调整方案一"
    assert scenario.source.endswith("scenario.toml")


def moved(read, datum, x, y):
    text = f'kind = "station_moved"\nstation = "s"\nat = [{x!r}, {y!r}]\ndatum = "{datum}"'
    (change,) = read(f"[[change]]\n{text}").changes
    assert isinstance(change, edit.StationMoved)
    return change.at


def test_metres_of_the_district_stay_as_they_are(read):
    assert moved(read, "district", 400000.25, 3390000.125).coords[0] == (400000.25, 3390000.125)


def test_the_same_place_in_every_datum_is_one_place(read):
    lon, lat = 104.05, 30.69
    true = Transformer.from_crs("EPSG:4326", CRS_4544, always_xy=True).transform(lon, lat)
    shifted = {"gcj02": wgs84_to_gcj02, "BD-09": wgs84_to_bd09}
    plain = ("wgs84", "WGS-84", "cgcs2000", "EPSG:4326", "EPSG:4490")
    written = {**dict.fromkeys(plain, (lon, lat)), "district": true}
    for name, shift in shifted.items():
        written[name] = tuple(float(value) for value in shift(lon, lat))
    for datum, (x, y) in written.items():
        assert moved(read, datum, x, y).distance(shapely.Point(true)) < 0.01, datum


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
handlings = st.builds(
    edit.Handling, words, st.sampled_from(SERVICES), st.sampled_from([None, HOURS])
)
places = st.builds(shapely.Point, st.integers(390_000, 420_000), st.integers(3_380_000, 3_400_000))
changes = st.one_of(
    st.builds(edit.StationClosed, words),
    st.builds(edit.StationMoved, words, places),
    st.builds(edit.MatterDelegated, words, handlings),
    st.builds(edit.MatterWithdrawn, words, handlings),
    st.builds(edit.HoursChanged, words, st.sampled_from([None, HOURS])),
    st.builds(edit.StreetSet, words, st.booleans()),
    st.builds(edit.GateSet, words, st.sampled_from(["open", "locked"])),
    st.builds(edit.GateAdded, words, words, places, st.sampled_from(GATE_STATUSES)),
)
KIND = {
    edit.StationClosed: "station_closed", edit.StationMoved: "station_moved",
    edit.MatterDelegated: "matter_delegated", edit.MatterWithdrawn: "matter_withdrawn",
    edit.HoursChanged: "hours_changed", edit.GateAdded: "gate_added",
    (edit.StreetSet, True): "street_opened", (edit.StreetSet, False): "street_barred",
    (edit.GateSet, "open"): "gate_opened", (edit.GateSet, "locked"): "gate_barred",
}  # fmt: skip


def written(change):
    """The change as TOML, every text as JSON writes it."""
    said = dict(vars(change))
    switch = said.pop("foot", None) if isinstance(change, edit.StreetSet) else None
    if isinstance(change, edit.GateSet):
        switch = said.pop("status")
    said |= vars(said.pop("handling", None) or edit.Handling("")) if "handling" in said else {}
    if "at" in said:
        said |= {"at": list(said["at"].coords[0]), "datum": "district"}
    kind = KIND[type(change) if switch is None else (type(change), switch)]
    rows = [f"{key} = {json.dumps(value or '', ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join(["[[change]]", f'kind = "{kind}"', *rows])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=1, max_size=6))
def test_what_is_written_is_what_is_read(tmp_path, wanted):
    path = tmp_path / "scenario.toml"
    path.write_text("\n".join(written(change) for change in wanted), encoding="utf-8")
    assert read_scenario(path, CRS_4544).changes == tuple(wanted)
