"""Accounts, sessions, tokens, the audit log."""

from support.routes import row

_SPARE = {"account_id": "acc-spare", "district_id": "district"}
_ROLE = {**_SPARE, "role": "officer"}
_STATION = {**_SPARE, "station_id": "s-2"}
_NEW = {"login": "new", "name": "新", "password": "short"}
# Who may not: nobody has to sign in first, all others are told that they may not.
_ADMINS = {"others": 403, "nobody": 401, "anybody": 401}
_ACCOUNTS = {"others": 200, "nobody": 401, "anybody": 401}

ROWS = (
    row("POST /session", body={"login": "no", "password": "no"}, everybody=401),
    row("GET /session", **_ACCOUNTS),
    row("DELETE /session", everybody=204),
    row("GET /session/oidc", everybody=404),
    row("GET /session/oidc/callback", everybody=404),
    row("GET /me", **_ACCOUNTS),
    row("PUT /me/password", body={"current": "no", "new": "no"}, everybody=401),
    row("GET /tokens", **_ACCOUNTS),
    row("POST /tokens", body={"name": "t"}, others=201, nobody=401, anybody=401),
    row("DELETE /tokens/{token_id}", {"token_id": "tok-a"}, enterprise_a=204,
        nobody=401, anybody=401),
    row("GET /accounts", **_ADMINS, admin=200),
    row("POST /accounts", body=_NEW, **_ADMINS, admin=422),
    row("GET /accounts/{account_id}", _SPARE, **_ADMINS, admin=200),
    row("GET /accounts/{account_id}", {"account_id": "acc-none"}, **_ADMINS, admin=404),
    row("PATCH /accounts/{account_id}", _SPARE, body={"name": "备"}, **_ADMINS, admin=200),
    row("DELETE /accounts/{account_id}/access", _SPARE, **_ADMINS, admin=204),
    row("PUT /accounts/{account_id}/roles/{district_id}/{role}", _ROLE, body={},
        **_ADMINS, admin=204),
    row("DELETE /accounts/{account_id}/roles/{district_id}/{role}", _ROLE, **_ADMINS, admin=204),
    row("PUT /accounts/{account_id}/stations/{district_id}/{station_id}", _STATION,
        **_ADMINS, admin=204),
    row("DELETE /accounts/{account_id}/stations/{district_id}/{station_id}", _STATION,
        **_ADMINS, admin=204),
    row("GET /audit", **_ADMINS, admin=200),
    row("GET /districts/{district_id}/settings", **_ADMINS, admin=200),
    row("PATCH /districts/{district_id}/settings", body={"grid_m": 100}, **_ADMINS, admin=200),
    row("GET /first", query="?link=none", everybody=404),
    row("POST /first", form=dict.fromkeys(("link", "login", "password", "again"), "x"),
        everybody=404),
)  # fmt: skip
