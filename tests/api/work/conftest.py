"""A home with a store, and workers in processes of their own."""

import pytest
from support.small_jobs import small_service, terms

from api.work.supervisor import supervised


@pytest.fixture
def service(tmp_path):
    made = small_service(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def working(service):
    """Use in a `with`: one worker is at work meanwhile."""
    return lambda workers=1: supervised(terms(service.home.folder), workers)
