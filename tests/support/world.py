"""Two districts alike, people in all roles, and something of everything that has an owner."""

from dataclasses import dataclass, field, replace

import httpx
from support.layer_places import declared, shown, spot
from support.layer_service import take_in
from support.office import Office
from support.routes import Row
from support.stores import FILES, order

from api.answering.question import Question, key_seen
from api.store.answers import Answer, content_of, keep_answer
from api.store.jobs import ask_cancel
from api.store.results import Handed, hand_out
from api.store.secret_hash import secret_hash
from data.declarations import Visibility
from data.text import Language

CLOSED, OPEN, ELSEWHERE = "closed", "open", "elsewhere"
_KINDS = {
    "survey": "enterprise_a",
    "comparison": "enterprise_a",
    "coverage": "planner",
    "screening": "officer",
    "batch": "officer",
}


@dataclass
class World:
    """An office with everything in it.

    Attributes:
        office: The service.
        accounts: Caller to account; None for nobody.
        ids: District to what rows call things to what they are called there.
        headers: Caller to the headers of a browser in which they have signed in.
    """

    office: Office
    accounts: dict[str, str | None] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(
        self, client: httpx.Client, row: Row, caller: str, **headers: str | None
    ) -> httpx.Response:
        """What a caller is answered; `headers` stand before those of a browser, None for none."""
        place = OPEN if caller == "anybody" else CLOSED
        known = {"district": place, **self.ids[place]}
        at = {name: known.get(value, value) for name, value in row.at.items()}
        if caller not in self.headers or "session" in row.path:
            self.headers[caller] = self._signed_in(caller)
        body = None if row.body is None else _filled(row.body, place, caller)
        address = row.path.replace(":path}", "}").format(**{"district_id": place, **at})
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {**self.headers[caller], **changed}
        return client.request(
            row.method,
            address + row.query.format(**known),
            headers={k: v for k, v in sent.items() if v is not None},
            json=body,
            data=row.form,
        )

    def _signed_in(self, caller: str) -> dict[str, str]:
        account = self.accounts[caller]
        return {} if account is None else self.office.session(account)


def _filled(body: dict, place: str, caller: str) -> dict:
    """A body that names the district and the caller where it leaves room for them."""
    wanted = {"district": place, "login": f"{caller} {body.get('login')}"}
    return {name: wanted.get(name, value) for name, value in body.items()}


def world(office: Office) -> World:
    """The office with everything in it."""
    made = World(office)
    for district_id in (CLOSED, OPEN, ELSEWHERE):
        office.district(district_id, anonymous=district_id == OPEN)
        take_in(office.service, district_id, _place(), f"{district_id}-1")
    made.accounts = _people(office)
    for district_id in (CLOSED, OPEN):
        made.ids[district_id] = _results(made, district_id)
    return made


def _place():
    return shown(
        declared("facilities"),
        declared("residents", Visibility.INTERNAL),
        facilities=[{"id": "f-1", "kind": "park", "at": spot(0, 0)}],
        stations=[{"id": "s-1", "at": spot(5, 7)}, {"id": "s-2", "at": spot(9, 7)}],
        residents=[{"id": "r-1", "population": 90.0, "at": spot(0, 0)}],
        matters=[{"id": "m-1", "online": True}],
    ).district


def _people(office: Office) -> dict[str, str | None]:
    add = office.account
    here = {
        "stranger": add("stranger"),
        "enterprise_a": add("a", (CLOSED, "enterprise")),
        "enterprise_b": add("b", (CLOSED, "enterprise")),
        "keeper": add("keeper", (CLOSED, "keeper"), keeps=[(CLOSED, "s-1")]),
        "officer": add("officer", (CLOSED, "officer")),
        "officer_elsewhere": add("away", (ELSEWHERE, "officer")),
        "planner": add("planner", (CLOSED, "planner")),
        "admin": add("root", admin=True),
        "disabled": add("gone", (CLOSED, "officer"), disabled=True),
    }
    add("spare", (CLOSED, "enterprise"), keeps=[(CLOSED, "s-2")])
    office.token(here["enterprise_a"], token_id="tok-a")
    return {"nobody": None, "anybody": None, **here}


def _results(made: World, district_id: str) -> dict[str, str]:
    """One of each kind, called by its kind; what officers and planners asked is internal."""
    layers = ("facilities", "residents", "walls")
    ids = {f"collection {layer}": f"{district_id}:{layer}" for layer in layers}
    ids["nobodys_survey"] = _result(made, district_id, "survey", None, "public")
    for kind, asker in _KINDS.items():
        level = "public" if asker.startswith("enterprise") else "internal"
        owner = made.accounts[asker]
        ids[kind] = _result(made, district_id, kind, owner, level)
    ids["job"] = _job(made, district_id)
    return ids


def _job(made: World, district_id: str) -> str:
    """A job of enterprise A, which has been cancelled."""
    job_id, at = f"job-{district_id}", made.office.watch.at
    with made.office.service.store.writing() as connection:
        of = {"district_id": district_id, "owner_id": made.accounts["enterprise_a"]}
        order(connection, at, job_id, kind="comparison", **of)
        ask_cancel(connection, job_id, at)
    return job_id


def _result(made: World, district_id: str, kind: str, owner: str | None, level: str) -> str:
    result_id = f"{kind}-{district_id}-{owner}"
    question = Question(
        kind, district_id, f"{district_id}-1", Visibility(level), kind == "coverage",
        Language.ZH, {}, {},
    )  # fmt: skip
    at = made.office.watch.at
    answer = Answer(result_id, kind, f"{district_id}-1", level, {}, {}, None, None, at)
    document = content_of(f"{kind}.json", "application/json", b"{}")
    files = [FILES[0]] if kind == "survey" else [document] if kind == "coverage" else []
    with made.office.service.store.writing() as connection:
        keep_answer(connection, answer, files)
        for seen in (Visibility.PUBLIC, Visibility.INTERNAL) if kind == "coverage" else ():
            at_level = {"key": key_seen(result_id, seen), "level": seen.value}
            keep_answer(connection, replace(answer, **at_level), files)
        handed = Handed(
            result_id, kind, district_id, result_id, question.document(), owner, at,
            code_hash=secret_hash(f"code-{result_id}") if kind == "survey" else None,
        )  # fmt: skip
        hand_out(connection, handed)
    return result_id
