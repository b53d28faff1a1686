"""Who is responsible and competent for a site, and what stands at its address, as plain data."""

from datetime import datetime
from typing import Any

from api.outputs.figures import text
from api.siting.around import Around
from geo.next_opening import NextOpening
from geo.survey.competent import Competent, Desk, ForMatter
from geo.survey.not_examined import not_examined
from geo.survey.reopening import Step
from geo.survey.responsible import Responsible, ResponsibleArea
from geo.survey.same_address import PermitHere, SameAddress


def around_document(around: Around) -> dict[str, Any]:
    """The parts of `survey.json` that are not findings."""
    return {
        "responsible": _responsible(around.responsible),
        "competent": _competent(around.competent),
        "same_address": _same_address(around.same_address),
        "not_examined": [
            {"what": text(each.what), "decided_by": text(each.decided_by)}
            for each in not_examined()
        ],
    }


def _responsible(found: Responsible) -> dict[str, Any]:
    contacts = found.contacts
    return {
        "known": found.known,
        "district": [_area(area) for area in found.at("district")],
        "subdistrict": [_area(area) for area in found.at("subdistrict")],
        "community": [_area(area) for area in found.at("community")],
        "grid": [_area(area) for area in found.at("grid")],
        "specialist": [area.specialist for area in contacts if area.specialist],
        "phone": [area.phone for area in contacts if area.phone],
        "withheld": list(found.withheld),
    }


def _area(area: ResponsibleArea) -> dict[str, Any]:
    return {"id": area.id, "name": area.name, "code": area.code, "surely": area.surely}


def _competent(found: Competent) -> dict[str, Any]:
    return {
        "at": _moment(found.at),
        "within_min": found.within_min,
        "matters": [_matter(each) for each in found.matters],
    }


def _matter(found: ForMatter) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "matter": found.matter,
        "name": found.name,
        "scope": found.scope,
        "online": found.online,
        "stations": [_desk(desk) for desk in found.desks],
        "reason": None if found.reason is None else text(found.reason),
    }


def _desk(desk: Desk) -> dict[str, Any]:
    return {
        "station": desk.station,
        "name": desk.name,
        "tier": desk.tier,
        "kind": desk.kind,
        "address": desk.address,
        "phone": desk.phone,
        "services": list(desk.services),
        "surely": desk.surely,
        "doubt": None if desk.doubt is None else text(desk.doubt),
        "walk_m": None if desk.walk_mm is None else desk.walk_mm / 1000,
        "minutes": None if desk.minutes is None else round(desk.minutes, 2),
        "at_least": desk.at_least,
        "open": desk.is_open,
        "opens": None if desk.opens is None else _opens(desk.opens),
    }


def _opens(opens: NextOpening) -> dict[str, Any]:
    return {
        "surely": _moment(opens.surely),
        "perhaps": _moment(opens.perhaps),
        "doubt": None if opens.doubt is None else text(opens.doubt),
        "by_appointment": _moment(opens.booked),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _same_address(found: SameAddress) -> dict[str, Any]:
    return {
        "blocked": found.blocked.value,
        "permits": [_permit(permit) for permit in found.permits],
        "matched_by": [
            {
                "how": match.how,
                "possible": match.possible,
                "reason": None if match.reason is None else text(match.reason),
            }
            for match in found.matches
        ],
        "missing": [text(each) for each in found.missing],
        "withheld": list(found.withheld),
        "steps": [_step(step) for step in found.steps],
    }


def _permit(permit: PermitHere) -> dict[str, Any]:
    return {
        "id": permit.id,
        "type": permit.type,
        "name": permit.name,
        "address": permit.address,
        "status": permit.status,
        "holder": permit.holder,
        "expires": permit.expires,
        "matched_by": list(permit.how),
        "surely_here": permit.surely_here,
        "surely_stands": permit.surely_stands,
        "effect": permit.effect.value,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "stage": step.stage,
        "who": text(step.who),
        "what": text(step.what),
        "when": None if step.when is None else text(step.when),
        "after": list(step.after),
        "permits": list(step.permits),
    }
