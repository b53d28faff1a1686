"""The phrases that sentences about checks are made of: numbers, features, ways of measuring."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from data.rulepacks.check_parts import From, Left, Method, Number, Threshold, Way
from data.rulepacks.rule import RuleMethod, RuleNumber
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text

# Of a rule's tables `numbers` and `methods`, by name.
Entries = Mapping[str, RuleNumber | RuleMethod]

NOTHING = Text("", "")
SITE_TEXT: Mapping[From, Text] = MappingProxyType(
    {
        "door": Text("场址的门", "the site's door"),
        "building": Text("场址建筑", "the site's building"),
        "parcel": Text("场址用地", "the site's parcel"),
    }
)
WAY_TEXT: Mapping[Way, Text] = MappingProxyType(
    {"straight": Text("直线", "in a straight line"), "walking": Text("步行", "on foot")}
)
UNIT_TEXT: Mapping[str, Text] = MappingProxyType(
    {
        "m": Text(" 米", " m"),
        "m2": Text(" 平方米", " m²"),
        "floors": Text(" 层", " floors"),
        "count": Text(" 处", ""),
        "share": NOTHING,
        "households": Text(" 户", " households"),
        "people": Text(" 人", " people"),
    }
)


def number_text(value: float, unit: str) -> Text:
    """A number with its unit; a share as a percentage."""
    said = f"{value * 100:g}%" if unit == "share" else f"{value:g}"
    return Text(said + UNIT_TEXT[unit].zh, said + UNIT_TEXT[unit].en)


def asked_number(number: Number, unit: str, entries: Entries) -> Text:
    """A number a check asks for; what it is called besides, where localities may set it."""
    if not isinstance(number, Left):
        return number_text(number, unit)
    entry = entries[number.left]
    title = entry.title.text
    if isinstance(entry, RuleMethod) or entry.value is None:
        return Text(f"“{title.zh}”（由地方设定）", f"“{title.en}” (set locally)")
    value = number_text(entry.value, entry.unit)
    return Text(f"{value.zh}（“{title.zh}”）", f"{value.en} (“{title.en}”)")


def asked_way(method: Method, entries: Entries) -> Text:
    """How a distance is measured."""
    if not isinstance(method, Left):
        return WAY_TEXT[method]
    entry = entries[method.left]
    if isinstance(entry, RuleMethod) and entry.value is not None:
        return WAY_TEXT[entry.value]
    return Text("（测法由地方设定的）", "(measured as the locality says)")


def listed(texts: Iterable[Text]) -> Text:
    """One after another."""
    every = list(texts)
    return Text("、".join(each.zh for each in every), ", ".join(each.en for each in every))


def terms_text(names: Iterable[str], vocabulary: Vocabulary) -> Text:
    """Feature terms as people call them."""
    return listed(vocabulary.features[name].title for name in names)


def centre_line(edge_m: tuple[float, float]) -> Text:
    """What is said of features drawn by their centre line."""
    if edge_m == (0.0, 0.0):
        return NOTHING
    low, high = (f"{end:g}" for end in edge_m)
    return Text(
        f"；图层为中心线，边缘在其两侧 {low} 至 {high} 米之间",
        f"; drawn by its centre line, its edge lies {low} to {high} m beside it",
    )


def at_threshold(threshold: Threshold) -> Text:
    """What is said where exactly the distance is not enough."""
    if threshold == "met":
        return NOTHING
    return Text("，恰为此数仍不符合", ", exactly that is not enough")
