"""What the map of a scenario says of it: its file, and each change in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.declarations import Visibility
from data.district import District
from data.scenario.changes import (
    Change,
    GateAdded,
    GateRemoved,
    GateSet,
    HoursChanged,
    MatterDelegated,
    MatterWithdrawn,
    Scenario,
    StationAdded,
    StationClosed,
    StationMoved,
    StreetSet,
)
from data.text import Text
from data.visibility import visible
from maps.hours_text import hours_text
from maps.kept_back import kept_back_word
from maps.plain import plain
from maps.words import SERVICE_TEXT

_LAYERS = ("stations", "matters", "streets", "gates", "residents")
_DIGITS = 12
_HOURS = Text("调整办公时间", "hours changed")
_NOT_RECORDED = Text("未登记", "not recorded")
_FOOT = {
    True: Text("放行道路", "street opened"),
    False: Text("封闭道路", "street barred"),
    None: Text("道路能否步行改为未登记", "whether the street may be walked, no longer recorded"),
}
_GATE = {
    "open": Text("启用出入口", "gate opened"),
    "pass_only": Text("出入口改为仅内部人员通行", "gate for own people only"),
    "locked": Text("关闭出入口", "gate barred"),
    "emergency": Text("出入口改为仅供应急", "gate for emergencies only"),
    None: Text("出入口状态改为未登记", "status of the gate, no longer recorded"),
}


@dataclass(frozen=True)
class MappedScenario:
    """A scenario whose map is drawn.

    Attributes:
        scenario: Its changes.
        name: What it is called.
        sha256: The hash of its file.
        before: The district without the changes, where what is closed still has a name.
    """

    scenario: Scenario
    name: str
    sha256: str
    before: District


@dataclass(frozen=True)
class ScenarioPanel:
    """The part of the panel about the scenario.

    Attributes:
        name: What it is called.
        sha256: The first digits of the hash of its file.
        changes: Each change in words, in order.
    """

    name: str
    sha256: str
    changes: tuple[Text, ...]


def scenario_panel(
    shown: MappedScenario | None, then: District, level: Visibility = Visibility.INTERNAL
) -> ScenarioPanel | None:
    """The scenario in words; None where there is none.

    What may not be seen in either district is not named, though the file names it: the map
    travels farther than the file (law 11).

    Args:
        shown: The scenario.
        then: The district with the changes made.
        level: Up to which visibility its readers see the district.
    """
    if shown is None:
        return None
    word = kept_back_word(level)
    kept_back = Text(f"（{word.zh}，不显示）", f"({word.en}, not shown)")
    names = _Names({**_named(then, level), **_named(shown.before, level)}, kept_back)
    lines = tuple(_line(change, names) for change in shown.scenario.changes)
    return ScenarioPanel(shown.name, shown.sha256[:_DIGITS], lines)


@dataclass(frozen=True)
class _Names:
    """Ids to names, of whatever may be seen; ids are unique over all layers."""

    of: Mapping[str, str]
    kept_back: Text

    def __call__(self, thing: str) -> Text:
        if thing not in self.of:
            return self.kept_back
        name = self.of[thing]
        said = f"{name}（{thing}）" if name else thing
        return Text(said, f"{name} ({thing})" if name else thing)


def _named(district: District, level: Visibility) -> dict[str, str]:
    names: dict[str, str] = {}
    for layer in _LAYERS:
        table = visible(district, layer, level).table
        if table is not None:
            names |= zip(table["id"].astype(str), map(plain, table["name"]), strict=True)
    return names


def _line(change: Change, names: _Names) -> Text:
    match change:
        case MatterDelegated() | MatterWithdrawn():
            return _handling(change, names)
        case HoursChanged(station, hours):
            return _said(_HOURS, names(station), _hours(hours))
        case StreetSet(street, foot):
            return _said(_FOOT[foot], names(street))
        case GateSet(gate, status):
            return _said(_GATE[status], names(gate))
        case GateAdded(gate=gate, of=of):
            return _said(Text("新开出入口", "gate added"), names(gate), names(of))
        case GateRemoved(gate):
            return _said(Text("封堵出入口", "gate removed"), names(gate))
    return _station(change, names)


def _station(change: StationAdded | StationMoved | StationClosed, names: _Names) -> Text:
    match change:
        case StationAdded(station=station):
            return _said(Text("新增站点", "station added"), names(station))
        case StationMoved(station):
            return _said(Text("迁移站点", "station moved"), names(station))
        case StationClosed(station):
            return _said(Text("撤销站点", "station closed"), names(station))


def _handling(change: MatterDelegated | MatterWithdrawn, names: _Names) -> Text:
    given = isinstance(change, MatterDelegated)
    verb = Text("下放事项", "matter delegated") if given else Text("收回事项", "matter withdrawn")
    how = SERVICE_TEXT[change.handling.service or ""]
    return _said(verb, names(change.station), names(change.handling.matter), how)


def _hours(text: str | None) -> Text:
    return hours_text(text) if text else _NOT_RECORDED


def _said(verb: Text, *things: Text) -> Text:
    zh, en = "，".join(t.zh for t in things), ", ".join(t.en for t in things)
    return Text(f"{verb.zh}：{zh}", f"{verb.en}: {en}")
