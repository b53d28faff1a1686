"""Who follows a job is told when something changes, and looks less often while nothing does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.work import events
from api.work.events import news_of


@pytest.fixture
def waits(monkeypatch):
    """How long was waited between looks, without waiting."""
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(events.asyncio, "sleep", sleep)
    return waited


def followed(records, **given):
    """What is told of a job that stands like this, one look after another; the last is its end."""
    looks = iter(records)

    def look():
        record = next(looks)
        return {"done": record}, record == records[-1]

    async def told():
        return [news async for news in news_of(look, **given)]

    # In a thread of its own: a browser's test may have left a loop running in this one.
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, told()).result()


def test_each_change_is_told_once_and_the_end_is_last(waits):
    found = followed([1, 1, 2, 2, 2, 3])
    assert [(news.event, news.data) for news in found] == [
        ("progress", '{"done": 1}'),
        ("progress", '{"done": 2}'),
        ("end", '{"done": 3}'),
    ]


def test_the_same_news_has_the_same_id(waits):
    first, last = followed([1, 2])
    assert first.id != last.id and first.id == followed([1, 5])[0].id


def test_while_nothing_changes_it_is_looked_at_less_and_less_often(waits):
    followed([1] * 8 + [2, 3])
    assert waits[:3] == [0.5, 0.75, 1.0]
    assert set(waits[3:8]) == {1.0} and waits[8] == 0.5


def test_it_ends_after_a_while_even_where_the_job_does_not(waits):
    found = followed([1] * 1000 + [2], longest_s=20)
    assert [news.event for news in found] == ["progress"] and sum(waits) <= 20
