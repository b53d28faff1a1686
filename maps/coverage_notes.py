"""What a reader must know beside the shares, the same on the map and on the command line."""

from data.percent import percent
from data.text import Text
from geo.answers import Coverage
from maps.plain import count_text

PICTURE_ONLY = Text(
    "图形仅为示意，数字均由路网时间计算得出",
    "The drawing is a picture; every number comes from times on the street network",
)


def coverage_notes(coverage: Coverage) -> tuple[Text, ...]:
    """People outside every area, numbers not recorded, rows lost, places without gates."""
    unassigned = coverage.unassigned.total if coverage.unassigned is not None else 0.0
    outside, blank = count_text(unassigned), count_text(coverage.rows_without_value)
    stations, residents = coverage.rejected_stations, coverage.rejected_residents
    ungated = percent(coverage.ungated_share or 0)
    possible = (
        (unassigned > 0, Text(f"{outside} 人不在任何区域内", f"{outside} people live in no area")),
        (
            coverage.rows_without_value > 0,
            Text(
                f"{blank} 条常住人口记录没有此项数字，按 0 计",
                f"{blank} resident rows have no number recorded and count as 0",
            ),
        ),
        (
            residents > 0,
            Text(
                f"{residents:,} 条常住人口记录导入时未收录，未计入任何数字",
                f"{residents:,} resident rows were rejected on import and are counted nowhere",
            ),
        ),
        (
            stations > 0,
            Text(
                f"{stations:,} 条站点记录导入时未收录，覆盖率可能偏低",
                f"{stations:,} station rows were rejected on import and might have helped",
            ),
        ),
        (
            bool(coverage.ungated_share),
            Text(
                f"{ungated} 的人口所在场所没有出入口记录，从场所位置直接出发",
                f"{ungated} of people live in places without recorded gates and start "
                "from the place itself",
            ),
        ),
    )
    missing = () if coverage.missing_group is None else (coverage.missing_group,)
    return (*missing, *(text for applies, text in possible if applies))
