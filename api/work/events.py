"""A job as it goes on, for whoever follows it: one piece of news whenever something has changed."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool

# Afterwards the browser connects again by itself, and is recognised anew.
LONGEST_S = 600
LOOK_S = 0.5
# Where nothing changes it is looked at less and less often, at least so often: of many who follow
# jobs that wait, each costs the store next to nothing.
SELDOM_S = 1.0
_SLOWER = 1.5


@dataclass(frozen=True)
class News:
    """What is told.

    Attributes:
        event: `progress`, or `end` for the last one.
        id: The same for the same news.
        data: The job as JSON.
    """

    event: str
    id: str
    data: str


async def news_of(
    look: Callable[[], tuple[dict[str, Any], bool]],
    *,
    every_s: float = LOOK_S,
    seldom_s: float = SELDOM_S,
    longest_s: float = LONGEST_S,
) -> AsyncIterator[News]:
    """What becomes of a job, from how it stands now to its end.

    Args:
        look: Reads the record of the job, and whether it has ended; runs in a thread.
        every_s: How often it is looked at after something has changed.
        seldom_s: How often when nothing changes for long.
        longest_s: After how long this ends, even where the job has not.
    """
    told, gone_s, wait_s = "", 0.0, every_s
    while True:
        record, has_ended = await run_in_threadpool(look)
        data = json.dumps(record, ensure_ascii=False)
        name = hashlib.sha256(data.encode("utf-8", "replace")).hexdigest()[:16]
        is_new = name != told
        if is_new or has_ended:
            yield News("end" if has_ended else "progress", name, data)
        told = name
        wait_s = every_s if is_new else min(wait_s * _SLOWER, max(seldom_s, every_s))
        gone_s += wait_s
        if has_ended or gone_s > longest_s:
            return
        await asyncio.sleep(wait_s)
