"""A survey stands for as long as asking again would give the same answer, and no longer."""

from dataclasses import replace

import pytest
from support.asked_office import stand
from support.few_sites import here
from support.surveyed_town import surveyed_town
from support.tiny import table

from data.declarations import Declaration


@pytest.fixture(scope="module")
def moved_on(asked):
    """Survey one district after another: in `before` by somebody, and then `after` stands."""

    def run(before, after, name="officer", **changes):
        run.count += 1
        place = f"place{run.count}"
        asked.office.district(place)
        stand(asked.office, place, before, f"{place}-1")
        asked.office.account(f"{name}-{place}", (place, name))
        made = asked.survey(f"{name}-{place}", district=place, **changes)
        stand(asked.office, place, after, f"{place}-2")
        told = asked.get(f"{made['href']}/record", f"{name}-{place}").json()
        said = asked.client.get(made["verification"], headers={"Accept": "application/json"})
        again = asked.post(f"{made['href']}/again", None, f"{name}-{place}").json()
        assert said.json()["stands"] is told["stands"]
        assert again["changed"] == told["changed"]
        return told["stands"], told["changed"]["layers"]

    run.count = 0
    return run


def without(name):
    town = surveyed_town()
    return replace(town, layers={k: each for k, each in town.layers.items() if k != name})


def declared(*more, **changes):
    town = surveyed_town(**changes)
    return replace(town, declarations=(*town.declarations, *more))


def test_a_layer_that_was_not_there_comes(moved_on):
    assert moved_on(without("facilities"), surveyed_town()) == (False, ["facilities"])


def test_a_layer_goes(moved_on):
    assert moved_on(surveyed_town(), without("facilities")) == (False, ["facilities"])


@pytest.mark.parametrize(
    "change",
    [{"rows_lost": 3}, {"extent": None}, {"position_error_m": 40.0}, {"stale_after": None}],
)
def test_only_what_is_declared_of_a_layer_changes(moved_on, change):
    assert moved_on(surveyed_town(), declared(**change)) == (False, ["facilities"])


def test_permits_are_looked_at_for_whatever_stands_at_the_address(moved_on):
    one = table("permits", [{"id": "p1", "type": "网络文化经营许可证", "at": here(120, 110)}])[0]
    town = surveyed_town()
    permits = one.set_crs(town.crs, allow_override=True)
    more = replace(town, layers={**town.layers, "permits": permits})
    assert moved_on(town, more) == (False, ["permits"])


def test_what_it_does_not_look_at_changes_nothing(moved_on):
    other = declared(Declaration("stations", position_error_m=9.0))
    assert moved_on(surveyed_town(), other) == (True, [])
    assert moved_on(surveyed_town(), without("stations")) == (True, [])


def test_data_that_may_be_used_no_longer_ends_it(asked_alone):
    made = asked_alone.survey("officer")  # its schools are known until the end of the year
    asked_alone.office.watch.move(days=39)
    assert asked_alone.get(f"{made['href']}/record", "officer").json()["stands"]
    asked_alone.office.watch.move(days=1)
    told = asked_alone.get(f"{made['href']}/record", "officer").json()
    assert (told["stands"], told["changed"]["layers"]) == (False, ["facilities"])


BY_NAME = {"address": "便民服务站"}


def stations(**columns):
    town = surveyed_town()
    changed = town.table("stations").assign(**columns)
    return replace(town, layers={**town.layers, "stations": changed})


def test_a_site_that_was_looked_up_rests_on_what_it_was_found_by(moved_on):
    town, other = surveyed_town(), stations(name="别的站")
    assert moved_on(town, stations(geometry=[here(810, 800)]), site=BY_NAME) == (
        False, ["stations"]
    )  # fmt: skip
    by_address = {"address": "长青路1号1栋"}
    assert moved_on(town, other, site=by_address) == (False, ["stations"])
    assert moved_on(town, other) == (True, [])


def test_its_hours_are_not_what_it_was_found_by(moved_on):
    other = stations(opening_hours="Mo-Fr 09:00-17:00", phone="1")
    assert moved_on(surveyed_town(), other, site=BY_NAME) == (True, [])
