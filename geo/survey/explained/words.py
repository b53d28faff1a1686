"""Numbers, names and facts as an officer writes them, in Chinese and English."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from data.rulepacks.vocabulary import FactTerm, FactType, Vocabulary
from data.text import Text
from geo.scene.building_uses import USES, uses_named
from geo.scene.sites import Source

# So many names are told of a list, so many digits of a number.
_TOLD, _MOST_DIGITS = 4, 3
NOTHING = Text("", "")
_YES, _NO = Text("是", "yes"), Text("否", "no")
SOURCE: Mapping[Source, Text] = MappingProxyType(
    {
        Source.DECLARED: Text("申请人自述", "declared by the applicant"),
        Source.DOCUMENT: Text("有书面材料", "by a document"),
        Source.SEEN: Text("现场所见", "seen on site"),
        Source.LAYER: Text("据图层", "from a layer"),
    }
)


def number(value: float, beside: float | None = None) -> str:
    """A number with one decimal, or as many more as show on which side of `beside` it lies."""
    digits = 1
    if beside is not None and value != beside:
        while digits < _MOST_DIGITS and round(value, digits) == round(beside, digits):
            digits += 1
    written = f"{value:,.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def give_or_take(error_m: float | None, note: Text = NOTHING) -> Text:
    """An error of position in brackets; nothing where there is none."""
    if not error_m:
        return Text("", "")
    said = number(error_m)
    return Text(f"（位置误差 ±{said} 米{note.zh}）", f" (±{said} m{note.en})")


def listed(texts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Names one after another; of many the first few, and how many there are."""
    every = list(dict.fromkeys(texts))
    told = every[:_TOLD]
    said = Text(zh.join(each.zh for each in told), en.join(each.en for each in told))
    if len(every) <= _TOLD:
        return said
    more = len(every) - _TOLD
    return Text(f"{said.zh}等 {len(every)} 项", f"{said.en} and {more} more")


def joined(sentences: Iterable[Text]) -> Text:
    """Sentences one after another, each once."""
    every = [each for each in dict.fromkeys(sentences) if each.zh]
    return Text("；".join(each.zh for each in every), "; ".join(each.en for each in every))


def terms_text(terms: Sequence[str], vocabulary: Vocabulary) -> Text:
    """What some feature terms are called together."""
    return listed(vocabulary.features[term].title for term in terms)


def fact_title(name: str, vocabulary: Vocabulary) -> Text:
    """What a fact is called, all of it: what stands in brackets may be law, as in 楼（院）内."""
    term = vocabulary.facts.get(name)
    return Text(name, name) if term is None else term.title


def fact_value(value: float | str, term: FactTerm | None) -> Text:
    """The value of a fact: yes or no, the title of a choice, a number with its unit."""
    if isinstance(value, str):
        choices = (term.choices if term is not None else None) or {}
        return choices.get(value, Text(value, value))
    if term is not None and term.type is FactType.BOOLEAN:
        return _YES if value else _NO
    said = number(value)
    if term is None or term.unit is None:
        return Text(said, said)
    return Text(f"{said} {term.unit.zh}", f"{said} {term.unit.en}")


def use_text(word: str, vocabulary: Vocabulary) -> Text:
    """What a source calls the use of a building, in the words of rules; else as it is."""
    term, bits = vocabulary.facts.get("building_use"), uses_named(word)
    titles = [fact_value(use, term) for at, use in enumerate(USES) if bits >> at & 1]
    return listed(titles, "或", " or ") if titles else Text(word, word)


def floor_text(floor: float) -> Text:
    """A floor, basements by their own count."""
    if floor < 0:
        return Text(f"地下 {-floor:g} 层", f"basement {-floor:g}")
    return Text(f"{floor:g} 层", f"floor {floor:g}")
