"""What takes longer is ordered with 202, and its files are those of the command line."""

import json

import pytest
from support.asked_office import SITE
from support.town import town

from api.coverage_run import run_coverage
from api.job import job_of
from api.opening import open_district
from api.settings import Settings
from data.geopackage import write_district
from geo.question import ask

ROW = {"lon": SITE["point"][0], "lat": SITE["point"][1]}
SITING = {"district": "sited", "business": "网吧"}


def test_a_coverage_is_ordered_and_then_known(asked):
    ordered = asked.post("/districts/walked/coverages", {}, "planner")
    assert ordered.status_code == 202
    assert ordered.headers["location"] == ordered.json()["href"]
    result = asked.done("/districts/walked/coverages", {}, "planner")
    again = asked.post("/districts/walked/coverages", {"minutes": 15}, "planner")
    assert (again.status_code, again.json()["href"]) == (200, result)
    assert asked.post("/districts/walked/coverages", {}, "both").status_code == 201


def test_the_same_asked_again_meanwhile_is_the_same_job_and_others_have_their_own(asked):
    where, body = "/districts/walked/coverages", {"minutes": 9}
    first, again, others = (asked.post(where, body, who) for who in ("planner", "planner", "both"))
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert others.status_code == 202 and others.json()["job"] != first.json()["job"]
    assert asked.get(first.json()["href"], "both").status_code == 404
    result = asked.finished(first)
    assert asked.finished(others) != result
    assert asked.post(where, body, "planner").json()["href"] == result


def test_its_files_are_those_of_the_command_line(asked, tmp_path):
    here = asked.done("/districts/walked/coverages", {"group": "all", "week": True}, "planner")
    write_district(town(), tmp_path / "walked.gpkg")
    opened = open_district(tmp_path / "walked.gpkg", cache=False)
    job = job_of(ask(group="all"), week=True, today=lambda: asked.office.watch.at.date())
    run_coverage(opened.district, job, tmp_path / "out", settings=Settings())
    for name in ("coverage.json", "residents.csv", "circles.geojson", "week.csv", "map.html"):
        found = asked.get(f"{here}/files/{name}", "planner").content
        assert found == (tmp_path / "out" / name).read_bytes(), name


def test_a_coverage_comes_in_five_forms(asked):
    here = asked.done("/districts/walked/coverages", {"minutes": 7}, "planner")
    for suffix, begins in (
        ("json", b"{"), ("geojson", b"{"), ("gpkg", b"SQLite"), ("html", b"<!"), ("csv", b"id,"),
    ):  # fmt: skip
        assert asked.get(f"{here}.{suffix}", "planner").content.startswith(begins), suffix


def test_a_page_runs_in_a_sandbox_and_only_its_own_scripts(asked):
    here = asked.done("/districts/walked/coverages", {"minutes": 8}, "planner")
    page = asked.get(f"{here}.html", "planner")
    policy = page.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy and "default-src 'none'" in policy


def test_a_coverage_may_bring_a_scenario(asked):
    change = [{"kind": "station_closed", "station": "s1"}]
    here = asked.done("/districts/walked/coverages", {"change": change, "title": "撤站"}, "planner")
    document = asked.get(f"{here}/files/scenario.json", "planner").json()
    assert document["title"] == "撤站"


@pytest.mark.parametrize(
    ("body", "code"),
    [({"minutes": 0}, "request"), ({"group": "cats"}, "question"), ({"matter": "m"}, "matter"),
     ({"change": [{"kind": "x"}]}, "scenario")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_before_it_is_a_job(asked, body, code):
    assert asked.post("/districts/walked/coverages", body, "planner").json()["code"] == code


def test_a_batch_gives_a_verdict_for_each_row(asked):
    rows = [{**ROW, "id": "one", "facts": {"floor": 2}}, {"address": "没有这条路"}]
    body = {**SITING, "datum": "wgs84", "rows": rows}
    here = asked.done("/batches", body, "officer")
    found = asked.get(here, "officer").json()
    assert [row["id"] for row in found["results"]] == ["one", "2"]
    assert found["results"][0]["verdict"] and found["results"][1]["field"] == "address"
    assert asked.get(f"{here}.csv", "officer").text.count("\n") == 3


def test_few_sites_are_compared_at_once_and_many_by_a_job(asked):
    few = {**SITING, "datum": "wgs84", "sites": [{**ROW, "id": "a"}, ROW]}
    found = asked.post("/comparisons", few)
    assert found.status_code == 201
    sites = asked.get(found.json()["href"]).json()["sites"]
    assert [site["id"] for site in sites] == ["a", "2"]
    many = {**few, "sites": [{**ROW, "id": str(n)} for n in range(4)]}
    assert asked.post("/comparisons", many).status_code == 202


def test_two_sites_of_one_id_are_refused_with_why(asked):
    sites = [{**ROW, "id": "a"}, {**ROW, "id": "a"}]
    answer = asked.post("/comparisons", {**SITING, "datum": "wgs84", "sites": sites})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["found"] == "编号重复"


def test_a_screening_divides_the_land(asked):
    here = asked.done("/screenings", SITING, "officer")
    assert json.loads(asked.get(f"{here}.geojson", "officer").content)["features"]
    assert asked.get(here, "officer").json()["schema_version"]
    assert asked.get(here, "a").status_code == 404


def test_a_row_is_somewhere(asked):
    body = {**SITING, "rows": [{"lon": 104.0}]}
    told = asked.post("/batches", body, "officer").json()
    assert told["errors"][0]["expected"] == "lon 与 lat，或 address"
