"""The same seed gives the same district: in another process, and through a file."""

import json
import os
import subprocess
import sys

import pytest

from data.demo import demo_district
from data.geopackage import read_district, write_district

_PRINT_HASHES = """
import json
from data.demo import demo_district
print(json.dumps(dict(demo_district().hashes)))
"""


def test_another_process_with_another_hash_order_gives_the_same_hashes(demo):
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    run = subprocess.run(
        [sys.executable, "-c", _PRINT_HASHES], env=environment, capture_output=True, check=True
    )
    assert json.loads(run.stdout) == dict(demo.hashes)


def test_another_seed_gives_another_district_with_as_many_communities(demo):
    other = demo_district(seed=3)
    same = {name for name in demo.hashes if demo.hashes[name] == other.hashes[name]}
    assert same == {"bundles", "closures"}  # these follow the catalogue alone
    assert (other.table("areas")["level"] == "community").sum() == 110


@pytest.fixture(scope="module")
def read_back(demo, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.gpkg"
    write_district(demo, path)
    return read_district(path)


def test_it_survives_its_file(demo, read_back):
    assert dict(read_back.hashes) == dict(demo.hashes)
    assert read_back.import_log == ()
    assert read_back.notes == ()


def test_its_declarations_survive_its_file(demo, read_back):
    def without_shape(declarations):
        return [(d.layer, d.kind, d.as_of, d.visibility, d.none_here) for d in declarations]

    assert without_shape(read_back.declarations) == without_shape(demo.declarations)
