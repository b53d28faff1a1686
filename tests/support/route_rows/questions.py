"""Questions and their results; and what may be asked about."""

from support.routes import row

_UNFIT = 422  # allowed, and then the question makes no sense
_HERE = {"district": "", "business": "no such business"}
_SITE = {"point": [104.0, 30.6], "datum": "EPSG:4326"}
_TABLE = {"datum": "EPSG:4326"}
_ROWS = [{"lon": 104.0, "lat": 30.6}, {"address": "人民路1号"}]
_CHANGE = [{"kind": "station_closed", "station": "s-1"}]
# Somebody who has no part in the district does not learn that there is one.
_NOT_OURS = {"others": 403, "nobody": 404, "stranger": 404, "officer_elsewhere": 404}
_SURVEYORS = {"enterprise_a": _UNFIT, "enterprise_b": _UNFIT, "officer": _UNFIT, "planner": _UNFIT,
              "admin": _UNFIT, "anybody": _UNFIT}  # fmt: skip
_MANY = {"officer": _UNFIT, "admin": _UNFIT, "anybody": 401}
_PLANNERS = {"planner": _UNFIT, "admin": _UNFIT, "anybody": 401}
_LIST = {"others": 200, "nobody": 401, "anybody": 401}
_OWN_AND_OFFICERS = {"enterprise_a": 200, "officer": 200, "admin": 200}
# Who reads it and does not own it is told so.
_OWN_ONLY = {"enterprise_a": 200, "officer": 403, "admin": 403}
_INTERNAL = {"officer": 200, "admin": 200}
_MEMBERS = (
    "enterprise_a", "enterprise_b", "keeper", "officer", "planner", "admin", "anybody",
)  # fmt: skip


def _reading(plural: str, kind: str, said: dict[str, int], file: int = 404):
    """The rows of one kind of result; `file` where it has none to show."""
    at = {"result_id": kind, "name": f"{kind}.json"}
    files = dict.fromkeys(said, file)
    return (
        row(f"GET /{plural}/{{result_id}}", at, **files),
        row(f"GET /{plural}/{{result_id}}", {"result_id": "none"}),
        row(f"GET /{plural}/{{result_id}}/record", at, **said),
        row(f"GET /{plural}/{{result_id}}/files/{{name}}", at, **files),
    )


ROWS = (
    row("POST /surveys", body={**_HERE, "site": _SITE}, **_NOT_OURS, **_SURVEYORS),
    row("GET /surveys", query="?district={district}", **_LIST),
    *_reading("surveys", "survey", _OWN_AND_OFFICERS, file=200),
    row("GET /surveys/{result_id}", {"result_id": "nobodys_survey"}, everybody=200, disabled=401),
    row("POST /surveys/{survey_id}/again", {"survey_id": "none"}),
    row("POST /surveys/{survey_id}/verification", {"survey_id": "survey"}, **_OWN_ONLY),
    row("POST /comparisons", body={**_HERE, **_TABLE, "sites": _ROWS}, **_NOT_OURS, **_SURVEYORS),
    row("GET /comparisons", query="?district={district}", **_LIST),
    *_reading("comparisons", "comparison", _OWN_AND_OFFICERS),
    row("POST /screenings", body=_HERE, **_NOT_OURS, **_MANY),
    row("GET /screenings", query="?district={district}", **_LIST),
    *_reading("screenings", "screening", _INTERNAL),
    row("POST /batches", body={**_HERE, **_TABLE, "rows": _ROWS}, **_NOT_OURS, **_MANY),
    row("POST /batches/uploads", query="?district={district}&business=none", **_NOT_OURS, **_MANY),
    row("GET /batches", query="?district={district}", **_LIST),
    *_reading("batches", "batch", _INTERNAL),
    row("POST /districts/{district_id}/coverages", body={"group": "none"},
        **_NOT_OURS, **_PLANNERS),
    row("POST /districts/{district_id}/scenarios", body={"group": "none", "change": _CHANGE},
        **_NOT_OURS, **_PLANNERS),
    row("GET /coverages", query="?district={district}", **{**_LIST, "anybody": 200}),
    # Each reads it as far as their level sees it.
    *_reading("coverages", "coverage", dict.fromkeys(_MEMBERS, 200), file=200),
    row("GET /verify/{code}", {"code": "none"}),
    row("GET /business-types", everybody=200, disabled=401),
    row("GET /business-types/{name}", {"name": "none"}),
    row("GET /rules", query="?on=2026-11-22", everybody=200, disabled=401),
    row("GET /rules/{rule_id}", {"rule_id": "none"}),
    row("GET /problems", everybody=200),
    row("GET /problems/{code}", {"code": "absent"}, everybody=200),
    row("GET /openapi.json", everybody=200),
)  # fmt: skip
