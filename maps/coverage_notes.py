"""What a reader must know beside the shares, the same on the map and on the command line."""

from collections.abc import Iterator

from data.layers import COUNTED_SERVICES
from data.percent import percent
from data.text import Text
from geo.answers import Coverage, Reason
from maps.counted import counted
from maps.plain import count_text
from maps.words import SERVICE_TEXT

PICTURE_ONLY = Text(
    "图形仅为示意，数字均由路网时间计算得出",
    "The drawing is a picture; every number comes from times on the street network",
)


def coverage_notes(coverage: Coverage) -> tuple[Text, ...]:
    """Nobody who serves, people in no area, numbers not recorded, rows lost, gates unknown."""
    first = (coverage.main.missing, nobody_serves(coverage))
    return (
        *(note for note in first if note is not None),
        *_people(coverage),
        *_lost(coverage),
        *_gates(coverage),
    )


def nobody_serves(coverage: Coverage) -> Text | None:
    """That no station handles the matters asked, or none in the way asked; None where one may."""
    main, question = coverage.main, coverage.question
    why = {reason for reason, people in main.reasons.items() if people}
    if not question.matters or why != {Reason.NO_STATION}:
        return None
    if main.totals is None or main.totals.covered or main.totals.unknown:
        return None
    one = len(question.matters) == 1
    zh, en = ("此事项", "this matter") if one else ("所问事项", "all of these matters")
    # At an hour it may be that they are closed: only then is it so.
    now_zh, now_en = ("", "") if question.moment is None else ("此时", " at that hour")
    if question.services == COUNTED_SERVICES:
        return Text(
            f"按所问条件，{now_zh}没有站点办理{zh}",
            f"Under what was asked, no station handles {en}{now_en}",
        )
    ways = [SERVICE_TEXT[service] for service in question.services]
    ways_zh, ways_en = "、".join(way.zh for way in ways), ", ".join(way.en for way in ways)
    return Text(
        f"按所问条件，{now_zh}没有站点以所问方式（{ways_zh}）办理{zh}",
        f"Under what was asked, no station handles {en} in the way asked ({ways_en}){now_en}",
    )


def _people(coverage: Coverage) -> Iterator[Text]:
    unit = counted(coverage.question.group).unit
    unassigned = coverage.main.unassigned.total if coverage.main.unassigned is not None else 0.0
    if unassigned:
        count = count_text(unassigned)
        yield Text(f"{count} {unit.zh}不在任何区域内", f"{count} {unit.en} are in no area")
    if coverage.main.rows_without_value:
        count = count_text(coverage.main.rows_without_value)
        yield Text(
            f"{count} 条常住人口记录没有此项数字，按 0 计",
            f"{count} resident rows have no number recorded and count as 0",
        )


def _lost(coverage: Coverage) -> Iterator[Text]:
    """Rows rejected on import, and what that means for the shares."""
    if count := coverage.losses.residents:
        yield Text(
            f"{count:,} 条常住人口记录导入时未收录，未计入任何数字",
            f"{count:,} resident rows were rejected on import and are counted nowhere",
        )
    if count := coverage.losses.stations:
        yield Text(
            f"{count:,} 条站点记录导入时未收录，覆盖率可能偏低",
            f"{count:,} station rows were rejected on import and might have helped",
        )
    if count := coverage.losses.streets:
        yield Text(
            f"{count:,} 段道路导入时未收录，其周围无法判定",
            f"{count:,} streets were rejected on import; around them the answer is not known",
        )


def _gates(coverage: Coverage) -> Iterator[Text]:
    if count := coverage.losses.unowned_gates:
        yield Text(
            f"{count:,} 个出入口不知属于哪个场所，相应场所可能按其位置直接出发",
            f"of {count:,} gates it is not known whose they are; their places may start from "
            "the place itself",
        )
    if coverage.main.ungated_share:
        share = percent(coverage.main.ungated_share)
        whole = counted(coverage.question.group).whole
        yield Text(
            f"{share} 的{whole.zh}所在场所没有出入口记录，从场所位置直接出发",
            f"{share} of {whole.en} are in places without recorded gates and start from the "
            "place itself",
        )
