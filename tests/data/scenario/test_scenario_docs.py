"""The page about scenarios explains every kind and field, and what it shows can be read."""

import re
from pathlib import Path

import pytest
from pyproj import CRS

from data.scenario.file import read_scenario
from data.scenario.tables import TABLE_OF_KIND, HandlingTable

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "scenarios.md").read_text(encoding="utf-8")
EXAMPLES = sorted((DOCS / "scenarios").glob("*.toml"))
DEMO_CRS = CRS.from_epsg(4544)


def row_of(kind):
    return next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |"))


@pytest.mark.parametrize("kind", TABLE_OF_KIND)
def test_every_kind_is_explained_with_its_fields(kind):
    *_, required, optional, _ = row_of(kind).split("|")
    fields = {n: f for n, f in TABLE_OF_KIND[kind].model_fields.items() if n != "kind"}
    needed = {name for name, field in fields.items() if field.is_required() or name == "datum"}
    assert set(re.findall(r"`(\w+)`", required)) == needed
    assert set(re.findall(r"`(\w+)`", optional)) == fields.keys() - needed


@pytest.mark.parametrize("table", [*dict.fromkeys(TABLE_OF_KIND.values()), HandlingTable])
def test_every_field_is_explained(table):
    explained = PAGE.partition("## 各项的写法")[2]
    assert all(f"`{name}`" in explained for name in table.model_fields)


def test_the_example_on_the_page_is_a_scenario(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL).group(1), encoding="utf-8")
    assert len(read_scenario(path, DEMO_CRS).changes) == 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_and_is_linked(path):
    scenario = read_scenario(path, DEMO_CRS)
    assert (len(scenario.changes), bool(scenario.title)) == (1, True)
    assert f"(scenarios/{path.name})" in PAGE
