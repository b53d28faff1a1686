"""Slices by matter, hour, network and limit, against the slow reference."""

from hypothesis import given
from support.random_services import served_drafts, slices
from support.reference import expected
from support.small_calendar import CALENDAR
from support.sweeps import examples

from geo.coverage import coverage

FIVE_CM_MM = 50


def agrees(found, i, want):
    """Whether the i-th answer is the wanted one."""
    reasons = {str(reason) for reason in want.reasons} or {""}
    return (
        found.status[i] == want.status
        and found.reason[i] in reasons
        and abs(found.cost_mm[i] - want.cost_mm) <= FIVE_CM_MM
        and (found.cost_mm[i] < 0) == (want.cost_mm < 0)
        and want.station in (None, found.station[i])
        and found.stations_within[i] == len(want.reached)
    )


@examples(40)
@given(served_drafts(), slices())
def test_every_slice_is_that_of_the_reference(draft, question):
    district = draft.build()
    found = coverage(district, question, calendar=CALENDAR).residents
    wanted = expected(district, question)
    assert list(found.ids) == list(wanted)
    for i, id_ in enumerate(found.ids):
        answer = {name: values[i] for name, values in vars(found).items()}
        assert agrees(found, i, wanted[id_]), (answer, wanted[id_])
