"""Settings come from the environment, and a wrong one is refused."""

import pytest

from api.settings import Settings, SettingsError, read_settings
from data.text import Language


def test_chinese_and_internal_unless_said_otherwise():
    assert read_settings({}) == Settings(Language.ZH, "")


def test_language_and_map_approval_number():
    found = read_settings({"QUANKAN_LANG": "en", "QUANKAN_MAP_APPROVAL": "川S〔2026〕1号"})
    assert found == Settings(Language.EN, "川S〔2026〕1号")


def test_an_unknown_language_is_refused():
    with pytest.raises(SettingsError, match="zh or en"):
        read_settings({"QUANKAN_LANG": "fr"})
