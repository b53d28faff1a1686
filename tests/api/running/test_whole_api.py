"""Whatever is sent, nothing breaks, and every answer is as the OpenAPI document says.

Requests are made from the document by schemathesis, half of them with names that are there, so that
they come past the door. `make soak` lets this run for QUANKAN_FUZZ_S seconds a caller.
"""

import os
import time

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from support.asked_office import SURVEY, asked_office

SOAK_S = float(os.environ.get("QUANKAN_FUZZ_S", "0"))
REQUESTS = 2
# A body that is as described may still make no sense of this district; and who may not know of one
# is told that it is not there (404), which every route is asked with every role for.
LEFT_OUT = ("positive_data_acceptance", "ignored_auth")
# Of such values the document cannot know which are there.
THERE = {
    "district_id": ("sited", "walked", "open"),
    "layer": ("facilities", "areas", "stations", "residents"),
    "collection_id": ("sited:facilities", "walked:stations"),
    "district": ("sited", "walked", "open"),
    "business": (SURVEY["business"], "面馆"),
    "site": (SURVEY["site"],),
    "undertaking": (None,),
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    with asked_office(folder, questions_per_day=10_000_000) as office:
        yield office


@pytest.fixture(scope="module")
def operations(asked):
    load_all_checks()
    schema = schemathesis.openapi.from_dict(asked.client.get("/openapi.json").json())
    # Who is asking is said by the test; made-up tokens would all end at the door.
    schema.config.generation.update(with_security_parameters=False)
    return [found.ok() for found in schema.get_all_operations()]


def known(draw, values):
    """Some of the values replaced by such as are there."""
    if isinstance(values, dict):
        for name in values.keys() & THERE.keys():
            if draw(st.booleans()):
                values[name] = draw(st.sampled_from(THERE[name]))


def what_goes_wrong(asked, operation, headers, round_):
    """Send some requests for an operation; what was not as it should be."""
    wrong = []

    @seed(round_)
    @settings(
        max_examples=REQUESTS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(), data=st.data())
    def send(case, data):
        known(data.draw, case.path_parameters)
        known(data.draw, case.body)
        url = str(asked.client.base_url)
        excluded = [schemathesis.checks.CHECKS.get_one(name) for name in LEFT_OUT]
        try:
            case.call_and_validate(
                base_url=url, headers=headers, timeout=60, excluded_checks=excluded
            )
        except FailureGroup as group:
            wrong.extend(f"{case.as_curl_command()}\n{failure}" for failure in group.exceptions)

    send()
    return wrong


@pytest.mark.parametrize("who", ["", "both"], ids=["nobody", "officer and planner"])
def test_nothing_breaks_and_answers_are_as_they_are_described(asked, operations, who):
    headers, wrong, began_s, round_ = asked.of(who), [], time.monotonic(), 0
    while round_ == 0 or time.monotonic() - began_s < SOAK_S:
        for operation in operations:
            wrong += what_goes_wrong(asked, operation, headers, round_)
        round_ += 1
    assert not wrong, "\n\n".join(wrong[:5])
