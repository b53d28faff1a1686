"""A cache fits only the file it was made from, as it stands."""

import contextlib
import os
import sqlite3
import stat
import sys

import pytest

from data.sidecar.file_state import file_state, permissions


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "d.gpkg"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (x)")
    return path


def with_counter(path, counter):
    """The file after a transaction that left size and times as they were."""
    times = path.stat()
    content = bytearray(path.read_bytes())
    content[24:28] = counter.to_bytes(4, "big")
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_the_same_file_stands_the_same(file):
    assert file_state(file) == file_state(file)


def test_an_edit_is_seen(file):
    before = file_state(file)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO t VALUES (1)")
    assert file_state(file).change_counter == before.change_counter + 1


def test_a_touch_is_seen(file):
    before = file_state(file)
    os.utime(file, ns=(0, 12345))
    assert file_state(file) != before


def test_the_change_counter_alone_is_seen(file):
    before = file_state(file)
    with_counter(file, 77)
    after = file_state(file)
    assert (after.size, after.modified_ns) == (before.size, before.modified_ns)
    assert after.change_counter == 77


def test_times_set_back_are_seen(file):
    before, content = file_state(file), file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    os.utime(file, ns=(before.modified_ns, before.modified_ns))
    assert file_state(file).modified_ns == before.modified_ns
    assert file_state(file) != before


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_with_unmerged_changes_beside_it_nothing_is_known(file, ending):
    beside = file.with_name(file.name + ending)
    beside.write_bytes(b"")
    assert file_state(file) is not None
    beside.write_bytes(b"x")
    assert file_state(file) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_changes_beside_what_a_link_points_to_count(file, tmp_path):
    (tmp_path / "link").mkdir()
    link = tmp_path / "link" / "d.gpkg"
    link.symlink_to(file)
    file.with_name("d.gpkg-wal").write_bytes(b"x")
    assert file_state(link) is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"x" * 100])
def test_what_is_no_database_has_no_state(tmp_path, content):
    (tmp_path / "x.gpkg").write_bytes(content)
    assert file_state(tmp_path / "x.gpkg") is None


def test_what_is_not_there_has_no_state(tmp_path):
    assert file_state(tmp_path / "x.gpkg") is None
    assert file_state(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="mode bits are a POSIX thing")
def test_what_is_kept_of_a_private_file_is_private(file):
    file.chmod(stat.S_IRUSR)
    assert permissions(file) == stat.S_IRUSR | stat.S_IWUSR
