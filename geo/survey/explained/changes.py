"""Facts that would change the verdict, in sentences: 设在 2 层则为有条件符合."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.scene.sites import Source
from geo.survey.explained.words import fact_title, fact_value, floor_text, listed, number
from geo.survey.labels import OUTCOME_TEXT
from geo.survey.what_would_change import Change


def change_text(change: Change, vocabulary: Vocabulary) -> Text:
    """What one other value of a fact would give."""
    return _sentence((change,), vocabulary)


def changes_texts(changes: Iterable[Change], vocabulary: Vocabulary) -> Iterator[Text]:
    """One sentence for all values of a fact that give the same verdict, the best verdict first."""

    def alike(change: Change) -> tuple[int, str, int]:
        return int(change.verdict), change.fact, int(change.source)

    for _, same in groupby(sorted(changes, key=alike), key=alike):
        yield _sentence(tuple(same), vocabulary)


def _sentence(same: Sequence[Change], vocabulary: Vocabulary) -> Text:
    first = same[0]
    outcome = OUTCOME_TEXT[first.verdict]
    given = _if(first.fact, same, vocabulary)
    proven = Text("", "")
    if first.source is Source.DOCUMENT:
        proven = Text("（须有证明材料）", " (with proof)")
    comma = "," if given.en.endswith(",") or proven.en else ""
    return Text(
        f"{given.zh}{proven.zh}，则为{outcome.zh}",
        f"{given.en.removesuffix(',')}{proven.en}{comma} this would be: {outcome.en}",
    )


def _if(name: str, same: Sequence[Change], vocabulary: Vocabulary) -> Text:
    """The condition: `如设在 1 至 4 层`."""
    numbers = sorted(each.value for each in same if not isinstance(each.value, str))
    words = sorted(each.value for each in same if isinstance(each.value, str))
    if name == "floor":
        floors = listed((_floors(*run) for run in _runs(numbers)), "，或 ", " or ")
        return Text(f"如设在 {floors.zh}".replace(" 地下", "地下"), f"on {floors.en}")
    term, title = vocabulary.facts.get(name), fact_title(name, vocabulary)
    if len(numbers) > 1:
        low, high = fact_value(numbers[0], term), fact_value(numbers[-1], term)
        if low.zh in ("是", "否"):
            return Text(f"无论{title.zh}与否", f"whether or not {title.en}")
        return Text(
            f"如{title.zh}为 {number(numbers[0])} 或 {high.zh} 等",
            f"with {title.en} of {number(numbers[0])}, {high.en} or so",
        )
    every: list[float | str] = [*numbers, *words]
    values = listed((fact_value(each, term) for each in every), "、", " or ")
    return Text(f"如{title.zh}为“{values.zh}”", f'with {title.en}: "{values.en}",')


def _floors(low: float, high: float) -> Text:
    if low == high:
        return floor_text(low)
    first, last = floor_text(low), floor_text(high)
    return Text(f"{first.zh}至 {last.zh}", f"{first.en} to {last.en}")


def _runs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    """First and last of each run of floors on end; there is no floor 0."""
    runs: list[tuple[float, float]] = []
    for floor in numbers:
        last = runs[-1][1] if runs else None
        if last is not None and floor == (1 if last == -1 else last + 1):
            runs[-1] = (runs[-1][0], floor)
        else:
            runs.append((floor, floor))
    return runs
