"""Why a result no longer stands, as its page says it: time, layers, articles."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from api.answering.standing import Standing
from data.layers import LAYER_BY_NAME
from data.text import Text

_OVER = Text("已过有效期。", "Its time is over.")
_CHANGES: Mapping[str, Text] = MappingProxyType(
    {
        "changed": Text("有修改", "changed"),
        "added": Text("新近适用", "binds now"),
        "gone": Text("不再适用", "binds no longer"),
    }
)


def lapsed_reasons(standing: Standing) -> tuple[Text, ...]:
    """What has changed since a result was issued, a sentence for each; none while it stands."""
    return tuple(_reasons(standing))


def _reasons(standing: Standing) -> Iterator[Text]:
    if standing.over:
        yield _OVER
    if standing.layers:
        titles = [LAYER_BY_NAME[name].title for name in standing.layers]
        zh, en = "、".join(each.zh for each in titles), ", ".join(each.en for each in titles)
        yield Text(f"所依据的图层有变化：{zh}。", f"Layers it rests on have changed: {en}.")
    for rule, word in standing.rules.items():
        cited, change = standing.articles.get(rule, ""), _CHANGES[word]
        yield Text(
            f"条款{change.zh}：{cited}（{rule}）。", f"Article {change.en}: {cited} ({rule})."
        )
