"""A table of sites is sent as a file, and comes back with a verdict for every row."""

import csv
import io
import json

import openpyxl
import pytest
from support.asked_office import SITE

from api.answering import asking, sent_table
from api.outputs.batch_files import FILES
from api.people import waiting_room
from api.service import results
from api.service.routes import batches
from api.siting import batch_run
from api.store import answers
from api.store.jobs import WantedJobs, find_job, list_jobs
from data.errors import WriteError
from data.text import Text

WHERE = "/batches/uploads?district=sited&business=internet_cafe&datum=wgs84"
LON, LAT = SITE["point"]
TABLE = f"编号,经度,纬度,floor\n=cmd(),{LON},{LAT},2\n乙,999,{LAT},1\n丙,{LON},{LAT},很高\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def sent(asked, content, where=WHERE, name="officer", **headers):
    return asked.client.post(where, content=content, headers={**asked.of(name), **headers})


def done(asked, content, where=WHERE):
    """The address of the result."""
    return asked.finished(sent(asked, content, where))


def left(asked):
    return list((asked.office.service.home.folder / "uploads").iterdir())


@pytest.fixture(scope="module")
def here(asked):
    return done(asked, TABLE.encode())


def test_each_row_has_its_verdict_or_its_reason(asked, here):
    rows = asked.get(here, "officer").json()["results"]
    assert [(row["row"], row["id"], row["field"]) for row in rows] == [
        (1, "=cmd()", None), (2, "乙", "经度,纬度"), (3, "丙", "floor"),
    ]  # fmt: skip
    assert rows[0]["verdict"] and [rows[0]["lon"], rows[0]["lat"]] == pytest.approx(
        [LON, LAT], abs=1e-7
    )
    assert rows[1]["verdict"] is None and rows[1]["expected"]


def test_the_result_comes_in_four_forms(asked, here):
    for suffix, begins in (("json", b"{"), ("csv", b"\xef\xbb\xbfrow,"), ("xlsx", b"PK"),
                           ("geojson", b'{"type":"FeatureCollection"')):  # fmt: skip
        assert asked.get(f"{here}.{suffix}", "officer").content.startswith(begins), suffix
    assert asked.get(here, "officer", Accept=XLSX).headers["content-type"] == XLSX


def test_in_a_spreadsheet_no_text_runs(asked, here):
    text = asked.get(f"{here}.csv", "officer").content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["id"] == "'=cmd()"


def test_the_files_are_those_of_the_command_line(asked, here, quankan, tmp_path):
    (tmp_path / "sites.csv").write_text(TABLE, "utf-8")
    said = asked.get(here, "officer").json()["parameters"]
    district = asked.office.service.home.district_file(asked.version("sited").file_sha256)
    words = ("--sites", tmp_path / "sites.csv", "--type", "internet_cafe", "--datum", "wgs84")
    quankan("survey", district, *words, "--on", said["on"], "--out", tmp_path / "out",
            language="zh")  # fmt: skip
    for name in FILES:
        if not name.endswith(".xlsx"):
            found = asked.get(f"{here}/files/{name}", "officer").content
            assert found == (tmp_path / "out" / name).read_bytes(), name


def test_a_workbook_is_read_as_a_table_is(asked, here):
    rows = [line.split(",") for line in TABLE.splitlines()]
    numbers = [[float(c) if c in {str(LON), str(LAT), "999"} else c for c in row] for row in rows]
    numbers[1][0] = "甲"
    found = asked.get(done(asked, workbook(*numbers)), "officer").json()["results"]
    plain = asked.get(here, "officer").json()["results"]
    assert [row["verdict"] for row in found] == [row["verdict"] for row in plain]
    assert [row["field"] for row in found] == [row["field"] for row in plain]


def test_it_may_come_in_a_form_and_say_the_business_itself(asked):
    table = f"type,lon,lat\n网吧,{LON},{LAT}\n药店,{LON},{LAT}\n,{LON},{LAT}\n"
    files = {"file": ("../场址.csv", table.encode(), "text/csv")}
    where = "/batches/uploads?district=sited&datum=wgs84"
    answer = asked.client.post(where, files=files, headers=asked.of("officer"))
    rows = asked.get(asked.finished(answer), "officer").json()["results"]
    assert [row["type"] for row in rows] == ["internet_cafe", "pharmacy", None]
    assert rows[2]["field"] == "type"


def test_the_same_table_is_known_and_nothing_of_it_is_kept(asked, here):
    again = sent(asked, TABLE.encode())
    assert (again.status_code, again.json()["href"]) == (200, here)
    assert left(asked) == []


def test_the_same_table_sent_again_meanwhile_is_the_same_job_with_one_table(asked):
    table = f"lon,lat\n{LON},{LAT}\n".encode()
    first = sent(asked, table)
    again = sent(asked, table)
    assert (again.status_code, again.json()) == (202, first.json())
    assert [folder.name for folder in left(asked)] == [first.json()["job"]]
    assert asked.get(asked.finished(again), "officer").json()["rows"] == 1 and left(asked) == []


def test_a_batch_stands_until_its_rules_or_layers_change(asked, here):
    assert asked.get(f"{here}/record", "officer").json()["stands"] is True


UNFIT = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "a broken archive": b"PK\x03\x04 broken",
    "no rows": b"lon,lat\n",
    "too many rows": b"lon,lat\n" + b"1,1\n" * 100_001,
    "a workbook without rows": workbook(["lon", "lat"]),
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_is_no_table_within_bounds_is_refused_at_once(asked, what):
    answer = sent(asked, UNFIT[what])
    assert (answer.status_code, answer.json()["code"]) == (422, "source"), answer.text
    assert left(asked) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("business=nonsense", "business"), ("datum=mars", "datum"), ("facts=floor%3Dmany", "floor"),
     ("undertaking=steal", "undertaking"), ("on=2026-02-30", "on")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_before_the_table_is_taken(asked, query, field):
    answer = sent(asked, b"", f"/batches/uploads?district=sited&{query}")
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"].startswith(field)


def test_a_header_without_a_place_ends_the_job_with_a_reason(asked):
    failed = asked.failed(sent(asked, b"id,colour\nA,red\n"))
    assert "lon" in failed.expected.en


def test_a_long_result_goes_out_in_pieces(asked, here, monkeypatch):
    whole = asked.get(f"{here}.geojson", "officer")
    monkeypatch.setattr(results, "_MOST_AT_ONCE", 10)
    monkeypatch.setattr(answers, "_PIECE_BYTES", 64)
    found = asked.get(f"{here}.geojson", "officer")
    assert (found.content, found.headers["etag"]) == (whole.content, whole.headers["etag"])
    has = {"If-None-Match": found.headers["etag"]}
    assert asked.get(f"{here}.geojson", "officer", **has).status_code == 304


def test_a_table_that_is_too_large_is_not_taken(asked, monkeypatch):
    monkeypatch.setattr("api.service.routes.batches.MOST_BYTES", 100)
    assert sent(asked, b"lon,lat\n" * 100).status_code == 413
    assert left(asked) == []


def test_rows_are_counted_and_too_many_are_refused(asked, monkeypatch):
    monkeypatch.setattr(sent_table, "MOST_ROWS", 600_000)
    rows = b"lon,lat\n" + b"1,1\n" * 500_001
    answer = sent(asked, rows, name="other")
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many")
    assert left(asked) == []


def test_a_batch_that_was_cut_goes_on_behind_what_was_done(asked, monkeypatch):
    keep, kept = batch_run._keep, []

    def cut(path, rows):
        kept.append(path.name)
        if len(kept) == 2:
            raise WriteError(path, Text("满", "full"), Text("空间", "room"))
        keep(path, rows)

    monkeypatch.setattr(batch_run, "CHUNK_ROWS", 1)
    monkeypatch.setattr(batch_run, "_keep", cut)
    table = f"lon,lat,floor\n{LON},{LAT},2\n{LON},{LAT},3\n{LON},{LAT},4\n"
    ordered = sent(asked, table.encode())
    with pytest.raises(WriteError):
        asked.begun(ordered)
    here = asked.finished(ordered)
    assert kept == ["000000.jsonl", "000001.jsonl", "000001.jsonl", "000002.jsonl"]
    assert asked.get(here, "officer").json()["rows"] == 3 and left(asked) == []


def test_how_far_a_batch_is_is_told(asked, monkeypatch):
    monkeypatch.setattr(batch_run, "CHUNK_ROWS", 2)
    table = f"id,lon,lat\na,{LON},{LAT}\nb,x,y\nc,{LON},{LAT}\nd,{LON},{LAT}\nd,1,1\n"
    told = []
    ordered = sent(asked, table.encode())
    asked.begun(ordered, lambda step, done=None, total=None: told.append((step.en, done, total)))
    asked.finished(ordered)
    assert told[2:] == [("surveying the rows", 0, 3), ("surveying the rows", 2, 3),
                        ("writing the results", None, None)]  # fmt: skip


def test_few_batches_of_an_account_may_wait(asked, monkeypatch):
    monkeypatch.setattr(waiting_room, "MOST_WAITING", 1)
    ordered = sent(asked, b"lon,lat\n1,2\n", name="other")
    assert ordered.status_code == 202
    assert sent(asked, b"lon,lat\n1,3\n", name="other").status_code == 429
    cancelled = asked.client.delete(ordered.json()["href"], headers=asked.of("other"))
    assert cancelled.json()["state"] == "cancelled" and left(asked) == []


def test_those_that_were_sent_meanwhile_count_too(asked, monkeypatch):
    counted_before = lambda *given: asking.asked_of(*given, "batch")  # noqa: E731
    monkeypatch.setattr(batches, "may_send", counted_before)
    monkeypatch.setattr(waiting_room, "MOST_WAITING", 1)
    ordered = sent(asked, b"lon,lat\n1,4\n", name="other")
    assert ordered.status_code == 202
    assert sent(asked, b"lon,lat\n1,5\n", name="other").status_code == 429
    asked.client.delete(ordered.json()["href"], headers=asked.of("other"))
    assert left(asked) == []


def test_what_is_sent_is_told_in_the_log_by_its_hash_and_not_kept(asked, here):
    with asked.office.service.store.reading() as connection:
        jobs = list_jobs(connection, WantedJobs(kind="batch"), limit=200)
        tasks = [find_job(connection, job.id).task for job in jobs]
    told = json.dumps(tasks, ensure_ascii=False)
    assert "=cmd" not in told and "sha256" in told
