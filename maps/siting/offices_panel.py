"""Who is responsible for a site, and which stations handle its permit."""

from dataclasses import dataclass
from datetime import datetime

from data.text import Text
from geo.survey.competent import Competent, Desk, ForMatter
from geo.survey.responsible import RESPONSIBLE_LEVELS, Responsible, ResponsibleArea
from maps.siting.joined import listed
from maps.siting.words import NOT_RECORDED
from maps.words import LEVEL_TEXT, SCOPE_TEXT, SERVICE_TEXT, TIER_TEXT

_NEAR_BORDER = Text("在界线误差以内，可能属于此处", "within the error of a border, perhaps here")
_WITHHELD = Text("对提问者不公开", "withheld from the asker")
_NO_MOMENT = Text("未问时刻", "no moment asked")
_OUT_OF_REACH = Text("步行时限内无法到达", "not in reach on foot")


@dataclass(frozen=True)
class AreaLine:
    """An area the site lies in, or may; `note` is None where it surely does."""

    level: Text
    name: Text
    code: str
    note: Text | None


@dataclass(frozen=True)
class ContactLine:
    """Whom to ask in an area."""

    area: Text
    specialist: Text
    phone: Text


@dataclass(frozen=True)
class DeskLine:
    """A station that handles the permit matter."""

    name: str
    tier: Text
    services: Text
    address: str
    phone: str
    minutes: Text
    is_open: Text
    doubt: Text | None


@dataclass(frozen=True)
class MatterLine:
    """A permit matter and where it is handled."""

    name: str
    scope: Text | None
    online: Text
    desks: tuple[DeskLine, ...]
    reason: Text | None


def area_lines(found: Responsible) -> tuple[AreaLine, ...]:
    """The areas from the widest to the finest."""
    return tuple(
        AreaLine(
            level=LEVEL_TEXT[level],
            name=_name(area),
            code=area.code or "",
            note=None if area.surely else _NEAR_BORDER,
        )
        for level in RESPONSIBLE_LEVELS
        for area in found.at(level)
    )


def contact_lines(found: Responsible) -> tuple[ContactLine, ...]:
    """Whom to ask, in the finest areas of which anybody may be named."""

    def said(column: str, value: str | None) -> Text:
        if column in found.withheld:
            return _WITHHELD
        return Text(value, value) if value else NOT_RECORDED

    return tuple(
        ContactLine(_name(a), said("specialist", a.specialist), said("phone", a.phone))
        for a in found.contacts
    )


def matter_lines(found: Competent) -> tuple[MatterLine, ...]:
    """Each permit matter, and the stations that handle it for this site."""
    return tuple(_matter(each, found) for each in found.matters)


def _name(area: ResponsibleArea) -> Text:
    said = area.name or area.id
    return Text(said, said)


def _matter(matter: ForMatter, found: Competent) -> MatterLine:
    online = {
        True: Text("可全程网办", "can be done wholly online"),
        False: Text("须到站办理", "a visit is needed"),
        None: Text("能否网办未登记", "whether online is not recorded"),
    }[matter.online]
    return MatterLine(
        name=matter.name or matter.asked,
        scope=SCOPE_TEXT.get(matter.scope or "") if matter.matter else None,
        online=online,
        desks=tuple(_desk(desk, found.at) for desk in matter.desks),
        reason=matter.reason,
    )


def _desk(desk: Desk, at: datetime | None) -> DeskLine:
    return DeskLine(
        name=desk.name or desk.station,
        tier=TIER_TEXT.get(desk.tier or "", TIER_TEXT[""]),
        services=listed(SERVICE_TEXT[service] for service in desk.services),
        address=desk.address or "",
        phone=desk.phone or "",
        minutes=_minutes(desk),
        is_open=_NO_MOMENT if at is None else _open(desk, at),
        doubt=desk.doubt,
    )


def _minutes(desk: Desk) -> Text:
    if desk.minutes is None:
        return _OUT_OF_REACH
    # Rounded up: a walk is never shown shorter than it is.
    tenths = -(-desk.minutes * 10 // 1) / 10
    least = desk.at_least
    return Text(
        f"{'至少 ' if least else ''}{tenths:.1f} 分钟",
        f"{'at least ' if least else ''}{tenths:.1f} min",
    )


def _open(desk: Desk, at: datetime) -> Text:
    if desk.is_open:
        return Text("届时开放", "open then")
    said = Text("届时不开放", "closed then")
    if desk.is_open is None:
        said = Text("届时是否开放不明", "whether open then is not known")
    following = None if desk.opens is None else desk.opens.surely
    if following is None or following == at:
        return said
    when = following.strftime("%Y-%m-%d %H:%M")
    return Text(f"{said.zh}，下次 {when} 起", f"{said.en}; next from {when}")
