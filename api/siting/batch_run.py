"""A batch as a job: a table of sites in, `batch.csv` out, one row a row; it can be taken up again.

What is done is kept beside the result, chunk by chunk, under a fingerprint of everything the answer
is made from. A run that was cut short is taken up behind its last chunk, if nothing has changed.
"""

import csv
import hashlib
import io
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from api.outputs.cells import neutral
from api.outputs.survey_document import siting_provenance
from api.siting.batch import BatchGround, RowResult, RowVerdict, batch_verdicts
from data.atomic import replacing
from data.sites.batch import Batch, BatchDefaults
from data.sites.batch_cells import RowProblem
from data.text import Language

RESULT = "batch.csv"
CHUNK_ROWS = 10_000
COLUMNS = (
    "row", "id", "type", "undertaking", "verdict", "deciding_rules",
    "pass", "conditional", "on_site", "unknown", "fail", "field", "found", "expected",
)  # fmt: skip
_KEPT = ".batch-unfinished"
_VERDICT_AT = COLUMNS.index("verdict")


@dataclass(frozen=True)
class BatchDone:
    """What a batch came to.

    Attributes:
        rows: Rows in all.
        verdicts: How many rows come to each verdict; the empty word counts those with a problem.
        taken_up: Chunks that an earlier run had done.
    """

    rows: int
    verdicts: dict[str, int]
    taken_up: int


def run_batch(
    ready: BatchGround,
    batch: Batch,
    defaults: BatchDefaults,
    out: Path,
    language: Language,
    done: Callable[[int], None] = lambda _: None,
) -> BatchDone:
    """Survey every row and write `batch.csv` into the folder `out`.

    Args:
        ready: The district.
        batch: The table.
        defaults: What the options say for blank cells.
        out: The folder; made where it is not there.
        language: Of the words about rows that could not be surveyed.
        done: Told how many more rows are done.

    Raises:
        WriteError: The result cannot be written; what stood there before still stands.
    """
    kept = out / _KEPT / _fingerprint(ready, batch, defaults, language)
    chunks = _done_before(kept)
    taken_up = len(chunks)
    done(min(taken_up * CHUNK_ROWS, len(batch.table)))
    for results in batch_verdicts(ready, batch, defaults, CHUNK_ROWS, behind=taken_up):
        chunk = kept / f"{len(chunks):06d}.csv"
        _write(chunk, _lines(results, batch, language))
        chunks.append(chunk)
        done(len(results))
    rows = _lines(sorted(batch.problems, key=lambda each: each.row), batch, language)
    for chunk in chunks:
        with chunk.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.reader(lines))
    rows.sort(key=lambda row: int(row[0]))
    _write(out / RESULT, [COLUMNS, *rows], mark=True)
    shutil.rmtree(out / _KEPT, ignore_errors=True)
    verdicts = Counter(row[_VERDICT_AT] for row in rows)
    return BatchDone(len(rows), dict(verdicts), taken_up)


def _fingerprint(
    ready: BatchGround, batch: Batch, defaults: BatchDefaults, language: Language
) -> str:
    """Of everything the results are made from: the table, the question, layers and rules."""
    stands = ready.stands
    said = {
        "provenance": siting_provenance(ready.district, stands.book),
        "level": stands.level.value,
        "defaults": repr(replace(defaults, facts=dict(sorted(defaults.facts.items())))),
        "language": language.value,
        "chunk": CHUNK_ROWS,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False) + batch.table.to_csv()
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _done_before(kept: Path) -> list[Path]:
    """The chunks of an earlier run, as far as they follow each other without a gap."""
    chunks: list[Path] = []
    while (chunk := kept / f"{len(chunks):06d}.csv").is_file():
        chunks.append(chunk)
    return chunks


def _write(path: Path, rows: Iterable[Sequence[object]], *, mark: bool = False) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    # The mark lets spreadsheets read Chinese as UTF-8.
    content = text.getvalue().encode("utf-8-sig" if mark else "utf-8")
    with replacing(path) as scratch:
        scratch.write_bytes(content)


def _lines(results: Iterable[RowResult], batch: Batch, language: Language) -> list[list[str]]:
    """One line for each row, in their order."""
    by_row = groupby(results, key=lambda result: result.row)
    return [_line(row, list(said), batch, language) for row, said in by_row]


def _line(row: int, results: Sequence[RowResult], batch: Batch, language: Language) -> list[str]:
    """A verdict, or all that is wrong with the row, under the titles that the table has."""
    (first, *_) = results
    if isinstance(first, RowVerdict):
        named = (first.id, first.business, first.undertaking, first.verdict.word)
        rules = ";".join(first.deciding)
        return [str(row), *map(neutral, (*named, rules)), *map(str, first.counts), "", "", ""]
    wrong = [result for result in results if isinstance(result, RowProblem)]
    said = (
        ";".join(batch.columns.titled(problem.field) for problem in wrong),
        "; ".join(problem.found.in_(language) for problem in wrong),
        "; ".join(problem.expected.in_(language) for problem in wrong),
    )
    nothing = [""] * (len(COLUMNS) - 5)
    return [str(row), neutral(_id(row, batch)), *nothing, *map(neutral, said)]


def _id(row: int, batch: Batch) -> str:
    """The id of a row as it stands in the table, else its number, as rows with a verdict have."""
    if "id" not in batch.table.columns or row not in batch.table.index:
        return str(row)
    written = batch.table.at[row, "id"]
    return written if isinstance(written, str) else str(row)
