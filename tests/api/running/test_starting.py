"""Starting: tables made, districts opened ahead, what a crash left gone, what is wanted kept."""

from datetime import UTC, datetime

import pytest
from support.asked_office import asked_office

from api.service.start import first_link, open_districts, opened
from api.settings import ServiceSettings, Settings
from api.store.jobs import Ordered, add_job
from api.store.migrate import require_current
from api.work.process import Terms

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def terms(folder, store=""):
    return Terms(Settings(), ServiceSettings(home=folder / "home", store=store))


def test_a_first_start_makes_home_and_tables_in_a_file(tmp_path):
    with opened(terms(tmp_path)) as service:
        require_current(service.store)
    assert (tmp_path / "home" / "quankan.db").is_file()


def test_or_in_postgresql(tmp_path, postgis_url):
    for _ in range(2):  # and once more, on tables that are there
        with opened(terms(tmp_path, postgis_url)) as service:
            require_current(service.store)
            assert first_link(service, "https://q.example").startswith("https://q.example/first?")
    assert not (tmp_path / "home" / "quankan.db").exists()


def test_what_a_crash_left_is_taken_away_what_a_job_waits_for_stays(tmp_path):
    with opened(terms(tmp_path)) as service:
        ordered = Ordered("job-waits", "import", None, None, "internal", {}, NOW)
        with service.store.writing() as connection:
            add_job(connection, ordered)
    home = tmp_path / "home"
    for name in (
        "uploads/job-waits",
        "uploads/job-gone",
        "scratch/x",
        f"districts/{'0' * 64}.gpkg",
    ):
        (home / name).write_text("x", "utf-8")
    with opened(terms(tmp_path)):
        left = {
            path.name for folder in ("uploads", "scratch") for path in (home / folder).iterdir()
        }
    assert left == {"job-waits"}


def test_a_file_of_no_version_is_taken_away_where_no_job_may_be_about_to_name_it(tmp_path):
    with opened(terms(tmp_path)) as service:
        stray = service.home.district_file("0" * 64)
        stray.write_text("x", "utf-8")
    with opened(terms(tmp_path)):
        assert not stray.exists()


@pytest.fixture
def damaged(tmp_path):
    """A service whose districts have lost their files."""
    with asked_office(tmp_path) as asked:
        service = asked.office.service
        for path in (service.home.folder / "districts").iterdir():
            path.unlink()
        yield service


def test_a_district_that_cannot_be_opened_keeps_nobody_from_starting(damaged, caplog):
    open_districts(damaged)
    assert caplog.text.count("cannot be opened") == 3
