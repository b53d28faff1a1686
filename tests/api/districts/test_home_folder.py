"""The home folder: what is kept, and what a crash has left."""

import pytest

from api.districts.home import keep_file, make_home, remove, tidy


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def test_a_file_is_kept_by_its_content_and_found_by_it(home):
    for name in ("a", "b"):
        (home.scratch / name).write_text("content")
    first, second = keep_file(home, home.scratch / "a"), keep_file(home, home.scratch / "b")
    assert first == second
    assert home.district_file(first).read_text() == "content"


def test_a_file_that_was_damaged_is_healed_by_whoever_keeps_it_again(home):
    for name in ("a", "b"):
        (home.scratch / name).write_text("content")
    kept = home.district_file(keep_file(home, home.scratch / "a"))
    kept.write_text("damaged")
    keep_file(home, home.scratch / "b")
    assert kept.read_text() == "content"


@pytest.mark.parametrize("name", ["../a", "/a", "", "..", ".hidden", "a/b", "a\\b", "a\0b"])
def test_no_name_leads_out_of_the_home(home, name):
    for find in (home.upload, home.report, home.with_room):
        with pytest.raises(ValueError):
            find(name)


def test_tidying_leaves_what_versions_name_and_unfinished_jobs_need(home):
    (home.scratch / "a").write_text("named")
    named = keep_file(home, home.scratch / "a")
    (home.scratch / "job-1.2").mkdir()
    for path in (home.upload("job-1"), home.upload("job-2"), home.scratch / "job-2.1"):
        path.write_text("")
    tidy(home, {named}, {"job-1"})
    left = {path.name for folder in home.folder.iterdir() for path in folder.iterdir()}
    assert left == {f"{named}.gpkg", "job-1", "job-1.2"}


def test_files_that_no_version_names_go_when_no_job_could_be_about_to_name_them(home):
    (home.scratch / "a").write_text("orphan")
    orphan = keep_file(home, home.scratch / "a")
    tidy(home, set(), {"job-1"})
    assert home.district_file(orphan).exists()
    tidy(home, set())
    assert not home.district_file(orphan).exists()


def test_what_is_gone_already_is_removed_without_a_word(home):
    remove(home.scratch / "nothing")
