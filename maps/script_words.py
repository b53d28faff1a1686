"""What the page's own scripts say, in both languages; the names are those they use."""

from collections.abc import Mapping

from data.declarations import Visibility
from data.layers import COUNTED_SERVICES
from data.text import Text
from geo.question import Question
from maps.counted import counted
from maps.kept_back import kept_back_word

_WORDS: Mapping[str, Text] = {
    "address": Text("地址", "Address"),
    "covered": Text("覆盖", "Covered"),
    "hours": Text("办公时间", "Opening hours"),
    "in_district": Text("所属区", "District"),
    "level": Text("层级", "Level"),
    "matters": Text("事项", "Matters"),
    "matters_none": Text("未登记事项", "no matters recorded"),
    "minutes": Text("步行时间", "Walk"),
    "minutes_unit": Text("分钟", "min"),
    "modelled": Text("推算", "Modelled"),
    "modelled_row": Text("数量为推算值，非登记值", "modelled, not counted"),
    "nearest": Text("最近站点", "Nearest station"),
    "nearest_to": Text("以此为最近站点", "Nearest for"),
    "network": Text("服务对象", "Serves"),
    "no_path": Text("步行无法到达", "no way on foot"),
    "online": Text("可全程网办", "online"),
    "phone": Text("电话", "Telephone"),
    "reach": Text("时限内可达", "Within reach"),
    "reason": Text("原因", "Reason"),
    "status": Text("状态", "Status"),
    "stations_within": Text("时限内站点数", "Stations within the limit"),
    "theme_none": Text("未分主题", "no theme"),
    "tier": Text("层级", "Tier"),
    "unknown": Text("无法判定", "Not known"),
    "windows": Text("窗口数", "Windows"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "close": Text("关闭", "Close"),
    "tier_served": Text("站点层级", "Its tier"),
    "search_matter": Text("搜索事项名称、主题或编号", "Search by name, theme or id"),
    "matter": Text("事项", "Matter"),
    "hour": Text("时段", "Hour"),
    "arriving": Text("到达", "arrival"),
    "booked_counts": Text("含预约", "with appointments"),
    "handled_by": Text("办理站点", "Handled by"),
    "stations_unit": Text("个站点", "stations"),
    "stations_may": Text("个站点可能办理", "more may"),
    "how": Text("办理方式", "How"),
    "only_by": Text("仅按此方式办理时", "If only this way counted"),
    "scope": Text("办理范围", "Who may use it"),
    "cases": Text("年办件量", "Cases a year"),
    "online_yes": Text(
        "可全程网办：未覆盖的可在网上办理", "Can be done wholly online: no walk is needed"
    ),
    "online_no": Text("不能全程网办，须到站办理", "Cannot be done online: a visit is needed"),
    "online_unknown": Text("能否全程网办未登记", "Whether it can be done online is not recorded"),
    "online_list": Text("可全程网办的事项", "Matters that can be done wholly online"),
    "no_match": Text("没有符合的事项", "No matter matches"),
    "this_matter": Text("此事项", "This matter"),
    "handles_not": Text("不办理", "not handled here"),
    "here_alone": Text("仅能到达此站", "Reach only this station"),
    "here_day": Text("停办一天即整日无处可办", "Without it served at no hour of the day"),
    "here_matters": Text("只能在此办理的事项", "Matters some can do nowhere else"),
    "back_to_any": Text("恢复为任何站点", "Back to any station"),
    "matters_unit": Text("项", "matters"),
}
_NOBODY: Mapping[str, Text] = {
    "nobody_handles": Text("没有站点办理", "no station handles it"),
    "nobody_handles_long": Text("0：没有站点办理此事项", "0: no station handles this matter"),
}
_NOBODY_SO: Mapping[str, Text] = {
    "nobody_handles": Text("没有站点以所问方式办理", "no station handles it in the way asked"),
    "nobody_handles_long": Text(
        "0：没有站点以所问方式办理此事项", "0: no station handles this matter in the way asked"
    ),
}


def script_words(question: Question, level: Visibility = Visibility.INTERNAL) -> Mapping[str, Text]:
    """What the scripts say of an answer to `question`: its units, its ways of handling.

    Args:
        question: What was asked.
        level: Up to which visibility readers see the district.
    """
    word = kept_back_word(level)
    named = counted(question.group)
    every_way = question.services == COUNTED_SERVICES
    return {
        **_WORDS,
        **(_NOBODY if every_way else _NOBODY_SO),
        "people_unit": named.unit,
        "no_people": named.none,
        "not_summed": Text(
            f"部分居民{word.zh}，分区不计", f"not summed: some residents are {word.en}"
        ),
    }
