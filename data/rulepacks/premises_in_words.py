"""Checks of the premises, the planned land use and the applicant's facts, each as a sentence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.rulepacks import premises_checks as of
from data.rulepacks.check_parts import Left, Number
from data.rulepacks.check_phrases import (
    NOTHING,
    UNIT_TEXT,
    Entries,
    asked_number,
    listed,
    terms_text,
)
from data.rulepacks.land_use_names import land_use_text
from data.rulepacks.vocabulary import FactTerm, Vocabulary
from data.text import Text

USE_TEXT: Mapping[of.BuildingUse, Text] = MappingProxyType(
    {
        "residential": Text("纯住宅楼", "a building of dwellings only"),
        "mixed": Text("商住综合楼", "a building of dwellings and other uses"),
        "commercial": Text("商业楼", "a commercial building"),
        "office": Text("办公楼", "an office building"),
        "industry": Text("厂房", "a factory"),
        "warehouse": Text("仓库", "a warehouse"),
        "school": Text("校舍", "a school building"),
        "museum": Text("博物馆", "a museum"),
        "library": Text("图书馆", "a library"),
        "heritage": Text("文物建筑", "a heritage building"),
        "hospital": Text("医院建筑", "a hospital building"),
        "station": Text("车站", "a station"),
        "temporary": Text("临时建筑", "a temporary building"),
        "dangerous": Text("危房", "a dangerous building"),
        "illegal": Text("违法建筑", "an illegal building"),
        "other": Text("其他建筑", "another building"),
    }
)


def _land_use(check: of.LandUse, _: Entries, __: Vocabulary) -> Text:
    if check.fits_business:
        return Text("规划用途适合本业态", "the planned land use fits the business")
    codes = listed(map(land_use_text, check.one_of or check.none_of))
    if check.one_of:
        return Text(f"规划用途为下列之一：{codes.zh}", f"the planned land use is: {codes.en}")
    return Text(f"规划用途不是：{codes.zh}", f"the planned land use is none of: {codes.en}")


def _host_building(check: of.HostBuilding, _: Entries, __: Vocabulary) -> Text:
    uses = listed(USE_TEXT[use] for use in check.none_of)
    return Text(f"所在建筑不是：{uses.zh}", f"the building is not: {uses.en}")


def _below_dwellings(check: of.BelowDwellings, entries: Entries, _: Vocabulary) -> Text:
    gap = asked_number(check.gap_floors, "floors", entries)
    return Text(
        f"最低住宅楼层比所在楼层至少高 {gap.zh}",
        f"the lowest dwelling floor lies at least {gap.en} above the premises' floor",
    )


def _floor(check: of.Floor, entries: Entries, _: Vocabulary) -> Text:
    low = None if check.lowest is None else asked_number(check.lowest, "floors", entries)
    high = None if check.highest is None else asked_number(check.highest, "floors", entries)
    # A floor is a place and no amount: "floor 2", not "2 floors".
    en = [] if low is None else [f"no lower than floor {_bare(low.en)}"]
    en += [] if high is None else [f"no higher than floor {_bare(high.en)}"]
    zh = [] if low is None else [f"不低于 {low.zh}"]
    zh += [] if high is None else [f"不高于 {high.zh}"]
    return Text(f"所在楼层{'、'.join(zh)}（地下为负）", f"{' and '.join(en)} (basements negative)")


def _bare(words: str) -> str:
    return words.replace(UNIT_TEXT["floors"].en, "")


def _floor_area(check: of.FloorArea, entries: Entries, vocabulary: Vocabulary) -> Text:
    what = vocabulary.facts[check.fact].title
    if check.per is not None:
        each = vocabulary.facts[check.per].title
        what = Text(f"{what.zh}÷{each.zh}", f"{what.en} ÷ {each.en}")
    if check.at_least_m2 is not None:
        least = asked_number(check.at_least_m2, "m2", entries)
        return Text(f"{what.zh}不小于 {least.zh}", f"{what.en} is at least {least.en}")
    most = asked_number(check.at_most_m2 or 0.0, "m2", entries)
    return Text(f"{what.zh}不大于 {most.zh}", f"{what.en} is at most {most.en}")


def _address_unique(check: of.AddressUnique, _: Entries, vocabulary: Vocabulary) -> Text:
    if check.of_business:
        return Text(
            "同一地址没有同类的有效许可", "no live permit of the kind stands at the address"
        )
    kinds = terms_text(check.types, vocabulary)
    return Text(f"同一地址没有有效的{kinds.zh}", f"at the address stands no live: {kinds.en}")


def _document(check: of.Document, _: Entries, vocabulary: Vocabulary) -> Text:
    title = vocabulary.facts[check.fact].title
    return Text(f"有文件证明：{title.zh}", f"a document proves: {title.en}")


def _person_must_look(check: of.PersonMustLook, _: Entries, __: Vocabulary) -> Text:
    what = check.what.text
    return Text(f"由人到现场查看：{what.zh}", f"a person looks at: {what.en}")


def _fact(check: of.Fact, entries: Entries, vocabulary: Vocabulary) -> Text:
    term = vocabulary.facts[check.fact]
    if isinstance(check.equals, bool):
        said = Text("是", "yes") if check.equals else Text("否", "no")
    elif check.equals is not None:
        said = (term.choices or {})[check.equals]
    else:
        return _bounds(check, term, entries)
    return Text(f"{term.title.zh}：{said.zh}", f"{term.title.en}: {said.en}")


def _bounds(check: of.Fact, term: FactTerm, entries: Entries) -> Text:
    unit = term.unit or NOTHING
    zh, en = [], []
    for word, number in (
        (Text("不小于", "at least"), check.at_least),
        (Text("不大于", "at most"), check.at_most),
    ):
        if number is not None:
            said = _fact_number(number, unit, entries)
            zh.append(f"{word.zh} {said.zh}")
            en.append(f"{word.en} {said.en}")
    return Text(f"{term.title.zh}{'、'.join(zh)}", f"{term.title.en}: {' and '.join(en)}")


def _fact_number(number: Number, unit: Text, entries: Entries) -> Text:
    if isinstance(number, Left):
        return asked_number(number, "", entries)
    return Text(f"{number:g} {unit.zh}".strip(), f"{number:g} {unit.en}".strip())


PREMISES_SENTENCES: Mapping[str, Callable[..., Text]] = MappingProxyType(
    {
        "land_use": _land_use,
        "host_building": _host_building,
        "below_dwellings": _below_dwellings,
        "floor": _floor,
        "floor_area": _floor_area,
        "address_unique": _address_unique,
        "document": _document,
        "person_must_look": _person_must_look,
        "fact": _fact,
    }
)
