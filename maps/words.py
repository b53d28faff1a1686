"""The words on the coverage map, in both languages."""

from collections.abc import Mapping

from data.text import Text

TIER_TEXT: Mapping[str, Text] = {
    "district": Text("区级政务服务中心", "district hall"),
    "subdistrict": Text("街道（镇）便民服务中心", "subdistrict centre"),
    "community": Text("社区（村）便民服务站", "community station"),
    "post": Text("驿站、网点与自助终端", "post, partner or kiosk"),
    "": Text("层级未登记", "tier not recorded"),
}
KIND_TEXT: Mapping[str, Text] = {
    "hall": Text("政务服务中心", "hall"),
    "centre": Text("便民服务中心", "centre"),
    "station": Text("便民服务站", "station"),
    "park_centre": Text("园区企业服务中心", "park centre"),
    "post": Text("驿站", "post"),
    "partner": Text("合作网点", "partner"),
    "kiosk": Text("自助终端", "kiosk"),
}
NETWORK_TEXT: Mapping[str, Text] = {
    "residents": Text("个人", "residents"),
    "enterprises": Text("企业", "enterprises"),
    "both": Text("个人和企业", "residents and enterprises"),
}
SERVICE_TEXT: Mapping[str, Text] = {
    "complete": Text("可办结", "completed here"),
    "accept": Text("受理或代办转报", "accepted and passed on"),
    "self": Text("自助办理", "self-service"),
    "advise": Text("咨询导办", "advice only"),
    "": Text("方式未登记", "how is not recorded"),
}
AUDIENCE_TEXT: Mapping[str, Text] = {
    "person": Text("个人事项", "for people"),
    "enterprise": Text("涉企事项", "for enterprises"),
}
SCOPE_TEXT: Mapping[str, Text] = {
    "own_community": Text("仅限本社区（村）", "own community only"),
    "own_subdistrict": Text("仅限本街道（镇）", "own subdistrict only"),
    "district": Text("全区通办", "anywhere in the district"),
    "cross_district": Text("跨区通办", "in any district"),
    "": Text("办理范围未登记，按全区通办计", "scope not recorded, taken as the district"),
}
DAY_TEXT: Mapping[str, Text] = {
    "weekday": Text("工作日", "Weekday"),
    "saturday": Text("周六", "Saturday"),
    "sunday": Text("周日", "Sunday"),
    "holiday": Text("节假日", "Holiday"),
}
SERVICE_LETTER: Mapping[str, Text] = {
    "complete": Text("办", "C"),
    "accept": Text("受", "A"),
    "self": Text("自", "S"),
    "advise": Text("咨", "i"),
    "": Text("？", "?"),
}
LEVEL_TEXT: Mapping[str, Text] = {
    "district": Text("区（县）", "district"),
    "subdistrict": Text("街道（镇）", "subdistrict"),
    "community": Text("社区（村）", "community"),
    "grid": Text("网格", "grid cell"),
    "park": Text("园区", "park"),
}
INTERNAL = Text("内部用图，不得公开", "Internal map, not for publication")
