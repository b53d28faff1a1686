"""原址新办: which permits stand at the site's address, and which of them block a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from data.rulepacks.vocabulary import BusinessType, Pick, Vocabulary
from data.text import Text
from data.visibility import names_somebody, visible
from geo.levels import YES
from geo.reason import Reason
from geo.scene.knowledge import border_tree, known, margins_m
from geo.scene.permit_register import Register
from geo.scene.same_place import NEAR_M, How, SamePlace, same_place
from geo.scene.sites import Sites
from geo.scene.withheld import columns_withheld, kind_withheld
from geo.survey.reasons import reason_text
from geo.survey.reopening import Step, reopening

_COLUMNS = ("name", "address", "status", "holder", "expires")


class Effect(StrEnum):
    """What a permit at the address means for a new one."""

    BLOCKS = "blocks"
    MAY_BLOCK = "may_block"
    NOTED = "noted"  # another kind of permit


class Blocked(StrEnum):
    """Whether a new permit of the kind can be had at the address."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PermitHere:
    """A permit that stands at the address, or may.

    Attributes:
        type: As in the layer `permits`.
        id, name, address, status, holder, expires: Likewise; None where nobody recorded it, or
            the asker may not see it. Who may not see holders is told of none of these: that a
            permit of the kind stands there, and no more.
        how: Ways in which it was matched: `name`, `house_number`, `building`, `near`.
        surely_here: Whether it surely is the same place.
        surely_stands: Whether it surely stands; a permit past its date may.
        effect: What it means for a new one.
    """

    id: str | None
    type: str
    name: str | None
    address: str | None
    status: str | None
    holder: str | None
    expires: str | None
    how: tuple[str, ...]
    surely_here: bool
    surely_stands: bool
    effect: Effect


@dataclass(frozen=True)
class Match:
    """One way of looking for permits, and whether it could be gone.

    Attributes:
        how: `name`, `house_number`, `building` or `near`.
        possible: Whether it could.
        reason: Why not; None where it could.
    """

    how: str
    possible: bool
    reason: Text | None


@dataclass(frozen=True)
class SameAddress:
    """What stands at the address of a site.

    Attributes:
        blocked: Whether a new permit of the kind can be had there.
        permits: What stands there, the blocking ones first.
        matches: How it was looked for.
        missing: Why it is not known that nothing else stands there; empty where it is.
        withheld: Columns that the asker may not see.
        steps: What to do, in order; empty where nothing stands in the way.
    """

    blocked: Blocked
    permits: tuple[PermitHere, ...]
    matches: tuple[Match, ...]
    missing: tuple[Text, ...]
    withheld: tuple[str, ...]
    steps: tuple[Step, ...]


def same_address(
    district: District,
    register: Register,
    vocabulary: Vocabulary,
    business: BusinessType,
    site: Sites,
    on: date,
    *,
    level: Visibility = Visibility.INTERNAL,
) -> SameAddress:
    """What stands at the address of one site, and how to come to a new permit.

    A miss in text never means that there is no permit: that is only said where the kinds of
    permit in question are completely known round the site, and none is near.

    Args:
        district: The district.
        register: Its permits on the day, from `geo.scene.permit_register`.
        vocabulary: What things are called.
        business: The kind of business.
        site: One site.
        on: The day.
        level: Up to which visibility the asker may see.
    """
    hidden = columns_withheld(district, "permits", _COLUMNS, level)
    if names_somebody("permits", level):
        hidden = frozenset(("id", *_COLUMNS))
    matched = same_place(register, site)
    seen = _permits(district, register, business, matched, hidden, level)
    missing = _missing(district, vocabulary, business, site, on, level)
    return SameAddress(
        blocked=_blocked(seen, missing),
        permits=seen,
        matches=_matches(district, register, site, level),
        missing=missing,
        withheld=tuple(column for column in ("id", *_COLUMNS) if column in hidden),
        steps=_steps(seen),
    )


def _permits(
    district: District,
    register: Register,
    business: BusinessType,
    matched: SamePlace,
    hidden: frozenset[str],
    level: Visibility,
) -> tuple[PermitHere, ...]:
    """The permits matched that the asker may see, the blocking ones first, then by id."""
    if not len(matched.permit):
        return ()
    rows = district.table("permits").iloc[register.rows[matched.permit]]
    stands = register.standing[matched.permit] == YES
    found = []
    for (_, row), how, here, standing in zip(
        rows.iterrows(), matched.how.tolist(), matched.level == YES, stands, strict=True
    ):
        kind = str(row["type"])
        if not kind_withheld(district, "permits", kind, level):
            same, sure = kind in business.permit_types, bool(here and standing)
            effect = (Effect.BLOCKS if sure else Effect.MAY_BLOCK) if same else Effect.NOTED
            shown = {
                column: None if column in hidden or pd.isna(row[column]) else str(row[column])
                for column in _COLUMNS
            }
            ways = tuple(way.name.lower() for way in How if how & way and way.name)
            name = None if "id" in hidden else str(row["id"])
            found.append(
                PermitHere(
                    id=name, type=kind, **shown, how=ways, surely_here=bool(here),
                    surely_stands=bool(standing), effect=effect,
                )
            )  # fmt: skip
    order = list(Effect)
    # Of equal effect by what is told, so that their order tells nothing else.
    return tuple(sorted(found, key=lambda p: (order.index(p.effect), p.id or "", p.type, p.how)))


def _steps(permits: Sequence[PermitHere]) -> tuple[Step, ...]:
    """What to do, naming the permits whose ids the asker may see."""
    of_effect = {e: [p.id or "" for p in permits if p.effect is e] for e in Effect}
    steps = reopening(*of_effect.values())
    return tuple(replace(step, permits=tuple(filter(None, step.permits))) for step in steps)


def _blocked(permits: Sequence[PermitHere], missing: Sequence[Text]) -> Blocked:
    effects = {permit.effect for permit in permits}
    if Effect.BLOCKS in effects:
        return Blocked.YES
    if missing:
        return Blocked.UNKNOWN
    return Blocked.PERHAPS if Effect.MAY_BLOCK in effects else Blocked.NO


def _missing(
    district: District,
    vocabulary: Vocabulary,
    business: BusinessType,
    site: Sites,
    on: date,
    level: Visibility,
) -> tuple[Text, ...]:
    """Why the kinds of permit in question are not wholly known round the site."""
    if not business.permit_types:
        return (_NO_KIND,)
    missing = []
    for kind in business.permit_types:
        extents: list[BaseGeometry] = []
        found = known(district, Pick("permits", kind), on, level, extents)
        reason = found.trouble
        if reason is Reason.NONE:
            reach_m = NEAR_M + site.error_m[0] + found.error_m
            borders = [border_tree(extent) for extent in extents]
            margin_m = margins_m(extents, borders, site.shapes)[found.extent, 0]
            reason = Reason.NOT_COMPLETE_HERE if margin_m < reach_m else Reason.NONE
        if found.hidden:
            missing.append(Text(f"{kind}：对提问者不公开", f"{kind}: withheld from the asker"))
        elif reason is not Reason.NONE:
            missing.append(reason_text(reason, vocabulary, troubles=[(found, reason)]))
    return tuple(missing)


def _matches(
    district: District, register: Register, site: Sites, level: Visibility
) -> tuple[Match, ...]:
    """Which ways of looking could be gone, and why others could not.

    What hidden permits have no record of is not told: then a way counts as possible.
    """
    permits, addresses, buildings = (
        district.has(layer) for layer in ("permits", "addresses", "buildings")
    )
    given = site.address[0] is not None
    hidden = _hides(district, level)
    texts = hidden or bool(np.any(register.names.name >= 0))
    housed = hidden or bool(np.any(register.building >= 0))
    by_name = None if given or addresses else _NO_NAMES
    by_name = by_name or (None if texts else _NO_TEXTS)
    by_building = None if buildings or (given and addresses) else _NO_BUILDINGS
    by_building = by_building or (None if housed else _NO_BUILDING_IDS)
    reasons = {
        How.NAME: by_name,
        How.HOUSE_NUMBER: by_name,
        How.BUILDING: by_building,
        How.NEAR: None,
    }
    return tuple(
        Match(str(how.name).lower(), False, _NO_PERMITS)
        if not permits
        else Match(str(how.name).lower(), reason is None, reason)
        for how, reason in reasons.items()
    )


def _hides(district: District, level: Visibility) -> bool:
    """Whether any permit, or where any is, is kept from the asker."""
    part = visible(district, "permits", level)
    where = {"address", "building_id"}
    return part.restricted or part.hidden_rows > 0 or not where.isdisjoint(part.hidden_columns)


_NO_KIND = Text(
    "词表未列出该业态对应的在册许可种类",
    "the vocabulary names no kind of permit on record for this business",
)
_NO_PERMITS = Text("缺少图层 permits", "the layer permits is missing")
_NO_NAMES = Text(
    "场址没有给出地址，也没有图层 addresses",
    "no address was given, and the layer addresses is missing",
)
_NO_TEXTS = Text("在册许可都没有登记地址", "no permit on record has an address")
_NO_BUILDINGS = Text("缺少图层 buildings", "the layer buildings is missing")
_NO_BUILDING_IDS = Text("在册许可都没有登记建筑编号", "no permit on record names its building")
