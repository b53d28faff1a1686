from importlib import import_module

import pytest

from data.errors import RecipeError, SourceError
from data.sources.raw import SourceSpec
from data.sources.read import FORMAT_OF_ENDING, READERS, read_source


def test_the_ending_names_the_reader(tmp_path):
    path = tmp_path / "TABLE.CSV"
    path.write_text("a\n1\n", encoding="utf-8")
    assert read_source(SourceSpec(path)).frame["a"].tolist() == ["1"]


def test_the_format_stands_over_the_ending(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text("a\n1\n", encoding="utf-8")
    assert len(read_source(SourceSpec(path, format="csv")).frame) == 1


def test_every_ending_leads_to_a_reader():
    assert set(FORMAT_OF_ENDING.values()) == set(READERS)


@pytest.mark.parametrize("place", sorted(set(READERS.values()) - {READERS["osm"]}))
def test_every_reader_is_there(place):
    module, _, function = place.partition(":")
    assert callable(getattr(import_module(module), function))


def test_an_unknown_format_lists_the_known(tmp_path):
    with pytest.raises(RecipeError, match=r"'shapefile' is unknown.*one of: gpkg, shp"):
        read_source(SourceSpec(tmp_path / "a.shp", format="shapefile"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.xls", "XLSX"),
        ("a.mdb", "Geodatabase"),
        ("a.dwg", "DXF"),
        ("a.zip", "unpacked"),
        ("a.bin", "the format named"),
        ("stations", "the format named"),
    ],
)
def test_an_ending_that_no_reader_takes_says_what_would_help(tmp_path, name, says):
    with pytest.raises(SourceError, match=says):
        read_source(SourceSpec(tmp_path / name))
