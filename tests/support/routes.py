"""The routes of an app, and what each answers to whom: a table that has to be complete.

A row says, for one route, with which status each caller is answered:

    Row("GET /surveys/{result_id}", {"result_id": "survey_of_a"}, officer=200, enterprise_a=200)

What is not said of a caller is the status after `others` (404 unless it says otherwise); who is
disabled gets 401 everywhere. Values of `at` are names of `World.ids`, or stand for themselves; each
caller but `anybody` is in the district `closed`, `anybody` asks the same of the district `open`,
which everybody may read. A body is sent as JSON; make it one that changes nothing, or fails after
rights have been looked at (422).

A new route needs a row in `tests/support/route_rows/`, in the file of its subject; a new subject
needs a file there, and its name in `SUBJECTS` below. What has an owner is put into the world by
`support.world`.
"""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

CALLERS = (
    "nobody",  # of a district that is read with an account only
    "anybody",  # nobody again, of a district that everybody may read
    "stranger",  # an account without any role
    "enterprise_a",
    "enterprise_b",
    "keeper",
    "officer",
    "officer_elsewhere",
    "planner",
    "admin",
    "disabled",
)
_UNSAID = {"HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Row:
    """A route, a way to ask it, and the status for each caller."""

    route: str
    at: dict[str, str] = field(default_factory=dict)
    query: str = ""
    body: Any = None
    form: dict[str, str] | None = None
    said: dict[str, int] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return self.route.split()[0]

    @property
    def path(self) -> str:
        return self.route.split()[1]

    def expected(self) -> dict[str, int]:
        others = self.said.get("others", 404)
        unless = {"disabled": 401}
        found = {caller: unless.get(caller, others) for caller in CALLERS}
        return {**found, **{name: s for name, s in self.said.items() if name != "others"}}


def row(route: str, at=None, *, query="", body=None, form=None, **said: int) -> Row:
    """A row; `said` are callers and statuses, `others` and `everybody` for the rest."""
    everybody = said.pop("everybody", None)
    if everybody is not None:
        said = {"others": everybody, "disabled": everybody, **said}
    unknown = set(said) - {*CALLERS, "others"}
    if unknown:
        raise ValueError(f"no such callers: {unknown}")
    return Row(route, at or {}, query, body, form, said)


def routes_of(app: FastAPI) -> set[str]:
    """Every method and path that the app answers."""
    return {
        f"{method} {context.path}"
        for context in iter_route_contexts(app.routes)
        for method in (context.methods or ["GET"])
        if method not in _UNSAID
    }


# One file of rows for each.
SUBJECTS = ("people", "layers", "questions", "jobs", "stations", "running")


def all_rows() -> tuple[Row, ...]:
    """The whole table."""
    modules = [import_module(f"support.route_rows.{name}") for name in SUBJECTS]
    return tuple(each for module in modules for each in module.ROWS)
