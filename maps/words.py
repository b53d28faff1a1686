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
LEVEL_TEXT: Mapping[str, Text] = {
    "district": Text("区（县）", "district"),
    "subdistrict": Text("街道（镇）", "subdistrict"),
    "community": Text("社区（村）", "community"),
    "grid": Text("网格", "grid cell"),
    "park": Text("园区", "park"),
}
INTERNAL = Text("内部用图，不得公开", "Internal map, not for publication")

# What the page's own script says; the names are those it uses.
SCRIPT_WORDS: Mapping[str, Text] = {
    "address": Text("地址", "Address"),
    "advisory": Text("说明", "Note"),
    "covered": Text("覆盖", "Covered"),
    "hours": Text("办公时间", "Opening hours"),
    "in_district": Text("所属区", "District"),
    "level": Text("层级", "Level"),
    "matters": Text("事项", "Matters"),
    "matters_none": Text("未登记事项", "no matters recorded"),
    "minutes": Text("步行时间", "Walk"),
    "minutes_unit": Text("分钟", "min"),
    "modelled": Text("推算", "Modelled"),
    "modelled_row": Text("人口为推算值，非登记值", "people modelled, not counted"),
    "nearest": Text("最近站点", "Nearest station"),
    "nearest_to": Text("以此为最近站点", "Nearest for"),
    "network": Text("服务对象", "Serves"),
    "no_people": Text("无人口", "nobody lives here"),
    "no_path": Text("步行无法到达", "no way on foot"),
    "online": Text("可全程网办", "can be done online"),
    "people": Text("人数", "People"),
    "people_unit": Text("人", ""),
    "phone": Text("电话", "Telephone"),
    "reach": Text("时限内可达", "Within reach"),
    "reason": Text("原因", "Reason"),
    "status": Text("状态", "Status"),
    "stations_within": Text("时限内站点数", "Stations within the limit"),
    "theme_none": Text("未分主题", "no theme"),
    "tier": Text("层级", "Tier"),
    "total": Text("总数", "All"),
    "unknown": Text("无法判定", "Not known"),
    "unnamed": Text("未命名", "unnamed"),
    "windows": Text("窗口数", "Windows"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "close": Text("关闭", "Close"),
}
