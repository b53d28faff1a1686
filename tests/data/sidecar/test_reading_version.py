"""What is kept of a district fits the code that reads it, or is not used."""

from support.fingerprint import fingerprint

from data.sidecar.district_cache import keep_district
from data.sidecar.file_state import READING_VERSION, file_state
from data.sidecar.kept_file import kept_path
from data.sidecar.named_arrays import open_arrays

# What each version keeps of the small district of `conftest.py`.
KEPT = {2: "a203273297e8a986"}

RAISE_IT = """
Reading a district now gives something else than it did, or the cache another layout. Caches made
before would go on giving the old. Raise READING_VERSION in data/sidecar/file_state.py, and add what
it keeps, {found!r}, to KEPT. (Only where the small district itself was changed, correct KEPT.)
"""


def test_reading_that_gives_something_else_has_another_version(file, written):
    keep_district(file, file_state(file), written[1])
    found = fingerprint(open_arrays(kept_path(file)).arrays)
    assert KEPT.get(READING_VERSION) == found, RAISE_IT.format(found=found)
