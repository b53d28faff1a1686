"""The page about the layers says what the code declares, and nothing else."""

from pathlib import Path

import pytest
from pyproj import CRS

from data.layer_docs import METADATA_COLUMNS, NULLS, layers_markdown, write_layer_docs
from data.layers import LAYER_BY_NAME, LAYERS
from data.metadata import declarations_table, info_table, log_table

PAGE = Path(__file__).parents[2] / "docs" / "layers.md"


def test_the_page_is_what_the_code_declares():
    """Otherwise: python -m data.layer_docs docs/layers.md."""
    assert PAGE.read_bytes().decode("utf-8") == layers_markdown()


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_every_column_is_on_the_page(layer):
    section = layers_markdown().split(f"## {layer.name}\n")[1].split("\n## ")[0]
    listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert listed == list(layer.column_names)


def test_allowed_values_are_listed():
    assert "`open`, `pass_only`, `locked`, `emergency`" in layers_markdown()


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("district_info", info_table("金牛区")),
        ("declarations", declarations_table((), CRS("EPSG:4544"))),
        ("import_log", log_table(())),
    ],
)
def test_the_metadata_tables_are_described_column_by_column(name, table):
    assert [column for column, _ in METADATA_COLUMNS[name]] == list(table.columns)


def test_it_is_written_with_plain_line_ends(tmp_path):
    write_layer_docs(tmp_path / "layers.md")
    assert (tmp_path / "layers.md").read_bytes() == layers_markdown().encode("utf-8")


@pytest.mark.parametrize("name", NULLS)
def test_what_null_counts_as_is_said_of_columns_that_may_be_null(name):
    layer, column = name.split(".")
    declared = {c.name: c for c in LAYER_BY_NAME[layer].columns}
    assert not declared[column].required
