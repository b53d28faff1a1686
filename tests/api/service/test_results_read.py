"""Results for GIS over HTTP, and who reads what is not theirs."""

import json

from support.asked_office import SITE, SURVEY

_SITES = [
    {"id": "one", "lon": SITE["point"][0], "lat": SITE["point"][1]},
    {"id": "two", "lon": SITE["point"][0] + 0.0002, "lat": SITE["point"][1]},
]
COMPARISON = {"district": "sited", "business": "网吧", "datum": "wgs84", "sites": _SITES}


def read_by(asked, result_id):
    """(who, what) of every reading of a result that is written down."""
    return [who for action, who, what in asked.office.log()
            if (action, what) == ("read_result", result_id)]  # fmt: skip


def layers(content, folder):
    import pyogrio

    path = folder / "read.gpkg"
    path.write_bytes(content)
    return {str(name) for name, _ in pyogrio.list_layers(path)}


def test_a_survey_comes_as_geojson_and_geopackage(asked, tmp_path):
    here = asked.survey(facts={"floor": 21})["href"]
    drawn = asked.get(f"{here}.geojson")
    assert drawn.headers["content-type"] == "application/geo+json"
    assert drawn.json()["parameters"] == asked.get(here).json()["parameters"]
    kept = asked.get(f"{here}.gpkg")
    assert kept.content == asked.get(f"{here}.gpkg").content
    assert {"sites", "measured_lines", "features", "zones", "findings"} <= layers(
        kept.content, tmp_path
    )


def test_a_comparison_too(asked, tmp_path):
    here = asked.post("/comparisons", COMPARISON).json()["href"]
    drawn = asked.get(here, Accept="application/geo+json").json()
    assert {each["site"] for each in drawn["findings"]} == {"one", "two"}
    assert "nearest" in layers(asked.get(f"{here}.gpkg").content, tmp_path)


def test_the_geojson_shows_no_more_than_the_document(asked):
    """Law 11: what is withheld from the asker is in neither."""
    here = asked.survey(facts={"floor": 22})["href"]
    said, drawn = asked.get(here).json(), asked.get(f"{here}.geojson").json()
    told = json.dumps(said, ensure_ascii=False)
    for each in drawn["features"]:
        if each["properties"]["role"] != "site":
            assert json.dumps(each["geometry"], ensure_ascii=False) in told
    withheld = {f["rule"] for f in said["findings"] if f["withheld"]}
    assert all(f["measured"] is None for f in drawn["findings"] if f["rule"] in withheld)


def test_reading_what_is_another_s_is_written_down(asked):
    record = asked.survey("a", facts={"floor": 23})
    asked.get(record["href"], "a")
    assert read_by(asked, record["id"]) == []
    asked.get(record["href"], "officer")
    asked.get(f"{record['href']}/files/survey.json", "officer")
    assert read_by(asked, record["id"]) == ["acc-officer", "acc-officer"]


def test_what_belongs_to_nobody_is_nobody_else_s(asked):
    record = asked.post("/surveys", {**SURVEY, "district": "open"}, "").json()
    asked.get(record["href"], "officer")
    assert read_by(asked, record["id"]) == []


def test_the_page_says_its_number_its_days_and_whether_it_stands(asked_alone):
    record = asked_alone.survey()
    page = asked_alone.get(f"{record['href']}.html")
    for told in (record["number"], "2026-11-22", "2027-05-22", "有效"):
        assert told in page.text
    kept = asked_alone.get(f"{record['href']}/files/survey.html")
    assert record["number"] not in kept.text  # the same for all who ask the same
    asked_alone.office.watch.move(days=200)
    later = asked_alone.get(f"{record['href']}.html")
    assert "已失效,请重新预勘" in later.text
    assert later.headers["etag"] != page.headers["etag"]


def test_reading_the_page_of_another_is_written_down(asked):
    record = asked.survey("a", facts={"floor": 24})
    asked.get(f"{record['href']}.html", "officer")
    assert read_by(asked, record["id"]) == ["acc-officer"]
