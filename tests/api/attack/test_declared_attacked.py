"""What is declared of a hidden kind, its date, its exactness, its state, is in no answer to it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from support.attacked_town import ON, in_degrees, question, surveyed_in, town
from support.small_calendar import CALENDAR

from api.opening import Opened
from api.settings import Settings
from api.siting.given_site import GivenSite
from api.siting.screening_run import run_screening
from api.siting.survey_run import run_survey
from data.declarations import Visibility

KEPT = ("as_of", "later_than_on", "position_error_m", "assumed_error_m", "trouble")
HIDDEN = ("control_zones", "facilities")


def declared(**changes):
    """The town, with other things declared of what is hidden in it."""
    said = town().declarations
    changed = [replace(d, **changes) if d.layer in HIDDEN else d for d in said]
    return replace(town(), declarations=tuple(changed))


def looked_at(district, level=Visibility.PUBLIC):
    lon, lat = in_degrees(-430, -430)
    document = surveyed_in(district, f"{lon},{lat}", level=level, datum="wgs84")
    return [each for finding in document["findings"] for each in finding["layers"]]


def test_of_a_hidden_kind_its_layer_and_kind_are_named_and_no_more():
    told = looked_at(declared(as_of=date(2026, 1, 2), source="某局"))
    assert {(each["layer"], each["kind"]) for each in told} >= {
        ("control_zones", "heritage_protection"),
        ("facilities", "primary_school"),
    }
    assert all(each[name] is None for each in told for name in KEPT)


def test_who_may_see_it_is_told():
    told = looked_at(declared(as_of=date(2026, 1, 2)), Visibility.RESTRICTED)
    zone = next(each for each in told if each["kind"] == "heritage_protection")
    assert (zone["as_of"], zone["trouble"], zone["later_than_on"]) == ("2026-01-02", "none", False)


def files(folder, district):
    opened, asked = Opened(district, False, None, folder / "town.gpkg", None), question()
    lon, lat = in_degrees(-430, -430)
    site = GivenSite(f"{lon},{lat}", datum="wgs84", error_m=1.0)
    run_survey(opened, asked, site, folder / "s", settings=Settings(), calendar=CALENDAR)
    run_screening(opened, asked, folder / "f", settings=Settings())
    kept = (file for file in folder.rglob("*.*") if file.suffix != ".gpkg")
    return {file.name: file.read_bytes() for file in kept}


@pytest.mark.parametrize("changes", [{"as_of": date(2026, 1, 2)}, {"as_of": ON, "source": "某局"}])
def test_whatever_is_declared_of_it_the_files_are_the_same_bytes(tmp_path, changes):
    as_is, other = (
        files(tmp_path / str(n), district)
        for n, district in enumerate((town(), declared(**changes)))
    )
    assert as_is == other


def test_which_hidden_kinds_nobody_knows_is_not_told_by_a_screening(tmp_path):
    found = files(tmp_path, declared(stale_after=date(2020, 1, 1), never_stale=False))
    document = json.loads(found["screen.json"])
    assert document["outcomes"]["unknown"]["share"] > 0.4
    assert not [each for each in document["not_known"] if each["layer"] in HIDDEN]
