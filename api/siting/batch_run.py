"""A batch as a job: a table of sites in, the files of a batch out; it can be taken up again.

What is done is kept, chunk by chunk, under a fingerprint of everything the answer is made from. A
run that was cut short is taken up behind its last chunk, if nothing has changed.
"""

import hashlib
import heapq
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from api.outputs.batch_files import COLUMNS, FILES, Row, write_batch_files
from api.outputs.survey_document import siting_provenance
from api.siting.batch import BatchGround, RowResult, RowVerdict, batch_verdicts
from data.atomic import replacing, replacing_all
from data.sites.batch import Batch, BatchDefaults
from data.sites.batch_cells import RowProblem
from data.text import Language

CHUNK_ROWS = 10_000
_KEPT = ".batch-unfinished"
_VERDICT_AT = COLUMNS.index("verdict")
_BLANK: Row = [None] * (len(COLUMNS) - 5)


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
    kept_in: Path | None = None,
) -> BatchDone:
    """Survey every row and write `api.outputs.batch_files.FILES` into the folder `out`.

    Args:
        ready: The district.
        batch: The table.
        defaults: What the options say for blank cells.
        out: The folder; made where it is not there.
        language: Of the words about rows that could not be surveyed.
        done: Told how many more rows are done.
        kept_in: The folder in which a later run finds what this one has done; `out` by default.

    Raises:
        WriteError: The results cannot be written; what stood there before still stands.
    """
    said = _parameters(ready, batch, defaults, language)
    unfinished = (kept_in or out) / _KEPT
    kept = unfinished / _fingerprint(ready, said)
    chunks = _done_before(kept)
    taken_up = len(chunks)
    done(min(taken_up * CHUNK_ROWS, len(batch.table)))
    for results in batch_verdicts(ready, batch, defaults, CHUNK_ROWS, behind=taken_up):
        chunks.append(kept / _chunk_name(len(chunks)))
        _keep(chunks[-1], _rows(results, batch, language))
        done(len({result.row for result in results}))
    unread = _rows(sorted(batch.problems, key=lambda each: each.row), batch, language)

    def rows() -> Iterator[Row]:
        return heapq.merge(_kept_rows(chunks), unread, key=lambda row: int(row[0]))

    verdicts = Counter(row[_VERDICT_AT] or "" for row in rows())
    head = {
        "parameters": said,
        "rows": verdicts.total(),
        "verdicts": dict(sorted(verdicts.items())),
        "provenance": siting_provenance(ready.district, ready.stands.book, ready.stands.level),
    }
    with replacing_all(out, list(FILES)) as scratch:
        write_batch_files(scratch, rows, head)
    shutil.rmtree(unfinished, ignore_errors=True)
    return BatchDone(verdicts.total(), dict(verdicts), taken_up)


def _parameters(
    ready: BatchGround, batch: Batch, defaults: BatchDefaults, language: Language
) -> dict[str, Any]:
    """What was asked, as JSON; the table by the hash of what was understood of it."""
    stands = ready.stands
    return {
        "business": defaults.type,
        "undertaking": defaults.undertaking,
        "datum": defaults.datum,
        "site_is": defaults.site_is,
        "site_error_m": defaults.error_m,
        "facts": {
            name: {"value": fact.value, "source": fact.source.value}
            for name, fact in sorted(defaults.facts.items())
        },
        "on": stands.book.on.isoformat(),
        "level": stands.level.value,
        "cell_m": stands.cell_m,
        "language": language.value,
        "table": hashlib.sha256(batch.table.to_csv().encode("utf-8", "replace")).hexdigest(),
    }


def _fingerprint(ready: BatchGround, said: dict[str, Any]) -> str:
    """Of everything the results are made from: the table, the question, layers and rules."""
    provenance = siting_provenance(ready.district, ready.stands.book, ready.stands.level)
    made_from = {"provenance": provenance, "asked": said, "rows": CHUNK_ROWS, "columns": COLUMNS}
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _done_before(kept: Path) -> list[Path]:
    """The chunks of an earlier run, as far as they follow each other without a gap."""
    chunks: list[Path] = []
    while (chunk := kept / _chunk_name(len(chunks))).is_file():
        chunks.append(chunk)
    return chunks


def _chunk_name(number: int) -> str:
    return f"{number:06d}.jsonl"


def _keep(path: Path, rows: Iterable[Row]) -> None:
    """Write a chunk, a row a line as JSON."""
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    with replacing(path) as scratch:
        scratch.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _kept_rows(chunks: Iterable[Path]) -> Iterator[Row]:
    for chunk in chunks:
        with chunk.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _rows(results: Iterable[RowResult], batch: Batch, language: Language) -> list[Row]:
    """One for each row of the table, in their order."""
    by_row = groupby(results, key=lambda result: result.row)
    return [_row(row, list(said), batch, language) for row, said in by_row]


def _row(row: int, results: Sequence[RowResult], batch: Batch, language: Language) -> Row:
    """A verdict, or all that is wrong with the row, under the titles that the table has."""
    (first, *_) = results
    if isinstance(first, RowVerdict):
        named = (first.id, first.business, first.undertaking, *first.lon_lat, first.verdict.word)
        return [row, *named, list(first.deciding), *first.counts, None, None, None]
    wrong = [result for result in results if isinstance(result, RowProblem)]
    said = (
        ";".join(batch.columns.titled(problem.field) for problem in wrong),
        "; ".join(problem.found.in_(language) for problem in wrong),
        "; ".join(problem.expected.in_(language) for problem in wrong),
    )
    return [row, _id(row, batch), *_BLANK, *said]


def _id(row: int, batch: Batch) -> str:
    """The id of a row as it stands in the table, else its number, as rows with a verdict have."""
    if "id" not in batch.table.columns or row not in batch.table.index:
        return str(row)
    written = batch.table.at[row, "id"]
    return written if isinstance(written, str) else str(row)
