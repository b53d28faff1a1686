"""Settings from the environment. Nothing else in the product reads it."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data.errors import QuankanError
from data.text import Language, Text

_PREFIX = "QUANKAN_"
_LANGUAGE, _APPROVAL = "QUANKAN_LANG", "QUANKAN_MAP_APPROVAL"
# A secret may lie in a file, as Docker and systemd hand them over: QUANKAN_STORE_FILE names it.
_FILE = "_FILE"
_LONGEST_SECRET = 4096
_SHORTEST_TOKEN = 16
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


class SettingsError(QuankanError, ValueError):
    """A setting makes no sense."""


@dataclass(frozen=True)
class Settings:
    """What an office sets once.

    Attributes:
        language: `QUANKAN_LANG`: zh (default) or en.
        map_approval_number: `QUANKAN_MAP_APPROVAL`: 审图号; without it every map says that it is
            for internal use only.
    """

    language: Language = Language.ZH
    map_approval_number: str = ""


@dataclass(frozen=True)
class ServiceSettings:
    """What the service is told when it starts; each is `QUANKAN_` and its name in capitals.

    Attributes:
        home: Folder with the store, the districts and what is being taken in.
        store: Address of the database; empty for a file in `home`.
        workers: Worker processes for jobs.
        session_hours: How long a sign-in lasts.
        max_body_bytes: The largest request body that is no upload.
        max_upload_bytes: The largest upload.
        requests_per_minute: Of one account, or of one address without one.
        questions_per_day: Surveys and comparisons of one account, or address.
        batch_rows_per_day: Rows in batches of one account.
        request_seconds: How long a request may be under way until its answer begins.
        upload_seconds: How long an upload may take.
        public_url: Under which address people reach it, for links; empty for that of the request.
        trusted_proxies: Addresses and networks of proxies that say whom they ask for
            (`X-Forwarded-For`, `X-Forwarded-Proto`), with commas between; empty for none.
        allowed_hosts: Names and addresses by which it may be asked for, with commas between; see
            `api.service.hosts` for those that need not be named.
        read_origins: Origins whose pages may read answers, with commas between; empty for none.
        job_limit_min: How many minutes a worker may take for a job, of whatever kind.
        metrics_token: The token with which `/metrics` is read; empty for from this machine only.
        oidc_issuer, oidc_client_id, oidc_client_secret: OpenID Connect; empty for none.
    """

    home: Path = Path("quankan-home")
    store: str = field(default="", repr=False)
    workers: int = 1
    session_hours: int = 12
    max_body_bytes: int = 1_000_000
    max_upload_bytes: int = 2_000_000_000
    requests_per_minute: int = 600
    questions_per_day: int = 2_000
    batch_rows_per_day: int = 500_000
    request_seconds: int = 60
    upload_seconds: int = 3_600
    public_url: str = ""
    trusted_proxies: str = ""
    allowed_hosts: str = ""
    read_origins: str = ""
    job_limit_min: int = 60
    metrics_token: str = field(default="", repr=False)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)


# The least and the most of every number.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "workers": (0, 64),
    "session_hours": (1, 720),
    "max_body_bytes": (10_000, 100_000_000),
    "max_upload_bytes": (1_000_000, 100_000_000_000),
    "requests_per_minute": (1, 1_000_000),
    "questions_per_day": (1, 100_000_000),
    "batch_rows_per_day": (1, 100_000_000),
    "request_seconds": (1, 3_600),
    "upload_seconds": (1, 86_400),
    "job_limit_min": (1, 1_440),
}
SECRETS = ("store", "metrics_token", "oidc_client_secret")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in `environment`, by default the process's own.

    Raises:
        SettingsError: A value is not allowed.
    """
    values = os.environ if environment is None else environment
    language = values.get(_LANGUAGE, "").strip() or Language.ZH
    if language not in set(Language):
        raise _unfit(_LANGUAGE, language, Text("zh 或 en", "zh or en"))
    return Settings(Language(language), values.get(_APPROVAL, "").strip())


def read_service_settings(environment: Mapping[str, str] | None = None) -> ServiceSettings:
    """What the service is told by `environment`, by default the process's own.

    Raises:
        SettingsError: A value is not allowed, or does not go with another one.
    """
    values = os.environ if environment is None else environment
    given = {each.name: _given(values, each.name) for each in fields(ServiceSettings)}
    read = {name: _read(name, text) for name, text in given.items() if text}
    settings = ServiceSettings(**read)
    _require_url("public_url", settings.public_url)
    _require_url("oidc_issuer", settings.oidc_issuer, may_have_path=True)
    for origin in listed(settings.read_origins):
        _require_url("read_origins", origin)
    require_hosts(settings.allowed_hosts)
    _require_proxies(settings.trusted_proxies)
    _require_token(settings.metrics_token)
    _require_all_of_oidc(settings)
    return settings


def unknown_settings(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Variables that begin as ours do and mean nothing: most likely slips of the pen."""
    values = os.environ if environment is None else environment
    known = {_variable(each.name) for each in fields(ServiceSettings)}
    known |= {_LANGUAGE, _APPROVAL, *(_variable(name) + _FILE for name in SECRETS)}
    return tuple(sorted(v for v in values if v.startswith(_PREFIX) and v not in known))


def listed(setting: str) -> tuple[str, ...]:
    """The parts of a setting that has commas between them."""
    return tuple(filter(None, (part.strip() for part in setting.split(","))))


def _variable(name: str) -> str:
    return f"{_PREFIX}{name.upper()}"


def _given(values: Mapping[str, str], name: str) -> str:
    """The value as it was given, or the content of the file that is named instead."""
    text = values.get(_variable(name), "").strip()
    variable = _variable(name) + _FILE
    file = values.get(variable, "").strip() if name in SECRETS else ""
    if not file:
        return text
    if text:
        either = f"{_variable(name)}, {variable}"
        raise _unfit(variable, file, Text(f"二者之一：{either}", f"only one of {either}"))
    try:
        with Path(file).open(encoding="utf-8") as opened:
            return opened.read(_LONGEST_SECRET).strip()
    except (OSError, UnicodeDecodeError):
        raise _unfit(variable, file, Text("可读的文本文件", "a text file to read")) from None


def _read(name: str, text: str) -> Any:  # noqa: ANN401  # of the type of the field
    if name == "home":
        return Path(text)
    if name not in BOUNDS:
        return text
    least, most = BOUNDS[name]
    # Longer than any bound; Python refuses to read numbers of thousands of digits.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) + 1) or not (
        least <= int(text) <= most
    ):
        between = Text(f"{least} 至 {most} 的整数", f"a whole number from {least} to {most}")
        raise _unfit(_variable(name), text, between)
    return int(text)


def _require_url(name: str, url: str, *, may_have_path: bool = False) -> None:
    if not url:
        return
    expected = Text("https://主机[:端口]", "https://host[:port]")
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise _unfit(_variable(name), url, expected) from None
    more = (parts.query, parts.fragment, parts.username, parts.password)
    if not fits or any(more) or (parts.path.strip("/") and not may_have_path):
        raise _unfit(_variable(name), url, expected)


def require_hosts(hosts: str, said_by: str = "QUANKAN_ALLOWED_HOSTS") -> None:
    """Refuse what is no list of names and addresses with commas between.

    Raises:
        SettingsError: One of them is neither.
    """
    for each in listed(hosts):
        if not _HOST.fullmatch(each):
            expected = Text(
                "主机名或 IP（IPv6 加方括号），不带协议和端口",
                "a name or an address (IPv6 in brackets), without scheme and port",
            )
            raise _unfit(said_by, each, expected)


def _require_proxies(proxies: str) -> None:
    for each in listed(proxies):
        try:
            ipaddress.ip_network(each)
        except ValueError:
            expected = Text("IP 地址或网段，逗号分隔", "IP addresses or networks, commas between")
            raise _unfit("QUANKAN_TRUSTED_PROXIES", each, expected) from None


def _require_token(token: str) -> None:
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise SettingsError(
            "QUANKAN_METRICS_TOKEN",
            Text("太短，或含有不可用的字符", "is too short, or has characters that cannot be sent"),
            Text(f"不少于 {_SHORTEST_TOKEN} 个 ASCII 字符", f"{_SHORTEST_TOKEN} or more of ASCII"),
        )


def _require_all_of_oidc(settings: ServiceSettings) -> None:
    given = {
        _variable(name): getattr(settings, name)
        for name in ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
    }
    missing = [name for name, value in given.items() if not value]
    if missing and len(missing) < len(given):
        raise SettingsError(
            missing[0],
            Text("缺少", "is missing"),
            Text("三项 OIDC 设置都填，或都不填", "all three settings of OIDC, or none"),
        )


def _unfit(variable: str, value: str, expected: Text) -> SettingsError:
    shown = value[:80]
    return SettingsError(variable, Text(f"为“{shown}”", f"is {shown!r}"), expected)
