"""What surveys and comparisons give to GIS: GeoJSON and GeoPackage say what the JSON says."""

import json

import geopandas as gpd
import pyogrio
import pytest
from support.siting_town import lon_lat, opened, question, table

from api.settings import Settings
from api.siting.comparison_run import run_comparison
from api.siting.given_site import GivenSite
from api.siting.survey_run import run_survey
from data.hours.calendar import work_calendar
from data.sites.batch import BatchDefaults, read_batch
from data.text import Language

SHOWN = {
    "measured_line": "measured_lines",
    "feature": "features",
    "overlap": "zones",
    "threshold": "thresholds",
}


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("surveyed")
    site = GivenSite(",".join(map(str, lon_lat(-150, 0))), "wgs84")
    run_survey(
        opened(folder), question(), site, folder, settings=Settings(Language.ZH),
        calendar=work_calendar(None),
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    asked = question()
    batch = read_batch(table(folder, (200, -200), (200, 0)), asked.vocabulary)
    defaults = BatchDefaults(
        type=asked.business.name, undertaking=asked.undertaking, facts=asked.facts
    )
    run_comparison(opened(folder), asked, batch, defaults, folder, settings=Settings(Language.ZH))
    return folder


def document(folder, name):
    return json.loads((folder / name).read_text("utf-8"))


def roles(collection, role):
    return [each for each in collection["features"] if each["properties"]["role"] == role]


def test_the_site_stands_where_it_was_given(surveyed):
    (site,) = roles(document(surveyed, "survey.geojson"), "site")
    assert site["geometry"]["coordinates"] == pytest.approx(lon_lat(-150, 0), abs=2e-7)
    assert site["properties"]["verdict"] == document(surveyed, "survey.json")["verdict"]


def test_every_shape_of_the_findings_is_there_once(surveyed):
    said, drawn = document(surveyed, "survey.json"), document(surveyed, "survey.geojson")
    shapes = [
        shape
        for finding in said["findings"]
        for one in (finding, *finding["parts"])
        for shape in one["evidence"]["features"]
    ]
    told = [each for each in drawn["features"] if each["properties"]["role"] != "site"]
    assert [each["geometry"] for each in told] == [each["geometry"] for each in shapes]
    assert [each["properties"]["feature"] for each in told] == [
        each["properties"]["id"] for each in shapes
    ]


def rows_of(folder):
    """The rows of the findings in both files; what is empty is None."""
    held = pyogrio.read_dataframe(folder / "survey.gpkg", layer="findings").astype(object)
    in_layers = held.where(held.notna(), None).to_dict("records")
    return document(folder, "survey.geojson")["findings"], in_layers


def test_every_finding_has_its_row_with_article_measure_and_threshold(surveyed):
    said = document(surveyed, "survey.json")["findings"]
    for rows in rows_of(surveyed):
        assert len(rows) == len(said)
        for row, finding in zip(rows, said, strict=True):
            value = (finding["measured"] or {}).get("value")
            assert value in (row["measured"], row["measured_word"])
            assert [row[name] for name in ("rule", "outcome", "threshold", "margin")] == [
                finding[name] for name in ("rule", "outcome", "threshold", "margin")
            ]
            assert row["article"] == finding["article"]["article"]
    assert {200.0, "commercial"} <= {row[n] for row in rows for n in ("threshold", "measured_word")}


def test_the_layers_hold_what_the_geojson_holds(surveyed):
    drawn = document(surveyed, "survey.geojson")
    for role, layer in SHOWN.items():
        held = gpd.read_file(surveyed / "survey.gpkg", layer=layer)
        assert len(held) == len(roles(drawn, role))
    line = gpd.read_file(surveyed / "survey.gpkg", layer="measured_lines").iloc[0]
    assert line.geometry.length == pytest.approx(110, abs=0.01)  # from -150 to the school at -260


def test_the_file_tells_by_itself_what_was_asked_and_of_what(surveyed):
    said, drawn = document(surveyed, "survey.json"), document(surveyed, "survey.geojson")
    assert drawn["parameters"] == said["parameters"]
    assert drawn["provenance"] == said["provenance"]
    answer = pyogrio.read_dataframe(surveyed / "survey.gpkg", layer="answer")
    assert json.loads(answer["document"].iloc[0]) == said


def test_a_comparison_shows_its_sites_and_the_places_that_would_do(compared):
    said, drawn = document(compared, "comparison.json"), document(compared, "comparison.geojson")
    assert [each["properties"]["site"] for each in roles(drawn, "site")] == ["s1", "s2"]
    near = [place["id"] for site in said["sites"] for place in (site["nearest"] or {}).get(
        "places", []
    )]  # fmt: skip
    assert near and [each["properties"]["id"] for each in roles(drawn, "nearest")] == near
    held = gpd.read_file(compared / "comparison.gpkg", layer="nearest")
    assert held["id"].tolist() == near


def test_every_site_of_a_comparison_has_all_its_findings(compared):
    said = document(compared, "comparison.json")["sites"]
    rows = pyogrio.read_dataframe(compared / "comparison.gpkg", layer="findings")
    assert rows.groupby("site").size().to_dict() == {s["id"]: len(s["findings"]) for s in said}
