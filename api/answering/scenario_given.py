"""The changes of a scenario in a request: the tables of a scenario file, as JSON."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from pyproj import CRS

from api.job import AskedScenario
from data.scenario.file import scenario_of
from data.scenario.tables import TABLE_OF_KIND

MOST_CHANGES = 200
# What messages name instead of a file.
_WHERE = Path("scenario")
Changes = Annotated[
    list[dict[str, Any]],
    Field(
        max_length=MOST_CHANGES,
        description="变更，同情景文件中的 [[change]] Changes, each like a [[change]] of a scenario "
        f"file; `kind` is one of {', '.join(TABLE_OF_KIND)}",
    ),
]


def scenario_given(title: str, changes: Sequence[Mapping[str, Any]], crs: CRS) -> AskedScenario:
    """The scenario of a request, and a hash over it.

    Args:
        title: What people call it.
        changes: The changes, as the tables of a file.
        crs: The CRS of the district it is for.

    Raises:
        ScenarioFileError: A change cannot be understood; the message names it and the field.
    """
    written = {"title": title, "change": [dict(change) for change in changes]}
    text = json.dumps(written, sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return AskedScenario(scenario_of(written, _WHERE, crs), sha256)
