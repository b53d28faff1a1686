"""Opening through the cache: the same answers, and never a stale one."""

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.town import town

import api.opening
from api.job import Job
from api.opening import open_district
from api.outputs.document import coverage_document, document_bytes
from data.demo import demo_district
from data.geopackage import read_district, write_district
from data.sidecar.kept_file import kept_path
from data.sidecar.named_arrays import open_arrays, write_arrays
from data.sidecar.records import packed_record
from geo.ground import prepare
from geo.question import ask
from geo.report import report
from geo.streets.network import walk_network


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.gpkg"
    write_district(town(), path)
    return path


@pytest.fixture
def file(written, tmp_path):
    return Path(shutil.copy(written, tmp_path))


@pytest.fixture
def opened(file):
    """The town opened for the first time, and so kept."""
    first = open_district(file)
    first.network(takes_steps=True)
    return first


def edit(file, name="改"):
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE district_info SET value = ? WHERE key = 'name'", (name,))


def document(district, streets=None):
    found = report(district, prepare(district, ask(), network=streets), ask())
    return document_bytes(coverage_document(district, found, Job(ask())))


def rewritten(path, **about):
    """The cache with something else said about it, everything else in order."""
    kept = open_arrays(path)
    arrays = {name: array.copy() for name, array in kept.arrays.items()}
    write_arrays(path, {**kept.about, **about}, arrays)


def same_network(one, other):
    ours, theirs = packed_record(one), packed_record(other)
    return ours.keys() == theirs.keys() and all(
        np.array_equal(array, theirs[name]) for name, array in ours.items()
    )


def test_the_first_opening_reads_and_the_second_does_not(file, opened, monkeypatch):
    monkeypatch.setattr(api.opening, "read_district", None)
    again = open_district(file)
    assert (opened.from_cache, again.from_cache, again.note) == (False, True, None)
    assert again.district.hashes == opened.district.hashes


def test_the_same_coverage_byte_for_byte(file, opened):
    assert document(open_district(file).district) == document(read_district(file))


def test_the_demo_has_the_same_coverage_byte_for_byte(tmp_path):
    file = tmp_path / "demo.gpkg"
    write_district(demo_district(), file)
    fresh, again = open_district(file), open_district(file)
    for name, table in fresh.district.layers.items():
        pd.testing.assert_frame_equal(again.district.layers[name], table)
    assert (fresh.from_cache, again.from_cache) == (False, True)
    assert document(again.district) == document(fresh.district)


@pytest.mark.parametrize("takes_steps", [True, False])
def test_the_streets_are_those_of_the_layer(file, takes_steps):
    made = walk_network(read_district(file).features("streets"), takes_steps=takes_steps)
    for _ in range(2):
        assert same_network(open_district(file).network(takes_steps=takes_steps), made)


def test_the_streets_are_not_made_again(file, opened, monkeypatch):
    monkeypatch.setattr(api.opening, "walk_network", None)
    assert len(open_district(file).network(takes_steps=True).u) == 2


def test_an_edited_file_is_read_again(file, opened):
    edit(file)
    again = open_district(file)
    assert (again.from_cache, again.district.name) == (False, "改")
    assert open_district(file).from_cache


def test_a_touched_file_is_read_again(file, opened):
    os.utime(file)
    assert not open_district(file).from_cache


def test_an_edit_that_left_size_and_time_is_seen(file, opened):
    times = file.stat()
    edit(file, "小区")
    edit(file, "大区")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file.stat().st_size == times.st_size
    assert open_district(file).district.name == "大区"


def test_beside_a_write_ahead_log_it_is_neither_used_nor_written(file, opened):
    file.with_name("town.gpkg-wal").write_bytes(b"x")
    before = kept_path(file).stat().st_mtime_ns
    again = open_district(file)
    assert not again.from_cache
    assert "-wal" in again.note.en
    assert again.network(takes_steps=True).node_count == 3
    assert kept_path(file).stat().st_mtime_ns == before


def test_what_a_write_ahead_log_holds_is_seen(file, opened):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE district_info SET value = '新区' WHERE key = 'name'")
        connection.commit()
        assert open_district(file).district.name == "新区"
    assert open_district(file).district.name == "新区"


def test_a_file_changed_while_it_was_read_is_not_kept(file, monkeypatch):
    def read_and_edit(path):
        district = read_district(path)
        edit(path)
        return district

    monkeypatch.setattr(api.opening, "read_district", read_and_edit)
    assert "changed while" in open_district(file).note.en
    assert not kept_path(file).exists()


@pytest.mark.parametrize("part", ["", "walk"])
@pytest.mark.parametrize("content", [b"", b"garbage", b"QKARRAYS" + bytes(500)])
def test_a_cache_that_is_none_is_not_used(file, opened, part, content):
    kept_path(file, part).write_bytes(content)
    again = open_district(file)
    assert again.from_cache == (part == "walk")
    assert same_network(again.network(takes_steps=True), opened.network(takes_steps=True))
    assert open_arrays(kept_path(file, part)) is not None


def test_rows_beyond_the_layer_are_not_used_though_all_checksums_agree(file, opened):
    kept = open_arrays(kept_path(file, "walk"))
    beyond = {"row": kept.arrays["row"] + 1}
    write_arrays(kept_path(file, "walk"), kept.about, {**kept.arrays, **beyond})
    assert open_arrays(kept_path(file, "walk")).intact()
    again = open_district(file).network(takes_steps=True)
    assert same_network(again, opened.network(takes_steps=True))


def spoiled(path, name):
    """One bit of the array `name` turned over in its place on the disk; the header is in order."""
    content = bytearray(path.read_bytes())
    begin = -(-(16 + int.from_bytes(content[8:12], "little")) // 64) * 64
    header = json.loads(content[16 : 16 + int.from_bytes(content[8:12], "little")])
    content[begin + header["arrays"][name][2]] ^= 1
    path.write_bytes(content)


def test_streets_spoiled_on_the_disk_are_made_anew(file, opened):
    path = kept_path(file, "walk")
    whole = path.read_bytes()
    for name in open_arrays(path).arrays:
        spoiled(path, name)
        assert path.read_bytes() != whole
        again = open_district(file).network(takes_steps=True)
        assert same_network(again, opened.network(takes_steps=True)), name
        assert path.read_bytes() == whole, name


def test_streets_spoiled_within_bounds_change_no_answer(file, opened):
    for name in ("length_mm", "junctions.chain_mm", "junctions.step_mm"):
        spoiled(kept_path(file, "walk"), name)
    again = open_district(file)
    streets = again.network(takes_steps=True)
    assert document(again.district, streets) == document(read_district(file))


def test_streets_of_other_content_are_not_used(file, opened):
    rewritten(kept_path(file, "walk"), made_from={"streets": "other"})
    made_anew = open_district(file).network(takes_steps=True)
    assert same_network(made_anew, opened.network(takes_steps=True))
    made_from = open_arrays(kept_path(file, "walk")).about["made_from"]
    assert made_from == {"streets": opened.district.hashes["streets"]}


def test_deleting_is_safe(file, opened):
    again = open_district(file)
    for part in ("", "walk"):
        kept_path(file, part).unlink()
    assert document(again.district) == document(opened.district)
    assert not open_district(file).from_cache


def test_where_nothing_can_be_written_it_works_without(file):
    for part in ("", "walk"):  # folders in the way, as good as no permission
        kept_path(file, part).mkdir()
    first = open_district(file)
    assert "could not be written" in first.note.en
    assert first.network(takes_steps=True).node_count == 3
    assert not open_district(file).from_cache


def test_without_a_cache_none_is_read_or_written(file):
    assert open_district(file, cache=False).network(takes_steps=True).node_count == 3
    assert [f.name for f in file.parent.iterdir()] == ["town.gpkg"]


class TestVerify:
    """The file is read and hashed whatever the cache says."""

    def test_a_true_cache_stays(self, file, opened):
        before = kept_path(file).stat().st_mtime_ns
        again = open_district(file, verify=True)
        assert (again.from_cache, again.note) == (False, None)
        assert kept_path(file).stat().st_mtime_ns == before

    def test_a_cache_of_other_hashes_is_thrown_away(self, file, opened):
        rewritten(kept_path(file), made_from={**opened.district.hashes, "streets": "other"})
        assert open_district(file).district.hashes["streets"] == "other"
        again = open_district(file, verify=True)
        assert "did not agree" in again.note.en
        assert again.district.hashes == opened.district.hashes
        assert open_district(file).district.hashes == opened.district.hashes

    def test_an_untrue_cache_that_cannot_be_deleted_is_named(self, file, opened, monkeypatch):
        rewritten(kept_path(file), made_from={**opened.district.hashes, "streets": "other"})
        monkeypatch.setattr(api.opening, "forget", lambda path, parts: None)
        again = open_district(file, verify=True)
        assert f"please delete {kept_path(file)}" in again.note.en
        assert again.district.hashes == opened.district.hashes

    def test_the_streets_are_made_anew(self, file, opened):
        kept = open_arrays(kept_path(file, "walk"))
        moved = {"xy": kept.arrays["xy"] + 1}
        write_arrays(kept_path(file, "walk"), kept.about, {**kept.arrays, **moved})
        wrong = open_district(file).network(takes_steps=True).xy
        again = open_district(file, verify=True).network(takes_steps=True).xy
        assert (wrong - again == 1).all()
        assert open_district(file).network(takes_steps=True).xy.tolist() == again.tolist()

    def test_without_a_cache_one_is_made(self, file):
        assert open_district(file, verify=True).note is None
        assert open_district(file).from_cache
