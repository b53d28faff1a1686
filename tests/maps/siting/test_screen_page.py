"""What stands on the page of a screening, and how its pieces are drawn."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.reason import Reason
from geo.survey.outcome import Outcome
from maps.encoding import wgs84_from
from maps.siting.screen_page import screen_page
from maps.siting.screen_payload import pieces_payload
from maps.siting.screen_shares import share_rows, unknown_rows


def test_the_page_says_how_much_land_comes_to_what(screening):
    rows = {row.outcome: row for row in share_rows(screening())}
    assert (rows[Outcome.PASS].area_km2, rows[Outcome.PASS].share) == ("2.00", "50.0%")
    assert rows[Outcome.FAIL].approximate == "2.00"
    assert rows[Outcome.UNKNOWN].share == "0.0%"


def test_the_page_holds_legend_facts_places_and_advice(screening):
    page = screen_page(screening())
    for expected in (
        "小区选址筛查", "假定的事实", "80 平方米", "临江路 8 号（锦绣楼）", "各条均符合",
        "共 7 处", "近似", "行政指导，不是行政许可",
        "绘制时已简化", "内部用图，不得公开", "default-src 'none'",
    ):  # fmt: skip
        assert expected in page
    assert page == screen_page(screening())


def test_land_that_is_not_known_says_what_is_missing(screening):
    view = screening(facts="produces_fume=no")
    rules = [standing.rule.id for standing in view.screen.rules]
    deciding = np.array([[name == "DOC-1" for name in rules]] * 2)
    unknown = np.full(2, Outcome.UNKNOWN, dtype=np.uint8)
    view = replace(view, screen=replace(view.screen, verdict=unknown, deciding=deciding))
    (row,) = unknown_rows(view)
    assert (row.rule.rule.id, row.area_km2) == ("DOC-1", "4.00")
    assert row.why.zh.startswith("缺少事实：")


def test_land_that_is_not_known_names_the_missing_layer(screening):
    view = screening()
    screen = replace(view.screen, verdict=np.full(2, Outcome.UNKNOWN, dtype=np.uint8))
    ((looked, found),) = view.scene.features.items()
    missing = tuple(replace(known, trouble=Reason.LAYER_MISSING) for known in found.knowns)
    scene = replace(view.scene, features={looked: replace(found, knowns=missing)})
    view = replace(view, screen=screen, scene=scene)
    why = {row.rule.rule.id: row.why.zh for row in unknown_rows(view)}
    assert why["NET-1"] == "小学（facilities/primary_school）：缺少图层"


def wavy(side):
    """A half of the land whose border to the other half bends by centimetres."""
    y = np.linspace(-1000, 1000, 20_001)
    x = 500_000 + 0.05 * np.sin(y)
    border = np.column_stack([x, 3_390_000 + y])
    far = 500_000 + side * 1000
    corners = [(far, 3_391_000), (far, 3_389_000)]
    return shapely.Polygon([*border, *corners])


def test_drawn_pieces_are_simplified_together_and_still_meet(screening):
    view = screening()
    shapes = np.array([wavy(-1), wavy(1)], dtype=object)
    view = replace(view, screen=replace(view.screen, shapes=shapes))
    pieces = pieces_payload(view, wgs84_from(view.asked.district.crs))
    steps = [step for piece in pieces for part in piece["shape"] for ring in part for step in ring]
    west, east = np.split(np.cumsum(np.reshape(steps, (-1, 2)), axis=0), 2)
    shared = {tuple(corner) for corner in west} & {tuple(corner) for corner in east}
    assert len(shared) == len({tuple(corner) for corner in west}) - 2  # the far corners
    assert 2 < len(shared) < 1000
    assert [piece["area"] for piece in pieces] == ["2.00", "2.00"]


@pytest.mark.parametrize("most", [1_000, 10_000])
def test_no_more_corners_than_a_page_can_carry(screening, monkeypatch, most):
    monkeypatch.setattr("maps.siting.screen_payload.MOST_CORNERS", most)
    view = screening()
    circles = np.array([shapely.Point(500_000, 3_390_000).buffer(900, quad_segs=2000)] * 1)
    screen = replace(
        view.screen, shapes=circles, verdict=view.screen.verdict[:1],
        deciding=view.screen.deciding[:1], approximate=view.screen.approximate[:1],
    )  # fmt: skip
    (piece,) = pieces_payload(replace(view, screen=screen), wgs84_from(view.asked.district.crs))
    assert len(piece["shape"][0][0]) // 2 <= most
