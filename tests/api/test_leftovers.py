"""Files of an earlier run leave with the run that replaces them, or stay with it."""

import pytest

from api.outputs.leftovers import set_aside
from data.errors import WriteError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "week.csv").write_text("old")
    return tmp_path


def test_a_leftover_is_gone_afterwards(folder):
    with set_aside(folder, ["week.csv", "matters.csv"]):
        assert not (folder / "week.csv").exists()
    assert list(folder.iterdir()) == []


def test_it_comes_back_where_the_new_run_fails(folder):
    with pytest.raises(RuntimeError), set_aside(folder, ["week.csv"]):
        raise RuntimeError
    assert [(f.name, f.read_text()) for f in folder.iterdir()] == [("week.csv", "old")]


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path):
    with set_aside(tmp_path / "new", ["week.csv"]):
        assert not (tmp_path / "new").exists()


def test_what_cannot_be_moved_is_an_error_and_stays(folder, monkeypatch):
    def busy(*_):
        raise PermissionError("in use")

    monkeypatch.setattr("pathlib.Path.replace", busy)
    with pytest.raises(WriteError, match="in use"), set_aside(folder, ["week.csv"]):
        pytest.fail("went on")
    assert [file.name for file in folder.iterdir()] == ["week.csv"]
