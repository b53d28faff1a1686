"""An office that is asked over HTTP: a town to survey in, a town to walk in, people, a client."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import update
from support.few_sites import degrees
from support.layer_service import serving
from support.office import Office, open_office
from support.surveyed_town import surveyed_town
from support.town import town

from api.answering.kinds import KINDS
from api.districts.home import keep_file, remove
from api.districts.versions import version_of
from api.service.app import create_app
from api.store.districts import Version, set_version, standing_version
from api.store.jobs import Job, find_job
from api.store.tables import jobs
from api.work.answering_job import answer
from api.work.performing import Finish
from api.work.progress import Tell
from data.district import District
from data.errors import QuankanError
from data.geopackage import read_district, write_district

# A door of the first building.
SITE = {"point": list(degrees(100, 110)), "datum": "wgs84"}
SURVEY = {"district": "sited", "business": "网吧", "site": SITE, "facts": {"floor": 2}}
PEOPLE = {
    "a": ("enterprise",),
    "b": ("enterprise",),
    "officer": ("officer",),
    "other": ("officer",),
    "planner": ("planner",),
    "both": ("officer", "planner"),
}


@dataclass
class Asked:
    """The office, and a client of its service."""

    office: Office
    client: httpx.Client

    def of(self, name: str) -> dict[str, str]:
        """Headers of somebody; of nobody in particular, none."""
        return self.office.token(f"acc-{name}") if name else {}

    def post(self, path: str, body: object, name: str = "a", **headers: str) -> httpx.Response:
        return self.client.post(path, json=body, headers={**self.of(name), **headers})

    def get(self, path: str, name: str = "a", **headers: str) -> httpx.Response:
        return self.client.get(path, headers={**self.of(name), **headers})

    def survey(self, name: str = "a", **changes: object) -> dict:
        """The record of a new survey."""
        response = self.post("/surveys", {**SURVEY, **changes}, name)
        assert response.status_code in {200, 201}, response.text
        return response.json()

    def done(self, path: str, body: object, name: str) -> str:
        """Ask what a job answers, and do the job as a worker would; the address of the result."""
        return self.finished(self.post(path, body, name))

    def finished(self, ordered: httpx.Response) -> str:
        """Do what was ordered as a worker would; the address of the result."""
        assert ordered.status_code == 202, ordered.text
        job, finish = self._job(ordered), self.begun(ordered)
        with self.office.service.store.writing() as connection:
            found = finish(connection, self.office.watch.at)
        self._end(job, "done")
        return f"{KINDS[job.kind].path}/{found}"

    def begun(self, ordered: httpx.Response, tell: Tell = lambda *_: None) -> Finish:
        """Do what was ordered, up to where its end would be written."""
        return answer(self.office.service, self._job(ordered), tell)

    def failed(self, ordered: httpx.Response) -> QuankanError:
        """Do what was ordered; why it cannot be done."""
        assert ordered.status_code == 202, ordered.text
        job = self._job(ordered)
        try:
            self.begun(ordered)
        except QuankanError as error:
            self._end(job, "failed")
            return error
        raise AssertionError(job.id)

    def version(self, district_id: str) -> Version:
        """The version of a district that stands."""
        with self.office.service.store.reading() as connection:
            return standing_version(connection, district_id)

    def _job(self, ordered: httpx.Response) -> Job:
        with self.office.service.store.reading() as connection:
            return find_job(connection, ordered.json()["job"])

    def _end(self, job: Job, state: str) -> None:
        with self.office.service.store.writing() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job.id).values(state=state))
        remove(self.office.service.home.upload(job.id))


def stand(office: Office, district_id: str, district, version_id: str) -> None:
    """Let a version of a district stand."""
    with TemporaryDirectory() as folder:
        _stand(office, district_id, _written(Path(folder), district), version_id)


def _written(folder: Path, district) -> tuple[bytes, District]:
    """The file of a district, and the district as it is read."""
    path = folder / "district.gpkg"
    write_district(district, path)
    return path.read_bytes(), read_district(path)


@cache
def _towns() -> dict[str, tuple[bytes, District]]:
    """The towns, written once for all tests."""
    with TemporaryDirectory() as folder:
        sited = _written(Path(folder), surveyed_town())
        return {"sited": sited, "open": sited, "walked": _written(Path(folder), town())}


def _stand(office: Office, district_id: str, written, version_id: str) -> None:
    content, district = written
    path = office.service.home.scratch / f"{version_id}.gpkg"
    path.write_bytes(content)
    sha256 = keep_file(office.service.home, path)
    with office.service.store.writing() as connection:
        was = standing_version(connection, district_id)
        of = version_of(district, district_id, sha256, size=0, note="", at=office.watch.at, by=None)
        row = replace(of, id=version_id)
        set_version(connection, row, instead_of=None if was is None else was.id)


@contextmanager
def open_service_of(folder) -> Iterator[Office]:
    """An office without districts."""
    office = open_office(folder, requests_per_minute=100_000)
    yield office
    office.service.store.close()


@contextmanager
def asked_office(folder, **limits) -> Iterator[Asked]:
    """Districts `sited` (for members), `open` (the same, for everybody) and `walked`."""
    office = open_office(folder, requests_per_minute=100_000, **limits)
    for name, written in _towns().items():
        office.district(name, anonymous=name == "open")
        _stand(office, name, written, f"{name}-1")
    for name, roles in PEOPLE.items():
        office.account(name, *((place, role) for place in ("sited", "walked") for role in roles))
    with (
        serving(create_app(office.service)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield Asked(office, client)
    office.service.store.close()
