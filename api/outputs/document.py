"""`coverage.json`: the answer as one document, the same bytes for the same question and layers."""

from collections.abc import Mapping
from typing import Any

from api.job import Job
from api.outputs import figures
from api.outputs.indented import indented
from api.outputs.parameters import parameters
from data.declarations import Visibility
from data.district import District
from data.small_counts import SMALLEST_TOLD
from data.text import Text
from data.version import __version__
from data.visibility import hashes_told, within
from geo.answers import Coverage
from geo.report import Report

SCHEMA_VERSION = "2"
SMALL_COUNTS_ARE_NULL = Text(
    f"少于 {SMALLEST_TOLD} 的人数为 null；不足 {SMALLEST_TOLD} 人的居民点与邻近的合并计算，"
    "其余人数因此可能略有出入",
    f"counts below {SMALLEST_TOLD} are null; places of fewer than {SMALLEST_TOLD} people are "
    "counted together with neighbours, so that other counts may be off by a few",
)


def coverage_document(
    district: District,
    report: Report,
    job: Job,
    *,
    level: Visibility = Visibility.INTERNAL,
    small_counts: bool = True,
) -> dict[str, Any]:
    """The report as plain data; `coverage.schema.json` beside this file says what is in it.

    Args:
        district: The district, as far as it may be shown.
        report: The report, likewise.
        job: What was asked.
        level: Up to which visibility its readers see the district.
        small_counts: Whether numbers of fewer than ten residents are told; a note says if not.
    """
    answer = report.coverage
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": parameters(job, answer),
        **_answer(district, answer),
        **_along(report),
        "notes": {**_notes(district, report, job), **small_counts_note(small_counts)},
        "provenance": provenance(district, level, small_counts=small_counts),
    }


def document_bytes(document: Mapping[str, Any]) -> bytes:
    """Canonical UTF-8 JSON, with a line feed at the end."""
    return indented(document).encode() + b"\n"


def _answer(district: District, answer: Coverage) -> dict[str, Any]:
    """The question itself, counted."""
    groups = answer.groups
    areas = [str(i) for i in district.table("areas")["id"]] if district.has("areas") else []
    counted = {group: counts for group, counts in groups.items() if counts.missing is None}
    return {
        "totals": figures.each_group(groups, lambda g: figures.tally(g.totals)),
        "missing_groups": {
            group: figures.text(counts.missing)
            for group, counts in groups.items()
            if counts.missing
        },
        "with_appointment": {}
        if answer.question.moment is None
        else figures.each_group(groups, lambda g: figures.tally(g.with_appointment)),
        "services": figures.by_key(counted, lambda g: g.services, figures.tally),
        "more_than_one": figures.each_group(counted, lambda g: figures.people(g.more_than_one)),
        "tiers": {
            tier or figures.NO_TIER: people
            for tier, people in figures.by_key(counted, lambda g: g.tiers, figures.people).items()
        },
        "areas": figures.by_key(groups, lambda g: g.areas, figures.tally, areas),
        "unassigned": figures.each_group(groups, lambda g: figures.tally(g.unassigned)),
        "stations": figures.by_key(groups, lambda g: g.stations, figures.station),
        "reasons": figures.by_key(groups, lambda g: g.reasons, figures.people),
        "compounds": figures.inside(answer.compounds),
        "parks": figures.inside(answer.parks),
    }


def _along(report: Report) -> dict[str, Any]:
    """What was asked along with it."""
    week = report.week
    stations = sorted({station for found in report.dependence.values() for station in found})
    return {
        "matters": {
            row.id: {group: figures.matter(counts) for group, counts in row.groups.items()}
            for row in report.matters
        },
        "week": {}
        if week is None
        else {
            day_type: {
                f"{hour:02d}": {group: figures.hour(counts) for group, counts in found.items()}
                for hour, found in enumerate(hours)
            }
            for day_type, hours in week.hours.items()
        },
        "extended_hours": {}
        if week is None
        else {group: figures.gain(found) for group, found in week.gains.items()},
        "equity": {group: figures.equity(found) for group, found in report.equity.items()},
        "dependence": {
            station: {
                group: figures.dependence(found[station])
                for group, found in report.dependence.items()
                if station in found
            }
            for station in stations
        },
    }


def _notes(district: District, report: Report, job: Job) -> dict[str, Any]:
    answer = report.coverage
    groups, losses = answer.groups, answer.losses
    return {
        "stations": {i: figures.text(t) for i, t in sorted(answer.station_notes.items())},
        "stations_rejected": losses.stations,
        "residents_rejected": losses.residents,
        "streets_rejected": losses.streets,
        "gates_unowned": losses.unowned_gates,
        "rows_without_value": figures.each_group(groups, lambda g: g.rows_without_value),
        "ungated_share": figures.each_group(groups, lambda g: g.ungated_share),
        "scopes_assumed": scopes_assumed(report, job),
        "calendar_not_covered": list(job.years_not_covered),
        "matters_unhandled": matters_unhandled(report),
        "matters_online": matters_online(district, report),
    }


def small_counts_note(small_counts: bool) -> dict[str, Any]:
    """That numbers of fewer than ten residents are null, where they are."""
    return {} if small_counts else {"small_counts": figures.text(SMALL_COUNTS_ARE_NULL)}


def scopes_assumed(report: Report, job: Job) -> int:
    """Of the matters asked, together or one by one, how many have no declared scope."""
    every = sum(row.scope is None for row in report.matters)
    return every if job.every_matter else report.coverage.scopes_assumed


def matters_unhandled(report: Report) -> list[str]:
    """Matters asked one by one that no station handles nor may."""
    return [row.id for row in report.matters if row.stations == row.stations_may == 0]


def matters_online(district: District, report: Report) -> list[str]:
    """Of the matters asked, together or one by one, those that can be done wholly online."""
    asked = sorted({*report.coverage.question.matters, *(row.id for row in report.matters)})
    if not district.has("matters"):
        return []
    table = district.table("matters")
    online = set(table.loc[table["online"].fillna(False).astype(bool), "id"])
    return [matter for matter in asked if matter in online]


def provenance(district: District, level: Visibility, *, small_counts: bool) -> dict[str, Any]:
    """What the figures are made from, by hash; what is declared of it as far as `level` sees it.

    That there is something of a hidden kind, or nothing, is not for everybody to know (law 11). A
    layer has no hash for whoever does not see all of it.

    Args:
        district: The district.
        level: Up to which visibility its readers see it.
        small_counts: Whether they see numbers of fewer than ten residents.
    """
    present = frozenset(district.layers)
    declared = [
        {
            "layer": d.layer,
            "kind": d.kind,
            "source": d.source,
            "licence": d.licence,
            "as_of": d.as_of.isoformat() if d.as_of else None,
        }
        for d in district.declarations
        if d.layer in present and within(d.visibility, level)
    ]
    return {
        "product": "quankan",
        "version": __version__,
        "district": district.name,
        "crs": district.crs.to_string(),
        "layers": hashes_told(district, level, small_counts=small_counts),
        "declarations": sorted(declared, key=lambda d: (str(d["layer"]), str(d["kind"] or ""))),
    }
