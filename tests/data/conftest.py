"""The demo district, generated once for all tests of it."""

import pytest

from data.demo import demo_district
from data.district import District


@pytest.fixture(scope="session")
def demo() -> District:
    return demo_district()
