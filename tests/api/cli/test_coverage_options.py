"""What `quankan coverage` may be asked, option by option, and what it refuses."""

import json
from dataclasses import replace
from datetime import date

import pytest

import api.cli.asking
from data.declarations import Declaration, Visibility
from data.geopackage import write_district


@pytest.fixture
def ask(office_file, quankan, tmp_path):
    """The document that answers some options."""

    def asked(*words):
        result = quankan("coverage", office_file, "--out", tmp_path / "out", *words)
        assert result.exit_code == 0, result.output
        return json.loads((tmp_path / "out" / "coverage.json").read_text("utf-8"))

    return asked


def covered(document):
    return document["totals"]["population"]["covered"]


@pytest.mark.parametrize(("matter", "people"), [("m1", 100), ("m2", 100), ("m3", 0)])
def test_a_matter_counts_where_it_is_handled(ask, matter, people):
    document = ask("--matter", matter)
    assert (covered(document), document["parameters"]["matters"]) == (people, [matter])


@pytest.mark.parametrize(("service", "people"), [("complete", 0), ("accept,self", 100)])
def test_a_service_narrows(ask, service, people):
    assert covered(ask("--matter", "m2", "--service", service)) == people


def test_services_may_be_repeated(ask):
    services = ask("--matter", "m1", "--service", "self", "--service", "complete")["parameters"][
        "services"
    ]
    assert services == ["complete", "self"]


def test_a_bundle_is_one_station_for_all_of_it(ask):
    document = ask("--bundle", "b1")
    asked = document["parameters"]
    assert (asked["bundle"], asked["matters"], covered(document)) == ("b1", ["m1", "m2"], 100)
    assert document["notes"]["matters_online"] == ["m1"]
    assert document["notes"]["scopes_assumed"] == 1


def test_beside_a_bundle_every_matter_may_be_asked_for_itself(ask):
    alone, beside = ask("--bundle", "b1"), ask("--bundle", "b1", "--matter", "all")
    assert beside["totals"] == alone["totals"]
    by_matter = {m: found["population"]["covered"] for m, found in beside["matters"].items()}
    assert by_matter == {"m1": 100, "m2": 100, "m3": 0}
    assert beside["notes"]["matters_online"] == ["m1"]


@pytest.mark.parametrize(
    ("network", "stations"),
    [("residents", {"s1"}), ("enterprises", {"s1", "s2"}), ("all", {"s1", "s2"})],
)
def test_residents_and_enterprises_have_networks_of_their_own(ask, network, stations):
    document = ask("--network", network)
    assert set(document["stations"]) == stations
    assert document["parameters"]["network"] == network


@pytest.mark.parametrize(
    ("moment", "kind", "people", "booked"),
    [
        ("2026-10-09T10:00", "ordinary", 100, 100),
        ("2026-10-09T17:00", "ordinary", 0, 0),
        ("2026-10-07T10:00", "rest", 0, 0),
        ("2026-10-10T10:00", "make_up", 100, 100),
        ("2026-10-17T10:00", "ordinary", 0, 100),
    ],
)
def test_at_an_hour_what_is_open_counts_and_appointments_apart(ask, moment, kind, people, booked):
    document = ask("--at", moment)
    assert document["parameters"]["moment"] == moment
    assert document["parameters"]["day"]["kind"] == kind
    with_appointment = document["with_appointment"]["population"]["covered"]
    assert (covered(document), with_appointment) == (people, booked)


def test_a_year_without_a_calendar_is_answered_unknown_and_said(ask):
    document = ask("--at", "2031-06-04T10:00")
    assert document["notes"]["calendar_not_covered"] == [2031]
    totals = document["totals"]["population"]
    assert (totals["covered"], totals["unknown"]) == (0, 150)


def test_an_own_table_of_days_makes_a_year_known(ask, tmp_path):
    table = tmp_path / "days.csv"
    table.write_text("date,kind,weekday,name\n2031,complete,,\n2031-06-05,rest,,端午节\n", "utf-8")
    document = ask("--at", "2031-06-04T10:00", "--calendar", table)
    calendar = document["parameters"]["calendar"]
    assert calendar["source"] == "chinesecalendar + days.csv"
    assert len(calendar["table_sha256"]) == 64
    assert (covered(document), document["notes"]["calendar_not_covered"]) == (100, [])


def test_a_week_is_of_the_days_after_the_moment(ask):
    # 3 October is a holiday and 10 October a Saturday that is worked.
    assert ask("--week", "--at", "2026-09-28T10:00")["parameters"]["week"] == {
        "weekday": "2026-09-30",
        "saturday": "2026-10-17",
        "sunday": "2026-10-11",
        "holiday": "2026-10-01",
    }


def test_without_a_moment_a_week_is_of_the_days_after_today(ask, monkeypatch):
    monkeypatch.setattr(api.cli.asking, "today", lambda: date(2026, 3, 2))
    document = ask("--week")
    assert document["parameters"]["week"]["weekday"] == "2026-03-04"
    assert document["week"]["weekday"]["10"]["population"]["covered"] == 100


def test_a_week_beyond_the_calendar_is_of_the_last_year_it_knows_and_says_so(ask, monkeypatch):
    monkeypatch.setattr(api.cli.asking, "today", lambda: date(2031, 3, 2))
    document = ask("--week")
    assert document["parameters"]["week"]["weekday"].startswith("2026-")
    assert document["notes"]["calendar_not_covered"] == [2031]


def test_limits_of_their_own_for_tiers(ask):
    document = ask("--tier-limits", "community=5, post=2")
    assert document["parameters"]["tier_limits"] == {"community": 5, "post": 2}
    assert covered(document) == 0


def test_a_limit_for_rural_areas_only_where_it_is_known_to_be_rural(ask):
    document = ask("--rural-minutes", "60")
    assert document["parameters"]["rural_minutes"] == 60
    assert document["reasons"]["station_may_qualify"]["population"] > 0


def test_all_groups_at_once(ask):
    document = ask("--group", "all")
    assert len(document["parameters"]["groups"]) == 6
    assert document["totals"]["population"]["covered"] == 100
    assert "households" in document["missing_groups"]


def test_bands_and_exact_circles(ask, tmp_path):
    ask("--bands", "3,6", "--exact-circles")
    drawn = json.loads((tmp_path / "out" / "circles.geojson").read_text("utf-8"))
    assert [f["properties"]["minutes"] for f in drawn["features"]] == [6, 3]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--bundle", "torn"), "names the matter m9, which the catalogue lacks"),
        (("--bundle", "b7"), "such as b1 (quankan district matters lists them)"),
        (("--bundle", "b1", "--matter", "m1"), "--bundle: is given together with a --matter"),
        (("--matter", "m9"), "such as m1 社保卡, m2 =生育登记, m3 婚姻登记 (quankan district"),
        (("--matter", "婚姻"), "an id of the layer matters such as m3 婚姻登记 (quankan"),
        (("--matter", "zzzz"), "such as m1 社保卡 (quankan"),
        (("--service", "advise"), "--service: is 'advise'"),
        (("--service", "self"), "--service: has no effect"),
        (("--network", "people"), "--network: is 'people'"),
        (("--at", "2026-02-30T10:00"), "2026-02-30T10:00 is no date and time there is"),
        (("--at", "tomorrow"), "--at: is 'tomorrow'"),
        (("--bands", "10,5"), "--bands: is 10, 5"),
        (("--bands", ""), "--bands: is ''"),
        (("--tier-limits", "post"), "--tier-limits: is 'post'"),
        (("--tier-limits", "post=5,post=6"), "--tier-limits: names post twice"),
        (("--tier-limits", "shop=5"), "--tier-limits: is 'shop'"),
        (("--tier-limits", "post=0"), "--tier-limits: is 0"),
        (("--rural-minutes", "-1"), "--rural-minutes: is -1"),
        (("--speed", "0"), "--speed: is 0"),
        (("--speed", "-1"), "--speed: is -1"),
        (("--speed", "40"), "--speed: is 40"),
        (("--calendar", "none.csv"), "none.csv"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    office_file, refused, tmp_path, words, message
):
    assert message in refused("coverage", office_file, "--out", tmp_path / "out", *words)
    assert not (tmp_path / "out").exists()


def test_of_restricted_matters_none_is_suggested(office, refused, tmp_path):
    secret = Declaration("matters", visibility=Visibility.RESTRICTED)
    write_district(replace(office, declarations=(secret,)), tmp_path / "d.gpkg")
    message = refused("coverage", tmp_path / "d.gpkg", "--out", tmp_path, "--matter", "m9")
    assert "an id of the layer matters (quankan district matters lists them)" in message


@pytest.mark.parametrize("within", ["", "deeper/still"])
def test_a_folder_for_the_results_is_no_file(office_file, refused, tmp_path, within):
    (tmp_path / "notes").write_text("mine", "utf-8")
    message = refused("coverage", office_file, "--out", tmp_path / "notes" / within)
    assert "[--out]" in message
    assert "notes is a file, not a folder" in message
    assert (tmp_path / "notes").read_text("utf-8") == "mine"
