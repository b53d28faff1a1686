"""What batches and comparisons have in common: one business, and a table of sites."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import Line
from api.answering.facts_body import facts_of
from api.answering.question import Question
from api.answering.siting import SitingBody, siting_asked, siting_parameters
from api.answering.table_given import RowBody, rows_document
from api.answering.warm import Warm
from data.sites.batch import BatchDefaults


class SitesBody(SitingBody):
    """What a body says of several sites; they themselves are `rows` or `sites`."""

    datum: Annotated[
        Line | None, Field(description="坐标系 wgs84, cgcs2000, gcj02, bd09, or EPSG:code")
    ] = None


def sites_question(
    kind: str, of: AskedOf, body: SitesBody, sites: Mapping[str, Sequence[RowBody]],
    warm: Warm, today: date,
) -> Question:  # fmt: skip
    """The question that a body asks about `sites`, by the name the body has for them.

    Raises:
        SiteError: The business, the undertaking, the day or a fact makes no sense.
    """
    said, packs = siting_parameters(of, body, warm, today)
    tables = {name: rows_document(rows) for name, rows in sites.items()}
    return siting_asked(kind, of, body.language, {**said, **tables, "datum": body.datum}, packs)


def defaults_of(said: Mapping[str, Any]) -> BatchDefaults:
    """What blank cells stand for, by the parameters of a question."""
    return BatchDefaults(
        type=said.get("business"),
        undertaking=said["undertaking"],
        datum=said["datum"],
        site_is=said.get("site_is"),
        error_m=said.get("site_error_m"),
        facts=facts_of(said["facts"]),
    )
