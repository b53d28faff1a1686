"""What is written down for whoever runs the service is true of the program."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from support.office import open_office

from api.service.metrics import Metrics
from api.settings import SECRETS, ServiceSettings, unknown_settings

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "service.md").read_text("utf-8")
DEPLOYED = {
    name: (ROOT / "deploy" / name).read_text("utf-8")
    for name in ("Dockerfile", "compose.yaml", "quankan.service")
}


@pytest.mark.parametrize("setting", fields(ServiceSettings), ids=lambda setting: setting.name)
def test_every_setting_stands_in_the_table_with_its_default(setting):
    name, default = f"QUANKAN_{setting.name.upper()}", setting.default
    said = f" `{default}` " if default != "" else " "
    assert f"| `{name}` |{said}|" in PAGE


def test_every_secret_may_lie_in_a_file():
    assert all(f"`QUANKAN_{name.upper()}`" in PAGE.partition("_FILE")[2] for name in SECRETS)


@pytest.mark.parametrize("name", [*DEPLOYED, "service.md", "install.md"])
def test_no_file_names_a_setting_that_there_is_not(name):
    text = DEPLOYED.get(name) or (ROOT / "docs" / name).read_text("utf-8")
    assert not unknown_settings(dict.fromkeys(re.findall(r"QUANKAN_[A-Z_]+[A-Z]", text), ""))


def test_every_metric_is_explained(tmp_path):
    office = open_office(tmp_path)
    measured = re.findall(r"^# TYPE (quankan\w+)", Metrics(office.service).text().decode(), re.M)
    office.service.store.close()
    ours = {name for name in measured if not name.endswith(("_created", "_info"))}
    assert len(ours) == 6
    assert not {name for name in ours if f"`{name}`" not in PAGE}


def test_the_containers_are_closed():
    services = yaml.safe_load(DEPLOYED["compose.yaml"])["services"]
    assert services["quankan"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["database"]
    assert (
        services["quankan"]["environment"]
        .keys()
        .isdisjoint({"QUANKAN_STORE", "QUANKAN_METRICS_TOKEN"})
    )
    assert "USER quankan" in DEPLOYED["Dockerfile"]


def test_whoever_ends_the_service_waits_long_enough():
    ours_s, workers_s = 30, 10
    assert "KillMode=mixed" in DEPLOYED["quankan.service"]
    unit = re.search(r"TimeoutStopSec=(\d+)", DEPLOYED["quankan.service"]).group(1)
    grace = yaml.safe_load(DEPLOYED["compose.yaml"])["services"]["quankan"]["stop_grace_period"]
    assert min(int(unit), int(grace.removesuffix("s"))) > ours_s + workers_s
