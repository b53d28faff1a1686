"""`quankan district matters`: what --matter and --bundle may be given."""

from dataclasses import replace

from data.declarations import Declaration, Visibility
from data.geopackage import write_district


def listed(output):
    """The lines of the tables, cells apart."""
    rows = [line.strip("│ ").split("│") for line in output.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in row] for row in rows]


def test_matters_then_bundles_with_their_names(office_file, quankan):
    assert listed(quankan("district", "matters", office_file).output) == [
        ["m1", "社保卡"], ["m2", "=生育登记"], ["m3", "婚姻登记"],
        ["b1", "", "m1, m2"], ["torn", "", "m1, m9"],
    ]  # fmt: skip


def test_without_a_catalogue_what_stations_are_said_to_handle(office, quankan, tmp_path):
    layers = {n: t for n, t in office.layers.items() if n not in ("matters", "bundles")}
    write_district(replace(office, layers=layers), tmp_path / "d.gpkg")
    output = quankan("district", "matters", tmp_path / "d.gpkg").output
    assert [row[0] for row in listed(output)] == ["m1", "m2", "m3"]


def test_where_there_are_none_or_none_may_be_told_that_is_said(office, quankan, tmp_path):
    secret = [Declaration(n, visibility=Visibility.RESTRICTED) for n in ("matters", "bundles")]
    write_district(replace(office, declarations=tuple(secret)), tmp_path / "d.gpkg")
    output = quankan("district", "matters", tmp_path / "d.gpkg").output
    assert output.strip() == "there are no matters or bundles to list"
