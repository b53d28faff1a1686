"""Settings come from the environment, and a wrong one is refused."""

from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import (
    BOUNDS,
    ServiceSettings,
    Settings,
    SettingsError,
    read_service_settings,
    read_settings,
    unknown_settings,
)
from data.text import Language


def test_chinese_and_internal_unless_said_otherwise():
    assert read_settings({}) == Settings(Language.ZH, "")


def test_language_and_map_approval_number():
    found = read_settings({"QUANKAN_LANG": "en", "QUANKAN_MAP_APPROVAL": "川S〔2026〕1号"})
    assert found == Settings(Language.EN, "川S〔2026〕1号")


def test_an_unknown_language_is_refused():
    with pytest.raises(SettingsError, match="zh or en"):
        read_settings({"QUANKAN_LANG": "fr"})


def test_the_service_starts_without_any_setting():
    assert read_service_settings({}) == ServiceSettings()


def test_settings_of_the_service_have_their_names_in_capitals():
    said = {"QUANKAN_HOME": "/srv/q", "QUANKAN_WORKERS": "3", "QUANKAN_PUBLIC_URL": "https://q.cn"}
    found = read_service_settings(said)
    assert (found.home, found.workers, found.public_url) == (Path("/srv/q"), 3, "https://q.cn")


def test_every_number_has_bounds_and_its_default_lies_within():
    numbers = {each.name: each.default for each in fields(ServiceSettings) if each.type is int}
    assert set(numbers) == set(BOUNDS)
    assert all(BOUNDS[name][0] <= value <= BOUNDS[name][1] for name, value in numbers.items())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "-1"),
        ("WORKERS", "65"),
        ("WORKERS", "two"),
        ("WORKERS", "1.5"),
        ("WORKERS", "٣"),
        ("REQUEST_SECONDS", "0"),
        ("REQUEST_SECONDS", "9" * 5000),
        ("PUBLIC_URL", "quankan.example"),
        ("PUBLIC_URL", "https://q.cn/quankan"),
        ("PUBLIC_URL", "https://me:secret@q.cn"),
        ("PUBLIC_URL", "https://q.cn:99999"),
        ("OIDC_ISSUER", "ldap://q.cn"),
        ("TRUSTED_PROXIES", "*"),
        ("TRUSTED_PROXIES", "127.0.0.1,proxy"),
        ("METRICS_TOKEN", "short"),
        ("ALLOWED_HOSTS", "https://q.cn"),
        ("ALLOWED_HOSTS", "q.cn,q.cn:8000"),
        ("ALLOWED_HOSTS", "*"),
        ("READ_ORIGINS", "*"),
        ("READ_ORIGINS", "https://q.cn, null"),
        ("READ_ORIGINS", "https://q.cn/page"),
    ],
)
def test_nonsense_is_refused_by_name(name, value):
    with pytest.raises(SettingsError, match=f"QUANKAN_{name}"):
        read_service_settings({f"QUANKAN_{name}": value})


def test_an_identity_provider_is_set_as_a_whole():
    with pytest.raises(SettingsError, match="QUANKAN_OIDC_CLIENT_ID"):
        read_service_settings({"QUANKAN_OIDC_ISSUER": "https://id.q.cn/realm"})


def test_a_secret_may_lie_in_a_file(tmp_path):
    file = tmp_path / "store"
    file.write_text("postgresql://q:word@db/q\n", "utf-8")
    assert read_service_settings({"QUANKAN_STORE_FILE": str(file)}).store.endswith("@db/q")
    with pytest.raises(SettingsError, match="only one"):
        read_service_settings({"QUANKAN_STORE_FILE": str(file), "QUANKAN_STORE": "x"})
    with pytest.raises(SettingsError, match="a text file"):
        read_service_settings({"QUANKAN_STORE_FILE": str(tmp_path / "none")})


def test_secrets_are_not_shown():
    said = {"QUANKAN_STORE": "secret-1" * 3, "QUANKAN_METRICS_TOKEN": "secret-2" * 3}
    assert "secret" not in repr(read_service_settings(said))


def test_slips_of_the_pen_are_found():
    assert unknown_settings({"QUANKAN_WORKER": "3", "QUANKAN_LANG": "zh"}) == ("QUANKAN_WORKER",)
