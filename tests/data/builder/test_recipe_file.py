"""A recipe says what is meant or is refused, naming the table and the field."""

from pathlib import Path

import pytest

from data.errors import RecipeError
from data.recipe_file import read_recipe

MINIMAL = """
[district]
name = "金牛区"

[[layers.stations]]
file = "stations.csv"
crs = "gcj02"
x = "lon"
y = "lat"
columns = { kind = "类型" }
"""


def recipe_of(folder: Path, text: str):
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return read_recipe(path)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(RecipeError) as refusal:
        recipe_of(folder, text)
    assert refusal.value.file.endswith("recipe.toml")
    return str(refusal.value)


def test_a_minimal_recipe_has_the_defaults_of_the_design(tmp_path):
    recipe = recipe_of(tmp_path, MINIMAL)
    source = recipe.layers["stations"][0]
    assert recipe.district.keep_beyond_m == 1500
    assert (source.visibility, source.complete, source.position_error_m) == ("internal", (), None)


def test_paths_begin_in_the_recipes_folder(tmp_path):
    assert recipe_of(tmp_path, MINIMAL).resolve("stations.csv") == tmp_path / "stations.csv"


def test_paths_begin_in_the_data_folder_where_one_is_given(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    assert read_recipe(path, tmp_path / "raw").resolve("a.csv") == tmp_path / "raw" / "a.csv"


def test_a_recipe_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text(MINIMAL, encoding="utf-8-sig")
    assert read_recipe(path).district.name == "金牛区"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("[[layers.stations]]", "[[layers.stationz]]", "there is no standard layer 'stationz'"),
        ("kind = ", "knid = ", "the layer has no column 'knid'"),
        ('crs = "gcj02"', 'datum = "gcj02"', "layers.stations[1].datum"),
        ('name = "金牛区"', "", "[district.name]: is missing"),
        ('file = "stations.csv"', "", "has neither or both of 'file' and 'drawn'"),
        ('x = "lon"', "x = 7", "layers.stations[1].x"),
        ('x = "lon"', 'visibility = "secret"', "layers.stations[1].visibility"),
        ('x = "lon"', "position_error_m = -1", "layers.stations[1].position_error_m"),
        ('x = "lon"', "position_error_m = nan", "layers.stations[1].position_error_m"),
        ('x = "lon"', 'noding = { how = "cross" }', "only streets has it"),
        ('x = "lon"', "spread = true", "only residents has it"),
        ('x = "lon"', "values = { tier = { a = 'post' } }", "columns does not name 'tier'"),
        ('x = "lon"', "complete = [{ none_here = true }]", "has no source or no date"),
        ('x = "lon"', "complete = [{ kind = 'statoin' }]", "is 'statoin'. Expected: one of hall"),
        ('x = "lon"', 'stale_after = "soon"', "layers.stations[1].stale_after"),
        ("[district]", "[district", "cannot be parsed"),
    ],
)
def test_what_nobody_understands_is_refused_by_its_place(tmp_path, right, wrong, says):
    assert says in refused(tmp_path, MINIMAL.replace(right, wrong))


def test_streets_must_say_how_they_meet(tmp_path):
    text = '[district]\nname = "x"\n[[layers.streets]]\nfile = "roads.shp"\n'
    assert "noding is missing" in refused(tmp_path, text)


def test_an_empty_box_is_refused(tmp_path):
    text = (
        '[district]\nname = "x"\n[[layers.street_extent]]\n'
        'drawn = { shape = "bbox", bbox = [2, 1, 1, 2], crs = "EPSG:4326" }\n'
    )
    assert "is an empty box" in refused(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecipeError, match="no such file"):
        read_recipe(tmp_path / "missing.toml")


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_bytes('[district]\nname = "金牛区"\n'.encode("gbk"))
    with pytest.raises(RecipeError, match="cannot be parsed"):
        read_recipe(path)


def test_the_message_is_chinese_as_well(tmp_path):
    from data.text import Language

    with pytest.raises(RecipeError) as refusal:
        recipe_of(tmp_path, MINIMAL.replace("kind = ", "knid = "))
    assert "图层没有列 knid" in refusal.value.text(Language.ZH)
