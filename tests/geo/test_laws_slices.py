"""Slices by matter, hour, network and limit, against the slow reference."""

from hypothesis import given
from support.random_services import served_drafts, slices
from support.reference import expected
from support.sameness import agrees
from support.small_calendar import CALENDAR
from support.sweeps import examples

from geo.coverage import coverage


@examples(40)
@given(served_drafts(), slices())
def test_every_slice_is_that_of_the_reference(draft, question):
    district = draft.build()
    found = coverage(district, question, calendar=CALENDAR).residents
    wanted = expected(district, question)
    assert list(found.ids) == list(wanted)
    for i, id_ in enumerate(found.ids):
        answer = {name: values[i] for name, values in vars(found).items()}
        assert agrees(found, i, wanted[id_], question), (answer, wanted[id_])
