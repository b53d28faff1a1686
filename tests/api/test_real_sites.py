"""What docs/real-places.md says about surveys on four real places, found again from raw data."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.siting.given_site import GivenSite
from api.siting.question import Asked, siting_question
from api.siting.screening import own_land
from api.siting.survey import ready, survey
from data.builder.build import build_district
from data.declarations import Declaration
from data.recipe.file import read_recipe

DOCS = Path(__file__).parents[2] / "docs"
SITES = {
    "jinniu": "104.0520,30.6905",
    "shenzhen_nanshan": "113.9445,22.5495",
    "shanghai_center": "121.4581,31.2200",
    "liechtenstein": "9.5209,47.1395",
}
LEASE = "premises_use=commercial,shared_address_allowed=yes@document,floor=1"
# Type, undertaking, and facts as good as an applicant can make them.
ASKED = {
    "internet_cafe": ("rent", f"{LEASE},fire_check=yes@document,business_area_m2=300,computers=80,"
                      "inside_homes_estate=no,province_layout_approval=yes@document"),
    "eye_hospital": ("rent", f"{LEASE},has_inpatients=no,area_m2=2000,beds=30,fire_grade=grade_2,"
                     "fits_medical_plan=yes@document,meets_basic_standard=yes@document,"
                     "siting_report=yes@document,floor_plan=yes@document,waste_store_away=yes@seen,"
                     "siting_report_relations=yes@document"),
    "food_service": ("rent", f"{LEASE},fire_check=yes@document,area_m2=120,produces_fume=yes,"
                     "dedicated_flue=yes@document,fire_risk=no,discharges_pollutants=no,"
                     "water_supply_project=no"),
    "fuel_station": ("construction", "station_class=class_2,fire_risk=yes"),
    "nursery": ("rent", f"{LEASE},under_three=yes,own_premises=no,lease_years=5,"
                "outdoor_area=yes@seen,surroundings_safe=yes@seen,no_gas_main_across=yes@seen"),
}  # fmt: skip
LAYERS = ("facilities", "buildings", "land_use")
pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module", params=SITES)
def place(request):
    root = request.getfixturevalue("real_data")
    return request.param, build_district(
        read_recipe(DOCS / "recipes" / f"{request.param}.toml", root)
    )


def vouched(district):
    """As if the office declared what it has in three layers to be all there is, and fresh."""
    land = own_land(district).buffer(1500)
    kept = [each for each in district.declarations if each.layer not in LAYERS]
    for layer in filter(district.has, LAYERS):
        found = set(district.table("facilities")["kind"].dropna())
        for kind in sorted(found) if layer == "facilities" else [None]:
            said = district.declaration(layer, kind) or Declaration(layer, kind)
            fresh = {"stale_after": None, "never_stale": True, "rows_lost": 0}
            kept.append(replace(said, layer=layer, kind=kind, extent=land, **fresh))
    return replace(district, declarations=tuple(kept))


def surveyed(district, business, site, on=date(2026, 11, 23)):
    undertaking, facts = ASKED[business]
    question = siting_question(district, Asked(business, undertaking, facts, on=on))
    return survey(ready(district, question), GivenSite(site, "wgs84"))


def outcomes(found):
    return {finding.rule.rule.id: finding.outcome.word for finding in found.findings}


def lacking(found):
    """Layers that somebody must add or mend before every finding is known."""
    needs = (n for finding in found.findings for n in finding.needs if n.kind == "layer")
    return {need.layer for need in needs}


def test_as_the_recipes_leave_them_nothing_is_decided(place):
    """Nobody declares any of these layers to be complete and fresh."""
    name, district = place
    verdicts = {surveyed(district, each, SITES[name]).verdict.word for each in ASKED}
    assert verdicts == {"unknown"}


def test_the_page_names_the_layers_an_office_must_add(place):
    name, district = place
    page = (DOCS / "real-places.md").read_text("utf-8").partition("## 勘")[2]
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
    cells = [cell.strip() for cell in row.split("|")[2:7]]
    for business, cell in zip(ASKED, cells, strict=True):
        layers = lacking(surveyed(district, business, SITES[name]))
        assert cell == (", ".join(f"`{layer}`" for layer in sorted(layers)) or "–"), business


def test_once_vouched_for_the_data_decide_what_they_can(place):
    name, district = place
    whole = vouched(district)
    found = {each: surveyed(whole, each, SITES[name]) for each in ("internet_cafe", "food_service")}
    cafe, noodles = outcomes(found["internet_cafe"]), outcomes(found["food_service"])
    assert (cafe["NET-01"], cafe["NET-02"], noodles["CAT-01"]) == {
        "jinniu": ("pass", "unknown", "unknown"),
        "shenzhen_nanshan": ("on_site", "on_site", "on_site"),
        "shanghai_center": ("on_site", "unknown", "unknown"),
        "liechtenstein": ("on_site", "unknown", "unknown"),
    }[name]


def test_in_nanshan_deep_inside_flats_it_fails_whether_or_not_anybody_vouches(real_data):
    """The site of the page lies 5.5 m outside a block, give or take 15: that must be looked at."""
    district = build_district(read_recipe(DOCS / "recipes/shenzhen_nanshan.toml", real_data))
    for each in (district, vouched(district)):
        assert outcomes(surveyed(each, "internet_cafe", "113.92934,22.54543"))["NET-02"] == "fail"


def test_in_shanghai_a_point_for_a_campus_leaves_200_m_open(real_data):
    """217.5 m, give or take 105: the campus may reach nearer, so somebody must measure."""
    whole = vouched(build_district(read_recipe(DOCS / "recipes/shanghai_center.toml", real_data)))
    found = surveyed(whole, "internet_cafe", SITES["shanghai_center"])
    (near,) = (f for f in found.findings if f.rule.rule.id == "NET-01")
    assert (round(near.measured.value, 1), near.measured.error) == (217.5, 105)


def test_in_shanghai_a_school_on_the_list_counts_although_the_list_may_not_be_whole(real_data):
    district = build_district(read_recipe(DOCS / "recipes/shanghai_center.toml", real_data))
    assert outcomes(surveyed(district, "internet_cafe", "121.4359,31.2095"))["NET-01"] == "fail"
