"""Settings from the environment. Nothing else in the product reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import QuankanError
from data.text import Language, Text


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
        max_vertices: The most vertices of a geometry in a request.
        max_batch_rows: The most rows of a batch.
        requests_per_minute: Of one account, or of one address without one.
        questions_per_day: Surveys and comparisons of one account, or address.
        public_url: Under which address people reach it, for links; empty for that of the request.
        oidc_issuer, oidc_client_id, oidc_client_secret: OpenID Connect; empty for none.
    """

    home: Path = Path("quankan-home")
    store: str = ""
    workers: int = 1
    session_hours: int = 12
    max_body_bytes: int = 1_000_000
    max_upload_bytes: int = 2_000_000_000
    max_vertices: int = 100_000
    max_batch_rows: int = 100_000
    requests_per_minute: int = 600
    questions_per_day: int = 2_000
    public_url: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in `environment`, by default the process's own.

    Raises:
        SettingsError: A value is not allowed.
    """
    values = os.environ if environment is None else environment
    language = values.get("QUANKAN_LANG", "").strip() or Language.ZH
    if language not in set(Language):
        raise SettingsError(
            "QUANKAN_LANG",
            Text(f"为“{language}”", f"is {language!r}"),
            Text("zh 或 en", "zh or en"),
        )
    return Settings(Language(language), values.get("QUANKAN_MAP_APPROVAL", "").strip())
