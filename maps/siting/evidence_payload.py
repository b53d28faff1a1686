"""What a survey found, as the scripts draw it: the site, measured lines, features, thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from pyproj import Transformer
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.wanted import leaves
from geo.survey.asked_number import look_m, threshold
from geo.survey.finding import Evidence, Finding
from geo.survey.outcome import Outcome
from maps.siting.drawing import clipped, drawn, ring_around
from maps.siting.figures import figure, measured_text
from maps.siting.marks import GROUPED
from maps.siting.view import SiteView
from maps.siting.words import METHOD_TEXT

# How far round a site anything is drawn, and how near the map opens at most.
_DRAWN_M, _NEAR_M = 5_000.0, 120.0
_OPENS_AT_MOST_M = 3_000.0

Pair = tuple[str, str]


@dataclass(frozen=True)
class Looked:
    """How far round the site a finding's rule looks, drawn around where its distance begins."""

    distance_m: float
    shape: BaseGeometry


def window(site: SiteView) -> BaseGeometry:
    """Beyond this nothing of a survey is drawn."""
    return shapely.box(*shapely.bounds(site.shape)).buffer(_DRAWN_M, join_style="mitre")


def opening(site: SiteView, findings: Sequence[Finding], verdict: Outcome) -> BaseGeometry:
    """The box on which the map opens: the site, and what decided."""
    parts: list[BaseGeometry] = [site.shape.buffer(_NEAR_M)]
    for finding in findings:
        if finding.outcome is verdict:
            parts += [e.shape for e in finding.evidence if e.role == "measured_line"]
            around = looked(finding, site)
            if around is not None and around.distance_m <= _OPENS_AT_MOST_M:
                parts.append(around.shape)
    limit = site.shape.centroid.buffer(_OPENS_AT_MOST_M)
    return shapely.envelope(shapely.intersection(shapely.union_all(parts), limit))


def looked(finding: Finding, site: SiteView) -> Looked | None:
    """The threshold of a distance as a line around the site; None where no distance was asked.

    Where the check measures to the centre line of a road, its edge is allowed for.
    """
    for leaf in leaves(finding.rule.rule.check):
        distance_m = look_m(leaf)
        if distance_m > 0 and threshold(leaf) == finding.threshold:
            begin = site.shape
            if isinstance(leaf, of.LeastDistance | of.Spacing) and leaf.measured_from == "door":
                begin = site.shape if site.doors is None else site.doors
            return Looked(distance_m, ring_around(begin, distance_m))
    return None


def site_payload(site: SiteView, to_wgs84: Transformer) -> dict[str, Any]:
    """The site, what its position error comes to, and its doors."""
    halo = ring_around(site.shape, site.error_m) if site.error_m > 0 else None
    return {
        "shape": drawn(site.shape, to_wgs84),
        "halo": None if halo is None else drawn(halo, to_wgs84),
        "doors": None if site.doors is None else drawn(site.doors, to_wgs84),
        "label": site.label,
    }


def findings_payload(
    findings: Sequence[Finding], site: SiteView, to_wgs84: Transformer
) -> list[dict[str, Any]]:
    """One entry a finding: its measured lines with their labels, and shapes by role."""
    around = window(site)
    return [
        {
            "rule": finding.rule.rule.id,
            "outcome": finding.outcome.word,
            "lines": [
                {
                    "at": drawn(clipped(each.shape, around), to_wgs84),
                    "text": _pair(_line_text(finding, each)),
                    "dashed": _only_a_sketch(finding, each),
                }
                for each in finding.evidence
                if each.role == "measured_line" and not each.shape.is_empty
            ],
            "shapes": _shapes(finding, site, around, to_wgs84),
        }
        for finding in findings
    ]


def drawn_findings(payload: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """Indices of the findings of which the map shows something."""
    return tuple(at for at, each in enumerate(payload) if each["lines"] or each["shapes"])


def map_keys(payload: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the legend explains: only what is drawn, lines by the outcome of their rule."""
    lines = [line for each in payload for line in each["lines"]]
    drawn_for = {each["outcome"] for each in payload if each["lines"]}
    return {
        "line_outcomes": tuple(one.word for one in GROUPED if one.word in drawn_for),
        "sketched": any(line["dashed"] for line in lines),
        "roles": frozenset(shape["role"] for each in payload for shape in each["shapes"]),
    }


def _shapes(
    finding: Finding, site: SiteView, around: BaseGeometry, to_wgs84: Transformer
) -> list[dict[str, Any]]:
    found = [e for e in finding.evidence if e.role != "measured_line"]
    if not any(each.role == "threshold" for each in found):
        reach = None if finding.withheld else looked(finding, site)
        if reach is not None:
            said = figure(reach.distance_m, "m")
            title = Text(f"场址外 {said.zh}", f"{said.en} round the site")
            found.append(Evidence("threshold", reach.shape, title))
    cut = [(each, clipped(each.shape, around)) for each in found]
    return [
        {"role": each.role, "at": drawn(shape, to_wgs84), "text": _pair(each.label)}
        for each, shape in cut
        if not shape.is_empty
    ]


def _line_text(finding: Finding, line: Evidence) -> Text:
    """What is written beside a measured line: from, to, metres and error."""
    measured = finding.measured
    if measured is None:
        return line.label
    start, end, said = measured.start, measured.end, measured_text(measured)
    if said is None:
        said = Text("未能测定", "could not be measured")
    way = METHOD_TEXT[measured.method] if measured.method == "walking" else Text("", "")
    return Text(
        f"{start.zh} → {end.zh}：{way.zh}{' ' if way.zh else ''}{said.zh}",
        f"{start.en} → {end.en}: {way.en}{' ' if way.en else ''}{said.en}",
    )


def _only_a_sketch(finding: Finding, line: Evidence) -> bool:
    """Whether a walk is drawn as a straight line because nobody has its path."""
    walked = finding.measured is not None and finding.measured.method == "walking"
    return walked and isinstance(line.shape, LineString) and len(line.shape.coords) == 2


def _pair(text: Text) -> Pair:
    return text.zh, text.en
