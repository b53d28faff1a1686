"""A comparison over HTTP: several sites for one business."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.produced import Produced, files_in
from api.answering.question import Question
from api.answering.rule_hash import rule_hashes
from api.answering.sites_asked import SitesBody, defaults_of, sites_question
from api.answering.siting import layers_of, settings_of, siting_question
from api.answering.table_given import RowBody, written_table
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.siting.comparison import MOST_SITES
from api.siting.comparison_run import FILES, run_comparison

KIND = "comparison"
# So many are compared within a second or so.
_AT_ONCE = 3


class ComparisonBody(SitesBody):
    """比较多处场址 Compare sites for one business."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "district": "demo",
                    "business": "面馆",
                    "datum": "wgs84",
                    "sites": [
                        {"id": "one", "lon": 104.0517, "lat": 30.6573},
                        {"id": "two", "lon": 104.0520, "lat": 30.6580},
                    ],
                }
            ]
        }
    )
    sites: Annotated[
        list[RowBody], Field(min_length=2, max_length=MOST_SITES, description="场址 The sites")
    ]


def resolve(of: AskedOf, body: ComparisonBody, warm: Warm, today: date) -> Question:
    """The question that a body asks.

    Raises:
        SiteError: The business, the undertaking, the day or a fact makes no sense.
    """
    return sites_question(KIND, of, body, {"sites": body.sites}, warm, today)


def is_quick(question: Question) -> bool:
    """Whether it is answered at once."""
    return len(question.parameters["sites"]) <= _AT_ONCE


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Compare the sites.

    Raises:
        SiteError: Fewer than two sites can be surveyed.
    """
    asked, said = siting_question(of, question, shop.warm), question.parameters
    with TemporaryDirectory(dir=shop.scratch) as folder:
        batch = written_table(said["sites"], asked.vocabulary, Path(folder))
        run_comparison(
            of.opened, asked, batch, defaults_of(said), Path(folder),
            settings=settings_of(question, shop), say=shop.say,
        )  # fmt: skip
        files = files_in(Path(folder), FILES)
    prepared = shop.warm.ready(of, asked).prepared
    looked_up = any(row.get("address") is not None for row in said["sites"])
    return Produced(
        files,
        layers_of(prepared, of, shop.warm, looked_up=looked_up),
        rule_hashes(prepared.rules),
        business=asked.business.name,
    )
