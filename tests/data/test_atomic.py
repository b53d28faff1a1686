"""Nothing half-written stays behind, and what was there before survives."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.atomic import replacing, replacing_all
from data.errors import WriteError

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from data.errors import WriteError
from data.geopackage import write_district
sys.path.insert(0, {tests!r})
from support.tiny import district
place = district(residents=[
    {{"id": f"r{{i}}", "population": 1, "name": "人" * 200, "at": (i, i)}} for i in range(3000)
])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    write_district(place, Path({target!r}))
except WriteError as error:
    sys.exit("unchanged" in str(error) and 42)
"""


def test_a_file_appears_in_one_step(tmp_path):
    with replacing(tmp_path / "a.txt") as scratch:
        scratch.write_text("new")
        assert not (tmp_path / "a.txt").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_files_and_nothing_else(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    names = ["a.txt", "b.txt"]
    with pytest.raises(WriteError, match="unchanged"), replacing_all(tmp_path, names) as scratch:
        (scratch / "a.txt").write_text("new")
        raise OSError(28, "No space left on device")
    assert {f.name: f.read_text() for f in tmp_path.iterdir()} == {"a.txt": "old"}


def test_where_one_file_cannot_be_replaced_all_stay_as_they_were(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    names = ["a.txt", "b.txt", "never-written.txt"]
    with pytest.raises(WriteError, match="unchanged"), replacing_all(tmp_path, names) as scratch:
        for name in names[:2]:
            (scratch / name).write_text("new")
    assert {f.name: f.read_text() for f in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_folder_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "b.txt" / "precious").write_text("old")
    names = ["a.txt", "b.txt"]
    with pytest.raises(WriteError, match="unchanged"), replacing_all(tmp_path, names) as scratch:
        for name in names:
            (scratch / name).write_text("new")
    assert (tmp_path / "b.txt" / "precious").read_text() == "old"
    assert [f.name for f in tmp_path.iterdir()] == ["b.txt"]


def test_an_interruption_between_two_moves_puts_everything_back(tmp_path, monkeypatch):
    names = ["a.txt", "b.txt"]
    for name in names:
        (tmp_path / name).write_text("old")
    replace = Path.replace

    def interrupted(self, target):
        if (
            self.parent != tmp_path
            and Path(target) == tmp_path / "b.txt"
            and "before" not in str(self)
        ):
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), replacing_all(tmp_path, names) as scratch:
        for name in names:
            (scratch / name).write_text("new")
    assert {f.name: f.read_text() for f in tmp_path.iterdir()} == dict.fromkeys(names, "old")


def test_a_folder_made_for_nothing_is_taken_away(tmp_path):
    with pytest.raises(WriteError), replacing(tmp_path / "out" / "a.txt"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_an_error_of_another_kind_passes_through_untouched(tmp_path):
    with pytest.raises(KeyError), replacing(tmp_path / "a.txt"):
        raise KeyError("x")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX thing")
def test_when_the_disk_fills_up_the_old_district_survives(tmp_path, request):
    """A process that may write no file above 200 kB meets what a full disk would do."""
    target = tmp_path / "d.gpkg"
    target.write_bytes(b"the old one")
    script = FULL_DISK.format(tests=str(request.config.rootpath / "tests"), target=str(target))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 42, done.stderr
    assert target.read_bytes() == b"the old one"
    assert [f.name for f in tmp_path.iterdir()] == ["d.gpkg"]
