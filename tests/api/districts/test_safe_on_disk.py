"""What is acknowledged outlives a power failure: its bytes, and its name in its folder."""

import os
import stat
import sys

import pytest

from api.answering.sent_table import look_over
from api.districts.home import keep_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be synced there")


@pytest.fixture
def safe(monkeypatch):
    """The names in a folder when it was last made safe on the disk."""
    names, honest = {}, os.fsync

    def fsync(handle):
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            with os.scandir(handle) as entries:
                names[found.st_ino] = {each.name for each in entries}
        honest(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return lambda folder: names.get(folder.stat().st_ino, set())


def test_an_upload_and_the_report_of_its_check(office, http, ended, package_file, safe):
    folder = office.service.home.folder
    admin = office.token(office.account("root", admin=True))
    address = "/uploads?district=town&check_only=true"
    job_id = http.post(address, content=package_file.read_bytes(), headers=admin).json()["job"]
    assert job_id in safe(folder / "uploads")
    assert ended(job_id).state == "done"
    assert f"{job_id}.json" in safe(folder / "reports")


def test_a_table_that_is_sent_for_a_batch(tmp_path, safe):
    table = tmp_path / "uploads" / "job-1" / "table"
    table.parent.mkdir(parents=True)
    table.write_text("id,x,y\na,1,2\n", "utf-8")
    look_over(table)
    assert safe(table.parent) == {"sites.csv"}
    assert safe(tmp_path / "uploads") == {"job-1"}


def test_a_district_file_that_is_there_already(office, safe):
    home = office.service.home
    for name in ("a", "b"):
        (home.scratch / name).write_text("content")
    sha256 = keep_file(home, home.scratch / "a")
    safe(home.folder / "districts").clear()  # its first keeper did not live to see it safe
    keep_file(home, home.scratch / "b")
    assert safe(home.folder / "districts") == {f"{sha256}.gpkg"}
