"""What the fixed words of rules are called in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from data.rulepacks.rule import Confidence, Level, NotMet, Undertaking
from data.text import Text

LEVEL_TEXT: Mapping[Level, Text] = MappingProxyType(
    {
        "national": Text("国家", "national"),
        "provincial": Text("省级", "provincial"),
        "city": Text("市级", "city"),
        "district": Text("区级", "district"),
    }
)
UNDERTAKING_TEXT: Mapping[Undertaking, Text] = MappingProxyType(
    {
        "rent": Text("租用既有房屋", "renting existing premises"),
        "change_use": Text("改变用途", "change of use"),
        "construction": Text("新建改扩建", "construction"),
    }
)
NOT_MET_TEXT: Mapping[NotMet, Text] = MappingProxyType(
    {
        "prohibited": Text("不予许可", "prohibited"),
        "approval_required": Text("须另办手续", "approval required"),
        "manual": Text("现场核实", "a person must look"),
        "advisory": Text("仅作提示", "advisory"),
    }
)
CONFIDENCE_TEXT: Mapping[Confidence, Text] = MappingProxyType(
    {
        "verified_text": Text("已核对条文", "text read"),
        "verified_page": Text("见于网页", "found on a page"),
        "memory_high": Text("凭记忆，较有把握", "from memory, fairly sure"),
        "memory_medium": Text("凭记忆，须核对", "from memory, to be confirmed"),
    }
)
