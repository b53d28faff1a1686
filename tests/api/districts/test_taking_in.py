"""A district that is sent: received, made by a job, checked, and only then seen."""

import pytest
from support.parcels_sent import altered, contradictory_package, small_package, sources, zipped

from api.people import waiting_room
from api.store.accounts import set_admin
from api.store.districts import find_district, find_version

_GPKG = {"Content-Type": "application/geopackage+sqlite3"}


@pytest.fixture
def admin(office):
    return office.token(office.account("root", admin=True))


@pytest.fixture
def send(http, admin):
    """Send bytes as the district `town`; gives the response."""

    def run(content, query="", headers=None, **more):
        headers = {**admin, **_GPKG, **(headers or {})}
        address = f"/uploads?district=town{query}"
        return http.post(address, content=content, headers=headers, **more)

    return run


@pytest.fixture
def taken(send, ended):
    """Send bytes and let the job end."""
    return lambda *sent, **more: ended(send(*sent, **more).json()["job"])


def standing(office, district_id="town"):
    with office.service.store.reading() as connection:
        known = find_district(connection, district_id)
        return known and find_version(connection, known.version_id)


def test_a_geopackage_becomes_the_first_version_of_a_district(office, http, taken, package_file,
                                                              admin):  # fmt: skip
    job = taken(package_file.read_bytes())
    assert (job.state, job.problem) == ("done", None)
    assert standing(office).id == job.result_id
    told = http.get("/districts/town", headers=admin).json()
    assert (told["name"], told["version"]) == ("小区", job.result_id)


def test_what_is_kept_is_written_by_this_program(office, taken, package_file, tmp_path):
    """Whatever else was in the file stays behind; the layers are the same."""
    more = tmp_path / "more.gpkg"
    more.write_bytes(package_file.read_bytes())
    altered(more, "CREATE TABLE secrets (a)", "INSERT INTO secrets VALUES ('payload-payload')")
    taken(more.read_bytes())
    version = standing(office)
    assert (
        b"payload-payload"
        not in office.service.home.district_file(version.file_sha256).read_bytes()
    )
    assert office.service.pool.open(version.file_sha256).district.hashes == version.layers


def test_sources_with_a_recipe_are_built(office, taken):
    job = taken(zipped(sources()))
    assert (job.state, job.problem) == ("done", None)
    district = office.service.pool.open(standing(office).file_sha256).district
    assert list(district.table("stations")["name"]) == ["便民站"]


def test_a_form_is_taken_as_well(http, admin, ended, package_file):
    with package_file.open("rb") as file:
        files = {"file": ("../../x.gpkg", file)}
        sent = http.post("/uploads?district=town", headers=admin, files=files)
    assert sent.status_code == 202
    assert ended(sent.json()["job"]).state == "done"


def test_the_district_is_unseen_until_the_job_has_ended(http, send, admin, package_file):
    sent = send(package_file.read_bytes())
    assert sent.headers["location"] == f"/jobs/{sent.json()['job']}"
    assert http.get("/districts/town", headers=admin).status_code == 404


def test_a_check_alone_gives_the_report_and_changes_nothing(office, http, taken, admin,
                                                            package_file):  # fmt: skip
    job = taken(package_file.read_bytes(), "&check_only=true")
    told = http.get(f"/jobs/{job.id}", headers=admin).json()
    report = http.get(told["result"], headers=admin).json()
    assert (told["state"], report["errors"], report["name"]) == ("done", 0, "小区")
    assert standing(office) is None


def test_errors_of_the_check_keep_it_out_and_are_listed(office, http, taken, admin, tmp_path):
    job = taken(contradictory_package(tmp_path / "short.gpkg").read_bytes())
    told = http.get(f"/jobs/{job.id}?lang=en", headers=admin).json()
    assert told["state"] == "failed"
    assert [each["field"] for each in told["problem"]["errors"]] == ["streets"]
    assert standing(office) is None
    assert http.get(told["report"], headers=admin).json()["errors"] > 0


def test_the_next_version_takes_its_place_and_the_first_one_stays(office, taken, package_file,
                                                                  tmp_path):  # fmt: skip
    first = taken(package_file.read_bytes()).result_id
    second = taken(small_package(tmp_path / "b.gpkg", name="新站").read_bytes()).result_id
    assert standing(office).id == second
    with office.service.store.reading() as connection:
        old = find_version(connection, first)
    assert office.service.home.district_file(old.file_sha256).exists()


def test_who_replaces_another_version_than_he_thinks_is_refused(send, taken, package_file):
    first = taken(package_file.read_bytes()).result_id
    refused = send(b"x", headers={"If-Match": '"ver-other"'})
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition-failed")
    assert send(b"x", headers={"If-Match": f'"{first}"'}).status_code == 202


def test_two_who_replace_a_version_at_once_do_not_lose_either(send, ended, taken, package_file,
                                                              tmp_path):  # fmt: skip
    taken(package_file.read_bytes())
    sent = [send(small_package(tmp_path / f"{n}.gpkg", name=n).read_bytes()) for n in "甲乙"]
    jobs = [ended(each.json()["job"]) for each in sent]
    jobs.sort(key=lambda job: job.state)
    assert [job.state for job in jobs] == ["done", "failed"]
    assert jobs[1].problem["zh"]["code"] == "stale"


def test_what_is_no_district_fails_with_a_reason_and_leaves_nothing(office, taken):
    job = taken(b"hello")
    assert job.problem["zh"]["code"] == "source"
    home = office.service.home
    assert not home.upload(job.id).exists()
    assert list(home.scratch.iterdir()) == []


def test_a_recipe_reads_nothing_but_what_was_sent(taken, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("名称,x,y\n机密,1,1\n")
    for name in (str(secret), f"../../../{secret.name}", "/vsicurl/http://127.0.0.1/a.csv"):
        recipe = sources()["recipe.toml"].replace("站点/stations.csv", name)
        job = taken(zipped(sources(**{"recipe.toml": recipe})))
        assert "压缩包以外" in job.problem["zh"]["detail"]


@pytest.mark.parametrize(
    "crs", ["+proj=longlat +nadgrids=/etc/hosts", "file:../../private.txt", "file:grid.txt"]
)
def test_a_coordinate_system_names_no_further_files(taken, crs):
    recipe = sources()["recipe.toml"].replace('crs = "EPSG:2443"\nx', f'crs = "{crs}"\nx')
    grids = "+proj=pipeline +step +proj=hgridshift +grids=/etc/hosts"
    job = taken(zipped(sources(**{"recipe.toml": recipe, "grid.txt": grids})))
    assert job.problem["zh"]["code"] == "source"


def test_a_shapefile_without_its_parts_is_refused(taken):
    recipe = sources()["recipe.toml"].replace("areas.geojson", "areas.shp")
    files = sources(**{"recipe.toml": recipe, "areas.shp": b"\x00\x00\x27\x0a" + b"\0" * 96})
    assert ".shx" in taken(zipped(files)).problem["zh"]["detail"]


def test_an_upload_is_bounded_in_size_and_number(office, http, send, monkeypatch):
    monkeypatch.setattr(waiting_room, "MOST_WAITING", 1)
    object.__setattr__(office.service.limits, "max_upload_bytes", 1_000)
    assert send(b"x" * 1_001).status_code == 413
    assert send(iter([b"x" * 600] * 2)).status_code == 413
    assert list((office.service.home.folder / "uploads").iterdir()) == []
    assert send(b"x").status_code == 202
    assert send(b"x").status_code == 429


def test_nothing_and_broken_forms_are_refused_at_once(send):
    form = {"Content-Type": "multipart/form-data; boundary=b"}
    assert send(b"").status_code == 422
    assert send(b"--b\r\nbroken", headers=form).status_code == 422
    part = b'--b\r\nContent-Disposition: form-data; name="a"; filename="%d"\r\n\r\nx\r\n'
    assert send(part % 1 + part % 2 + b"--b--\r\n", headers=form).status_code == 422
    assert send(part % 1, headers=form).status_code == 422


def test_who_may_not_replace_the_district_sends_nothing(office, http, taken, package_file):
    taken(package_file.read_bytes())
    officer = office.token(office.account("o", ("town", "officer")))
    stranger = office.token(office.account("s"))
    for who, status in ((officer, 403), (stranger, 404), ({}, 404)):
        assert http.post("/uploads?district=town", content=b"x", headers=who).status_code == status
    assert http.post("/uploads?district=new", content=b"x", headers=officer).status_code == 404


@pytest.mark.parametrize("is_new", [True, False])
def test_who_may_not_replace_it_any_more_when_the_job_runs_changes_nothing(
    office, send, ended, taken, package_file, is_new
):
    before = None if is_new else taken(package_file.read_bytes()).result_id
    waiting = send(package_file.read_bytes()).json()["job"]
    with office.service.store.writing() as connection:
        set_admin(connection, "acc-root", admin=False)
    job = ended(waiting)
    assert (job.state, job.problem["zh"]["code"]) == ("failed", "forbidden" if is_new else "absent")
    known = standing(office)
    assert (known and known.id) == before


def test_sending_and_taking_in_are_written_down(office, taken, package_file):
    job = taken(package_file.read_bytes())
    assert office.log() == [
        ("upload", "acc-root", job.id), ("district_taken_in", "acc-root", "town")
    ]  # fmt: skip
