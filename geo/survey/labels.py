"""What outcomes are called in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from data.text import Text
from geo.survey.outcome import Outcome

OUTCOME_TEXT: Mapping[Outcome, Text] = MappingProxyType(
    {
        Outcome.PASS: Text("符合", "pass"),
        Outcome.CONDITIONAL: Text("有条件符合", "conditional"),
        Outcome.ON_SITE: Text("待现场核实", "to be looked at on site"),
        Outcome.UNKNOWN: Text("暂无法判定", "not known"),
        Outcome.FAIL: Text("不符合", "fail"),
        Outcome.REMARK: Text("提示", "remark"),
        Outcome.NOT_CONCERNED: Text("不涉及", "not concerned"),
    }
)
