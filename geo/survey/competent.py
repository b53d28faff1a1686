"""Which stations are competent for a site and a permit matter, how far, and when they are open.

The site is asked about like a resident of one row: scope, gates, hours and walks are those of the
circle, so the two halves of the product cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Point

from data.layers import COUNTED_SERVICES, SERVICES
from data.rulepacks.vocabulary import BusinessType
from data.text import Text
from geo.considered import Considered, considered
from geo.ground import Ground
from geo.levels import NO, YES, Levels
from geo.next_opening import NextOpening, next_opening
from geo.question import Question, ask
from geo.scene.sites import CLICKED_ERROR_M
from geo.slices import cut, matter_indices, serving_levels
from geo.station_notes import station_notes
from geo.survey.offices import SHOWN, Offices
from geo.survey.offices_kept_back import kept_back
from geo.survey.site_ground import SITE_ID, at_site

# So many of those in reach are named.
MOST = 5
_NETWORK = {"enterprise": "enterprises", "person": "residents"}
_NO_STATION_SHOWN = Text("站点图层不公开", "the stations are not shown to the asker")
_NO_CATALOGUE_SHOWN = Text("事项目录不公开", "the catalogue of matters is not shown to the asker")
_NO_SUCH_MATTER = Text("本区事项目录中没有该事项", "the district's catalogue has no such matter")
_NO_STATIONS = Text("缺少图层 stations", "the layer stations is missing")
_SCOPE_UNKNOWN = Text("是否在其服务范围内不明", "whether it may serve this place is not known")
_NOBODY = Text("没有登记办理该事项的站点", "no station is recorded to handle it for this place")


@dataclass(frozen=True)
class Desk:
    """A station that handles the matter for this site, or may.

    Attributes:
        station: Its id.
        name, tier, kind, address, phone: As recorded; None where nobody did, or it is withheld.
        services: Ways in which it handles the matter: `complete`, `accept`, `self`.
        surely: Whether it surely does.
        doubt: What is not known of it, or of the way there; None where all is known.
        walk_mm: The walk from the site; None where it is out of reach, or nobody knows, or the
            streets or its gates are withheld.
        minutes: Minutes for it; None likewise.
        at_least: Whether that is only the least it could be.
        is_open: Whether it serves at the moment asked; None where not known or withheld, or none
            was asked.
        opens: When it next serves; None where no moment was asked.
    """

    station: str
    name: str | None
    tier: str | None
    kind: str | None
    address: str | None
    phone: str | None
    services: tuple[str, ...]
    surely: bool
    doubt: Text | None
    walk_mm: int | None
    minutes: float | None
    at_least: bool
    is_open: bool | None
    opens: NextOpening | None


@dataclass(frozen=True)
class ForMatter:
    """Where one matter is handled for this site.

    Attributes:
        asked: The matter as the vocabulary names it.
        matter: Its id here; None where the district's catalogue does not have it.
        name: Its name here.
        scope: Who may be served where; None where nobody recorded it.
        online: Whether it can be done wholly online; None where nobody recorded it.
        desks: The nearest stations in reach; where none surely is, the nearest competent one too,
            without minutes.
        reason: Why there is none; None where there is one.
    """

    asked: str
    matter: str | None
    name: str | None
    scope: str | None
    online: bool | None
    desks: tuple[Desk, ...]
    reason: Text | None


@dataclass(frozen=True)
class Competent:
    """Who is competent for a site.

    Attributes:
        matters: The permit matters, in the order of the vocabulary.
        at: The moment asked; None for none.
        within_min: What counts as in reach, minutes on foot.
    """

    matters: tuple[ForMatter, ...]
    at: datetime | None
    within_min: float


def competent(
    known: Offices,
    business: BusinessType,
    site: Point,
    *,
    doors: NDArray[np.object_] | None = None,
    error_m: float = CLICKED_ERROR_M,
    at: str | datetime | None = None,
) -> Competent:
    """The stations competent for a site.

    Args:
        known: The stations.
        business: The kind of business; its `permit_matters` are asked for.
        site: Where the site is, in the district's CRS.
        doors: Points of its doors; None for the site itself.
        error_m: How far the site's position may be off.
        at: Moment of arrival, as for `ask`; None for any.

    Raises:
        QuestionError: There is no such moment.
    """
    general = ask(at=at)
    within = float(general.minutes)
    if known.ground is None:
        found = tuple(
            ForMatter(asked, None, None, None, None, (), _no_stations(known))
            for asked in business.permit_matters
        )
        return Competent(found, general.moment, within)
    ground = at_site(known.ground, site, doors, error_m + known.area_error_m)
    matters = [
        _for_matter(known, ground, asked, matter, general.moment)
        for asked in business.permit_matters
        for matter in known.matters_called(asked) or (None,)
    ]
    return Competent(tuple(matters), general.moment, within)


def _no_stations(known: Offices) -> Text:
    return _NO_STATION_SHOWN if known.seen.stations else _NO_STATIONS


def _for_matter(
    known: Offices, ground: Ground, asked: str, matter: str | None, moment: datetime | None
) -> ForMatter:
    if matter is None:
        hidden = known.seen.catalogue
        reason = _NO_CATALOGUE_SHOWN if hidden else _NO_SUCH_MATTER
        return ForMatter(asked, None, None, None, None, (), reason)
    matters = ground.services.matters
    (index,) = matter_indices(ground, (matter,))
    network = _NETWORK.get(matters.audience[index], "all")
    question = ask(matters=(matter,), network=network)
    desks = tuple(
        _desk(known, ground, question, index, station, walk, moment)
        for station, walk in _chosen(ground, question)
    )
    return ForMatter(
        asked=asked,
        matter=matter,
        name=matters.names[index],
        scope=matters.scope[index],
        online=matters.online[index],
        desks=desks,
        reason=None if desks else _NOBODY,
    )


def _chosen(ground: Ground, question: Question) -> Iterator[tuple[int, Considered | None]]:
    """Stations to name, and their walks: the nearest in reach, and where none surely is one more.

    That is the nearest, in a straight line, of the surest that handle it for this place.
    """
    index = {name: at for at, name in enumerate(ground.stations.ids.tolist())}
    walks = [walk for walk in considered(ground, question, SITE_ID) if walk.counts is not False]
    for walk in walks[:MOST]:
        yield index[walk.station], walk
    if any(walk.counts for walk in walks):
        return
    levels = _levels(ground, question)
    levels[[index[walk.station] for walk in walks]] = NO
    if levels.max(initial=NO) > NO:
        surest = np.flatnonzero(levels == levels.max())
        away_m = shapely.distance(ground.residents.points[0], ground.stations.points[surest])
        yield int(surest[np.argmin(away_m)]), None


def _levels(ground: Ground, question: Question) -> Levels:
    """(S,) how surely each station handles the matter for people of this place."""
    part = cut(ground, question)
    every = np.arange(len(ground.stations.ids))
    scope = part.scope.levels(every, np.zeros(len(every), dtype=np.int64))
    return np.minimum(serving_levels(ground, part), scope)


def _desk(
    known: Offices,
    ground: Ground,
    question: Question,
    matter: int,
    station: int,
    walk: Considered | None,
    moment: datetime | None,
) -> Desk:
    row, own = known.stations.iloc[station], str(ground.stations.ids[station])
    shown = {
        name: None if name in known.withheld or pd.isna(row[name]) else str(row[name])
        for name in SHOWN
    }
    kept = kept_back(known.seen, own)
    surely = bool(_levels(ground, question)[station] == YES) and kept.sure
    doubt = None if surely else _note(ground, question, station)
    if walk is not None and not walk.counts:
        doubt = walk.note
    opens = None
    if moment is not None:
        opens = kept.opening(moment) or next_opening(
            ground, replace(question, moment=moment), 0, station
        )
    told = walk if kept.measured else None
    return Desk(
        station=own,
        **shown,
        services=_services(ground, matter, station),
        surely=surely,
        doubt=kept.doubt or doubt,
        walk_mm=told.cost_mm if told else None,
        minutes=float(told.cost_mm / question.mm_per_min) if told else None,
        at_least=bool(told and told.at_least),
        is_open=_is_open(opens, moment),
        opens=opens,
    )


def _note(ground: Ground, question: Question, station: int) -> Text:
    """What is not known of a station that may handle the matter."""
    notes = station_notes(ground, cut(ground, question))
    return notes.get(str(ground.stations.ids[station]), _SCOPE_UNKNOWN)


def _services(ground: Ground, matter: int, station: int) -> tuple[str, ...]:
    handled = ground.services.handled
    if handled is None:
        return ()
    rows = handled.rows(matter)
    codes = set(handled.service[rows][handled.station[rows] == station].tolist())
    return tuple(s for s in COUNTED_SERVICES if SERVICES.index(s) in codes)


def _is_open(opens: NextOpening | None, moment: datetime | None) -> bool | None:
    if opens is None or opens.perhaps == moment:
        return None
    return opens.surely == moment
