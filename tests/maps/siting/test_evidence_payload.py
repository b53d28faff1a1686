"""What is drawn around a site: lines with their metres, features, the threshold."""

import pytest
import shapely

from maps.encoding import wgs84_from
from maps.siting.evidence_payload import (
    drawn_findings,
    findings_payload,
    looked,
    map_keys,
    opening,
)


@pytest.fixture
def payload(survey):
    view = survey()
    to_wgs84 = wgs84_from(view.asked.district.crs)
    return view, findings_payload(view.findings, view.site, to_wgs84)


def test_a_measured_line_carries_its_metres_and_its_error(payload):
    _, found = payload
    (line,) = found[0]["lines"]
    assert line["text"] == (
        "场址 → 实验小学（小学）：100 米（±10 米）",
        "the site → 实验小学 (primary school): 100 m (±10 m)",
    )
    assert line["at"]["type"] == "LineString"
    assert not line["dashed"]


def test_a_distance_draws_its_threshold_and_the_feature(payload):
    _, found = payload
    assert [shape["role"] for shape in found[0]["shapes"]] == ["feature", "threshold"]
    assert found[0]["shapes"][1]["text"][0] == "实验小学（小学）外 200 米"


def test_the_legend_explains_what_is_drawn_and_nothing_else(payload):
    keys = map_keys(payload[1])
    assert keys["line_outcomes"] == ("fail",)
    assert keys["roles"] == {"feature", "threshold"}
    assert not keys["sketched"]


def test_the_ring_lies_at_the_threshold(survey):
    view = survey()
    ring = looked(view.findings[0], view.site)
    away = shapely.distance(view.site.shape, shapely.points(shapely.get_coordinates(ring.shape)))
    assert away.min() == pytest.approx(200) and away.max() == pytest.approx(200)


def test_what_has_nothing_to_show_cannot_be_chosen(payload):
    view, found = payload
    assert [view.findings[i].rule.rule.id for i in drawn_findings(found)] == ["NET-1"]


def test_the_map_opens_on_the_site_and_what_decided(survey):
    view = survey()
    box = opening(view.site, view.findings, view.verdict)
    assert box.covers(view.site.shape)
    assert box.covers(view.findings[0].evidence[0].shape)


def test_where_nothing_is_near_the_map_still_opens_wider_than_a_point(survey):
    view = survey(x=-600)
    west, _, east, _ = opening(view.site, (), view.verdict).bounds
    assert east - west == pytest.approx(240)
