"""What is kept back from the readers of a map, and in which words it says so."""

from collections.abc import Iterator, Mapping

from data.declarations import Visibility
from data.layers import LAYER_BY_NAME, Layer
from data.text import Text
from data.visibility import VisibleLayer


def kept_back_word(level: Visibility) -> Text:
    """Why something is not shown to readers of a level, in the words of visibilities.

    Whoever sees what is internal is kept from what is restricted. Of all others it is not said
    which of the two a thing is: it is not public.
    """
    if level is Visibility.PUBLIC:
        return Text("不公开", "not public")
    return Text("受限", "restricted")


def restriction_notes(layers: Mapping[str, VisibleLayer], level: Visibility) -> tuple[Text, ...]:
    """What readers of a level may not see and is therefore not on the map."""
    word = kept_back_word(level)
    return tuple(
        note
        for name, layer in layers.items()
        for note in _kept_back(LAYER_BY_NAME[name], layer, word)
    )


def slices_note(level: Visibility) -> Text:
    """That the map shows neither single matters nor hours, and why."""
    word = kept_back_word(level)
    return Text(
        f"因含{word.zh}内容，图上不逐事项、逐时段显示",
        f"Because something is {word.en}, the map shows neither single matters nor hours",
    )


def _kept_back(layer: Layer, shown: VisibleLayer, word: Text) -> Iterator[Text]:
    zh, en = layer.title.zh, layer.title.en
    if shown.restricted:
        yield Text(f"{zh}：{word.zh}，不在图上显示", f"{en}: {word.en}, not shown")
    if shown.hidden_rows:
        n = shown.hidden_rows
        yield Text(f"{zh}：{n} 条{word.zh}，不在图上显示", f"{en}: {n} {word.en}, not shown")
    titles = [column.title for column in layer.columns if column.name in shown.hidden_columns]
    if titles:
        columns_zh, columns_en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
        yield Text(
            f"{zh}：{columns_zh}{word.zh}，不显示", f"{en}: {columns_en}: {word.en}, not shown"
        )
