"""A survey over HTTP: asked, numbered, kept, and read again as JSON or as a page."""

from dataclasses import replace
from datetime import date

import pytest
from support.asked_office import SITE, SURVEY, stand
from support.surveyed_town import surveyed_town

from api.answering.locating import locate_body
from api.answering.site_body import SiteBody
from api.answering.warm import Placing
from api.opening import open_district
from api.outputs.document import document_bytes
from api.outputs.survey_document import survey_document
from api.siting.given_site import GivenSite
from api.siting.question import Asked, siting_question
from api.siting.survey import ready, survey
from data.declarations import Visibility
from data.hours.calendar import work_calendar
from geo.site.directory import directory
from geo.site.grounds import grounds

DAY = date(2026, 11, 22)


def by_command(folder, facts, level=Visibility.PUBLIC):
    """The survey as the command line makes it."""
    from data.geopackage import write_district

    path = folder / "sited.gpkg"
    write_district(surveyed_town(), path)
    district = open_district(path, cache=False).district
    asked = Asked("internet_cafe", facts=facts, on=DAY, level=level)
    site = GivenSite(",".join(map(str, SITE["point"])), "wgs84")
    prepared = ready(district, siting_question(district, asked), calendar=work_calendar())
    return document_bytes(survey_document(district, survey(prepared, site)))


def test_the_result_is_the_very_file_of_the_command_line(asked, tmp_path):
    record = asked.survey()
    found = asked.get(record["href"])
    assert found.headers["content-type"] == "application/json"
    assert found.content == by_command(tmp_path, "floor=2")


def test_a_survey_has_a_number_a_time_and_six_months(asked_alone):
    first, second = asked_alone.survey(), asked_alone.survey(facts={"floor": 3})
    assert [r["number"] for r in (first, second)] == ["510106-2026-000001", "510106-2026-000002"]
    assert first["issued_at"] == "2026-11-22T04:00:00Z"
    assert first["expires_at"] == "2027-05-22T04:00:00Z"
    assert first["stands"] and first["level"] == "public" and first["mine"]


def test_asking_the_same_again_gives_ones_own_result(asked):
    first = asked.post("/surveys", {**SURVEY, "facts": {"floor": 4}})
    again = asked.post("/surveys", {**SURVEY, "facts": {"所在楼层": "4F"}, "business": "网咖"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["location"] == first.headers["location"]
    assert first.json()["verification"] and again.json()["verification"] is None


def test_somebody_else_gets_a_result_and_number_of_their_own(asked):
    mine, theirs = asked.survey("a"), asked.survey("b")
    assert mine["number"] != theirs["number"]
    assert mine["files"][0]["sha256"] == theirs["files"][0]["sha256"]


def test_officers_see_what_is_internal_and_get_an_answer_of_their_own(asked, tmp_path):
    officers = asked.survey("officer")
    assert officers["level"] == "internal"
    found = asked.get(officers["href"], "officer")
    assert found.content == by_command(tmp_path, "floor=2", Visibility.INTERNAL)


def test_without_an_account_the_id_is_the_only_key(asked):
    record = asked.survey("", district="open")
    assert not record["mine"] and asked.get(record["href"], "").status_code == 200
    assert asked.survey("", district="open")["id"] != record["id"]
    assert asked.get("/surveys", "").status_code == 401


def test_suffix_or_accept_choose_the_representation(asked):
    here = asked.survey()["href"]
    page = asked.get(f"{here}.html")
    assert page.content.startswith(b"<!DOCTYPE html>") or page.content.startswith(b"<!doctype")
    assert asked.get(here, Accept="text/html,*/*;q=0.1").content == page.content
    assert asked.get(f"{here}.json").json()["verdict"] == asked.survey()["verdict"]
    assert asked.get(here, Accept="image/png").json()["code"] == "not-acceptable"
    assert asked.get(f"{here}.csv").json()["code"] == "absent"


def test_whoever_has_it_is_told_so(asked):
    here = asked.survey()["href"]
    tag = asked.get(here).headers["etag"]
    again = asked.get(here, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_files_are_listed_with_their_hashes(asked):
    here = asked.survey(facts={"floor": 5})["href"]
    asked.get(f"{here}.html")  # made when it is first asked for
    record = asked.get(f"{here}/record").json()
    assert [each["name"] for each in record["files"]] == ["survey.html", "survey.json"]
    for each in record["files"]:
        assert asked.get(each["href"]).headers["etag"] == f'"{each["sha256"]}"'
    assert asked.get(f"{record['href']}/files/..%2Fquankan.db").status_code == 404


def replaced(asked, layer, change):
    """Let a version with one other layer stand."""
    town = surveyed_town()
    tables = {**town.layers, layer: change(town.table(layer))}
    stand(asked.office, "sited", replace(town, layers=tables), "sited-2")


def test_a_layer_it_rests_on_changes_and_it_no_longer_stands(asked_alone):
    record = asked_alone.survey()
    replaced(asked_alone, "facilities", lambda table: table.assign(name="改名小学"))
    told = asked_alone.get(record["href"] + "/record").json()
    assert not told["stands"] and told["changed"]["layers"] == ["facilities"]
    assert told["version"] == "sited-1"
    assert asked_alone.get(record["href"]).content  # as it was


def test_asked_again_it_says_what_has_changed(asked_alone):
    record = asked_alone.survey()
    replaced(asked_alone, "facilities", lambda table: table.iloc[:0])
    again = asked_alone.post(f"{record['href']}/again", None).json()
    assert again["changed"]["layers"] == ["facilities"]
    assert again["verdict_before"] == record["verdict"]
    assert again["survey"]["version"] == "sited-2" and again["survey"]["stands"]
    assert again["survey"]["number"] != record["number"]


def test_a_page_is_made_of_the_layers_of_its_time(asked_alone):
    record = asked_alone.survey("officer")
    replaced(asked_alone, "facilities", lambda table: table.iloc[:0])
    page = asked_alone.get(record["forms"]["html"], "officer")
    assert page.status_code == 200 and "长青小学" in page.text


def test_a_page_that_would_say_something_else_is_not_made(asked_alone):
    from sqlalchemy import update

    from api.store.tables import answer_files

    record = asked_alone.survey()
    with asked_alone.office.service.store.writing() as connection:
        connection.execute(update(answer_files).values(sha256="0" * 64))
    told = asked_alone.get(record["forms"]["html"]).json()
    assert (told["code"], told["errors"][0]["expected"]) == ("absent", "重新预勘")


def test_a_layer_it_does_not_rest_on_changes_nothing(asked_alone):
    record = asked_alone.survey()
    replaced(asked_alone, "stations", lambda table: table.assign(name="改名站"))
    assert asked_alone.get(record["href"] + "/record").json()["stands"]


def test_after_six_months_it_no_longer_stands(asked_alone):
    record = asked_alone.survey()
    asked_alone.office.watch.move(days=182)
    told = asked_alone.get(record["href"] + "/record").json()
    assert not told["stands"] and told["changed"]["over"]


def test_every_question_is_written_down(asked_alone):
    record = asked_alone.survey()
    asked_alone.survey()  # answered by the same result
    asked_alone.get(record["href"])
    assert asked_alone.office.log() == [("survey", "acc-a", record["id"])] * 2


def test_beyond_the_days_questions_there_is_a_refusal(tmp_path):
    from support.asked_office import asked_office

    with asked_office(tmp_path, questions_per_day=1) as few:
        few.survey()
        refused = few.post("/surveys", SURVEY)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0


def located(site):
    town = surveyed_town()
    placing = Placing(grounds(town), directory(town))
    return locate_body(placing, SiteBody.model_validate(site))


def test_a_shape_is_a_parcel_and_an_address_is_a_building():
    x, y = SITE["point"]
    ring = [[x, y], [x + 1e-4, y], [x + 1e-4, y + 1e-4], [x, y]]
    drawn = located({"shape": {"type": "Polygon", "coordinates": [ring]}})
    found = located({"address": "长青路1号1栋"})
    assert (drawn.said, drawn.label) == ("drawn", "GeoJSON")
    assert (found.said, found.outline) == ("found", "b1")


@pytest.mark.parametrize(
    ("query", "headers", "said", "page"),
    [
        ("", {}, {}, "zh"),
        ("?lang=en", {}, {}, "en"),
        ("", {"Accept-Language": "en-GB"}, {}, "en"),
        ("?lang=en", {}, {"language": "zh"}, "zh"),
    ],
)
def test_pages_are_in_the_language_of_who_asked(asked, query, headers, said, page):
    record = asked.post(f"/surveys{query}", {**SURVEY, **said}, **headers).json()
    assert f'<html lang="{page}' in asked.get(f"{record['href']}.html").text
