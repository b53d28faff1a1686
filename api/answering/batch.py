"""A batch over HTTP: many sites, a verdict for every row."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.produced import Produced, files_in
from api.answering.question import Question
from api.answering.sent_table import sent_batch
from api.answering.sites_asked import SitesBody, defaults_of, sites_question
from api.answering.table_given import RowBody, written_table
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.outputs.batch_files import FILES
from api.siting.batch import batch_ground
from api.siting.batch_run import run_batch
from data.rulepacks.vocabulary import Vocabulary
from data.sites.batch import Batch
from data.text import Text

KIND = "batch"
# Of a body; a longer table is sent as a file.
MOST_ROWS = 20_000


class BatchBody(SitesBody):
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


def resolve(of: AskedOf, body: BatchBody, warm: Warm, today: date) -> Question:
    """The question that a body asks.

    Raises:
        SiteError: The business, the undertaking, the day or a fact makes no sense.
    """
    return sites_question(KIND, of, body, {"rows": body.rows}, warm, today)


def rows_of(question: Question) -> int:
    """How many sites it asks about; of a table that was sent, how many rows it has at most."""
    said = question.parameters
    return len(said["rows"]) if "rows" in said else int(said["table"]["rows"])


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Survey every row; behind the last one that an earlier worker has done for the same job.

    Raises:
        UploadError: The table that was sent is not there any more, or not what it seemed to be.
        SourceError, SiteError: It cannot be read, or says nowhere where the sites are.
    """
    said, defaults = question.parameters, defaults_of(question.parameters)
    stands = shop.warm.standing(of, date.fromisoformat(said["on"]))
    with TemporaryDirectory(dir=shop.scratch) as folder:
        shop.say(Text("读取场址表", "reading the table of sites"))
        batch = _batch(question, stands.vocabulary, shop, Path(folder))
        shop.say(Text("准备图层", "preparing the layers"))
        network = shop.warm.network(of.opened, takes_steps=True)
        ready = batch_ground(of.district, stands, network)
        out = Path(folder) / KIND
        run_batch(ready, batch, defaults, out, question.language, _Counted(shop, batch), shop.kept)
        files = files_in(out, FILES)
    business = defaults.type
    rules: Mapping[str, str] = {}
    if business is not None:
        rules = shop.warm.rule_hashes(of, stands.book.on, business, said["undertaking"])
    layers = dict(shop.warm.layer_states(of, stands.book.on))
    return Produced(files, layers, rules, business=business)


def _batch(question: Question, vocabulary: Vocabulary, shop: Workshop, folder: Path) -> Batch:
    """The table of a question: its own rows, or what was sent for its job."""
    said = question.parameters
    if "rows" in said:
        return written_table(said["rows"], vocabulary, folder)
    return sent_batch(shop.kept, said["table"], vocabulary)


class _Counted:
    """Tells how many rows of a batch are done, as they come."""

    def __init__(self, shop: Workshop, batch: Batch) -> None:
        bad = {problem.row for problem in batch.problems}
        self._shop, self._done = shop, 0
        self._rows = int((~batch.table.index.isin(bad)).sum())

    def __call__(self, rows: int) -> None:
        """So many more are done."""
        self._done += rows
        if self._done >= self._rows:
            self._shop.say(Text("写出结果", "writing the results"))
        else:
            self._shop.say(Text("逐行勘验", "surveying the rows"), self._done, self._rows)
