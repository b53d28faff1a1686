"""A survey on one page that opens from disk and prints on A4: verdict, map, findings."""

from collections import Counter
from typing import Any

from data.text import Language, Text
from geo.survey.explained.changes import changes_texts
from geo.survey.outcome import Outcome
from maps.encoding import wgs84_from
from maps.page import rendered_page
from maps.siting.address_panel import address_panel
from maps.siting.base_map import base_map, crs_text, inset
from maps.siting.evidence_payload import (
    drawn_findings,
    findings_payload,
    map_keys,
    opening,
    site_payload,
    window,
)
from maps.siting.fact_rows import fact_rows
from maps.siting.finding_rows import finding_groups
from maps.siting.marks import GROUPED
from maps.siting.offices_panel import area_lines, contact_lines, matter_lines
from maps.siting.page_parts import SCRIPTS, head_context, head_payload, map_for
from maps.siting.provenance_panel import data_dates, provenance_panel, question_text, warnings
from maps.siting.sentence import verdict_sentence
from maps.siting.view import SurveyView
from maps.siting.words import CHECK_TEXT, SITE_TEXT

STYLES = (
    "page.css",
    "map.css",
    "siting/outcomes.css",
    "siting/document.css",
    "siting/evidence.css",
)


def survey_page(view: SurveyView, language: Language = Language.ZH) -> str:
    """One self-contained HTML page of a survey.

    Args:
        view: The survey. The page shows no more than it holds, so what the asker may not see must
            not be in it (law 11).
        language: The language shown first; the page holds both and switches.

    Returns:
        HTML text that asks nobody for anything, the same bytes for the same view.

    Raises:
        AssetError: Leaflet's package is not wholly installed.
    """
    business = view.asked.business.title
    heading = Text(f"选址预勘意见：{business.zh}", f"Siting survey: {business.en}")
    to_wgs84 = wgs84_from(view.asked.district.crs)
    found = findings_payload(view.findings, view.site, to_wgs84)
    opens = opening(view.site, view.findings, view.verdict)
    payload = {
        **head_payload(heading, opens, to_wgs84),
        "base": base_map(view.asked, window(view.site), to_wgs84),
        "site": site_payload(view.site, to_wgs84),
        "findings": found,
        "verdict": view.verdict.word,
    }
    return rendered_page(
        "siting/survey.html",
        map_for(payload, "quankan.drawSurvey"),
        scripts=(*SCRIPTS, "siting/evidence.js", "siting/survey.js"),
        styles=STYLES,
        payload=payload,
        context={
            **head_context(view.asked, heading, language),
            **_answer(view, drawn_findings(found)),
            **map_keys(found),
            **_around(view),
        },
    )


def _answer(view: SurveyView, drawn: tuple[int, ...]) -> dict[str, Any]:
    """The verdict and what it rests on."""
    knowns = [known for finding in view.findings for known in finding.knowns]
    groups = finding_groups(view.findings, view.asked.vocabulary, drawn)
    counts = Counter(finding.outcome for finding in view.findings)
    return {
        "question": question_text(view.asked),
        "warnings": warnings(view.asked),
        "verdict": view.verdict.word,
        "sentence": verdict_sentence(view),
        "counts": [(outcome.word, counts[outcome]) for outcome in GROUPED if counts[outcome]],
        "permit": view.asked.business.permit,
        "site": view.site,
        "site_is": SITE_TEXT[view.site.what],
        "groups": [group for group in groups if group.outcome is not Outcome.REMARK],
        "remarks": [group for group in groups if group.outcome is Outcome.REMARK],
        "crs": crs_text(view.asked.district.crs),
        "dates": data_dates(knowns),
        "inset": inset(view.asked, view.site.shape),
        "provenance": provenance_panel(view.asked, [f.rule for f in view.findings], knowns),
    }


def _around(view: SurveyView) -> dict[str, Any]:
    """What follows from it, and what was not looked at."""
    return {
        "district_name": view.asked.district.name,
        "at": None if view.asked.at is None else view.asked.at.strftime("%Y-%m-%d %H:%M"),
        "facts": fact_rows(view.asked),
        "checklist": view.checklist,
        "check_text": CHECK_TEXT,
        "changes": tuple(changes_texts(view.changes, view.asked.vocabulary)),
        "address": None
        if view.same_address is None
        else address_panel(view.same_address, view.asked.vocabulary),
        "areas": () if view.responsible is None else area_lines(view.responsible),
        "contacts": () if view.responsible is None else contact_lines(view.responsible),
        "matters": () if view.competent is None else matter_lines(view.competent),
        "within": "" if view.competent is None else f"{view.competent.within_min:g}",
        "not_examined": view.not_examined,
        "not_concerned": view.not_concerned,
    }
