"""A vocabulary of a few words: three business types that share words, one fact of each sort."""

from types import MappingProxyType

from data.rulepacks.vocabulary import BusinessType, FactTerm, FactType, Proof, Vocabulary
from data.text import Text

_PERMIT = Text("食品经营许可证", "food permit")
_TYPES = (
    BusinessType(
        name="internet_cafe",
        title=Text("互联网上网服务营业场所", "internet café"),
        permit=Text("网络文化经营许可证", "internet culture permit"),
        search_words=("网吧", "网咖"),
    ),
    BusinessType("food_service", Text("餐饮服务", "food service"), _PERMIT,
                 search_words=("面馆", "茶馆")),
    BusinessType("food_retail", Text("食品销售", "food retail"), _PERMIT,
                 search_words=("便利店", "茶馆")),
)  # fmt: skip
_FACTS = (
    FactTerm("floor", Text("所在楼层（地下一层为 -1）", "floor"), FactType.WHOLE,
             minimum=-10, maximum=300),
    FactTerm("area_m2", Text("建筑面积", "floor area"), FactType.NUMBER,
             unit=Text("平方米", "m²"), minimum=0, maximum=1e6),
    FactTerm("computers", Text("计算机台数", "computers"), FactType.WHOLE,
             unit=Text("台", "computers"), minimum=0),
    FactTerm("dedicated_flue", Text("专用烟道", "dedicated flue"), FactType.BOOLEAN,
             proof=Proof.DOCUMENT),
    FactTerm("building_use", Text("房屋用途", "use of the building"), FactType.CHOICE,
             choices={"residential": Text("住宅", "dwellings"), "mixed": Text("商住", "mixed")}),
)  # fmt: skip
FEW_WORDS = Vocabulary(
    features=MappingProxyType({}),
    broader=MappingProxyType({}),
    types=MappingProxyType({each.name: each for each in _TYPES}),
    groups=MappingProxyType({}),
    facts=MappingProxyType({each.name: each for each in _FACTS}),
    old_codes=MappingProxyType({}),
)
