"""Who has read a layer is written down once a day, and again when they saw more of it."""

from types import SimpleNamespace

import pytest

from api.districts.reading_log import ReadingLog
from api.districts.seen import Sight
from api.people.caller import Caller
from api.store.audit import WantedDeeds, list_deeds
from data.declarations import Visibility

CALLER = Caller("10.0.0.1", "acc-1")


@pytest.fixture
def read(office):
    """Read `permits` of a version at a level; gives the sights that are written down by then."""
    log = ReadingLog()

    def run(level, **counts):
        shown = SimpleNamespace(sight=Sight(level, **counts), version=SimpleNamespace(id="ver-1"),
                                known=SimpleNamespace(id="town"))  # fmt: skip
        log.note(office.service, CALLER, shown, "permits")
        with office.service.store.reading() as connection:
            rows = list_deeds(connection, WantedDeeds(action="read_layer"), limit=9)
        return [row.detail["sight"] for row in reversed(rows)]

    return run


def test_the_same_is_written_down_once_a_day(office, read):
    assert read(Visibility.PUBLIC) == []
    assert read(Visibility.INTERNAL) == read(Visibility.INTERNAL) == ["internal"]
    office.watch.move(days=1)
    assert read(Visibility.INTERNAL) == ["internal"] * 2


def test_who_is_let_see_more_meanwhile_is_written_down_again(read):
    read(Visibility.INTERNAL)
    assert read(Visibility.RESTRICTED) == ["internal", "restricted"]
    assert read(Visibility.RESTRICTED, small_counts=True)[-1] == "restricted-counts"
