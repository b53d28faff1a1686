"""The compose file and the Dockerfile fit the program, `make wheels`, and each other."""

import re
import tomllib
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from api.cli.main import app
from api.service.hosts import hosts_accepted
from api.settings import read_service_settings
from api.store.address import read_address

ROOT = Path(__file__).parents[3]
COMPOSE_TEXT = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
OURS, DATABASE = COMPOSE["services"]["quankan"], COMPOSE["services"]["database"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
SENT = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
STORE = re.search(r"printf '(postgresql://\S+)'", COMPOSE_TEXT).group(1)
SECRETS = {"store": STORE % "0123abcd", "metrics_token": "0123456789abcdef\n"}


def filled_in(text):
    """What compose makes of `${NAME:-default}` and `${NAME:?why}`."""
    return re.sub(r"\$\{\w+:(?:-([^}]*)|\?[^}]*)\}", lambda m: m[1] or "https://q.example", text)


@pytest.fixture
def told(tmp_path):
    """The settings as the service reads them in the container."""
    for name, text in SECRETS.items():
        (tmp_path / name).write_text(text, "utf-8")
    given = {k: filled_in(str(v)) for k, v in OURS["environment"].items()}
    mounted = {k: v.replace("/run/secrets", str(tmp_path)) for k, v in given.items()}
    return read_service_settings(mounted)


def test_the_service_takes_what_compose_tells_it(told):
    assert told.workers == 1
    assert told.metrics_token == SECRETS["metrics_token"].strip()
    assert told.public_url == "https://q.example"


def test_the_address_of_the_store_leads_to_the_database_of_the_file(told):
    address, _ = read_address(told.store)
    wanted = DATABASE["environment"]
    assert (address.host, address.port) == ("database", 5432)
    assert address.username == wanted["POSTGRES_USER"]
    assert address.database == wanted["POSTGRES_DB"]


def test_the_only_proxy_that_is_believed_is_the_gateway_of_the_network(told):
    (network,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert told.trusted_proxies == network["gateway"]
    assert ip_address(network["gateway"]) in ip_network(network["subnet"])


def test_it_answers_to_its_own_names_only(told):
    assert hosts_accepted(told, "0.0.0.0") >= {"q.example", "127.0.0.1"}


def test_every_secret_is_made_by_the_commands_at_the_top_and_never_committed_nor_sent():
    used = {*OURS["secrets"], *DATABASE["secrets"]}
    files = {each["file"] for each in COMPOSE["secrets"].values()}
    assert used == COMPOSE["secrets"].keys()
    assert all(f"> {file}" in COMPOSE_TEXT for file in files)
    assert "secrets/" in (ROOT / "deploy" / ".gitignore").read_text("utf-8").splitlines()
    assert SENT[1] == "*"
    assert not any(line.startswith("!deploy") for line in SENT)


def test_the_image_is_built_from_all_that_the_wheel_is_made_of():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rooms = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    files = [project["project"]["readme"], *project["project"]["license-files"]]
    assert {f"!{name}" for name in ["pyproject.toml", "constraints.txt", *rooms, *files]} < {*SENT}


def test_without_a_network_it_is_built_from_what_make_wheels_leaves():
    (folder,) = re.findall(r"pip wheel .*-w (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert f"--find-links {folder}" in DOCKERFILE
    assert f"!{folder}" in SENT
    assert "quankan[oidc]" in DOCKERFILE
    assert "make wheels EXTRAS=oidc" in DOCKERFILE


def test_every_argument_of_the_build_is_one_of_the_dockerfile():
    assert OURS["build"]["args"].keys() == {*re.findall(r"^ARG (\w+)", DOCKERFILE, re.M)}
    image = re.search(r"^ARG PYTHON_IMAGE=(\S+)", DOCKERFILE, re.M).group(1)
    assert filled_in(OURS["build"]["args"]["PYTHON_IMAGE"]) == image


def test_only_the_volume_and_tmp_are_written_to():
    written = re.findall(r"=(/var/\S+)", DOCKERFILE)
    assert OURS["read_only"]
    assert OURS["volumes"] == ["home:/var/lib/quankan"]
    assert written
    assert all(path.startswith("/var/lib/quankan/") for path in written)


def test_the_command_of_the_image_is_one_of_the_program():
    command = yaml.safe_load(re.search(r"^CMD (\[.*\])", DOCKERFILE, re.M).group(1))
    assert command[0] == "quankan"
    assert CliRunner().invoke(app, [*command[1:], "--help"]).exit_code == 0
