"""What keepers keep of their stations; `s-1` is the keeper's, `s-2` somebody else's."""

from support.routes import row

_HERE = "/districts/{district_id}/stations/{station_id}"
_OUTSIDE = {"nobody": 404, "anybody": 401, "stranger": 404, "officer_elsewhere": 404}
_OWN, _OTHERS = {"station_id": "s-1"}, {"station_id": "s-2"}
_NO_IF_MATCH = 428

ROWS = tuple(
    each
    for route, done in (
        (f"GET {_HERE}", 200),
        (f"GET {_HERE}/changes", 200),
        (f"PATCH {_HERE}", _NO_IF_MATCH),
    )
    for body in [{} if route.startswith("PATCH") else None]
    for each in (
        row(route, _OWN, body=body, others=403, keeper=done, admin=done, **_OUTSIDE),
        row(route, _OTHERS, body=body, others=403, admin=done, **_OUTSIDE),
    )
)
