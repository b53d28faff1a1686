"""From an empty installation to the first result: docs/api.md, word by word, with curl itself."""

import json
import re
import shlex
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from string import Template

import pytest
from support.asked_office import open_service_of
from support.layer_service import serving
from support.small_jobs import QUICK

from api.people.first_admin import new_admin_link
from api.service.app import create_app
from api.work.doing import work
from api.work.performing import performers
from api.work.process import worker_name
from api.work.worker import Worker
from data.demo import demo_district
from data.geopackage import write_district

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")
STORY = PAGE.partition("\n## 从空到第一个结果")[2].partition("\n## ")[0]
STEPS = re.findall(r"```sh\n(curl .*?)```", STORY, re.DOTALL)

pytestmark = pytest.mark.usefixtures("curl")


@pytest.fixture
def address(tmp_path):
    """Where an installation answers in which there is nothing yet, and its one-time link."""
    with open_service_of(tmp_path / "home") as office, serving(create_app(office.service)) as url:
        stop = threading.Event()
        worker = Worker(worker_name(), office.service, performers(), QUICK, stop.is_set, sys.exit)
        thread = threading.Thread(target=_until_it_leaves, args=(worker,))
        thread.start()
        yield url, new_admin_link(office.service.store, office.watch.at).partition("link=")[2]
        stop.set()
        thread.join()


def _until_it_leaves(worker):
    with suppress(SystemExit):
        work(worker)


def curled(step, known, folder):
    """Run a step as it stands; the text of its answer. What it says to remember goes to `known`."""
    command, *remembered = re.split(r"^# ", step, flags=re.MULTILINE)
    words = shlex.split(Template(command.replace("\\\n", " ")).substitute(known))
    told = subprocess.run(
        [*words, "-w", "\n%{http_code}"], cwd=folder, capture_output=True, check=True, timeout=120
    )
    text, _, status = told.stdout.decode().rpartition("\n")
    assert status in {"200", "201", "202", "204"}, (step, text)
    for line in remembered:
        name, _, field = line.strip().partition(": ")
        known[name] = json.loads(text)[field]
    return text


def test_each_step_leads_to_the_next_and_the_last_to_a_survey(address, tmp_path):
    (tmp_path / "out").mkdir()
    write_district(demo_district(), tmp_path / "out" / "demo.gpkg")
    known = dict(zip(("URL", "LINK"), address, strict=True))
    answers = [curled(step, known, tmp_path) for step in STEPS]
    assert known["STATE"] == "done"
    assert known["VERDICT"] in {"pass", "conditional", "on_site", "unknown", "fail"}
    assert answers[-1].startswith("<!DOCTYPE html>")
