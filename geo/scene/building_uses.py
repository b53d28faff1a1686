"""What sources call the use of a building, and what that may be in the words of rules.

A word may stand for several uses; a set of uses is a number with a bit for each.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from data.rulepacks.premises_checks import BuildingUse

USES: tuple[BuildingUse, ...] = get_args(BuildingUse)
_BIT: Mapping[str, int] = MappingProxyType({use: 1 << at for at, use in enumerate(USES)})


def bits(uses: Iterable[str]) -> int:
    """A set of uses as a number."""
    return sum(_BIT[use] for use in set(uses))


HOMES = bits(("residential", "mixed"))
# Uses of which a building with some has homes besides, rather than being a mixed building only.
_ORDINARY = bits(("residential", "mixed", "commercial", "office", "other"))

# Uses, and what they are called in Chinese registers and in OpenStreetMap's `building`.
_WORDS: Mapping[tuple[BuildingUse, ...], str] = {
    ("residential",): "住宅 居住 居住建筑 民居 住宅楼 居民楼 农房 别墅 apartments house detached "
    "semidetached_house terrace villa bungalow farm",
    ("residential", "other"): "宿舍 dormitory",
    ("mixed",): "商住 商住楼 商住综合楼 住宅底商 底商住宅 商住混合",
    ("mixed", "commercial", "office"): "综合 综合楼 商业综合体",
    ("mixed", "commercial"): "公寓 商务公寓 酒店式公寓",
    ("commercial",): "商业 商业服务业 商铺 商场 商厦 商业楼 市场 酒店 宾馆 餐饮 retail shop mall "
    "supermarket kiosk hotel market filling_station",
    ("office",): "办公 办公楼 写字楼 商务办公 机关 机关办公 offices government townhall",
    ("industry",): "工业 厂房 工业厂房 industrial factory manufacture",
    ("warehouse",): "仓储 仓库 物流 logistics hangar",
    ("school",): "学校 教育 教学楼 幼儿园 kindergarten university college",
    ("museum",): "博物馆 展览馆",
    ("library",): "图书馆",
    ("heritage",): "文物 文物建筑 文物保护单位 历史建筑",
    ("hospital",): "医院 医疗 医疗卫生 门诊楼 clinic",
    ("station",): "车站 火车站 客运站 机场 航站楼 train_station transportation terminal",
    ("temporary",): "临时 临时建筑 construction",
    ("dangerous",): "危房 危险房屋 ruins",
    ("illegal",): "违建 违法建设 违章建筑",
    ("other",): "其他 公共 公共建筑 文化 体育 宗教 车库 公共设施 public civic church temple mosque "
    "garage garages parking sports_hall shed greenhouse roof service toilets",
}
WORDS: Mapping[str, int] = MappingProxyType(
    {word: bits(uses) for uses, words in _WORDS.items() for word in words.split()}
    | {use: _BIT[use] for use in USES}
)
_SEGMENT = re.compile(r"(-?\d{1,3})(?:[-~](-?\d{1,3}))?[:：](.+)")


def uses_named(text: str | None) -> int:
    """The uses that a word may stand for; 0 for one that says nothing, such as OSM's `yes`."""
    return WORDS.get(text.strip().lower(), 0) if text else 0


@dataclass(frozen=True)
class FloorUses:
    """What `uses_by_floor` says.

    Attributes:
        homes: Whether some floors hold dwellings.
        others: The uses of floors that hold none.
        lowest_dwelling: Lowest floor with a dwelling; None where there is none.
    """

    homes: bool
    others: int
    lowest_dwelling: int | None


def uses_by_floor(text: str | None) -> FloorUses | None:
    """Read `1-2:commercial;3-18:residential`; None for what cannot be read to its end."""
    homes, others, lowest = False, 0, None
    for part in (text or "").replace("；", ";").strip("; ").split(";"):
        segment = _SEGMENT.fullmatch(part.strip())
        uses = uses_named(segment[3]) if segment else 0
        if segment is None or not uses:
            return None
        others |= uses & ~HOMES
        if uses & HOMES:
            homes, floor = True, int(segment[1])
            lowest = floor if lowest is None else min(lowest, floor)
    return FloorUses(homes, others, lowest)


def refined(use: int, floors: FloorUses | None, *, homes: bool, above_first: bool) -> int:
    """The uses a building may have, after all that is known of its floors.

    Args:
        use: What its `use` may stand for.
        floors: What `uses_by_floor` says.
        homes: Whether dwellings are counted in it or their lowest floor is given.
        above_first: Whether the lowest floor with a dwelling lies above the first.
    """
    special = use & ~_ORDINARY
    if floors is None:
        if homes and use and not use & HOMES:
            return _BIT["mixed"] | special
        # Below the first dwelling there may be shops, or cellars and bicycles.
        return use | _BIT["mixed"] if above_first and use == _BIT["residential"] else use
    if floors.homes and floors.others:
        return _BIT["mixed"] | special
    if floors.homes:
        return (use if use else 0) | _BIT["residential"]
    if not use:
        return floors.others
    return use | floors.others if use & HOMES else use
