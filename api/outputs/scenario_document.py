"""`scenario.json`: what a scenario would change, person by person and in sum."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.job import Job
from api.outputs import figures
from api.outputs.document import SCHEMA_VERSION, provenance, small_counts_note
from api.outputs.parameters import parameters
from api.outputs.shown import Shown
from api.scenario_outcome import Outcome
from data.text import Text
from geo.answers import Tally
from geo.judge import STATUSES
from geo.scenario.difference import Standing
from geo.tally import People, people_in


def scenario_document(part: Shown, job: Job, found: Outcome) -> dict[str, Any]:
    """The difference as plain data; `scenario.schema.json` beside this file says what is in it.

    Residents that may not be shown are counted and not listed; of stations that may not be
    neither the id nor the minutes to them are told. Who may not see small counts gets no counts.
    """
    changes = found.difference
    return {
        "schema_version": SCHEMA_VERSION,
        "title": found.asked.scenario.title,
        "file_sha256": found.asked.sha256,
        "parameters": parameters(job, part.answer),
        "totals": _totals(changes.groups, part),
        "changes": _sums(changes.row, changes.change, found.people, part),
        "causes": _sums(changes.row, changes.cause, found.people, part),
        "matters": {
            matter: {"name": name, "totals": _totals(found.matters[matter], part)}
            for matter, name in matters_moved(part, found).items()
        },
        "residents": _residents(part, job, found),
        "notes": {
            "matters_not_asked": {
                matter: figures.text(not_asked(matter)) for matter in matters_not_asked(part, found)
            },
            **small_counts_note(part.small_counts),
        },
        "provenance": provenance(part.district, part.level, small_counts=part.small_counts),
    }


def matters_moved(part: Shown, found: Outcome) -> dict[str, str | None]:
    """Id to name of the matters that are delegated or withdrawn, those that may be named."""
    if not found.matters or not part.district.has("matters"):
        return dict.fromkeys(found.matters)
    table = part.district.table("matters").set_index("id")["name"].astype(object)
    names = table.where(table.notna(), None).to_dict()
    return {matter: names[matter] for matter in found.matters if matter in names}


def matters_not_asked(part: Shown, found: Outcome) -> list[str]:
    """Of these matters those for which the question itself does not ask."""
    asked = part.answer.question.matters
    return [matter for matter in matters_moved(part, found) if matter not in asked]


def not_asked(matter: str) -> Text:
    """That the totals, and what is said of persons, cannot show what becomes of a matter."""
    return Text(
        f"总体对比未问及事项 {matter}，看不出其下放或收回的效果；逐人对比请加 --matter {matter}",
        f"{matter} was not asked for, so the overall figures cannot show what becomes of it; "
        f"person by person: --matter {matter}",
    )


def _totals(groups: Mapping[str, tuple[Tally, Tally]], part: Shown) -> dict[str, Any]:
    """Before and after; neither where small counts are not told: their difference is a few."""

    def told(tally: Tally) -> dict[str, Any] | None:
        return figures.tally(tally) if part.small_counts else None

    return {
        group: {"before": told(before), "after": told(after)}
        for group, (before, after) in groups.items()
    }


def _sums(
    rows: NDArray[np.int64], words: NDArray[np.object_], people: Mapping[str, People], part: Shown
) -> dict[str, dict[str, float | None]]:
    """As `sums`; null where small counts are not told."""
    return {
        word: {group: n if part.small_counts else None for group, n in counted.items()}
        for word, counted in sums(rows, words, people).items()
    }


def sums(
    rows: NDArray[np.int64], words: NDArray[np.object_], people: Mapping[str, People]
) -> dict[str, dict[str, float]]:
    """For each word but the empty one how many people of each group its rows are.

    Args:
        rows: (M,) rows of residents.
        words: (M,) a word for each.
        people: The groups.
    """
    counted: dict[str, dict[str, float]] = {}
    for word in sorted({str(word) for word in words} - {""}):
        here = rows[words.astype(str) == word]
        counted[word] = {}
        for group, who in people.items():
            members = np.zeros(len(who.count), dtype=bool)
            members[here] = True
            counted[word][group] = people_in(who, members)
    return counted


def _residents(part: Shown, job: Job, found: Outcome) -> dict[str, Any]:
    """Id to what becomes of each row that may be shown and for which anything changes."""
    changes, ids = found.difference, found.ids
    listed = set(part.answer.residents.ids)
    per_min = float(job.question.mm_per_min)

    def standing(of: Standing, row: int) -> dict[str, Any]:
        station, cost_mm = str(of.station[row]), int(of.cost_mm[row])
        told = bool(station) and station not in part.hidden_stations
        return {
            "status": STATUSES[of.status[row]].value,
            "station": station if told else None,
            "minutes": round(cost_mm / per_min, 6) if told else None,
        }

    return {
        str(ids[row]): {
            "change": str(change),
            "cause": str(cause) or None,
            "before": standing(changes.before, int(row)),
            "after": standing(changes.after, int(row)),
        }
        for row, change, cause in zip(changes.row, changes.change, changes.cause, strict=True)
        if ids[row] in listed
    }
