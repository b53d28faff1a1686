"""`quankan why`: a matter at an hour, and every station in reach."""

from dataclasses import replace

import pytest

from data.declarations import Declaration, Visibility
from data.geopackage import write_district


def test_a_matter_at_an_hour_is_explained(office_file, quankan):
    output = quankan("why", office_file, "r1", "--matter", "m1", "--at", "2026-10-10T10:00").output
    assert "r1: covered" in output
    assert "社保卡 (m1), can be done wholly online" in output
    assert "make-up working day National Day" in output


def test_a_station_in_reach_says_why_it_does_not_count(office_file, quankan):
    output = quankan("why", office_file, "r1", "--matter", "m3").output
    assert "r1: not covered · no station counts" in output
    assert "only advises on 婚姻登记" in output


def test_a_station_that_is_shut_says_so(office_file, quankan):
    output = quankan("why", office_file, "r1", "--at", "2026-10-17T10:00").output
    assert "not open at that hour" in output


@pytest.mark.parametrize(
    ("at", "next_time"),
    [
        ("2026-10-07T10:00", "opens Thursday 2026-10-08 09:00"),
        ("2026-10-16T18:00", "by appointment from Saturday 2026-10-17 09:00; opens Monday"),
        ("2031-06-04T10:00", "from Wednesday 2031-06-04 10:00 not known (no calendar covers 2031)"),
    ],
)
def test_where_nothing_is_open_it_says_who_opens_next(office_file, quankan, at, next_time):
    output = quankan("why", office_file, "r1", "--matter", "m1", "--at", at).output
    assert "at any hour the nearest is =便民服务站 s1, 7.65 minutes on foot" in output
    assert next_time in output
    assert "along 一环路" in output


def test_where_nobody_handles_it_at_any_hour_that_is_said(office_file, quankan):
    output = quankan("why", office_file, "r1", "--matter", "m3", "--at", "2026-10-17T10:00").output
    assert "at any hour: not covered (no station counts for this question)" in output


def test_where_somebody_is_open_no_other_hour_is_told_of(office_file, quankan):
    output = quankan("why", office_file, "r1", "--at", "2026-10-16T10:00").output
    assert "at any hour" not in output


def test_a_long_reason_is_folded_and_not_cut(office, quankan, tmp_path):
    matters = office.layers["matters"]
    named = office.layers["matters"].assign(
        name=matters["name"].where(matters["id"] != "m3", "证" * 80)
    )
    write_district(replace(office, layers={**office.layers, "matters": named}), tmp_path / "d.gpkg")
    output = quankan("why", tmp_path / "d.gpkg", "r1", "--matter", "m3").output
    assert "…" not in output


def test_all_of_a_bundle_is_named(office_file, quankan):
    output = quankan("why", office_file, "r1", "--bundle", "b1").output
    assert "社保卡 (m1)" in output
    assert "=生育登记 (m2)" in output


def test_every_matter_within_reach_is_listed(office_file, quankan):
    output = quankan("why", office_file, "r1", "--matter", "all").output
    assert "covered: 2 of 3" in output
    assert "婚姻登记" in output


def test_beside_every_gap_it_is_said_what_can_be_done_online(office_file, quankan):
    output = quankan("why", office_file, "r2", "--matter", "all").output
    assert "not covered: 3 of 3, 1 of them wholly online: 社保卡 (online), =生育登记" in output


def test_what_can_be_had_done_on_foot_needs_no_such_mark(office_file, quankan):
    output = quankan("why", office_file, "r1", "--matter", "all").output
    assert "online" not in output


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("matters", ("--matter", "m1")),
        ("station_matters", ("--matter", "m1")),
        ("station_matters", ("--matter", "all")),
        ("bundles", ("--bundle", "b1")),
        ("areas", ("--matter", "m1")),
        ("areas", ("--rural-minutes", "30")),
    ],
)
def test_restricted_layers_are_not_told_of(layer, words, office, refused, tmp_path):
    secret = Declaration(layer, visibility=Visibility.RESTRICTED)
    write_district(replace(office, declarations=(secret,)), tmp_path / "d.gpkg")
    assert f"the layer {layer}" in refused("why", tmp_path / "d.gpkg", "r1", *words)


def test_no_hour_no_matter_no_need_of_their_layers(office, quankan, tmp_path):
    secret = Declaration("station_matters", visibility=Visibility.RESTRICTED)
    write_district(replace(office, declarations=(secret,)), tmp_path / "d.gpkg")
    assert quankan("why", tmp_path / "d.gpkg", "r1").exit_code == 0
