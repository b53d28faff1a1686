"""A small app behind everything that stands round all routes."""

import pytest
from support.small_app import asked_small_app


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    limits = {"max_body_bytes": 10_000, "max_upload_bytes": 1_000_000, "request_seconds": 1}
    with asked_small_app(tmp_path_factory.mktemp("small"), **limits) as client:
        yield client
