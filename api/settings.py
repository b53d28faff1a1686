"""Settings from the environment. Nothing else in the product reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

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
