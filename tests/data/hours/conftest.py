"""The calendar of the package, and states asked in words."""

from datetime import datetime

import pytest

from data.hours.calendar import work_calendar
from data.hours.opening import read_hours, state_at


@pytest.fixture(scope="session")
def calendar():
    return work_calendar()


@pytest.fixture
def state(calendar):
    """`state("Mo-Fr 09:00-17:00", "2026-11-18T10:00")` is the state's name."""
    return lambda text, moment: (
        state_at(read_hours(text), datetime.fromisoformat(moment), calendar).value
    )
