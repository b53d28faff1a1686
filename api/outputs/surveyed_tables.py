"""Surveyed sites as tables, for GeoPackage and GeoJSON alike: sites, findings, what shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from api.outputs.finding_document import rounded
from geo.survey.finding import Evidence, Finding
from geo.survey.outcome import CONFIRMED, Outcome

_SITE = ("site", "verdict", "address", "error_m")
_SHOWN = ("site", "role", "rule", "outcome", "part", "feature", "label_zh", "label_en")
_FINDING = (
    "site", "rule", "outcome", "permit_matter", "law", "document", "article", "version",
    "requirement_zh", "requirement_en", "measured", "measured_word", "error", "unit",
    "method", "threshold", "margin", "layers", "reason_zh", "reason_en", "confirmed", "made_up",
    "withheld",
)  # fmt: skip


@dataclass(frozen=True)
class SurveyedSite:
    """A site and what was found at it.

    Attributes:
        id: What it is called in the tables.
        shape: Where it is, in the district's CRS.
        verdict: The worst of its findings.
        address: Its address; None where none was given or found.
        error_m: How far its position may be off.
        findings: What each rule found, with no shape of what the asker may not see.
    """

    id: str
    shape: BaseGeometry
    verdict: Outcome
    address: str | None
    error_m: float
    findings: tuple[Finding, ...]


def sites_table(sites: Sequence[SurveyedSite], crs: CRS) -> gpd.GeoDataFrame:
    """One row for each site, with its verdict."""
    rows = [(each.id, each.verdict.word, each.address, rounded(each.error_m)) for each in sites]
    table = pd.DataFrame(rows, columns=list(_SITE))
    return gpd.GeoDataFrame(table, geometry=[each.shape for each in sites], crs=crs)


def shown_table(sites: Sequence[SurveyedSite], crs: CRS) -> gpd.GeoDataFrame:
    """One row for each shape that shows a finding.

    `role` says what it is: `measured_line`, `feature` (what was measured to), `overlap` (what the
    site shares with a zone) or `threshold` (how far the rule looks). `part` names the check of a
    rule that has several, and is empty for what decided.
    """
    shown = [one for site in sites for one in _shown(site)]
    rows = [
        (site, each.role, finding.rule.rule.id, finding.outcome.word, part, each.id,
         each.label.zh, each.label.en)
        for site, finding, part, each in shown
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(_SHOWN))
    return gpd.GeoDataFrame(table, geometry=[each.shape for *_, each in shown], crs=crs)


def findings_table(sites: Sequence[SurveyedSite]) -> pd.DataFrame:
    """One row for each finding: outcome, article, what was measured, and the threshold.

    What was measured is a number in `measured`, or else a word; what is kept back is neither.
    """
    rows = [_finding(site.id, each) for site in sites for each in site.findings]
    table = pd.DataFrame(rows, columns=list(_FINDING))
    numbers = ("measured", "error", "threshold", "margin")
    return table.astype(dict.fromkeys(numbers, "float64"))


def _shown(site: SurveyedSite) -> Iterator[tuple[str, Finding, str, Evidence]]:
    for finding in site.findings:
        for each in finding.evidence:
            yield site.id, finding, "", each
        for part in finding.parts:
            for each in part.evidence:
                yield site.id, finding, part.check, each


def _finding(site: str, finding: Finding) -> tuple[object, ...]:
    rule, measured = finding.rule.rule, finding.measured
    value = None if measured is None else measured.value
    return (
        site,
        rule.id,
        finding.outcome.word,
        rule.permit_matter,
        rule.article.law,
        rule.article.document,
        rule.article.article,
        rule.article.version,
        rule.requirement.text.zh,
        rule.requirement.text.en,
        None if isinstance(value, str) or value is None else rounded(float(value)),
        value if isinstance(value, str) else None,
        None if measured is None else rounded(measured.error),
        None if measured is None else measured.unit,
        None if measured is None else measured.method,
        rounded(finding.threshold),
        rounded(finding.margin),
        ",".join(sorted({known.pick.layer for known in finding.knowns})),
        finding.reason.zh,
        finding.reason.en,
        finding.rule.confidence in CONFIRMED,
        finding.rule.made_up,
        finding.withheld,
    )
