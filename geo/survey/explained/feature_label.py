"""What a feature is called in a finding."""

from data.declarations import Visibility
from data.text import Text
from data.visibility import names_somebody
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.survey.explained.one import One
from geo.survey.reasons import pick_title

_ORDER = list(Visibility)


def feature_label(found: Features, feature: int, one: One) -> Text:
    """A feature's name and kind; its kind and id where it has none that may be told, or neither."""
    known = found.knowns[found.pick[feature]]
    title = pick_title(known.pick, one.vocabulary)
    name = found.names[feature]
    if name is None or not may_name(known, one):
        place = feature_id(found, feature, one)
        if place is None:
            return title
        return Text(f"{title.zh}（编号 {place}）", f"{title.en} {place}")
    return Text(f"{name}（{title.zh}）", f"{name} ({title.en})")


def feature_id(found: Features, feature: int, one: One) -> str | None:
    """The id of a feature; None where that would tell the asker whose it is."""
    layer = found.knowns[found.pick[feature]].pick.layer
    told = not names_somebody(layer, one.asking.scene.level)
    return str(found.ids[feature]) if told else None


def may_name(known: Known, one: One) -> bool:
    """Whether the asker may see what features of a kind are called."""
    if known.pick.layer in one.background.nameless:
        return False
    declared = known.declaration
    asked = None if declared is None else declared.column_visibility.get("name")
    return asked is None or _ORDER.index(asked) <= _ORDER.index(one.asking.scene.level)
