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
from pathlib import Path

from api.outputs.cells import neutral
from api.outputs.survey_document import siting_provenance
from api.siting.batch import BatchGround, RowResult, RowVerdict, batch_verdicts
from data.atomic import replacing
from data.sites.batch import Batch, BatchDefaults
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
        _write(chunk, (_cells(result, language) for result in results))
        chunks.append(chunk)
        done(len(results))
    rows = [_cells(problem, language) for problem in batch.problems]
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


def _cells(result: RowResult, language: Language) -> list[str]:
    """One row of the result."""
    if isinstance(result, RowVerdict):
        rules = ";".join(result.deciding)
        named = (result.id, result.business, result.undertaking, result.verdict.word, rules)
        return [str(result.row), *map(neutral, named), *map(str, result.counts), "", "", ""]
    said = (result.field, result.found.in_(language), result.expected.in_(language))
    return [str(result.row), *[""] * (len(COLUMNS) - 4), *map(neutral, said)]
