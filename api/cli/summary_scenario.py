"""What `quankan coverage` prints of a scenario."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text as Plain

from api.cli.summary_asked import first_of, share
from api.outputs.scenario_document import matters_moved, matters_not_asked, sums
from api.outputs.shown import Shown
from api.scenario_outcome import Outcome
from data.text import Language, Text
from geo.scenario.causes import CAUSE_TEXT, Cause
from geo.scenario.difference import Change

_CHANGE_TEXT = {
    Change.GAINED: Text("新增覆盖", "newly covered"),
    Change.LOST: Text("不再确定覆盖", "no longer surely covered"),
    Change.KNOWN: Text("由不明转为未覆盖", "not known before, not covered now"),
    Change.DOUBTED: Text("由未覆盖转为不明", "not covered before, not known now"),
    Change.NEARER: Text("步行缩短", "a shorter walk"),
    Change.FARTHER: Text("步行变长", "a longer walk"),
}


def scenario(part: Shown, found: Outcome | None, language: Language) -> Table | None:
    """Before and after, who gains and who loses, and why; None where none was asked."""
    group = part.answer.question.group
    if found is None or group not in found.people:
        return None
    name = found.asked.scenario.title
    title = Text(f"情景：{name}" if name else "情景", f"Scenario: {name}" if name else "Scenario")
    table = Table(title=Plain(title.in_(language)), show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    difference = found.difference
    before, after = difference.groups[group]
    table.add_row(Text("现状覆盖", "covered as it is").in_(language), share(before))
    table.add_row(Text("情景覆盖", "covered then").in_(language), share(after))
    changes = sums(difference.row, difference.change, found.people)
    for change, words in _CHANGE_TEXT.items():
        if change in changes:
            table.add_row(words.in_(language), f"{changes[change][group]:,.0f}")
    for cause, people in sums(difference.row, difference.cause, found.people).items():
        words = CAUSE_TEXT[Cause(cause)]
        label = Text(f"变差：{words.zh}", f"worse: {words.en}")
        table.add_row(label.in_(language), f"{people[group]:,.0f}")
    for matter, called in matters_moved(part, found).items():
        was, then = (share(tally) for tally in found.matters[matter][group])
        table.add_row(Plain(f"{called or ''} {matter}".strip()), f"{was} → {then}")
    return table


def notes(part: Shown, found: Outcome | None) -> Iterator[Text]:
    """Which matters the figures of a scenario cannot speak of."""
    missed = [] if found is None else matters_not_asked(part, found)
    if missed:
        zh, en = first_of(missed)
        yield Text(
            f"情景的总体对比未问及事项 {zh}，看不出其下放或收回的效果；"
            f"逐人对比请加 --matter {missed[0]}",
            f"the scenario's overall figures do not ask for {en}, and cannot show what becomes of "
            f"it; person by person: --matter {missed[0]}",
        )
