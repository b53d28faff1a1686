"""`screen.json`: one screening in figures, and what it could not know."""

from typing import Any

import shapely

from api.outputs.figures import text
from api.outputs.finding_document import rule_document
from api.outputs.screen_tables import candidates_table, pieces_table, records
from api.outputs.survey_document import question_document, siting_provenance
from api.outputs.why_document import why_document
from api.siting.screening import Screening
from data.district import District
from geo.reason import Reason
from geo.scene.knowledge import Known
from geo.survey.outcome import Outcome
from geo.survey.reasons import pick_title
from maps.siting.words import ADVICE

SCHEMA_VERSION = "1"


def screen_document(district: District, found: Screening) -> dict[str, Any]:
    """The screening as plain data; the shapes are in `screen.geojson` and `screen.gpkg`.

    Why a piece comes to what it does stands in `why`: which of the entries of `found` hold in it,
    each at a place. Their rules, with articles, stand in `rules`.
    """
    pieces = pieces_table(found, district.crs)
    told, by_piece = why_document(found.found, len(pieces), district.crs)
    land_m2 = float(shapely.area(found.screen.shapes).sum())
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": {**question_document(found.question), "site_error_m": found.error_m},
        "rules": [rule_document(rule) for rule in found.prepared.rules],
        "outcomes": {
            outcome.word: _share(
                float(pieces.area_m2[pieces.verdict == outcome.word].sum()), land_m2
            )
            for outcome in Outcome
            if outcome <= Outcome.FAIL
        },
        "approximate": _share(float(pieces.area_m2[pieces.approximate].sum()), land_m2),
        "found": told,
        "pieces": [{**row, "why": why} for row, why in zip(records(pieces), by_piece, strict=True)],
        "candidates": records(candidates_table(found, district.crs)),
        "not_known": _not_known(found),
        "advice": text(ADVICE),
        "provenance": siting_provenance(district, found.question.book, found.question.level),
    }


def _share(area_m2: float, land_m2: float) -> dict[str, float]:
    return {"area_m2": round(area_m2, 1), "share": round(area_m2 / land_m2, 6) if land_m2 else 0.0}


def _not_known(found: Screening) -> list[dict[str, Any]]:
    """Kinds that the rules must see and that are known nowhere, with the reason.

    Of kinds that the asker may not see, not even that is told.
    """
    knowns: dict[tuple[str, str], Known] = {}
    for features in found.prepared.scene.features.values():
        for known in features.knowns:
            knowns[known.pick.layer, known.pick.value] = known
    return [
        {
            "layer": layer,
            "kind": kind,
            "title": text(pick_title(known.pick, found.question.vocabulary)),
            "reason": known.trouble.name.lower(),
        }
        for (layer, kind), known in sorted(knowns.items())
        if known.trouble is not Reason.NONE and not known.hidden
    ]
