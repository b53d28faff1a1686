"""A recipe says what is meant or is refused, naming the table and the field."""

import re
from pathlib import Path

import pytest

from data.errors import RecipeError
from data.recipe.file import read_recipe
from data.text import Language

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


def test_paths_with_a_dot_begin_beside_the_recipe_all_the_same(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    assert read_recipe(path, tmp_path / "raw").resolve("./a.csv") == tmp_path / "a.csv"


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
    with pytest.raises(RecipeError) as refusal:
        recipe_of(tmp_path, MINIMAL.replace("kind = ", "knid = "))
    assert "图层没有列 knid" in refusal.value.text(Language.ZH)


LATIN_WORDS = r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('name = "金牛区"', "", "缺少必填项"),
        ('crs = "gcj02"', 'datum = "gcj02"', "有未识别的键"),
        ('x = "lon"', "x = 7", "加引号的文本"),
        ('x = "lon"', 'keep = "most"', "其中之一：near、inside、all"),
        ('x = "lon"', 'visibility = "top"', "其中之一：public、internal、restricted"),
        ('x = "lon"', 'as_of = "soon"', "日期，如 2026-11-21"),
        ('x = "lon"', "position_error_m = -1", "不小于 0"),
        ('x = "lon"', 'columns.tier = { value = "a" }', "TOML 语法错误"),
        ("[district]", "[district", "第 2 行第 10 列有 TOML 语法错误"),
        ("[[layers.stations]]", "[layers.stations]", "数组（方括号）"),
    ],
)
def test_a_chinese_message_is_chinese_throughout(tmp_path, right, wrong, says):
    with pytest.raises(RecipeError) as refusal:
        recipe_of(tmp_path, MINIMAL.replace(right, wrong))
    sentence = refusal.value.text(Language.ZH).replace(str(tmp_path), "")
    assert says in sentence
    assert not re.search(LATIN_WORDS, sentence)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = " + "[" * 20_000, "nested too deep"),
        ("a = " + "9" * 5000, "too long a number"),
        ("[district]\nname." + "a." * 500_000 + "a = 1", "nested too deep"),
        ("[" + "'='. " * 200_000 + "a]", "nested too deep"),
        ("x = { " + '"\\"" . ' * 100_000 + "a = 1 }", "nested too deep"),
        ("#" * (1024**2 + 1), "at most 1048576 bytes"),
    ],
    ids=["deep arrays", "long number", "deep key", "deep table", "deep inline", "large file"],
)
def test_a_recipe_made_to_break_the_reader_is_refused(tmp_path, text, says):
    assert says in refused(tmp_path, text)


def test_a_whole_number_that_no_store_holds_is_refused(tmp_path):
    huge = MINIMAL.replace('"类型" }', "{ value = " + "9" * 400 + " } }")
    assert "layers.stations[1].columns.kind" in refused(tmp_path, huge)
