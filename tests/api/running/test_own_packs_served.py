"""An office's own rules, from its home folder to answers, and to answers that stand no longer."""

from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from support.asked_office import SURVEY, asked_office
from support.layer_service import serving
from support.surveyed_town import RULE, own_pack
from typer.testing import CliRunner

from api.cli.main import app
from api.service.app import create_app
from api.service.start import opened
from api.settings import ServiceSettings, Settings
from api.work.process import Terms

ARTICLE = "《条例》第九条"


def lay(home, text):
    (home / "rulepacks").mkdir(exist_ok=True)
    (home / "rulepacks" / "own.yaml").write_text(text, "utf-8")


@pytest.fixture
def surveyed(tmp_path):
    """The home of an office, a survey made in it, and what its owner and an officer come with."""
    with asked_office(tmp_path) as asked:
        return tmp_path, asked.survey("a"), asked.of("a"), asked.office.watch


@contextmanager
def started_again(home, owner, watch):
    """A client of the service as it starts in that home."""
    terms = Terms(Settings(), ServiceSettings(home=home))
    with (
        opened(terms) as service,
        serving(create_app(replace(service, now=watch))) as address,
        httpx.Client(base_url=address, headers=owner, timeout=60) as http,
    ):
        yield http


def finding(http, record):
    document = http.get(record["href"]).json()
    return next((each for each in document["findings"] if each["rule"] == RULE), None)


def test_a_survey_cites_the_article_of_an_own_pack(surveyed):
    home, before, *others = surveyed
    lay(home, own_pack())
    with started_again(home, *others) as http:
        made = http.post("/surveys", json=SURVEY)
        assert made.status_code == 201  # another question than before: other rules hold
        cited = finding(http, made.json())["article"]
        assert finding(http, before) is None
    assert (cited["law"], cited["article"]) == ("条例", "第九条")


def test_a_survey_made_before_no_longer_stands_and_says_for_which_article(surveyed):
    home, before, *others = surveyed
    lay(home, own_pack())
    with started_again(home, *others) as http:
        record = http.get(f"{before['href']}/record").json()
        again = http.post(f"{before['href']}/again").json()
        code = before["verification"].rpartition("/")[2]
        verified = http.get(f"/verify/{code}", headers={"Accept": "application/json"}).json()
    assert (record["stands"], verified["says"]) == (False, "已失效,请重新预勘")
    for told in (record["changed"], again["changed"]):
        assert (told["rules"], told["articles"]) == ({RULE: "added"}, {RULE: ARTICLE})
    assert again["survey"]["stands"]


def test_a_number_changed_or_a_pack_taken_away_ends_it_too(surveyed):
    home, _, *others = surveyed
    lay(home, own_pack())
    with started_again(home, *others) as http:
        made = http.post("/surveys", json=SURVEY).json()
        assert http.get(f"{made['href']}/record").json()["stands"]
    lay(home, own_pack().replace("value: 200", "value: 300"))
    with started_again(home, *others) as http:
        changed = http.get(f"{made['href']}/record").json()["changed"]
    assert (changed["rules"], changed["articles"]) == ({RULE: "changed"}, {RULE: ARTICLE})
    (home / "rulepacks" / "own.yaml").unlink()
    with started_again(home, *others) as http:
        gone = http.get(f"{made['href']}/record").json()["changed"]
    assert (gone["rules"], gone["articles"]) == ({RULE: "gone"}, {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: [", "own.yaml"),
        (own_pack().replace("least_distance", "at_most"), "own.yaml"),
        (own_pack().replace("$around_m", "$other_m"), "other_m"),
    ],
    ids=["no YAML", "no such check", "no such number"],
)
def test_a_broken_pack_keeps_the_service_from_starting(tmp_path, text, says):
    lay(tmp_path, text)
    options = ("--lang", "en", "serve", "--port", "0", "--home", str(tmp_path))
    refused = CliRunner().invoke(app, options)
    assert refused.exit_code == 2 and "serving at" not in refused.output
    assert "own.yaml" in refused.stderr and says in refused.stderr
    assert "Traceback" not in refused.stderr
