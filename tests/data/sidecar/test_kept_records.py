"""Records come back field by field; what is not such a record is refused."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from data.sidecar.file_state import file_state
from data.sidecar.kept_file import kept_path
from data.sidecar.record_cache import keep_record, kept_record
from data.sidecar.records import packed_record, record_from


@dataclass(frozen=True)
class Inner:
    step: NDArray[np.int32]
    far: float


@dataclass(frozen=True)
class Outer:
    xy: NDArray[np.float64]
    count: int
    open: bool
    inner: Inner
    more: Inner | None = None


RECORD = Outer(np.array([[1.5, 2.5]]), 3, False, Inner(np.array([7], np.int32), 0.1))


def test_every_field_comes_back():
    found = record_from(Outer, packed_record(RECORD))
    assert found.xy.tolist() == [[1.5, 2.5]]
    assert (found.count, found.open, found.inner.far, found.more) == (3, False, 0.1, None)
    assert found.inner.step.tolist() == [7]


def test_a_record_that_may_be_missing_comes_back():
    whole = replace(RECORD, more=RECORD.inner)
    assert record_from(Outer, packed_record(whole)).more.far == 0.1


@pytest.mark.parametrize(
    "wrong",
    [
        {"xy": np.array([1])},
        {"count": np.array([3])},
        {"inner.step": np.array([7.5])},
        {"strange": np.array([1])},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_arrays_of_another_record_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong)).rpartition(".")[2]):
        record_from(Outer, {**packed_record(RECORD), **wrong})


def test_a_missing_field_is_refused():
    with pytest.raises(ValueError, match="xy is missing"):
        record_from(Outer, {n: a for n, a in packed_record(RECORD).items() if n != "xy"})


def test_a_record_made_from_other_content_is_not_used(file):
    state = file_state(file)
    keep_record(file, state, "walk", RECORD, {"streets": "old"}, version=1)
    assert kept_record(file, state, "walk", Outer, {"streets": "old"}, version=1).count == 3
    assert kept_record(file, state, "walk", Outer, {"streets": "new"}, version=1) is None
    assert kept_record(file, state, "walk", Inner, {"streets": "old"}, version=1) is None


def test_a_record_made_by_another_version_is_not_used(file):
    keep_record(file, file_state(file), "walk", RECORD, {}, version=1)
    assert kept_record(file, file_state(file), "walk", Outer, {}, version=2) is None


def test_a_record_spoiled_on_the_disk_is_not_used(file):
    keep_record(file, file_state(file), "walk", RECORD, {}, version=1)
    path = kept_path(file, "walk")
    content = path.read_bytes()
    path.write_bytes(content.replace(np.float64(2.5).tobytes(), np.float64(2.6).tobytes()))
    assert kept_record(file, file_state(file), "walk", Outer, {}, version=1) is None


def test_each_part_has_its_own_file_beside_the_district(file):
    assert kept_path(file).name == "区.gpkg.quankan"
    assert kept_path(file, "walk").name == "区.gpkg.quankan-walk"


def test_what_is_not_an_array_of_numbers_is_not_kept():
    with pytest.raises(ValueError, match="objects"):
        packed_record(replace(RECORD, xy=np.array([None], dtype=object)))
