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
    longest_s: float = LONGEST_S,
) -> AsyncIterator[News]:
    """What becomes of a job, from how it stands now to its end.

    Args:
        look: Reads the record of the job, and whether it has ended; runs in a thread.
        every_s: How often it is looked at.
        longest_s: After how long this ends, even where the job has not.
    """
    told = ""
    for _ in range(max(1, round(longest_s / every_s))):
        record, has_ended = await run_in_threadpool(look)
        data = json.dumps(record, ensure_ascii=False)
        name = hashlib.sha256(data.encode("utf-8", "replace")).hexdigest()[:16]
        if name != told or has_ended:
            yield News("end" if has_ended else "progress", name, data)
        told = name
        if has_ended:
            return
        await asyncio.sleep(every_s)
