"""The page about recipes names every key, and its example is a recipe."""

import re
from pathlib import Path

import pytest

from data.recipe.file import read_recipe
from data.recipe.model import Complete, DistrictTable, Drawn, Noded, SourceTable

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
PAGE = (RECIPES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [DistrictTable, SourceTable, Complete, Drawn, Noded])
def test_every_key_is_explained(table):
    words = set(re.findall(r"\w+", PAGE))
    assert set(table.model_fields) - words == set()


def test_the_example_is_a_recipe(tmp_path):
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "recipe.toml"
    path.write_text(example.group(1), encoding="utf-8")
    assert read_recipe(path).district.name == "金牛区"


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_recipe_here_reads_and_is_in_the_table(path):
    assert read_recipe(path).layers
    assert f"`{path.name}`" in PAGE
