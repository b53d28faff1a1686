"""What was backed up comes back, into either kind of database, all of it or nothing."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from support.lossy import Lossy
from support.stores import DISTRICT, DISTRICT_SHA256, PACK, REPORT, RULES, everything, order
from typer import Typer
from typer.testing import CliRunner

from api.cli.group import RefusingGroup
from api.cli.store import store as commands
from api.districts.check_files import read_report
from api.districts.home import Home
from api.settings import Settings
from api.store.audit import Deed, WantedDeeds, append, list_deeds
from api.store.backup import LEFT_OUT, MOST_PACK_BYTES, back_up
from api.store.engine import open_store
from api.store.errors import BackupError, StoreError, StoreUnavailableError
from api.store.first_links import first_link_stands, make_first_link
from api.store.migrate import migrate, require_current
from api.store.restore import restore
from api.store.sessions import Session, begin_session, find_session
from data.errors import WriteError
from data.text import Language


def rewritten(saved, changes):
    """The backup with some of its files altered."""
    path = saved.with_name("rewritten.zip")
    with ZipFile(saved) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda content: content)(old.read(name)))
    return path


def renamed(saved, name, other):
    """The backup with one of its files under another name, in the manifest, too."""
    path = saved.with_name("renamed.zip")
    with ZipFile(saved) as old, ZipFile(path, "w") as new:
        for each in old.namelist():
            content = old.read(each).replace(name.encode(), other.encode())
            new.writestr(other if each == name else each, content)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def into(request, tmp_path):
    """An empty store of either kind, without tables."""
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path / 'into.db'}")
        yield opened
        opened.close()
        return
    postgres = request.getfixturevalue("postgres")
    postgres.make_database("into_it")
    opened = open_store(postgres.url("into_it"))
    yield opened
    opened.close()
    postgres.drop_database("into_it")


def test_what_was_backed_up_comes_back_from_either_into_either(full, saved, into, other_home):
    restore(into, other_home, saved)
    require_current(into)
    assert everything(into) == everything(full)
    assert other_home.district_file(DISTRICT_SHA256).read_bytes() == DISTRICT
    assert read_report(other_home, "job-import") == REPORT
    assert other_home.rule_pack(PACK).read_bytes() == RULES


def test_the_restored_store_goes_on(saved, into, other_home, clock):
    restore(into, other_home, saved)
    with into.writing() as connection:
        append(connection, Deed(clock(), "acc-1", "::1", "sign_in", "x"))
        assert [each.id for each in list_deeds(connection, WantedDeeds(), limit=9)] == [2, 1]


def test_an_acknowledgement_that_is_lost_loses_no_file(full, saved, into, other_home):
    with pytest.raises(StoreUnavailableError):
        restore(Lossy(into.engine), other_home, saved)
    assert everything(into) == everything(full)
    assert other_home.district_file(DISTRICT_SHA256).read_bytes() == DISTRICT
    assert read_report(other_home, "job-import") == REPORT
    assert other_home.rule_pack(PACK).read_bytes() == RULES


def test_files_that_are_damaged_where_they_belong_are_healed(saved, into, other_home):
    for path in (other_home.district_file(DISTRICT_SHA256), other_home.report("job-import")):
        path.write_bytes(b"damaged")
    restore(into, other_home, saved)
    assert other_home.district_file(DISTRICT_SHA256).read_bytes() == DISTRICT
    assert read_report(other_home, "job-import") == REPORT


@pytest.mark.parametrize("left_out", [(), LEFT_OUT], ids=["by an older program", "by this one"])
def test_nobody_is_signed_in_by_a_restore_and_no_first_link_works(
    full, home, into, other_home, tmp_path, clock, monkeypatch, left_out
):
    now = clock()
    with full.writing() as connection:
        begin_session(connection, "s", Session("acc-1", now, now + timedelta(hours=9)))
        make_first_link(connection, "l", now, now + timedelta(hours=9))
    monkeypatch.setattr("api.store.backup.LEFT_OUT", left_out)
    back_up(full, home, tmp_path / "signed-in.zip", now)
    with ZipFile(tmp_path / "signed-in.zip") as archive:
        assert (archive.read("tables/sessions.jsonl") == b"") == bool(left_out)
    restore(into, other_home, tmp_path / "signed-in.zip")
    with into.reading() as connection:
        assert find_session(connection, "s", now) is None
        assert not first_link_stands(connection, "l", now)


def test_two_backups_of_one_store_hold_the_same(full, home, saved, tmp_path, clock):
    again = back_up(full, home, tmp_path / "again.zip", clock())
    with ZipFile(saved) as first:
        assert json.loads(first.read("manifest.json"))["members"] == again.model_dump()["members"]


def test_one_writes_on_while_a_backup_is_made(full, home, tmp_path, clock):
    class Busy(Home):
        def district_file(self, sha256):
            with full.writing() as connection:
                order(connection, clock(), "job-late")
            self.report("job-late").write_bytes(b"{}")
            return super().district_file(sha256)

    back_up(full, Busy(home.folder), tmp_path / "late.zip", clock())
    with ZipFile(tmp_path / "late.zip") as archive:
        assert b"job-late" not in archive.read("tables/jobs.jsonl")
        assert "reports/job-late.json" not in archive.namelist()


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
def test_a_district_file_that_is_missing_or_damaged_is_told(full, home, tmp_path, clock, spoil):
    spoil(home.district_file(DISTRICT_SHA256))
    with pytest.raises(BackupError, match="missing or damaged"):
        back_up(full, home, tmp_path / "saved.zip", clock())
    assert not (tmp_path / "saved.zip").exists()


def test_a_store_with_rows_is_not_restored_over(full, saved, other_home):
    before = everything(full)
    with pytest.raises(BackupError, match="has rows already"):
        restore(full, other_home, saved)
    assert everything(full) == before


def test_an_empty_store_that_has_its_tables_is_restored_into(full, saved, empty_url, other_home):
    into = open_store(empty_url)
    migrate(into)
    restore(into, other_home, saved)
    assert everything(into) == everything(full)
    into.close()


DAMAGE = {
    "a changed row": {"tables/accounts.jsonl": lambda lines: lines.replace(b"acc-1", b"acc-9")},
    "a longer file": {"tables/jobs.jsonl": lambda lines: lines + b"\n"},
    "no manifest": {"manifest.json": lambda _: b"{}"},
    "another format": {"manifest.json": lambda text: text.replace(b'"format": 1', b'"format": 2')},
    "a newer program": {"manifest.json": lambda text: text.replace(b'"0002"', b'"9999"')},
    "a file too few": {"manifest.json": lambda text: text.replace(b"tables/jobs", b"tables/joys")},
}


@pytest.mark.parametrize("changes", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_backup_restores_nothing(saved, empty_url, other_home, changes):
    into = open_store(empty_url)
    with pytest.raises(StoreError):
        restore(into, other_home, rewritten(saved, changes))
    assert everything(into) == {}
    assert list((other_home.folder / "districts").iterdir()) == []
    assert list((other_home.folder / "reports").iterdir()) == []
    into.close()


@pytest.mark.parametrize(
    "name",
    ["reports/../../out.json", "reports/.json", "other/job-1.json", "rulepacks/../own.yaml",
     "rulepacks/.own.yaml", "rulepacks/NUL.yaml", "rulepacks/own.sh", "rulepacks/a:b.yaml"],
)  # fmt: skip
def test_a_file_that_belongs_nowhere_is_refused(saved, empty_url, other_home, name):
    into = open_store(empty_url)
    with pytest.raises(BackupError, match="holds"):
        restore(into, other_home, renamed(saved, "reports/job-import.json", name))
    assert everything(into) == {}
    assert not [path for path in other_home.folder.rglob("*") if path.is_file()]
    into.close()


def test_another_rule_pack_of_the_same_name_is_not_written_over(saved, empty_url, other_home):
    other_home.rule_pack(PACK).parent.mkdir()
    other_home.rule_pack(PACK).write_bytes(b"another")
    into = open_store(empty_url)
    with pytest.raises(BackupError, match="already, with other content"):
        restore(into, other_home, saved)
    assert everything(into) == {} and other_home.rule_pack(PACK).read_bytes() == b"another"
    other_home.rule_pack(PACK).write_bytes(RULES)
    restore(into, other_home, saved)
    into.close()


def test_a_rule_pack_in_a_backup_is_no_longer_than_one_may_be(
    saved, empty_url, other_home, monkeypatch
):
    monkeypatch.setattr("api.store.restore.MOST_PACK_BYTES", len(RULES) - 1)
    into = open_store(empty_url)
    with pytest.raises(BackupError, match="holds rulepacks"):
        restore(into, other_home, saved)
    into.close()


@pytest.mark.parametrize(
    ("name", "content"), [("long.yaml", b"#" * (MOST_PACK_BYTES + 1)), (".own.yaml", b"")]
)
def test_a_rule_pack_that_cannot_be_kept_is_told(full, home, tmp_path, clock, name, content):
    home.rule_pack(PACK).with_name(name).write_bytes(content)
    with pytest.raises(BackupError, match=f"rulepacks/{name}: cannot be backed up"):
        back_up(full, home, tmp_path / "new.zip", clock())
    assert not (tmp_path / "new.zip").exists()


def test_a_disk_that_is_full_is_left_as_it_was(saved, empty_url, other_home, monkeypatch):
    def full_disk(*_):
        raise OSError(28, "No space left on device")

    into = open_store(empty_url)
    monkeypatch.setattr("api.store.restore.os.fsync", full_disk)
    with pytest.raises(WriteError):
        restore(into, other_home, saved)
    assert not [path for path in other_home.folder.rglob("*") if path.is_file()]
    into.close()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no zip at all"])
def test_what_is_no_backup_is_refused(empty_url, other_home, tmp_path, content):
    (tmp_path / "no.zip").write_bytes(content)
    into = open_store(empty_url)
    with pytest.raises(BackupError, match=r"no\.zip"):
        restore(into, other_home, tmp_path / "no.zip")
    into.close()


def test_a_backup_cut_short_is_refused(saved, empty_url, other_home):
    saved.write_bytes(saved.read_bytes()[:-200])
    into = open_store(empty_url)
    with pytest.raises(BackupError):
        restore(into, other_home, saved)
    into.close()


@pytest.fixture
def quankan():
    """Run `quankan store` with some words: exit code and what it said."""
    app = Typer(cls=RefusingGroup)
    app.add_typer(commands, name="store")

    def run(*words):
        spoken = Settings(language=Language.EN)
        done = CliRunner().invoke(app, ["store", *map(str, words)], obj=spoken)
        return done.exit_code, done.output

    return run


def test_the_command_backs_up_and_restores(quankan, full, store_url, home, empty_url, tmp_path):
    saved, other = tmp_path / "by-command.zip", tmp_path / "other"
    assert quankan("backup", "--out", saved, "--home", home.folder, "--store", store_url)[0] == 0
    assert quankan("restore", saved, "--home", other, "--store", empty_url)[0] == 0
    assert quankan("migrate", "--home", other, "--store", empty_url)[0] == 0
    code, said = quankan("restore", saved, "--home", other, "--store", empty_url)
    assert code == 2 and "has rows already" in said


def test_the_backup_of_a_home_that_is_not_there_makes_none(quankan, tmp_path):
    code, said = quankan("backup", "--out", tmp_path / "b.zip", "--home", tmp_path / "none")
    assert code == 2 and "--home" in said
    assert list(tmp_path.iterdir()) == []
