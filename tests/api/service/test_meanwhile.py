"""What changes between a question and its answer gets neither into it nor past what is allowed."""

from dataclasses import replace

import pytest
from support.asked_office import SITE, SURVEY
from support.meanwhile import Lossy, between
from support.surveyed_town import own_pack

from api.answering.asking import ask, asked_of
from api.answering.own_packs import own_packs
from api.answering.survey import KIND, SurveyBody, resolve
from api.answering.warm import Warm
from api.people.errors import AbsentError, ForbiddenError, SignInError
from api.people.recognise import caller_for
from api.store.accounts import set_disabled
from api.store.districts import set_up_district
from api.store.errors import StaleError, StoreUnavailableError
from api.store.memberships import withdraw
from api.work.answering_job import answer

BATCH = {
    "district": "sited", "business": "网吧", "datum": "wgs84",
    "rows": [{"lon": SITE["point"][0], "lat": SITE["point"][1]}],
}  # fmt: skip


def cells_of(metres):
    return lambda connection: set_up_district(connection, "sited", {"grid_m": metres})


def test_an_answer_is_of_the_cells_that_were_asked_about(asked_alone):
    ordered = asked_alone.post("/batches", BATCH, "officer")
    path = between(asked_alone, ordered, cells_of(50))
    asked = asked_alone.get(f"{path}/record", "officer").json()["question"]["parameters"]
    found = asked_alone.get(f"{path}.json", "officer").json()["parameters"]
    assert (asked["grid_m"], found["cell_m"]) == (100, 100)
    again = asked_alone.post("/batches", BATCH, "officer")
    assert again.status_code == 202  # in other cells it is another question


def test_the_page_of_a_survey_is_made_in_the_cells_of_its_time(asked_alone):
    made = asked_alone.survey()
    with asked_alone.office.service.store.writing() as connection:
        cells_of(50)(connection)
    assert asked_alone.get(made["forms"]["html"]).status_code == 200
    assert asked_alone.get(f"{made['href']}/record").json()["stands"]


def test_a_worker_with_other_rules_does_not_answer(asked_alone, tmp_path):
    ordered = asked_alone.post("/batches", BATCH, "officer")
    (tmp_path / "rulepacks").mkdir()
    (tmp_path / "rulepacks" / "own.yaml").write_text(own_pack(), "utf-8")
    service = asked_alone.office.service
    other = replace(service, warm=Warm(own_packs(tmp_path, service.now().date())))
    with pytest.raises(StaleError, match="rulepacks"):
        answer(other, asked_alone._job(ordered), lambda *_: None)


def shut_out(account_id):
    return lambda connection: set_disabled(connection, account_id, disabled=True)


def without_role(account_id):
    return lambda connection: withdraw(connection, account_id, "sited", "officer")


@pytest.mark.parametrize(
    ("change", "refused"),
    [(shut_out("acc-officer"), SignInError), (without_role("acc-officer"), AbsentError),
     (without_role("acc-both"), ForbiddenError)],
)  # fmt: skip
def test_who_may_not_ask_any_more_is_not_answered(asked_alone, change, refused):
    who = "both" if refused is ForbiddenError else "officer"
    ordered = asked_alone.post("/batches", BATCH, who)
    with pytest.raises(refused):
        between(asked_alone, ordered, change)


def test_who_is_left_as_they_were_is_answered(asked_alone):
    ordered = asked_alone.post("/batches", BATCH, "officer")
    assert between(asked_alone, ordered, shut_out("acc-both")).startswith("/batches/")


def test_who_did_not_hear_the_answer_comes_to_it_and_to_a_link_that_leads_there(asked_alone):
    service = asked_alone.office.service
    lossy = replace(service, store=Lossy(service.store))
    with service.store.reading() as connection:
        caller = caller_for(connection, "acc-officer")
    of = asked_of(service, caller, "sited", KIND)
    body = SurveyBody.model_validate(SURVEY)
    with pytest.raises(StoreUnavailableError):
        ask(lossy, caller, of, resolve(of, body, service.warm, service.now().date()))
    ((_, _, result_id),) = asked_alone.office.log(action="survey")
    again = asked_alone.post("/surveys", SURVEY, "officer").json()
    assert (again["id"], again["verification"]) == (result_id, None)
    renewed = asked_alone.post(f"{again['href']}/verification", None, "officer")
    link = renewed.json()["verification"]
    assert asked_alone.client.get(link).status_code == 200
