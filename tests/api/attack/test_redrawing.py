"""An attacker asks thousands of points and redraws what is hidden: he gets whole cells (law 11)."""

import json
from collections import defaultdict
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import shapely
from support.attacked_town import (
    CELL_M,
    HIDDEN_ADDRESS,
    NEAR_M,
    SCHOOL_NAME,
    SCHOOL_RULE,
    SCHOOLS,
    ZONE,
    ZONE_NAME,
    ZONE_RULE,
    batch_asked,
    in_degrees,
    question,
    surveyed,
    told_of,
    town,
)

from api.outputs.screen_document import screen_document
from api.siting.screening import screening
from data.errors import SiteError

PAGE = Path(__file__).parents[3] / "docs/security.md"
HALF = 5  # cells from the middle of the town to its edge
CELLS = tuple(product(range(-HALF, HALF), repeat=2))


def cell(column, row, grown_m=0.0):
    """A cell of the grid."""
    west, south = column * CELL_M - grown_m, row * CELL_M - grown_m
    return shapely.box(west, south, west + CELL_M + 2 * grown_m, south + CELL_M + 2 * grown_m)


def failed(result):
    """Which of the two rules a row of a batch fails."""
    return frozenset(result.deciding) if result.verdict.word == "fail" else frozenset()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """Cell to which rules fail there: forty points each, anywhere in it; they must agree."""
    inside = np.random.default_rng(11).uniform(0.01, CELL_M - 0.01, (len(CELLS), 40, 2))
    points = (np.array(CELLS)[:, None] * CELL_M + inside).reshape(-1, 2)
    folder = tmp_path_factory.mktemp("asked")
    found = batch_asked(folder, points, site_error_m=[0] * len(points))
    told = defaultdict(set)
    for at, result in zip(np.floor(points / CELL_M).astype(int), found, strict=True):
        told[tuple(at.tolist())].add(failed(result))
    assert {len(answers) for answers in told.values()} == {1}
    return {at: answers.pop() for at, answers in told.items()}


def worst(pattern, shape, error_m):
    """What the cells that a site touches say together."""
    touched = [at for at in pattern if cell(*at, error_m).intersects(shape)]
    return frozenset().union(*(pattern[at] for at in touched))


def redrawn(pattern, rule):
    """The best an attacker can draw."""
    return shapely.union_all([cell(*at) for at, fails in pattern.items() if rule in fails])


def test_the_zone_is_redrawn_as_the_cells_that_it_touches(pattern):
    assert redrawn(pattern, ZONE_RULE).equals(
        shapely.union_all([cell(*at) for at in CELLS if cell(*at).intersects(ZONE)])
    )


def test_schools_are_redrawn_as_the_cells_within_their_distance(pattern):
    schools = shapely.MultiPoint(SCHOOLS)
    near = [cell(*at) for at in CELLS if cell(*at).distance(schools) < NEAR_M]
    assert redrawn(pattern, SCHOOL_RULE).equals(shapely.union_all(near))


def test_in_a_district_with_larger_cells_he_hears_of_these(tmp_path):
    points = np.random.default_rng(14).uniform(-499, 499, (2000, 2))
    found = batch_asked(tmp_path, points, cell_m=250.0, site_error_m=[0] * len(points))
    for (x, y), result in zip(points, found, strict=True):
        west, south = x // 250 * 250, y // 250 * 250
        whole = shapely.box(west, south, west + 250, south + 250)
        assert (ZONE_RULE in failed(result)) == whole.intersects(ZONE)


def where_a_school_may_be(pattern, quarter):
    """Places of one quarter of the town, 2 m apart, from which the same cells would fail."""
    beside = shapely.points(*np.mgrid[1:500:2, 1:500:2].reshape(2, -1) * np.array(quarter)[:, None])
    fits = np.ones(len(beside), dtype=bool)
    for at, fails in pattern.items():
        if np.all(np.sign(np.array(at) + 0.5) == quarter):
            fits &= (shapely.distance(cell(*at), beside) < NEAR_M) == (SCHOOL_RULE in fails)
    return beside[fits]


def measured(pattern):
    """The figures of the page: zone and schools as an attacker knows them at best."""
    drawn = redrawn(pattern, ZONE_RULE)
    overlap = drawn.intersection(ZONE).area / drawn.union(ZONE).area
    off_m = shapely.hausdorff_distance(drawn.boundary, ZONE.boundary, densify=0.01)
    fits = [where_a_school_may_be(pattern, q) for q in ((1, 1), (-1, -1))]
    across_m = [shapely.minimum_bounding_radius(shapely.MultiPoint(f)) * 2 for f in fits]
    return f"{overlap:.2f}", f"{off_m:.0f} m", *(f"{wide:.0f} m" for wide in across_m)


def test_how_well_he_redraws_it_is_written_down(pattern):
    page = PAGE.read_text("utf-8")
    assert [figure for figure in measured(pattern) if page.count(f"**{figure}**") < 2] == []


def test_whatever_error_he_names_he_hears_the_worst_of_the_cells(pattern, tmp_path):
    rng = np.random.default_rng(12)
    points, error_m = rng.uniform(-370, 370, (3000, 2)), rng.uniform(0, 120, 3000).round(2)
    found = batch_asked(tmp_path, points, site_error_m=error_m)
    for at, error, result in zip(points, error_m, found, strict=True):
        assert failed(result) == worst(pattern, shapely.Point(at), error), (at, error)


def test_moving_by_centimetres_he_hears_a_change_at_lines_of_the_grid_only(tmp_path):
    # From within the zone out over its east border, past the line at x = 300.
    x = np.arange(200, 301.5, 0.01) + 0.005
    found = batch_asked(tmp_path, np.column_stack([x, x * 0 + 11]), site_error_m=[0] * len(x))
    said = [failed(result) for result in found]
    changes = [x[i] for i in range(1, len(x)) if said[i] != said[i - 1]]
    assert all(abs(at - round(at / CELL_M) * CELL_M) < 0.02 for at in changes) and changes


SAID = [
    {"facts": "premises_use=commercial"},
    {"facts": "business_area_m2=300,floor=2"},
    {"site_is": "door"},
    {"datum": "gcj02"},
    {"error_m": 3.0},
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("column", [1, 2, 3])
def test_whatever_he_says_of_a_site_its_cells_answer(column, said):
    asked = []
    for x, y in ((12, 30), (55, 55), (88, 71)):
        lon, lat = in_degrees(column * CELL_M + x, y)
        more = {"datum": "wgs84", "error_m": 1.0, **said}
        asked.append(told_of(surveyed(f"{lon},{lat}", **more)))
    assert len(set(asked)) == 1


def test_a_parcel_that_he_draws_is_the_worst_of_its_cells_whatever_its_doors(pattern, tmp_path):
    rng = np.random.default_rng(13)
    for _ in range(25):
        corner, wide = rng.uniform(-370, 250, 2), rng.uniform(1, 120, 2)
        shape = shapely.box(*corner, *(corner + wide))
        ring = [in_degrees(*at) for at in shape.exterior.coords]
        file = tmp_path / "parcel.geojson"
        file.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
        door = ",".join(map(str, ring[rng.integers(4)]))
        doors = {"doors": [door], "datum": "wgs84"} if rng.random() < 0.5 else {}
        document = surveyed(str(file), error_m=2.0, site_is="parcel", **doors)
        fails = {f["rule"] for f in document["findings"] if f["outcome"] == "fail"}
        assert fails == worst(pattern, shape, 2.0)


def test_a_screening_draws_lines_of_the_grid_only():
    found = screening(town(), question())
    corners = shapely.get_coordinates(found.screen.shapes)
    beside = np.abs(corners - np.round(corners / CELL_M) * CELL_M)
    # Its own error, too, which it says, and the edge of the town.
    assert (np.minimum(beside, np.abs(beside - found.error_m)) < 0.01).all()


def test_nothing_hidden_is_named_anywhere():
    secrets = [ZONE_NAME, SCHOOL_NAME, HIDDEN_ADDRESS, "facilities-0", "control_zones-0"]
    lon, lat = in_degrees(30, 30)
    texts = [
        json.dumps(surveyed(f"{lon},{lat}", datum="wgs84"), ensure_ascii=False),
        json.dumps(screen_document(town(), screening(town(), question())), ensure_ascii=False),
    ]
    assert [word for word in secrets for text in texts if word in text] == []


def test_a_hidden_address_is_refused_like_one_that_is_nowhere():
    messages = []
    for address in (HIDDEN_ADDRESS, "乌有路999号"):
        with pytest.raises(SiteError) as refused:
            surveyed(address)
        messages.append(str(refused.value).replace(address, "…"))
    assert messages[0] == messages[1]
