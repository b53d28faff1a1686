"""Following docs/install.md leads to what the systemd unit expects, by commands that there are."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from api.cli.main import app

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "install.md").read_text("utf-8")
UNIT_TEXT = (ROOT / "deploy" / "quankan.service").read_text("utf-8")
UNIT = re.findall(r"^(\w+)=(.*)$", UNIT_TEXT, re.M)
STEPS = "\n".join(re.findall(r"^    (.*)$", PAGE, re.M)).replace("\\\n", " ").splitlines()
OURS = re.findall(r"(?:/bin/|as_|exec quankan )quankan ([a-z-].*)", "\n".join(STEPS))


def value(name):
    (only,) = (text for key, text in UNIT if key == name)
    return only


def test_the_unit_starts_the_program_that_the_page_installs():
    assert "python3 -m venv /opt/quankan" in STEPS
    assert value("ExecStart").split()[0] == "/opt/quankan/bin/quankan"


def test_the_unit_runs_as_the_user_that_the_page_makes():
    (made,) = (shlex.split(line) for line in STEPS if line.startswith("useradd "))
    assert made[-1] == value("User") == value("Group")
    assert made[made.index("--home-dir") + 1] == value("WorkingDirectory")


def test_everything_the_unit_writes_is_made_by_systemd_itself():
    assert f"/var/lib/{value('StateDirectory')}" == value("WorkingDirectory")
    assert ("Environment", "QUANKAN_HOME=/var/lib/quankan/home") in UNIT
    assert ("Environment", f"NUMBA_CACHE_DIR=/var/cache/{value('CacheDirectory')}") in UNIT


def test_commands_of_the_page_see_the_same_home_and_settings_as_the_unit():
    (outside,) = (line for line in STEPS if line.startswith("as_quankan()"))
    assert f"EnvironmentFile={value('EnvironmentFile')}" in outside
    assert "-E QUANKAN_HOME=/var/lib/quankan/home" in outside
    assert any(f"> {value('EnvironmentFile').lstrip('-')}" in line for line in STEPS)


def test_what_is_installed_is_what_make_wheels_leaves():
    (folder,) = re.findall(r"pip wheel .*-w (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    installing = [line for line in STEPS if "pip install" in line]
    assert len(installing) == 2
    assert all(f"--no-index --find-links {folder} quankan" in line for line in installing)


def test_files_that_are_put_in_place_are_there():
    put = [shlex.split(line)[-2] for line in STEPS if line.startswith("install -m")]
    assert put
    assert all((ROOT / name).is_file() for name in put)


def test_removing_takes_away_what_was_made():
    page = PAGE.partition("## 6.")[2]
    for path in ("/opt/quankan", "/var/cache/quankan", "/var/lib/quankan", "/etc/quankan"):
        assert re.search(rf"^    rm -r .*{path}\b", page, re.M)
    assert "userdel quankan" in page


@pytest.mark.parametrize("line", OURS)
def test_every_command_of_ours_is_one_of_the_program(line):
    command, words = typer.main.get_command(app), shlex.split(line)
    while hasattr(command, "commands") and not words[0].startswith("-"):
        command = command.commands[words.pop(0)]
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known
