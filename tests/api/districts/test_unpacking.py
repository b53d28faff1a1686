"""Archives from strangers: what comes out, and what is not let out."""

import struct
import zipfile

import pytest
from support.parcels_sent import entry, zipped

from api.districts.refused import UploadError
from api.districts.unpacking import Bounds, unpack


@pytest.fixture
def unpacked(tmp_path):
    """Unpack bytes; gives name to content."""

    def run(content, bounds=None):
        path, folder = tmp_path / "sent", tmp_path / "out"
        path.write_bytes(content)
        files = unpack(path, folder, bounds)
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    return run


def refused(unpacked, content, bounds=None):
    with pytest.raises(UploadError) as error:
        unpacked(content, bounds)
    return str(error.value)


def test_files_come_out_in_their_folders(unpacked):
    assert unpacked(zipped({"a.csv": "1", "b/c.csv": "2"})) == {"a.csv": b"1", "b/c.csv": b"2"}


def test_names_in_gbk_come_out_as_they_were_meant(unpacked):
    info = zipfile.ZipInfo("xx/xxxx.csv")
    raw = zipped({info: "1"}).replace(b"xx/xxxx.csv", "站/点站.csv".encode("gbk"))
    assert list(unpacked(raw)) == ["站/点站.csv"]


@pytest.mark.parametrize(
    "name",
    ["../a", "/a", "a/../../b", "C:/a", "C:a", "a\\..\\..\\b", "\\\\host\\share\\a", "a/./b",
     "con.csv", "a/NUL", "a.", "a ", "a//b", "a\nb", "x" * 300, "/".join("a" * 20)],
)  # fmt: skip
def test_a_name_that_may_lead_elsewhere_is_refused(unpacked, name):
    assert "name" in refused(unpacked, zipped({name: "1"}))


def test_links_and_devices_are_refused(unpacked):
    assert "link" in refused(unpacked, zipped({entry("a", mode=0o120777): "/etc/passwd"}))
    assert "link" in refused(unpacked, zipped({entry("a", mode=0o020666): ""}))


def test_names_that_differ_by_case_are_the_same_file(unpacked):
    assert "twice" in refused(unpacked, zipped({"a.shp": "1", "A.SHP": "2"}))


def test_a_file_cannot_be_a_folder_too(unpacked):
    assert "one name" in refused(unpacked, zipped({"a": "1", "a/b": "2"}))


def test_encrypted_files_and_other_methods_are_refused(unpacked):
    raw = bytearray(zipped({"a": "1"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refused(unpacked, bytes(raw))


def test_what_comes_out_is_counted_whatever_the_archive_says(unpacked):
    """The list says ten bytes, the content has a million."""
    raw = zipped({"a": b"\0" * 1_000_000})
    lying = raw.replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10))
    assert refused(unpacked, lying, Bounds(bytes=100_000))


def test_all_files_together_are_bounded(unpacked):
    raw = zipped({str(n): b"0123456789" * 100 for n in range(10)})
    assert "too large" in refused(unpacked, raw, Bounds(bytes=9_000))


def test_what_shrinks_too_much_is_a_bomb(unpacked):
    raw = zipped({"a": b"\0" * 30_000_000})
    assert "too large" in refused(unpacked, raw, Bounds(ratio=100))


def test_what_is_large_and_shrinks_as_files_do_comes_out(unpacked):
    assert unpacked(zipped({"a": b"\0" * 11_000_000}), Bounds(ratio=2_000))


def test_too_many_files_are_refused_before_their_list_is_read(unpacked):
    raw = zipped({str(n): "" for n in range(50)})
    assert "50 files" in refused(unpacked, raw, Bounds(files=49))
    assert "list" in refused(unpacked, raw, Bounds(directory_bytes=1_000))


def test_archives_inside_stay_files(unpacked):
    inner = zipped({"../../a": "1"})
    assert unpacked(zipped({"b.zip": inner})) == {"b.zip": inner}


def test_what_systems_put_beside_files_stays_behind(unpacked):
    files = {"a.csv": "1", "__MACOSX/._a.csv": "", "b/.DS_Store": "", "Thumbs.db": ""}
    assert list(unpacked(zipped(files))) == ["a.csv"]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no archive", zipped({"a": "1"})[:-30]])
def test_what_is_no_archive_is_refused(unpacked, content):
    assert refused(unpacked, content)
