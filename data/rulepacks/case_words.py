"""Whether a case uses only words that there are, and draws each thing as its layer does."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import get_args

from data.errors import SiteError
from data.layers import AREA_LEVELS, LAYER_BY_NAME, Geometry
from data.rulepacks.case import EACH, Case, CaseFeature
from data.rulepacks.check_notation import Refuse, near
from data.rulepacks.premises_checks import BuildingUse
from data.rulepacks.vocabulary import PICKED_BY, Vocabulary
from data.rulepacks.yaml_text import Location
from data.sites.facts import given_fact
from data.text import Text

# What a map may show beside the layers that features are picked from.
_PLAIN_LAYERS = ("streets", "residents", "addresses")
# Layers of which every kind is declared by itself; the others are declared as a whole.
KINDS_APART = ("control_zones", "facilities", "corridors", "permits", "stations")
_WHOLE = (*(layer for layer in PICKED_BY if layer not in KINDS_APART), *_PLAIN_LAYERS)
# Words of OpenStreetMap that a building on a map may have for its use; the second says nothing.
_OSM_USES = ("apartments", "yes")
_CORNERS: Mapping[Geometry, Collection[int]] = MappingProxyType(
    {
        Geometry.POINT: (1,),
        Geometry.LINE: range(2, 201),
        Geometry.POLYGON: range(3, 201),
        Geometry.POINT_OR_POLYGON: (1, *range(3, 201)),
    }
)


def require_case_sense(case: Case, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> None:
    """Refuse a case that names what nobody knows; see the module.

    Args:
        case: The case, as written.
        at: Where it stands.
        vocabulary: The words.
        refuse: Called with the place in the file, what is wrong there, and what is expected.
    """
    uses_each = EACH in (*case.map, *case.errors, *case.missing, *case.stale, *case.known_in)
    if uses_each != bool(case.each):
        found = Text(
            "each 列出却未用，或用了却未列", "lists each without using it, or uses it unlisted"
        )
        refuse(
            (*at, EACH),
            found,
            Text("each 列出种类，图中以 each 代之", "kinds in each, and each on the map"),
        )
    for one in case.one_each:
        for kind, drawn in one.map.items():
            here = (*at, "map", EACH if kind in one.each else kind)
            _require_kind(kind, here, vocabulary, refuse)
            for number, feature in enumerate(drawn):
                _require_drawn(kind, feature, (*here, number), refuse)
        for field in ("errors", "missing", "stale", "known_in"):
            for kind in getattr(one, field):
                _require_declared(kind, (*at, field), vocabulary, refuse)
    for k, name in enumerate(case.type):
        if name not in vocabulary.types:
            near((*at, "type", k), Text("业态", "business type"), name, vocabulary.types, refuse)
    for name, value in case.facts.items():
        _require_fact(name, value, (*at, "facts", name), vocabulary, refuse)


def _require_kind(kind: str, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> None:
    layer, _, value = kind.partition("/")
    known = _kinds(layer, vocabulary)
    if layer not in (*PICKED_BY, *_PLAIN_LAYERS):
        near(at, Text("图层", "layer"), layer, (*PICKED_BY, *_PLAIN_LAYERS), refuse)
    if (layer in PICKED_BY) != bool(value):
        found = Text("未写种类，或不分种类", "names no kind, or one of a layer without kinds")
        refuse(
            at, found, Text("如 facilities/primary_school、streets", "facilities/..., or streets")
        )
    if value and layer != "land_use" and value not in known:
        near(at, Text(f"{layer} 的种类", f"kind of {layer}"), value, known, refuse)


def _kinds(layer: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    picks = [
        *(pick for term in vocabulary.features.values() for pick in term.picks),
        *vocabulary.broader,
    ]
    known = {pick.value for pick in picks if pick.layer == layer}
    if layer == "buildings":
        known |= {*get_args(BuildingUse), *_OSM_USES}
    if layer == "areas":
        known |= set(AREA_LEVELS)
    return tuple(sorted(known))


def _require_drawn(kind: str, feature: CaseFeature, at: Location, refuse: Refuse) -> None:
    layer = LAYER_BY_NAME[kind.partition("/")[0]]
    if len(feature.at) not in _CORNERS[layer.geometry]:
        found = Text(f"画了 {len(feature.at)} 个角点", f"has {len(feature.at)} corners")
        refuse(
            (*at, "at"), found,
            Text(f"{layer.title.zh}为 {layer.geometry}", f"{layer.name} are of {layer.geometry}"),
        )  # fmt: skip
    for name in feature.columns:
        if name not in layer.column_names or name == PICKED_BY.get(layer.name):
            listed = ", ".join(name for name in layer.column_names if name != "id")
            found = Text(f"{layer.title.zh}没有这一项", f"is nothing that {layer.name} have")
            refuse((*at, name), found, Text(listed, f"one of {listed}"))


def _require_declared(kind: str, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> None:
    layer = kind.partition("/")[0]
    if layer not in _WHOLE:
        _require_kind(kind, at, vocabulary, refuse)
    elif kind != layer:
        found = Text(f"为 {kind}", f"names {kind}")
        wanted = Text(f"{layer}（该图层整体声明）", f"{layer}, which is declared as a whole")
        refuse(at, found, wanted)


def _require_fact(
    name: str, value: str, at: Location, vocabulary: Vocabulary, refuse: Refuse
) -> None:
    if name not in vocabulary.facts:
        near(at, Text("事实", "fact"), name, vocabulary.facts, refuse)
    try:
        given_fact(value, vocabulary.facts[name], name)
    except SiteError as error:
        refuse(at, error.found, error.expected)
