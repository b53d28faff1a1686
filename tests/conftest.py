"""What every test may ask for: real data, a browser without a way out, and PostgreSQL."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support.sweeps import TIMES

# A run says the same twice; a sweep (QUANKAN_SWEEP) looks for what nobody has seen yet.
settings.register_profile("quankan", derandomize=TIMES == 1, deadline=None, print_blob=True)
settings.load_profile("quankan")


def _required() -> set[str]:
    return {word for word in os.environ.get("QUANKAN_REQUIRE", "").split(",") if word}


def missing(what: str, reason: str) -> None:
    """Skip with the reason, or fail where QUANKAN_REQUIRE says that `what` must be present."""
    if what in _required():
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = os.environ.get("QUANKAN_REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        missing("real-data", "QUANKAN_REAL_DATA does not name the folder with the real data sets")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def curl() -> None:
    """Where the examples of the API page are run as they stand."""
    if shutil.which("curl") is None:
        missing("curl", "there is no curl on this machine")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        missing("browser", "there is no chromium on this machine")
    quiet = (
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(quiet))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser_window(chromium) -> object:
    """Where pages are opened; they keep nothing that another could find."""
    return chromium.new_context(viewport={"width": 1366, "height": 768})


@pytest.fixture
def browser_page(browser_window) -> Iterator[object]:
    """A fresh page; `requests_seen` and `console_errors` fill up as it runs."""
    page = browser_window.new_page()
    page.requests_seen, page.console_errors, page.dialogs_seen = [], [], []
    local = ("file:", "data:", "blob:", "about:")
    page.on("request", lambda r: r.url.startswith(local) or page.requests_seen.append(r.url))
    page.on("pageerror", lambda error: page.console_errors.append(str(error)))
    page.on("console", lambda m: m.type == "error" and page.console_errors.append(m.text))
    page.on("dialog", lambda d: (page.dialogs_seen.append(d.message), d.dismiss()))
    yield page
    page.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[object]:
    """A throw-away PostgreSQL with PostGIS, the same for all workers of a session."""
    from support.postgres import lacking, shared_cluster

    if reason := lacking():
        missing("postgis", reason)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    own = tmp_path_factory.getbasetemp()
    with shared_cluster(own.parent if worker else own, worker or "alone") as cluster:
        yield cluster


@pytest.fixture
def postgis_url(postgres) -> Iterator[str]:
    """Address of an empty database with PostGIS, gone after the test."""
    name = f"postgis_{secrets.token_hex(4)}"
    postgres.make_database(name, postgis=True)
    yield postgres.url(name)
    postgres.drop_database(name)
