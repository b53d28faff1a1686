"""A table of sites in a request, written out so that it is read like any other table of sites."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.answering.bodies import Body, Line, Number
from api.answering.facts_body import Facts, facts_given
from data.rulepacks.vocabulary import Vocabulary
from data.sites.batch import Batch, read_batch

# What messages name as the file.
_NAME = "sites.csv"


class RowBody(Body):
    """一处场址：坐标或地址 A site of a table: coordinates or an address."""

    id: Annotated[Line | None, Field(description="编号 Id, the row's number by default")] = None
    lon: Annotated[Number | None, Field(description="经度 Longitude, in `datum`")] = None
    lat: Annotated[Number | None, Field(description="纬度 Latitude, in `datum`")] = None
    address: Annotated[Line | None, Field(description="地址或名称 Address or name")] = None
    is_: Annotated[
        Literal["door", "building", "parcel"] | None,
        Field(alias="is", description="场址是门、建筑还是地块 What the site is"),
    ] = None
    error_m: Annotated[
        Number | None, Field(ge=0, description="位置误差（米） Position error, metres")
    ] = None
    facts: Facts = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_somewhere(self) -> "RowBody":
        both = self.lon is not None and self.lat is not None
        none = self.lon is None and self.lat is None
        if not (both or none) or none == (self.address is None):
            raise PydanticCustomError("one_of_two", "lon and lat, or address")
        return self


def rows_document(rows: Sequence[RowBody]) -> list[dict[str, Any]]:
    """The rows as JSON, without what says nothing."""
    return [row.model_dump(mode="json", by_alias=True, exclude_defaults=True) for row in rows]


def written_table(rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, folder: Path) -> Batch:
    """The table that rows make.

    Args:
        rows: As `rows_document` makes them.
        vocabulary: The facts there are.
        folder: Where it is written for reading.

    Raises:
        SiteError: A fact is unknown or has a value it cannot have.
    """
    cells = [_cells(RowBody.model_validate(row), vocabulary) for row in rows]
    titles = list(dict.fromkeys(title for row in cells for title in row))
    path = folder / _NAME
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, titles, restval="")
        writer.writeheader()
        writer.writerows(cells)
    return read_batch(path, vocabulary)


def _cells(row: RowBody, vocabulary: Vocabulary) -> dict[str, str]:
    facts = facts_given(row.facts, vocabulary)
    said = {
        "id": row.id,
        "lon": None if row.lon is None else f"{row.lon:.12g}",
        "lat": None if row.lat is None else f"{row.lat:.12g}",
        "address": row.address,
        "site_is": row.is_,
        "site_error_m": None if row.error_m is None else f"{row.error_m:.6f}",
        **{name: f"{_plain(fact.value)}@{fact.source.value}" for name, fact in facts.items()},
    }
    return {name: cell for name, cell in said.items() if cell is not None}


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
