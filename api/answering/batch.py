"""A batch over HTTP: many sites, a verdict for every row."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import Line
from api.answering.produced import Produced, file_of
from api.answering.question import Question
from api.answering.siting import SitingBody, siting_parameters, siting_question
from api.answering.table_given import RowBody, rows_document, written_table
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.outputs.document import document_bytes
from api.outputs.survey_document import siting_provenance
from api.siting.batch import batch_ground
from api.siting.batch_run import RESULT, BatchDone, run_batch
from data.sites.batch import BatchDefaults
from data.text import Text

KIND = "batch"
# Reading more would keep others waiting; a larger table is for the command line.
MOST_ROWS = 20_000
SCHEMA_VERSION = "1"


class BatchBody(SitingBody):
    """批量勘验 Survey many sites."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "district": "demo",
                    "business": "药店",
                    "datum": "wgs84",
                    "rows": [{"id": "one", "lon": 104.0517, "lat": 30.6573}],
                }
            ]
        }
    )
    rows: Annotated[
        list[RowBody], Field(min_length=1, max_length=MOST_ROWS, description="场址 The sites")
    ]
    datum: Annotated[
        Line | None, Field(description="坐标系 wgs84, cgcs2000, gcj02, bd09, or EPSG:code")
    ] = None


def resolve(of: AskedOf, body: BatchBody, warm: Warm, today: date) -> Question:
    """The question that a body asks.

    Raises:
        SiteError: The business, the undertaking, the day or a fact makes no sense.
    """
    said, packs = siting_parameters(of, body, warm, today)
    table = {"rows": rows_document(body.rows), "datum": body.datum}
    return Question(
        KIND, of.district_id, of.version.id, of.level, False, body.language or of.language,
        {**said, **table}, packs,
    )  # fmt: skip


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Survey every row."""
    asked, said = siting_question(of, question, shop.warm), question.parameters
    defaults = BatchDefaults(
        type=asked.business.name,
        undertaking=asked.undertaking,
        datum=said["datum"],
        facts=asked.facts,
    )
    stands = shop.warm.standing(of, asked.book.on)
    shop.say(Text("准备图层", "preparing the layers"))
    network = shop.warm.network(of.opened, takes_steps=True)
    ready = batch_ground(of.district, stands, network)
    with TemporaryDirectory(dir=shop.scratch) as folder:
        batch = written_table(said["rows"], asked.vocabulary, Path(folder))
        shop.say(Text("逐行勘验", "surveying the rows"))
        done = run_batch(ready, batch, defaults, Path(folder), question.language)
        table = (Path(folder) / RESULT).read_bytes()
    document = _document(of, question, done, table, siting_provenance(of.district, asked.book))
    return Produced(
        files=(file_of(RESULT, table), file_of("batch.json", document_bytes(document))),
        layers=dict(of.district.hashes),
        business=asked.business.name,
    )


def _document(
    of: AskedOf,
    question: Question,
    done: BatchDone,
    table: bytes,
    provenance: dict[str, Any],
) -> dict[str, Any]:
    """`batch.json`: the rows of `batch.csv` as JSON, and how many come to which verdict."""
    said = {name: value for name, value in question.parameters.items() if name != "rows"}
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": {**said, "level": of.level.value},
        "rows": done.rows,
        "verdicts": dict(sorted(done.verdicts.items())),
        "results": [dict(row) for row in rows],
        "provenance": provenance,
    }
