"""The report of a district check, for a person (tables) and for a machine (JSON)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from shapely.geometry.base import BaseGeometry

from data.check.datum import UNLIKE_CHANCE
from data.check.report import (
    CheckReport,
    DatumTest,
    Fit,
    KindSummary,
    PeopleSummary,
    Severity,
    StreetSummary,
)
from data.declarations import Declaration
from data.layers import LAYER_BY_NAME
from data.percent import percent
from data.text import Language, Text

SCHEMA_VERSION = "1"
_SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_FIT = {
    Fit.FITS: Text("与道路吻合", "goes with the streets"),
    Fit.SHIFTED: Text("疑为 GCJ-02", "seems to be in GCJ-02"),
    Fit.STREETS_SHIFTED: Text("道路疑为 GCJ-02", "the streets seem to be in GCJ-02"),
    Fit.CANNOT_TELL: Text("无法判定", "cannot tell"),
    Fit.TOO_FEW: Text("点数过少，无法判定", "too few points to tell"),
    Fit.NOT_IN_CHINA: Text("不适用（中国境外）", "does not apply (outside China)"),
}
_SCORES = Text(
    f"“原样”“按 GCJ-02 纠偏”两列为无量纲分值，表示各点到道路的距离与随机分布的差异程度，"
    f"{UNLIKE_CHANCE:g} 及以上为吻合。",
    "“As given” and “Shifted back” are scores without a unit: how unlike chance the distances of "
    f"the points to the streets are; {UNLIKE_CHANCE:g} and more fits.",
)
_UNDECLARED = Text("未声明", "not declared")
# As many components of the streets as a person reads; the rest is summed up.
_COMPONENTS_SHOWN = 8


def to_json(report: CheckReport) -> dict[str, Any]:
    """The report as plain values for `json.dumps`: stable keys in order, no NaN, all rows.

    Texts become `{"zh", "en"}`, dates ISO text; extents are left out (their share is told).
    """
    plain = {field.name: _plain(getattr(report, field.name)) for field in fields(report)}
    plain |= {"schema_version": SCHEMA_VERSION, "errors": len(report.errors)}
    return dict(sorted(plain.items()))


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if is_dataclass(value):
        pairs = {f.name: getattr(value, f.name) for f in fields(value)}
        return _plain({n: v for n, v in pairs.items() if not isinstance(v, BaseGeometry)})
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def show(report: CheckReport, console: Console, language: Language = Language.ZH) -> None:
    """Print the report: what there is, streets and people, datum, findings."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    crs = f"{report.crs} ({report.crs_code})" if report.crs_code else report.crs
    area = "" if report.area_m2 is None else f" · {report.area_m2 / 1e6:,.1f} km²"
    console.print(f"[bold]{escape(report.name)}[/]  {escape(report.source)} · {escape(crs)}{area}")
    console.print(_inventory(report.kinds, language))
    for source, number in _sources(report.kinds).items():
        console.print(f"[{number}] {source}", markup=False, highlight=False)
    if report.absent_layers:
        names = ", ".join(report.absent_layers)
        console.print(say(f"缺失图层：{names}", f"Layers that are not there: {names}"))
    for layer, columns in sorted(report.absent_columns.items()):
        names = ", ".join(columns)
        console.print(say(f"{layer} 缺失列：{names}", f"Columns that {layer} lacks: {names}"))
    if report.streets is not None:
        console.print(_components(report.streets, language))
    if report.people is not None:
        console.print(_people(report.people, language))
    if report.datum_tests:
        console.print(_datum(report.datum_tests, language))
    console.print(_findings(report, language))
    counts = "  ".join(
        f"{_SEVERITY[s].in_(language)} {sum(f.severity is s for f in report.findings)}"
        for s in _SEVERITY
    )
    console.print(counts)


def _table(title: Text, columns: Iterable[Text], language: Language, numbers: str = "") -> Table:
    """An empty table; `numbers` has an `n` for each column of numbers, which stand to the right."""
    table = Table(
        title=title.in_(language), box=box.SIMPLE_HEAD, title_justify="left", padding=(0, 1, 0, 0)
    )
    for i, column in enumerate(columns):
        table.add_column(
            column.in_(language),
            justify="right" if numbers[i : i + 1] == "n" else "left",
            overflow="fold",
        )
    return table


def _inventory(kinds: Sequence[KindSummary], language: Language) -> Table:
    columns = (
        Text("图层", "Layer"),
        Text("行数", "Rows"),
        Text("范围 km", "Extent km"),
        Text("原坐标系", "Datum"),
        Text("数据日期", "As of"),
        Text("有效至", "Stale after"),
        Text("误差", "Error"),
        Text("完整", "Complete"),
        Text("来源", "Source"),
    )
    table = _table(Text("图层与类别", "Layers and kinds"), columns, language, "-n----nn-")
    table.columns[2].no_wrap = True
    sources = _sources(kinds)
    for summary in kinds:
        title = LAYER_BY_NAME[summary.layer].title.in_(language)
        label = f"{summary.layer} {title}" if summary.kind is None else f"  {summary.kind}"
        table.add_row(
            escape(label),
            f"{summary.rows:,}",
            _extent(summary.bounds),
            *(escape(text) for text in _declared(summary, sources, language)),
            style=None if summary.kind is None else "dim",
        )
    return table


def _extent(bounds: tuple[float, float, float, float] | None) -> str:
    if bounds is None:
        return ""
    west, south, east, north = (f"{value / 1000:.1f}" for value in bounds)
    return f"{west}–{east}, {south}–{north}"


def _sources(kinds: Sequence[KindSummary]) -> dict[str, int]:
    """Each source with its licence, numbered as they come: a table has no room for long names."""
    declared = [summary.declaration for summary in kinds if summary.declaration is not None]
    named = dict.fromkeys(text for d in declared if (text := _source(d)))
    return {text: number for number, text in enumerate(named, start=1)}


def _source(declared: Declaration) -> str:
    return " · ".join(part for part in (declared.source, declared.licence) if part)


def _declared(
    summary: KindSummary, sources: Mapping[str, int], language: Language
) -> tuple[str, ...]:
    declared, unsaid = summary.declaration, _UNDECLARED.in_(language)
    if declared is None:
        return ("", "", "", "", "", unsaid)
    if summary.kind is not None and declared.kind is None:
        return ("", "", "", "", percent(summary.complete_share), "〃")
    error_m = declared.position_error_m
    source = f"[{sources[_source(declared)]}]" if _source(declared) else unsaid
    if declared.none_here:
        source += Text(" 本区没有", " none here").in_(language)
    return (
        declared.source_crs,
        declared.as_of.isoformat() if declared.as_of else unsaid,
        _stale_after(declared, language),
        unsaid if error_m is None else f"{error_m:g} m",
        percent(summary.complete_share),
        source,
    )


def _stale_after(declared: Declaration, language: Language) -> str:
    if declared.never_stale:
        return Text("长期", "never").in_(language)
    return declared.stale_after.isoformat() if declared.stale_after else _UNDECLARED.in_(language)


def _components(streets: StreetSummary, language: Language) -> Table:
    title = Text(
        f"步行路网：{streets.walkable:,} 条（共 {streets.streets:,} 条），"
        f"{streets.length_m / 1000:,.1f} km，{len(streets.components)} 个连通部分",
        f"Streets on foot: {streets.walkable:,} of {streets.streets:,}, "
        f"{streets.length_m / 1000:,.1f} km, {len(streets.components)} components",
    )
    columns = (
        Text("连通部分（其中一条道路）", "Component (one of its streets)"),
        Text("道路", "Streets"),
        Text("长度 km", "Length km"),
        Text("居民", "Residents"),
        Text("占比", "Share"),
    )
    table = _table(title, columns, language, "-nnnn")
    for c in streets.components[:_COMPONENTS_SHOWN]:
        table.add_row(
            escape(c.street),
            f"{c.streets:,}",
            f"{c.length_m / 1000:,.2f}",
            f"{c.people:,.0f}",
            percent(c.share),
        )
    rest = streets.components[_COMPONENTS_SHOWN:]
    if rest:
        shares = [c.share for c in rest if c.share is not None]
        table.add_row(
            Text(f"其余 {len(rest)} 个", f"{len(rest)} more").in_(language),
            f"{sum(c.streets for c in rest):,}",
            f"{math.fsum(c.length_m for c in rest) / 1000:,.2f}",
            f"{math.fsum(c.people for c in rest):,.0f}",
            percent(math.fsum(shares) if shares else None),
        )
    return table


def _people(people: PeopleSummary, language: Language) -> str:
    def share(part: float) -> str:
        return percent(part / people.people if people.people > 0 else None)

    return Text(
        f"居民 {people.people:,.0f} 人；其中推算 {share(people.modelled)}，"
        f"出入口未登记 {share(people.ungated)}",
        f"Residents: {people.people:,.0f}; modelled {share(people.modelled)}, "
        f"in places whose gates nobody recorded {share(people.ungated)}",
    ).in_(language)


def _datum(tests: Sequence[DatumTest], language: Language) -> Table:
    columns = (
        Text("图层", "Layer"),
        Text("点数", "Points"),
        Text("原样", "As given"),
        Text("按 GCJ-02 纠偏", "Shifted back"),
        Text("结论", "Verdict"),
    )
    title = Text("坐标与道路是否吻合", "Do positions go with the streets?")
    table = _table(title, columns, language, "-nnn-")
    table.caption, table.caption_justify = _SCORES.in_(language), "left"
    for test in tests:
        scores = ("" if s is None else f"{s:.1f}" for s in (test.as_given, test.shifted_back))
        table.add_row(escape(test.label), f"{test.points:,}", *scores, _FIT[test.fit].in_(language))
    return table


def _findings(report: CheckReport, language: Language) -> Table:
    columns = (Text("级别", "Severity"), Text("发现", "Finding"))
    table = _table(Text("发现", "Findings"), columns, language)
    for found in report.findings:
        text = escape(found.text.in_(language))
        if found.subjects:
            more = found.count - len(found.subjects)
            tail = Text(f" 等 {found.count} 个", f" and {more} more").in_(language)
            listed = ", ".join(found.subjects) + (tail if more > 0 else "")
            text += f"\n[dim]{escape(listed)}[/]"
        severity = f"[{_STYLE[found.severity]}]{_SEVERITY[found.severity].in_(language)}[/]"
        table.add_row(severity, text)
    return table
