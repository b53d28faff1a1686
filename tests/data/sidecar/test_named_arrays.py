"""Arrays come back as they were, or not at all."""

import json
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from data.errors import WriteError
from data.sidecar.named_arrays import MAGIC, MAX_HEADER_BYTES, open_arrays, write_arrays

NUMBERS = np.arange(12, dtype=np.int64)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.arrays"
    write_arrays(path, {"of": "区"}, {"numbers": NUMBERS, "none": np.empty((0, 2))})
    return path


def with_header(path, change):
    """The file with a header as `change` leaves it, its checksum in order."""
    content = path.read_bytes()
    length = int.from_bytes(content[8:12], "little")
    header = json.loads(content[16 : 16 + length])
    header = change(header) or header
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    text = text.ljust(length)  # the arrays stay where they are
    start = MAGIC + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little")
    path.write_bytes(start + text + content[16 + length :])
    return path


def entry(dtype="<i8", shape=(12,), offset=0, checksum=0):
    return {"numbers": [dtype, list(shape), offset, checksum]}


@settings(max_examples=30, deadline=None)
@given(
    arrays_of.arrays(
        st.sampled_from(["<i8", "<i4", "<f8", "?", "u1", ">i8"]),
        arrays_of.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=5),
    )
)
def test_any_array_comes_back(tmp_path_factory, array):
    path = tmp_path_factory.mktemp("any") / "a.arrays"
    write_arrays(path, {}, {"a": array})
    found = open_arrays(path)
    np.testing.assert_array_equal(found.arrays["a"], array)
    assert found.intact()


def test_they_lie_aligned_and_cannot_be_written(file):
    numbers = open_arrays(file).arrays["numbers"]
    assert numbers.ctypes.data % 64 == 0
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 1


def test_what_was_said_about_them_comes_back(file):
    assert open_arrays(file).about == {"of": "区"}


@pytest.mark.parametrize("kept", [0, 7, 15, 60, 200, -1, -64])
def test_a_truncated_file_is_not_used(file, kept):
    file.write_bytes(file.read_bytes()[:kept])
    assert open_arrays(file) is None


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_garbage_is_not_used(tmp_path_factory, garbage):
    path = tmp_path_factory.mktemp("garbage") / "a.arrays"
    path.write_bytes(MAGIC + garbage)
    assert open_arrays(path) is None


def test_a_changed_header_is_not_used(file):
    content = bytearray(file.read_bytes())
    content[40] ^= 1
    file.write_bytes(content)
    assert open_arrays(file) is None


def test_a_changed_array_is_seen_when_it_is_asked_for(file):
    content = bytearray(file.read_bytes())
    content[-64] ^= 1  # 96 bytes of numbers lie in two times 64
    file.write_bytes(content)
    found = open_arrays(file)
    assert not found.intact()
    assert found.intact("none")


@pytest.mark.parametrize(
    "arrays",
    [
        entry(shape=[2**62]),
        entry(shape=[2**31, 2**31, 4]),
        entry(shape=[-1]),
        entry(shape=[1.5]),
        entry(shape=[True]),
        entry(shape=[0, 10**30]),
        entry(offset=64),
        entry(offset=-64),
        entry(offset=8),
        entry(offset=10**30),
        entry(dtype="O"),
        entry(dtype="|O8"),
        entry(dtype="V8"),
        entry(dtype="<M8[ns]"),
        entry(dtype=">i8"),
        entry(dtype="<U3"),
        entry(dtype=[["a", "<i8"]]),
        {"numbers": None},
        {"numbers": ["<i8"]},
        ["numbers"],
    ],
    ids=str,
)
def test_a_hostile_header_is_not_used(file, arrays):
    assert open_arrays(with_header(file, lambda h: {**h, "arrays": arrays})) is None


def test_a_header_of_a_million_brackets_is_not_used(tmp_path):
    text = b"[" * (MAX_HEADER_BYTES - 1)
    start = MAGIC + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little")
    (tmp_path / "deep").write_bytes(start + text + bytes(64))
    assert open_arrays(tmp_path / "deep") is None


def test_another_format_is_not_used(file):
    assert open_arrays(with_header(file, lambda h: {**h, "format": 2})) is None


def test_nothing_or_a_folder_in_its_place_is_not_used(tmp_path):
    assert open_arrays(tmp_path / "nothing") is None
    assert open_arrays(tmp_path) is None


def test_objects_are_never_written(tmp_path):
    with pytest.raises(ValueError, match="object"):
        write_arrays(tmp_path / "a", {}, {"a": np.array([{}], dtype=object)})
    assert not list(tmp_path.iterdir())


def test_where_it_cannot_be_written_the_old_file_stays(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteError):
        write_arrays(tmp_path / "a", {}, {})
    assert [f.name for f in tmp_path.iterdir()] == ["a"]


def test_of_many_writers_at_once_one_wins_whole(tmp_path):
    path = tmp_path / "a"
    with ThreadPoolExecutor(4) as pool:
        for number in range(20):
            pool.submit(write_arrays, path, {"by": number}, {"a": np.full(5000, number)})
    found = open_arrays(path)
    assert found.intact()
    assert set(found.arrays["a"].tolist()) == {found.about["by"]}
    assert [f.name for f in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a mapped file cannot be replaced")
def test_an_open_file_outlives_its_successor(file):
    before = open_arrays(file)
    write_arrays(file, {}, {"numbers": NUMBERS + 1})
    assert before.arrays["numbers"].tolist() == NUMBERS.tolist()
