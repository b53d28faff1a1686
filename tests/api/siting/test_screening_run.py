"""A screening writes the land divided, and what qualifies."""

import json

import geopandas as gpd
import pytest
import shapely
from support.siting_town import opened, question

from api.settings import Settings
from api.siting.screening_run import FILES, run_screening
from data.text import Language


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("screen")
    out = folder / "out"
    run_screening(opened(folder), question(), out, settings=Settings(Language.ZH))
    return out


@pytest.fixture(scope="module")
def document(done):
    return json.loads((done / "screen.json").read_text("utf-8"))


def test_every_promised_file_is_written(done):
    assert sorted(path.name for path in done.iterdir()) == sorted(FILES)


def test_the_shares_of_the_outcomes_are_the_whole_district(document):
    shares = [each["share"] for each in document["outcomes"].values()]
    assert sum(shares) == pytest.approx(1.0, abs=1e-5)
    assert document["outcomes"]["fail"]["share"] > 0


def test_in_a_house_of_flats_it_fails_by_the_rule_that_says_so(done):
    pieces = gpd.read_file(done / "screen.gpkg", layer="pieces")
    (beside,) = pieces[pieces.contains(shapely.Point(200, -200))].to_dict("records")
    assert beside["verdict"] == "fail"
    assert "NET-02" in beside["deciding_rules"]


def test_the_pieces_are_the_same_in_every_file(done, document):
    pieces = gpd.read_file(done / "screen.gpkg", layer="pieces")
    drawn = gpd.read_file(done / "screen.geojson")
    assert len(pieces) == len(drawn) == len(document["pieces"])
    assert drawn["deciding_rules"].tolist() == pieces["deciding_rules"].tolist()
    assert drawn.is_valid.all()


def test_every_piece_can_be_asked_why_in_every_file(done, document):
    rules = {rule["rule"]: rule["article"]["law"] for rule in document["rules"]}
    found = {each["found"]: each for each in document["found"]}
    table = gpd.read_file(done / "screen.gpkg", layer="found")
    drawn = json.loads((done / "screen.geojson").read_text("utf-8"))
    assert drawn["found"] == document["found"] and drawn["rules"] == document["rules"]
    for piece in document["pieces"]:
        told = {found[why["found"]]["rule"] for why in piece["why"]}
        assert told == set(piece["deciding_rules"].split(","))
        assert set(table.rule[table.piece == piece["piece"]]) == told
        assert told <= rules.keys()


def test_what_was_found_names_the_thing_and_the_threshold(document):
    near = [each for each in document["found"] if each["rule"] == "NET-01"]
    assert all("西门小学" in each["reason"]["zh"] for each in near)
    assert {each["threshold"] for each in near} == {200}
    (house,) = [each for each in document["found"] if each["outcome"] == "fail"]
    assert (house["rule"], house["measured"]["value"]) == ("NET-02", "residential")


def test_what_repeats_stands_there_once(document):
    said = [json.dumps({**each, "found": 0}) for each in document["found"]]
    assert len(said) == len(set(said))


def test_candidates_say_by_what_they_are_ranked(document):
    (kept,) = document["candidates"]
    assert {"name", "address", "on_site", "conditional"} <= kept.keys()


def test_of_three_buildings_the_commercial_one_far_from_school_qualifies(document):
    assert [(each["rank"], each["id"]) for each in document["candidates"]] == [(1, "buildings-001")]


def test_the_same_question_gives_the_same_bytes(done, tmp_path):
    run_screening(opened(tmp_path), question(), tmp_path / "out", settings=Settings(Language.ZH))
    for name in ("screen.json", "screen.geojson", "screen.html"):
        assert (tmp_path / "out" / name).read_bytes() == (done / name).read_bytes()


def test_progress_counts_squares_up_to_the_last(tmp_path):
    told = []
    run_screening(
        opened(tmp_path),
        question(),
        tmp_path / "out",
        settings=Settings(Language.ZH),
        say=lambda step: told.append(step.en),
    )
    counted = [step.split()[-1] for step in told if step.startswith("dividing")]
    squares = len(counted)
    assert counted == [f"{done}/{squares}" for done in range(1, squares + 1)]
    assert told[-1] == "writing the results"
