"""Packed and large OpenStreetMap files."""

import bz2
import gzip

import pytest

from data.errors import SourceError
from data.sources import osm, raw_file
from data.sources.raw import SourceSpec
from data.sources.read import read_source

LINE = ({1: (0, 0), 2: (1, 0)}, {7: ([1, 2], "highway=footway")})


def packed(drawn, folder, ending, pack):
    path = folder / f"a.osm{ending}"
    path.write_bytes(pack(drawn(*LINE).read_bytes()))
    return path


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_packed_files_are_read_by_their_ending(drawn, tmp_path, ending, pack):
    table = read_source(SourceSpec(packed(drawn, tmp_path, ending, pack), sublayer="streets"))
    assert table.frame["id"].tolist() == ["w7-0"]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_what_unpacks_to_too_much_is_refused(drawn, tmp_path, monkeypatch, ending, pack):
    path = packed(drawn, tmp_path, ending, lambda content: pack(content + b" " * 3_000_000))
    monkeypatch.setattr(osm, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(osm, "require_bytes", bounded(1_000_000))
    with pytest.raises(SourceError, match="GiB"):
        read_source(SourceSpec(path, sublayer="streets"))


def test_a_file_too_large_is_refused(drawn, monkeypatch):
    monkeypatch.setattr(osm, "require_bytes", bounded(100))
    with pytest.raises(SourceError, match="GiB"):
        read_source(SourceSpec(drawn(*LINE), sublayer="streets"))


@pytest.mark.parametrize("ending", [".gz", ".bz2"])
def test_a_broken_archive_is_refused(tmp_path, ending):
    path = tmp_path / f"a.osm{ending}"
    path.write_bytes(b"not packed at all")
    with pytest.raises(SourceError, match="not a sound OpenStreetMap file"):
        read_source(SourceSpec(path, sublayer="streets"))


def bounded(limit):
    return lambda path, size: raw_file.require_bytes(path, size, limit)
