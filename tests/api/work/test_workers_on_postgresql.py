"""The same workers on the other database."""

import signal

import pytest
from support.small_jobs import job_of, order, small_service, terms, until
from support.stores import named

from api.store.migrate import migrate
from api.work.supervisor import Supervisor


@pytest.fixture
def url(postgres):
    name = named("work")
    postgres.make_database(name)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture
def there(url, tmp_path):
    service = small_service(tmp_path / "home", url)
    migrate(service.store)
    yield service
    service.store.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_jobs_of_killed_workers_are_finished_by_others(there, url):
    for n in range(3):
        order(there, f"job-{n}", die_first=n % 2)
    with Supervisor(terms(there.home.folder, url), 2):
        jobs = [
            until(lambda n=n: (job := job_of(there, f"job-{n}")).has_ended and job, 90)
            for n in range(3)
        ]
    assert [(job.state, job.attempts) for job in jobs] == [("done", 1), ("done", 2), ("done", 1)]
