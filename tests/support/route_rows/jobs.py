"""Jobs, and what is sent to be taken in."""

from support.routes import row

_JOB = {"job_id": "job"}
_OWN = {"enterprise_a": 200, "admin": 200, "nobody": 404, "anybody": 404}
_NOT_OURS = {"others": 403, "nobody": 404, "anybody": 401, "stranger": 404,
             "officer_elsewhere": 404}  # fmt: skip
_EMPTY = 422

ROWS = (
    row("GET /jobs", others=200, nobody=401, anybody=401),
    row("GET /jobs", query="?everybodys=true", others=403, nobody=401, anybody=401, admin=200),
    row("GET /jobs/{job_id}", _JOB, **_OWN),
    row("GET /jobs/{job_id}", {"job_id": "none"}),
    row("GET /jobs/{job_id}/events", _JOB, **_OWN),
    row("GET /jobs/{job_id}/report", _JOB),
    row("DELETE /jobs/{job_id}", _JOB, **_OWN),
    row("POST /uploads", query="?district={district}", **_NOT_OURS, planner=_EMPTY, admin=_EMPTY),
    # That there is none by this name is not told from one that may not be known of.
    row("POST /uploads", query="?district=new", admin=_EMPTY),
)  # fmt: skip
