"""`quankan work`: workers without the API beside them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_jobs import job_of, order, until
from typer.testing import CliRunner

from api.cli.main import app

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_a_service_is_refused_and_left_as_it_is(tmp_path, name):
    (tmp_path / "empty").mkdir()
    refused = CliRunner().invoke(app, ["--lang", "en", "work", "--home", str(tmp_path / name)])
    assert refused.exit_code == 2
    assert "not the home folder of a service" in refused.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.skipif(sys.platform == "win32", reason="no process is asked to end by SIGTERM there")
def test_it_works_until_it_is_asked_to_end(service):
    order(service, kind="survey")  # that says nothing, so that it fails
    code = "from api.cli.main import main; main()"
    command = [sys.executable, "-c", code, "work", "--home", str(service.home.folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        until(lambda: job_of(service).has_ended, 90)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 0, said
    assert job_of(service).problem["en"]["code"] == "internal"
