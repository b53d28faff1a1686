"""Everything around the sites that some rules must see, made ready once for any number of sites."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from data.rulepacks.checks import To
from data.rulepacks.vocabulary import Pick, Vocabulary
from geo.levels import MAY, YES
from geo.scene.areas import Areas, areas
from geo.scene.buildings import Buildings, buildings
from geo.scene.features import Features, features
from geo.scene.gates import PICK as GATES
from geo.scene.gates import Gates, gates
from geo.scene.knowledge import Known, border_tree, known
from geo.scene.land_use import LandUses, land_uses
from geo.scene.layer_rows import LayerRows, once_a_layer
from geo.scene.permits import Permits, permits
from geo.scene.residents import Residents, residents
from geo.scene.walks import PICK as STREETS
from geo.scene.walks import Walks, walks
from geo.streets.network import WalkNetwork

Wanted = tuple[tuple[str, ...], To]


class Part(Enum):
    """What a scene holds only for checks that ask for it: to prepare it takes time."""

    WALKS = "walks"
    AREAS = "areas"
    RESIDENTS = "residents"
    PERMITS = "permits"
    BUILDINGS = "buildings"
    LAND_USE = "land_use"


@dataclass(frozen=True)
class Scene:
    """What lies around sites.

    Attributes:
        vocabulary: The words it was prepared with.
        on: The day.
        level: Up to which visibility the asker may see.
        features: What the checks look for, by terms and by where distances end.
        extents: The distinct extents in which kinds are complete.
        borders: Their sides, to find how near their borders are.
        far_m: No check looks farther, the position error of the site left out.
        errors_m: The largest position errors of what sites may lie in, each once.
        hides: Whether any of it is hidden from the asker (law 11).
        buildings: The buildings; None where no check asks for them.
        land_use: Planned land use; None where no check asks for it.
        walks: The walk network; None where no check asks for it.
        areas: The areas by level; None where no check asks for them.
        residents: The residents; None where no check asks for them.
        permits: Permits and where they stand; None where no check asks for them.
    """

    vocabulary: Vocabulary
    on: date
    level: Visibility
    features: Mapping[Wanted, Features]
    extents: tuple[BaseGeometry, ...]
    borders: tuple[shapely.STRtree, ...]
    far_m: float
    errors_m: tuple[float, ...]
    hides: bool
    buildings: Buildings | None = None
    land_use: LandUses | None = None
    walks: Walks | None = None
    areas: Mapping[str, Areas] | None = None
    residents: Residents | None = None
    permits: Permits | None = None


def scene(
    district: District,
    vocabulary: Vocabulary,
    wanted: Iterable[Wanted],
    on: date,
    level: Visibility = Visibility.INTERNAL,
    parts: Collection[Part] = (),
    network: WalkNetwork | None = None,
    look_m: float = np.inf,
) -> Scene:
    """Prepare what checks look for.

    Args:
        district: The district.
        vocabulary: What the terms mean.
        wanted: Terms that are looked for together, and where distances to them end.
        on: The day.
        level: Up to which visibility the asker may see.
        parts: What else checks ask for.
        network: The walkable streets of somebody who takes steps, where they are at hand.
        look_m: How far round a site any check looks, position errors left out.
    """
    extents: list[BaseGeometry] = []
    knowns: dict[Pick, Known] = {}

    def of(pick: Pick) -> Known:
        if pick not in knowns:
            knowns[pick] = known(district, pick, on, level, extents)
        return knowns[pick]

    layer = once_a_layer(district, on, vocabulary.old_codes)
    by_level = areas(district, of) if Part.AREAS in parts else {}
    wanted = sorted(set(wanted))
    ways = None
    if any(ends == "gate" for _, ends in wanted):
        extent = of(GATES).extent
        ways = gates(district, of(GATES), extents[extent] if extent >= 0 else None)
    found = _looked_for(vocabulary, wanted, of, layer, ways)
    houses = buildings(district, of) if Part.BUILDINGS in parts else None
    land = land_uses(district, of) if Part.LAND_USE in parts else None
    grounds = [each for each in (*found.values(), houses, land) if each is not None]
    return Scene(
        vocabulary=vocabulary,
        on=on,
        level=level,
        features=found,
        buildings=houses,
        land_use=land,
        walks=walks(district, on, of(STREETS), extents, network) if Part.WALKS in parts else None,
        areas=by_level if Part.AREAS in parts else None,
        residents=residents(district, by_level, of) if Part.RESIDENTS in parts else None,
        permits=permits(district, vocabulary, of, layer, on) if Part.PERMITS in parts else None,
        # The last: all others may have met new ones.
        extents=tuple(extents),
        borders=tuple(border_tree(extent) for extent in extents),
        far_m=look_m + max((each.error_m for each in knowns.values()), default=0.0),
        errors_m=tuple(sorted({float(each.error_m.max(initial=0.0)) for each in grounds})),
        hides=any(each.hidden for each in knowns.values()),
    )


def _looked_for(
    vocabulary: Vocabulary,
    wanted: Sequence[Wanted],
    known: Callable[[Pick], Known],
    layer: Callable[[str], LayerRows],
    gates: Gates | None,
) -> Mapping[Wanted, Features]:
    """The features that checks look for, by terms and by where distances end."""
    return MappingProxyType(
        {
            (terms, ends): _features(
                vocabulary, terms, known, layer, gates if ends == "gate" else None
            )
            for terms, ends in wanted
        }
    )


def _features(
    vocabulary: Vocabulary,
    terms: tuple[str, ...],
    known: Callable[[Pick], Known],
    layer: Callable[[str], LayerRows],
    gates: Gates | None,
) -> Features:
    """The features that some terms mean, and which kinds speak for which."""
    exact = dict.fromkeys(pick for term in terms for pick in vocabulary.features[term].picks)
    wider = [wide for wide in _wider(vocabulary, exact) if wide not in exact]
    every = [*exact, *wider]
    picked = [(known(pick), YES if pick in exact else MAY) for pick in every]
    speakers = tuple(
        (at, *(every.index(wide) for wide in _wider(vocabulary, (pick,))))
        for at, pick in enumerate(exact)
    )
    return features(layer, picked, speakers, gates)


def _wider(vocabulary: Vocabulary, picks: Collection[Pick]) -> list[Pick]:
    """Kinds of which a feature may be one of `picks`, because their source does not tell."""
    return [
        wide for wide, narrow in vocabulary.broader.items() if not set(narrow).isdisjoint(picks)
    ]
