"""The demo district and surveys in it, one for each of some businesses."""

import json
from datetime import date

import pytest

from api.outputs.document import document_bytes
from api.outputs.survey_document import survey_document
from api.siting.given_site import GivenSite
from api.siting.question import Asked, siting_question
from api.siting.survey import ready, survey
from data.declarations import Visibility
from data.demo import demo_district
from data.hours.calendar import work_calendar
from geo.streets.network import walk_network

DAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def demo():
    return demo_district()


@pytest.fixture(scope="session")
def demo_streets(demo):
    return walk_network(demo.features("streets"), takes_steps=True)


@pytest.fixture(scope="session")
def demo_site(demo):
    """The name of a building of dwellings and shops well inside the district."""
    houses = demo.features("buildings")
    land = demo.declaration("buildings").extent
    middle = houses.geometry.distance(land.centroid)
    found = houses[(houses["use"] == "mixed") & houses["name"].notna()]
    return str(found.loc[middle[found.index].idxmin(), "name"])


@pytest.fixture(scope="session")
def surveyed(demo, demo_streets, demo_site):
    """Survey a business in the demo district; gives the bytes of `survey.json`."""

    def run(business, facts=None, level="internal", undertaking="rent", site=None):
        asked = Asked(business, undertaking, facts, DAY, level=Visibility(level))
        question = siting_question(demo, asked)
        made = ready(demo, question, calendar=work_calendar(None), network=demo_streets)
        return document_bytes(survey_document(demo, survey(made, site or GivenSite(demo_site))))

    return run


@pytest.fixture(scope="session")
def documents(surveyed):
    """Surveys of five businesses, as read back."""
    asked = {
        "internet_cafe": ("floor=1,computers=60,business_area_m2=300", "rent"),
        "food_service": ("floor=2,produces_fume=yes", "rent"),
        "filling_station": (None, "construction"),
        "nursery": ("floor=1", "change_use"),
        "entertainment_ktv": ("floor=1", "rent"),
    }
    return {
        business: json.loads(surveyed(business, facts, undertaking=undertaking))
        for business, (facts, undertaking) in asked.items()
    }


@pytest.fixture(scope="session")
def by_door(surveyed, demo, demo_site):
    """A café in a building whose door is given by hand: a corner of its outline."""
    houses = demo.features("buildings")
    outline = houses.geometry[houses["name"] == demo_site].to_crs("EPSG:4490").iloc[0]
    lon, lat, *_ = outline.exterior.coords[0]
    site = GivenSite(demo_site, datum="cgcs2000", doors=(f"{lon},{lat}",))
    return json.loads(surveyed("internet_cafe", "floor=1", site=site))
