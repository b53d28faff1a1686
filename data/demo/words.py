"""Made-up Chinese names for streets, communities, compounds and firms."""

from collections.abc import Sequence

import numpy as np

RIVER = "澄溪河"
SUBDISTRICTS = (
    "云渡", "鹿鸣", "青棠", "竹栖", "映荷", "北堰", "松涛", "银杏里", "梧桐", "槐安", "长堤",
    "望岭", "柳坪",
)  # fmt: skip
PARKS = ("望岭智造产业园", "柳坪轨道装备产业园", "长堤都市工业园", "北堰数字商贸园")
FIRST = tuple("云鹿青竹映北松银梧槐长望柳澄锦瑞安宁嘉和清兰桂枫雅静康福祥永新春秋晨晓明芳花翠碧")
SECOND = tuple("溪渡鸣棠栖荷堰涛杏桐安堤岭坪塘泉湾浦桥亭台园圃林岗坡沟井巷口门堂祠楼阁院坝田家")
THIRD = tuple("锦瑞雅翠碧兰桂枫棠荷竹松柏梅菊莲芙蓉槿樱枫岚澜汀洲沁澍润泽源恒盛华丰隆裕泰")
COMPOUNDS = (
    "苑", "花园", "小区", "家园", "雅居", "新居", "华庭", "名都", "公馆", "府", "半岛", "新村",
    "公寓", "里", "庭院",
)  # fmt: skip
OLD_COMPOUNDS = ("机修厂宿舍", "纺织厂宿舍", "建司宿舍", "粮站宿舍", "供销社宿舍", "院落", "大院")
VILLAGES = ("一组", "二组", "三组", "四组", "五组", "六组", "林盘", "新型社区")
FAMILY = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
GIVEN = tuple("敏静丽强磊洋艳勇杰娟涛霞平刚桂英华玉兰红")
TRADES = ("科技", "商贸", "餐饮", "医药", "教育", "文化传媒", "物流", "装饰", "超市", "食品")


def stems(dice: np.random.Generator, second: Sequence[str] = SECOND) -> list[str]:
    """All two-character names from `FIRST` and `second`, each once, in the order of the dice."""
    pairs = sorted({a + b for a in FIRST for b in second if a != b})
    return [pairs[k] for k in dice.permutation(len(pairs))]


def distinct(dice: np.random.Generator, count: int, endings: Sequence[str]) -> list[str]:
    """`count` different names, each a two-character stem with one of `endings`.

    While the stems last, no two names share one; after that only the ending differs.
    """
    heads = stems(dice, THIRD)
    order = dice.permutation(len(endings))
    return [
        heads[k % len(heads)] + endings[order[(k % len(heads) + k // len(heads)) % len(endings)]]
        for k in range(count)
    ]


def person(dice: np.random.Generator) -> str:
    """A made-up name of a person."""
    return f"{FAMILY[int(dice.integers(len(FAMILY)))]}{GIVEN[int(dice.integers(len(GIVEN)))]}"


def landline(dice: np.random.Generator) -> str:
    """A telephone number that cannot be a real one: local numbers never begin with 0."""
    return f"028-0{int(dice.integers(0, 10_000_000)):07d}"
