"""Small hand-drawn scenes, in metres from a corner, whose answer can be seen in the test.

    answer(check, small(facilities=[{"kind": "clinic", "at": (100, 0)}])) == "met"

Everything is declared complete for `LAND`, never stale, good to 0 m, unless a test says otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

import numpy as np
import shapely
from pyproj import CRS
from support.random_districts import unchecked
from support.tiny import Row, table

from data.declarations import Declaration, Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.rulepacks.checks import Check
from data.rulepacks.vocabulary import (
    BusinessType,
    FactTerm,
    FactType,
    FeatureTerm,
    Pick,
    Proof,
    Vocabulary,
)
from data.text import Text
from geo.checks.answers import WORDS
from geo.checks.asking import Asking
from geo.checks.judge import judge
from geo.checks.judged import Judged
from geo.checks.wanted import parts, wanted
from geo.scene.placed import placed
from geo.scene.scene import Scene, scene
from geo.scene.sites import FactColumn, Shape, Sites, Source, point_sites

METRES = CRS("EPSG:4544")
TODAY = date(2026, 6, 1)
LAND = shapely.box(-3000, -3000, 3000, 3000)


def _term(name: str, *picks: str) -> FeatureTerm:
    pairs = (pick.split("/") for pick in picks)
    return FeatureTerm(name, Text(name, name), tuple(Pick(*pair) for pair in pairs))


def _fact(name: str, kind: FactType = FactType.NUMBER, proof: Proof = Proof.DECLARED) -> FactTerm:
    return FactTerm(name, Text(name, name), kind, proof=proof)


_TERMS = (
    _term("school", "facilities/primary_school", "facilities/middle_school"),
    _term("clinic", "facilities/clinic"),
    _term("gas_station", "facilities/filling_station"),
    _term("farmland", "control_zones/permanent_basic_farmland"),
    _term("redline", "control_zones/ecological_redline"),
    _term("park", "control_zones/park", "control_zones/forest_park"),
    _term("road", "corridors/road"),
    _term("railway", "corridors/railway"),
    _term("cafe", "permits/internet_cafe"),
    _term("shop", "permits/shop"),
    _term("dwellings", "buildings/residential"),
    _term("green", "land_use/14"),
    _term("hall", "stations/hall"),
)
CAFE = BusinessType(
    name="internet_cafe",
    title=Text("互联网上网服务营业场所", "internet café"),
    permit=Text("网络文化经营许可证", "internet café permit"),
    land_use_fit=("0901", "0902"),
    land_use_conditional=("0701",),
    permit_types=("internet_cafe",),
)
WORDS_SMALL = Vocabulary(
    features=MappingProxyType({term.name: term for term in _TERMS}),
    broader=MappingProxyType(
        {
            Pick("facilities", "school"): (
                Pick("facilities", "primary_school"),
                Pick("facilities", "middle_school"),
            )
        }
    ),
    types=MappingProxyType({CAFE.name: CAFE}),
    groups=MappingProxyType({}),
    facts=MappingProxyType(
        {
            term.name: term
            for term in (
                _fact("floor", FactType.WHOLE),
                _fact("area_m2"),
                _fact("computers"),
                _fact("building_use", FactType.CHOICE),
                _fact("produces_fume", FactType.BOOLEAN),
                _fact("dedicated_flue", FactType.BOOLEAN, Proof.DOCUMENT),
                _fact("owners_consent", FactType.BOOLEAN, Proof.DOCUMENT),
            )
        }
    ),
    old_codes=MappingProxyType({"R2": ("0701",), "B1": ("0901",), "B": ("0901", "0902", "0903")}),
)
# Every kind that the words pick, so that all of them are known to be there or not to be there.
_KINDS = tuple(
    dict.fromkeys(
        [
            *((pick.layer, pick.value) for term in _TERMS for pick in term.picks),
            ("facilities", "school"),
        ]
    )
)


def small(
    extent: object = LAND,
    error_m: float | None = 0.0,
    without: Iterable[str] = (),
    declare: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    streets_known: object = LAND,
    checked: bool = True,
    **layers: Sequence[Row],
) -> District:
    """A district of some rows in which all other layers are there, and empty.

    Args:
        extent: Where every kind is complete.
        error_m: Position error of every kind.
        without: Layers, or kinds as `layer/kind`, of which nothing is declared; a layer is not
            there at all.
        declare: By layer or `layer/kind`, what its declaration says differently.
        streets_known: Where the streets are complete; None for nowhere.
        checked: Whether rows are checked, which takes most of the time.
        layers: Rows by layer: `at` is the shape, ids are made up where none is given.
    """
    gone = set(without)
    if streets_known is not None and "streets" in layers:
        layers["street_extent"] = [{"id": "extent", "at": streets_known}]
    told = {"areas", "residents", "gates"} - layers.keys()
    names = [name for name in _layers() if name not in gone and name not in told]
    tables = {name: _drawn(name, layers.get(name, ()), checked) for name in names}
    declared = []
    for layer, kind in _declared():
        if layer in gone or f"{layer}/{kind}" in gone:
            continue
        plain = Declaration(
            layer, kind, never_stale=True, extent=extent, position_error_m=error_m
        )  # fmt: skip
        said = {**declare.get(layer, {}), **declare.get(f"{layer}/{kind}", {})}
        declared.append(replace(plain, **said))
    return District(
        name="小区", source="hand-drawn", crs=METRES, layers=tables, declarations=tuple(declared)
    )


def _layers() -> list[str]:
    taken = {"streets", "street_extent", "closures", "matters", "station_matters", "bundles"}
    return [name for name in LAYER_BY_NAME if name not in taken - {"streets", "street_extent"}]


def _declared() -> list[tuple[str, str | None]]:
    whole = ("land_use", "buildings", "addresses", "residents", "areas", "gates")
    kinds = [pair for pair in _KINDS if pair[0] not in whole]
    return [*((layer, None) for layer in whole), *kinds]


@cache
def _empty(layer: str) -> object:
    """A layer of no rows; most layers of most scenes are."""
    return unchecked(layer, []).set_crs(METRES, allow_override=True)


def _drawn(layer: str, rows: Sequence[Row], checked: bool) -> object:
    if not rows:
        return _empty(layer)
    named = [{"id": f"{layer}-{number}", **row} for number, row in enumerate(rows)]
    if not checked:
        return unchecked(layer, named).set_crs(METRES, allow_override=True)
    return table(layer, named)[0].set_crs(METRES, allow_override=True)


def around(
    district: District,
    *checks: Check,
    on: date = TODAY,
    level: Visibility = Visibility.INTERNAL,
    words: Vocabulary = WORDS_SMALL,
) -> Scene:
    """The scene of a district, prepared for some checks."""
    return scene(district, words, wanted(checks), on, level, parts=parts(checks))


def at_points(
    *points: tuple[float, float],
    error_m: float = 0.0,
    facts: Mapping[str, tuple[float | str, Source]] = MappingProxyType({}),
) -> Sites:
    """Point sites."""
    xy = np.array(points, dtype=float).reshape(-1, 2)
    return point_sites(xy, same_facts(facts, len(points)), error_m)


def same_facts(
    given: Mapping[str, tuple[float | str, Source]], count: int
) -> Mapping[str, FactColumn]:
    """The same facts at `count` sites."""
    return MappingProxyType(
        {
            name: FactColumn(
                np.full(count, value, dtype=object if isinstance(value, str) else float),
                np.full(count, source, dtype=np.uint8),
            )
            for name, (value, source) in given.items()
        }
    )


def in_shape(
    shape: shapely.Geometry,
    what: Shape,
    error_m: float = 0.0,
    doors: Sequence[tuple[float, float]] = (),
    address: str | None = None,
) -> Sites:
    """One site that is a building or a parcel (or a door with an address)."""
    door = shapely.multipoints(list(doors)) if doors else None
    one = at_points((0, 0), error_m=error_m)
    shapes, ways = np.empty(1, dtype=object), np.empty(1, dtype=object)
    shapes[0], ways[0] = shape, door
    return replace(
        one,
        shapes=shapes,
        what=np.array([what], dtype=np.uint8),
        doors=ways,
        address=np.array([address], dtype=object),
    )


def judged(
    check: Check, district: District, sites: Sites, business: BusinessType = CAFE, **asked: object
) -> Judged:
    """What a check found at some sites of a district; `asked` goes to `around`."""
    there = around(district, check, **asked)
    return judge(check, Asking(there, placed(there, sites), business))


def answers(check: Check, district: District, sites: Sites, **asked: object) -> list[str]:
    """The words a check answers at some sites."""
    return [WORDS[answer] for answer in judged(check, district, sites, **asked).answer]


def answer(
    check: Check, district: District, point: tuple[float, float] = (0, 0), **asked: object
) -> str:
    """The word a check answers at one point that is known exactly."""
    return answers(check, district, at_points(point), **asked)[0]
