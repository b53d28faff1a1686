"""The words of the siting pages, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from data.sites.facts import FactSource
from data.text import Text
from geo.survey.outcome import Outcome
from geo.survey.same_address import Blocked, Effect

ADVICE = Text(
    "本意见为行政指导，不是行政许可，不代替受理和审批；以所列数据日期和规则版本为限。",
    "This is advice, no permit; it replaces no application, and holds only for the data dates and "
    "rule versions printed on it.",
)
MADE_UP = Text(
    "演示用：部分规则数值为虚构，不得据此办事。",
    "For demonstration: some of the numbers in these rules are made up. Do not act on them.",
)
RESTRICTED_INSIDE = Text(
    "本页按“受限”级别生成，含受限图层内容，不得外传。",
    "This page was made for an asker who may see restricted layers, and shows them. Do not pass it "
    "on.",
)
SIMPLIFIED = Text(
    "图形仅供示意，绘制时已简化；面积和结论按未简化的图形计算。",
    "Shapes are simplified for drawing only; areas and outcomes come from the unsimplified ones.",
)
SITE_TEXT: Mapping[str, Text] = MappingProxyType(
    {
        "door": Text("点位（门）", "a point (a door)"),
        "building": Text("建筑", "a building"),
        "parcel": Text("地块", "a parcel"),
        "cell": Text("网格单元", "a grid cell"),
    }
)
# What each outcome asks of the applicant.
OUTCOME_MEANS: Mapping[Outcome, Text] = MappingProxyType(
    {
        Outcome.FAIL: Text("有规则不满足，按现行规定不能在此开办", "a rule is not met: not here"),
        Outcome.UNKNOWN: Text("缺少数据或信息，不能下结论", "data or facts are missing"),
        Outcome.ON_SITE: Text("须由工作人员到场核实后确定", "somebody must go and look"),
        Outcome.CONDITIONAL: Text("先办妥所列手续即可", "allowed once the steps named are taken"),
        Outcome.PASS: Text("已核查的规则均满足", "every rule examined is met"),
    }
)
METHOD_TEXT: Mapping[str, Text] = MappingProxyType(
    {
        "straight": Text("直线", "straight"),
        "walking": Text("步行", "walking"),
        "overlap": Text("叠加", "overlap"),
        "fact": Text("申报事实", "a fact given"),
        "register": Text("登记信息", "a register"),
    }
)
FACT_SOURCE_TEXT: Mapping[FactSource, Text] = MappingProxyType(
    {
        FactSource.DECLARED: Text("申请人自述", "declared by the applicant"),
        FactSource.DOCUMENT: Text("书面材料", "a document"),
        FactSource.SEEN: Text("现场所见", "seen on site"),
    }
)
BLOCKED_TEXT: Mapping[Blocked, Text] = MappingProxyType(
    {
        Blocked.YES: Text(
            "该地址已有同类有效许可，须先变更或注销",
            "a permit of this kind stands at the address and must be changed or cancelled first",
        ),
        Blocked.PERHAPS: Text(
            "该地址可能有同类许可，须先核实",
            "a permit of this kind may stand at the address; find out first",
        ),
        Blocked.NO: Text(
            "登记范围内未见同类许可", "no permit of this kind is on record at or around the address"
        ),
        Blocked.UNKNOWN: Text(
            "无法确认该地址有无同类许可",
            "whether a permit of this kind stands at the address is not known",
        ),
    }
)
EFFECT_TEXT: Mapping[Effect, Text] = MappingProxyType(
    {
        Effect.BLOCKS: Text("妨碍新办", "blocks a new one"),
        Effect.MAY_BLOCK: Text("可能妨碍新办", "may block a new one"),
        Effect.NOTED: Text("其他种类，不妨碍", "another kind, does not block"),
    }
)
HOW_TEXT: Mapping[str, Text] = MappingProxyType(
    {
        "name": Text("地址（含曾用名、别名）", "address, former or alias"),
        "house_number": Text("门牌号", "house number"),
        "building": Text("所在建筑", "building"),
        "near": Text("20 米以内", "within 20 m"),
    }
)
CHECK_TEXT: Mapping[str, Text] = MappingProxyType(
    {
        "on_site": Text("现场核实", "to be seen on site"),
        "declared": Text("申请人自述，须核对", "declared, to be verified"),
        "unknown": Text("待补充", "to be supplied"),
    }
)
NOT_RECORDED = Text("未登记", "not recorded")
NOT_DECLARED = Text("未声明", "not declared")
