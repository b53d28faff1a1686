"""What tests put into a store: a district with a version, people, answers, results, jobs."""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from api.store.accounts import Account, add_account
from api.store.answers import Answer, content_of, keep_answer
from api.store.districts import District, Version, add_district, set_version
from api.store.jobs import Ordered, add_job
from api.store.results import Handed, hand_out
from api.store.table_lines import lines_of, tables_there

HASH = "0123456789abcdef" * 4
DISTRICT = b"a district, as far as the store knows" * 99
DISTRICT_SHA256 = hashlib.sha256(DISTRICT).hexdigest()


PACK, RULES = "本区规则.yaml", "pack: 本区\n".encode()
REPORT = '{"name": "示范区", "errors": 0}'.encode()


def named(what):
    """A name for a database that nobody else has."""
    return f"{what}_{secrets.token_hex(4)}"


@dataclass
class Clock:
    """A clock that goes on by one step whenever it is read."""

    at: datetime
    step: timedelta
    start: datetime = field(init=False)

    def __post_init__(self):
        self.start = self.at

    def __call__(self):
        self.at += self.step
        return self.at


def district(at, district_id="demo", **other):
    given = District(district_id, "示范区", None, anonymous=True, grid_m=100, created_at=at)
    return replace(given, **other)


def version(at, version_id="ver-1", *, file_sha256=HASH, **other):
    layers = {"areas": "a" * 64, "stations": "b" * 64}
    given = Version(version_id, "demo", HASH, layers, file_sha256, 7, "首版", at, None)
    return replace(given, **other)


def account(at, account_id="acc-1", **other):
    given = Account(account_id, account_id, "张三", None, None, False, False, at)
    return replace(given, **other)


def settle(connection, at, **of_version):
    """A district with a version that stands, and two accounts: acc-1 and acc-2."""
    add_district(connection, district(at))
    set_version(connection, version(at, **of_version), instead_of=None)
    add_account(connection, account(at))
    add_account(connection, account(at, "acc-2"))


def answer(at, key="k1", **other):
    rules, layers = {"NET-01": "c" * 64}, {"stations": "b" * 64}
    given = Answer(key, "survey", "ver-1", "public", rules, layers, "pass", "internet_cafe", at)
    return replace(given, **other)


FILES = (
    content_of("survey.json", "application/json", '{"verdict":"符合"}'.encode()),
    content_of("map.html", "text/html", b"\x00\xff" * 50),
)


def keep(connection, at, key="k1", **other):
    return keep_answer(connection, answer(at, key, **other), FILES)


def handed(at, result_id, *, key="k1", owner="acc-1", **other):
    question = {"site": "解放路1号", "on": "2026-11-22"}
    return replace(Handed(result_id, "survey", "demo", key, question, owner, at), **other)


def hand(connection, at, result_id, **other):
    hand_out(connection, handed(at, result_id, **other))
    return result_id


def order(connection, at, job_id="job-1", **other):
    given = Ordered(job_id, "coverage", "demo", "acc-1", "public", {"minutes": 15}, at)
    add_job(connection, replace(given, **other))
    return job_id


def everything(store):
    """All rows of all tables, as lines."""
    with store.reading() as connection:
        return {each.name: list(lines_of(connection, each)) for each in tables_there(connection)}
