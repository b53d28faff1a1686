"""A batch gives one row a row, and is taken up again where it was cut."""

import csv

import pytest
from support.siting_town import question, table, town

from api.outputs.batch_files import CSV as RESULT
from api.outputs.batch_files import FILES
from api.siting import batch_run
from api.siting.batch import batch_ground
from api.siting.batch_run import run_batch
from api.siting.given_site import GivenSite
from api.siting.question import Standing
from api.siting.survey import ready, survey
from data.declarations import Visibility
from data.errors import WriteError
from data.sites.batch import BatchDefaults, read_batch
from data.text import Language, Text

PLACES = ((200, -200), (200, 0), ("here", "there"), (300, 300), (0, 0))


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_run, "CHUNK_ROWS", 2)
    question_asked = question()
    stands = Standing(question_asked.vocabulary, question_asked.book, Visibility.INTERNAL)
    defaults = BatchDefaults(type="internet_cafe", undertaking="rent", facts=question_asked.facts)
    batch = read_batch(table(tmp_path, *PLACES), stands.vocabulary)
    return batch_ground(town(), stands, None), batch, defaults, tmp_path / "out", Language.EN


def rows(out):
    with (out / RESULT).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_row_has_its_row_and_a_bad_one_says_why(asked):
    done = run_batch(*asked)
    found = rows(asked[3])
    assert [row["row"] for row in found] == ["1", "2", "3", "4", "5"]
    assert found[0]["verdict"] == "fail" and "NET-02" in found[0]["deciding_rules"]
    assert found[2]["verdict"] == "" and found[2]["found"]
    assert (done.rows, done.verdicts[""]) == (5, 1)


def test_a_bad_row_keeps_its_id_and_names_the_columns_that_the_table_has(asked, tmp_path):
    ready_for, _, defaults, out, language = asked
    path = tmp_path / "场址.csv"
    path.write_text("编号,经度,纬度,坐标系,所在楼层\n铺-7,104.1,99,wgs84,1\n,104.1,30.6,wgs84,x\n")
    batch = read_batch(path, ready_for.stands.vocabulary)
    run_batch(ready_for, batch, defaults, out, language)
    assert [(row["id"], row["field"]) for row in rows(out)] == [
        ("铺-7", "经度,纬度"),
        ("2", "所在楼层"),
    ]


def test_a_row_says_what_a_single_survey_says(asked, tmp_path):
    run_batch(*asked)
    prepared = ready(town(), question())
    for row in rows(asked[3]):
        if row["verdict"]:
            place = next(p for n, p in enumerate(PLACES, 1) if str(n) == row["row"])
            lines = table(tmp_path, place).read_text("utf-8").splitlines()[1].split(",")
            one = survey(prepared, GivenSite(f"{lines[1]},{lines[2]}", datum="wgs84"))
            assert one.verdict.word == row["verdict"]


def test_a_run_that_was_cut_is_taken_up_and_gives_the_same(asked, monkeypatch):
    whole = run_batch(*asked)
    first = (asked[3] / RESULT).read_bytes()
    (asked[3] / RESULT).unlink()
    keep = batch_run._keep

    def cut(path, rows):
        if path.name == "000001.jsonl":
            raise WriteError(path, Text("满", "full"), Text("空间", "room"))
        keep(path, rows)

    monkeypatch.setattr(batch_run, "_keep", cut)
    with pytest.raises(WriteError):
        run_batch(*asked)
    monkeypatch.setattr(batch_run, "_keep", keep)
    again = run_batch(*asked)
    assert (whole.taken_up, again.taken_up) == (0, 1)
    assert (asked[3] / RESULT).read_bytes() == first
    assert sorted(path.name for path in asked[3].iterdir()) == sorted(FILES)
