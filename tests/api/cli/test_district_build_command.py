"""`quankan district build` says what it made, or one sentence about what is wrong."""

from pathlib import Path

from typer.testing import CliRunner

from api.cli.main import app
from data.geopackage import read_district

RECIPE = """
[district]
name = "试区"
crs = "EPSG:4544"

[[layers.areas]]
drawn = { shape = "bbox", bbox = [500000, 3400000, 501000, 3401000], crs = "EPSG:4544" }
columns = { level = { value = "district" } }

[[layers.stations]]
file = "stations.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
"""


def run(folder: Path, *more: str):
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    files = [str(folder / "recipe.toml"), "-o", str(folder / "d.gpkg")]
    return CliRunner().invoke(app, ["--lang", "en", "district", "build", *files, *more])


def test_it_writes_the_district_and_prints_rows_and_rejects(tmp_path):
    (tmp_path / "stations.csv").write_text("x,y\n500010,3400010\n500020,\n", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "试区" in result.output
    assert "stations.csv [2] rejected" in result.output
    assert len(read_district(tmp_path / "d.gpkg").layers["stations"]) == 1


def test_raw_files_may_lie_in_another_folder(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "stations.csv").write_text("x,y\n500010,3400010\n", encoding="utf-8")
    assert run(tmp_path, "--data", str(tmp_path / "raw")).exit_code == 0


def test_what_is_wrong_is_one_sentence_and_no_file_is_left(tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "there is no such file" in result.output
    assert not (tmp_path / "d.gpkg").exists()


def test_it_never_writes_over_what_the_recipe_reads(tmp_path):
    (tmp_path / "stations.csv").write_text("x,y\n500010,3400010\n", encoding="utf-8")
    for target in ("stations.csv", "recipe.toml", "d.shp", "."):
        result = run(tmp_path, "-o", str(tmp_path / target))
        assert result.exit_code == 2
        assert "[-o]" in result.output
    assert (tmp_path / "stations.csv").read_text("utf-8") == "x,y\n500010,3400010\n"


def test_a_station_far_off_is_kept_and_listed(tmp_path):
    (tmp_path / "stations.csv").write_text("x,y\n500010,3400010\n520000,3400000\n", "utf-8")
    result = run(tmp_path)
    assert "1 stations lie outside the boundary" in result.output
    assert len(read_district(tmp_path / "d.gpkg").layers["stations"]) == 2
