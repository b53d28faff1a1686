"""Who reads what somebody else has made is in the audit log; who reads his own is not."""

import ast
from pathlib import Path

from support.asked_office import SITE

from api.store.audit import WantedDeeds, list_deeds

API = Path(__file__).parents[3] / "api"


def noted(asked, action="read_result"):
    """(who, what, detail) of every such row, the oldest first."""
    with asked.office.service.store.reading() as connection:
        found = list_deeds(connection, WantedDeeds(action=action), limit=1000)
    return [(row.account_id, row.object, row.detail) for row in reversed(found)]


def test_the_record_of_anothers_survey(asked_alone):
    made = asked_alone.survey("a")
    asked_alone.get(f"{made['href']}/record", "a")
    assert asked_alone.get(f"{made['href']}/record", "b").status_code == 404
    assert noted(asked_alone) == []
    asked_alone.get(f"{made['href']}/record", "officer")
    assert noted(asked_alone) == [("acc-officer", made["id"], {"part": "record", "owner": "acc-a"})]


def test_a_file_that_is_not_there_is_not_read(asked_alone):
    made = asked_alone.survey("a")
    assert asked_alone.get(f"{made['href']}/files/none.csv", "officer").status_code == 404
    assert noted(asked_alone) == []
    file = asked_alone.get(f"{made['href']}.json", "officer")
    has = {"If-None-Match": file.headers["etag"], **asked_alone.of("officer")}
    assert asked_alone.client.get(f"{made['href']}.json", headers=has).status_code == 304
    assert [said["part"] for _, _, said in noted(asked_alone)] == ["survey.json"] * 2


def test_it_says_when_and_in_which_version(asked_alone):
    made = asked_alone.survey("a")
    asked_alone.office.watch.move(minutes=5)
    asked_alone.get(f"{made['href']}.json", "officer")
    with asked_alone.office.service.store.reading() as connection:
        (row,) = list_deeds(connection, WantedDeeds(action="read_result"), limit=9)
    assert (row.at, row.district_id) == (asked_alone.office.watch.at, "sited")
    assert (row.version_id, row.detail["part"]) == ("sited-1", "survey.json")


def test_asking_anothers_survey_again(asked_alone):
    made = asked_alone.survey("a")
    assert asked_alone.post(f"{made['href']}/again", None, "officer").status_code == 201
    assert [(who, said["part"]) for who, _, said in noted(asked_alone)] == [
        ("acc-officer", "again")
    ]


def test_a_page_of_records_is_one_row_with_those_of_others(asked_alone):
    of_a = [asked_alone.survey("a", facts={"floor": n})["id"] for n in (1, 2)]
    of_officer = asked_alone.survey("officer")["id"]
    asked_alone.get("/surveys", "a")
    assert noted(asked_alone, "list_results") == []
    listed = asked_alone.get("/surveys?district=sited", "officer").json()["items"]
    assert of_officer in {each["id"] for each in listed}
    ((who, what, said),) = noted(asked_alone, "list_results")
    assert (who, what, sorted(said["results"])) == ("acc-officer", "survey", sorted(of_a))


def test_what_nobody_in_particular_has_made_is_nobodys(asked_alone):
    made = asked_alone.survey("", district="open", site=SITE)
    asked_alone.get(f"{made['href']}/record", "officer")
    assert noted(asked_alone) == []


def test_every_row_of_the_log_is_written_by_one_helper():
    writers = {
        path.relative_to(API).as_posix()
        for path in API.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "api.store.audit"
        and {"append", "Deed"} & {name.name for name in node.names}
    }
    assert writers == {"people/audited.py"}
