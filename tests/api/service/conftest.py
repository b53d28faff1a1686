"""An office that is asked; one for all tests of a file, or one of its own for a test."""

import pytest
from support.asked_office import asked_office


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    with asked_office(tmp_path_factory.mktemp("asked")) as office:
        yield office


@pytest.fixture
def asked_alone(tmp_path):
    with asked_office(tmp_path) as office:
        yield office
