"""Whose permit stands at an address is in no answer to the public, though the register is public.

"该地址有同类有效许可" leaves (issue 5), and nothing by which the holder could be looked up.
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from support.attacked_town import ON, in_degrees
from support.small_calendar import CALENDAR
from support.story import drawn, square
from support.tiny_packs import pack, rule

from api.opening import Opened
from api.settings import Settings
from api.siting.batch import batch_ground
from api.siting.batch_run import run_batch
from api.siting.comparison_run import run_comparison
from api.siting.given_site import GivenSite
from api.siting.question import SitingQuestion, Standing
from api.siting.screening_run import run_screening
from api.siting.survey_run import run_survey
from data.declarations import Visibility
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.batch import BatchDefaults, read_batch
from data.text import Language
from geo.survey.same_address import Blocked
from maps.siting.words import BLOCKED_TEXT

# A sign, an owner, an address and a last day that stand nowhere else.
PERMIT = {
    "name": "飞鱼网吧", "holder": "某某飞鱼科技有限公司",
    "address": "槐安路77号", "status": "valid", "expires": "2031-07-19", "at": [[100, 110]],
}  # fmt: skip
SECRETS = ["permits-000", *(v for name, v in PERMIT.items() if name not in ("at", "status"))]
UNIQUE = "\n    check:\n      address_unique: {of_business: true}\n"
APART = """
    check:
      least_distance: {to: [internet_cafe_permit], at_least_m: 150, method: straight}
"""


@cache
def town():
    """A town whose register of permits is public, every column of it."""
    whole = drawn(
        map={
            "areas/district": [{"at": square(0, 0, 500), "name": "小城区"}],
            "buildings/commercial": [{"at": square(100, 100, 20), "floors": 3}],
            "addresses": [
                {"at": [[100, 100]], "address": "新街7号", "former": PERMIT["address"]},
            ],
            "permits/internet_cafe": [{n: v for n, v in PERMIT.items() if n != "holder"}],
        }
    )[1]
    permits = whole.table("permits").assign(holder=PERMIT["holder"])
    said = tuple(replace(d, visibility=Visibility.PUBLIC) for d in whole.declarations)
    return replace(whole, layers={**whole.layers, "permits": permits}, declarations=said)


def question(level):
    """May another internet café open here, under a rule of the address and one of distance?"""
    words = read_vocabulary()
    return SitingQuestion(
        vocabulary=words,
        business=words.types["internet_cafe"],
        undertaking="rent",
        book=stack((pack(rule("OWN-1", UNIQUE) + rule("OWN-2", APART)),), ON, None),
        facts={},
        at=None,
        level=level,
    )


def answers(folder, level):
    """File to content, of every kind of answer to a question about the house itself."""
    opened, asked = Opened(town(), False, None, folder / "town.gpkg", None), question(level)
    lon, lat = in_degrees(100, 100)
    table = folder / "sites.csv"
    table.write_text(f"id,lon,lat,datum\na,{lon},{lat},wgs84\nb,{lon},{lat + 0.002},wgs84\n")
    batch = read_batch(table, asked.vocabulary)
    defaults = BatchDefaults(type="internet_cafe", undertaking="rent")
    out, settings = folder / "out", Settings()
    site = GivenSite(f"{lon},{lat}", datum="wgs84", error_m=1.0)
    run_survey(opened, asked, site, out / "s", settings=settings, calendar=CALENDAR)
    run_screening(opened, asked, out / "f", settings=settings)
    run_comparison(opened, asked, batch, defaults, out / "c", settings=settings)
    stands = Standing(asked.vocabulary, asked.book, level, 100.0)
    run_batch(batch_ground(town(), stands, None), batch, defaults, out / "b", Language.ZH)
    return {f"{file.parent.name}/{file.name}": file.read_bytes() for file in out.rglob("*.*")}


def told(files):
    """Secret to the files that hold it."""
    words = {
        secret: (secret.encode(), json.dumps(secret).strip('"').encode()) for secret in SECRETS
    }
    found = {
        secret: sorted(file for file, text in files.items() if any(w in text for w in each))
        for secret, each in words.items()
    }
    return {secret: names for secret, names in found.items() if names}


def test_who_works_in_the_office_is_told(tmp_path):
    found = told(answers(tmp_path, Visibility.INTERNAL))
    assert found.keys() == set(SECRETS)
    assert {"s/survey.json", "s/survey.html"} <= set(found[PERMIT["holder"]])


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    return answers(tmp_path_factory.mktemp("public"), Visibility.PUBLIC)


def test_the_public_is_told_nothing_by_which_the_holder_could_be_looked_up(public):
    assert told(public) == {}


def test_that_there_is_one_is_told(public):
    document = json.loads(public["s/survey.json"])
    (permit,) = document["same_address"]["permits"]
    assert (permit["type"], permit["effect"]) == ("internet_cafe", "may_block")
    assert {name for name, value in permit.items() if value is None} == {
        "id", "name", "address", "status", "holder", "expires",
    }  # fmt: skip
    schema = Path(__file__).parents[3] / "api/outputs/survey.schema.json"
    jsonschema.validate(document, json.loads(schema.read_text("utf-8")))


def test_and_the_answers_rest_on_it(public):
    document = json.loads(public["s/survey.json"])
    found = {f["rule"]: f["outcome"] for f in document["findings"]}
    assert found == {"OWN-1": "on_site", "OWN-2": "fail"}
    assert BLOCKED_TEXT[Blocked.PERHAPS].zh in public["s/survey.html"].decode()
