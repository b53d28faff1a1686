"""Who sees addresses asks by address, though houses are the office's own."""

from dataclasses import replace

import pytest
from support.asked_office import SURVEY, stand
from support.surveyed_town import surveyed_town

from data.declarations import Declaration, Visibility

INSIDE = dict.fromkeys(("former", "building_id"), Visibility.INTERNAL)
PUBLIC = Visibility.PUBLIC


@pytest.fixture(scope="module")
def addressed(asked):
    """A district that everybody may read, whose addresses are public and whose houses are not."""
    place = surveyed_town()
    said = Declaration(
        "addresses", visibility=PUBLIC, column_visibility=INSIDE, position_error_m=3.0
    )
    others = [d for d in place.declarations if d.layer != "addresses"]
    asked.office.district("addressed", anonymous=True)
    stand(asked.office, "addressed", replace(place, declarations=(*others, said)), "addressed-1")
    asked.office.account("shop", ("addressed", "enterprise"))
    asked.office.account("surveyor", ("addressed", "officer"))
    return asked


def survey(addressed, address, name="", **site):
    body = {**SURVEY, "district": "addressed", "site": {"address": address, **site}}
    return addressed.post("/surveys", body, name)


def site_of(addressed, answer, name=""):
    assert answer.status_code in {200, 201}, answer.text
    return addressed.get(answer.json()["href"], name).json()["parameters"]["site"]


@pytest.mark.parametrize("name", ["", "shop"])
@pytest.mark.parametrize("address", ["长青路1号1栋", "大楼"])
def test_by_its_standard_address_or_what_people_call_it(addressed, name, address):
    site = site_of(addressed, survey(addressed, address, name), name)
    assert (site["given_as"], site["is"], site["address"]) == ("found", "door", address)


def test_how_far_the_door_is_from_that_point_is_not_told_and_counts_as_50_m(addressed):
    site = site_of(addressed, survey(addressed, "长青路1号1栋"))
    assert (site["error_m"], site["error_undeclared"], site["outline"]) == (50.0, True, None)
    assert site_of(addressed, survey(addressed, "长青路1号1栋", error_m=2))["error_m"] == 2


def test_an_officer_asks_about_the_house(addressed):
    site = site_of(addressed, survey(addressed, "长青路1号1栋", "surveyor"), "surveyor")
    assert (site["is"], site["outline"]) == ("building", "b1")


def test_a_former_address_is_the_office_s(addressed):
    assert survey(addressed, "老街8号").status_code == 422
    assert survey(addressed, "老街8号", "surveyor").status_code == 201
