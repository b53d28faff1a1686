"""QGIS symbols and rules as XML, in both notations that a GeoPackage's style table holds.

QML is QGIS's own notation (what it writes with "Save style"); SLD is OGC Styled Layer Descriptor
1.1 with Symbology Encoding, which other programs read. Sizes are millimetres in QML and pixels of
0.28 mm (SLD's own) in SLD.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

_MM_PER_PIXEL = 0.28
_NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "version": "1.1.0",
}


@dataclass(frozen=True)
class Symbol:
    """How one class looks.

    Attributes:
        kind: `marker`, `line` or `fill`.
        colour: Fill of markers and areas, colour of lines, `#rrggbb`; empty for a hollow one.
        outline: Colour of the outline; empty for none.
        width_mm: Width of a line or outline.
        shape: QGIS name of a marker's shape (`circle`, `cross2`, `triangle`, ...).
        size_mm: Size of a marker.
        opacity: 0 to 1.
        hatched: Whether an area is drawn as diagonal lines instead of a flat colour.
    """

    kind: str
    colour: str
    outline: str = ""
    width_mm: float = 0.2
    shape: str = "circle"
    size_mm: float = 2.0
    opacity: float = 1.0
    hatched: bool = False


@dataclass(frozen=True)
class Equal:
    """`column` equals `value`; text or number."""

    column: str
    value: str | float


@dataclass(frozen=True)
class Within:
    """`column` is at least `low` and, where `high` is given, below it."""

    column: str
    low: float
    high: float | None


@dataclass(frozen=True)
class Otherwise:
    """Whatever no other rule takes."""


Condition = Equal | Within | Otherwise


@dataclass(frozen=True)
class Rule:
    """One class: when, what it is called, how it looks."""

    condition: Condition
    label: str
    symbol: Symbol


def qml(rules: Sequence[Rule], *, largest_first: str = "") -> str:
    """A QML document with these rules.

    Args:
        rules: In the order of the legend.
        largest_first: Column by which features are drawn in descending order; empty for any.
    """
    root = Element("qgis", {"version": "3.28.0", "styleCategories": "Symbology"})
    renderer = SubElement(
        root,
        "renderer-v2",
        {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0",
         "enableorderby": "1" if largest_first else "0"},
    )  # fmt: skip
    parent = SubElement(renderer, "rules", {"key": "{root}"})
    symbols = SubElement(renderer, "symbols")
    for number, rule in enumerate(rules):
        attributes = {
            "key": f"{{rule-{number}}}",
            "symbol": str(number),
            "label": rule.label,
            "filter": _expression(rule.condition),
        }
        SubElement(parent, "rule", attributes)
        _qml_symbol(symbols, str(number), rule.symbol)
    if largest_first:
        order = SubElement(renderer, "orderby")
        clause = SubElement(order, "orderByClause", {"asc": "0", "nullsFirst": "0"})
        clause.text = f'"{largest_first}"'
    text: str = tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


def _expression(condition: Condition) -> str:
    if isinstance(condition, Otherwise):
        return "ELSE"
    if isinstance(condition, Equal):
        value = condition.value
        literal = f"'{value}'" if isinstance(value, str) else f"{value:g}"
        return f'"{condition.column}" = {literal}'
    low = f'"{condition.column}" >= {condition.low:g}'
    if condition.high is None:
        return low
    return f'{low} AND "{condition.column}" < {condition.high:g}'


def _qml_symbol(parent: Element, name: str, symbol: Symbol) -> None:
    element = SubElement(
        parent,
        "symbol",
        {"name": name, "type": symbol.kind, "alpha": f"{symbol.opacity:g}",
         "clip_to_extent": "1", "force_rhr": "0"},
    )  # fmt: skip
    layer_class, options = {"marker": _marker, "line": _line, "fill": _fill}[symbol.kind](symbol)
    layer = SubElement(
        element, "layer", {"class": layer_class, "pass": "0", "enabled": "1", "locked": "0"}
    )
    settings = SubElement(layer, "Option", {"type": "Map"})
    for key, value in options.items():
        SubElement(settings, "Option", {"type": "QString", "name": key, "value": value})
        SubElement(layer, "prop", {"k": key, "v": value})  # what QGIS before 3.22 reads


def _marker(symbol: Symbol) -> tuple[str, dict[str, str]]:
    return "SimpleMarker", {
        "name": symbol.shape,
        "color": _rgba(symbol.colour),
        "outline_color": _rgba(symbol.outline),
        "outline_style": "solid" if symbol.outline else "no",
        "outline_width": f"{symbol.width_mm:g}",
        "outline_width_unit": "MM",
        "size": f"{symbol.size_mm:g}",
        "size_unit": "MM",
        "scale_method": "diameter",
    }


def _line(symbol: Symbol) -> tuple[str, dict[str, str]]:
    return "SimpleLine", {
        "line_color": _rgba(symbol.colour),
        "line_style": "solid",
        "line_width": f"{symbol.width_mm:g}",
        "line_width_unit": "MM",
        "capstyle": "round",
        "joinstyle": "round",
    }


def _fill(symbol: Symbol) -> tuple[str, dict[str, str]]:
    return "SimpleFill", {
        "color": _rgba(symbol.colour),
        "style": "b_diagonal" if symbol.hatched else "solid" if symbol.colour else "no",
        "outline_color": _rgba(symbol.outline),
        "outline_style": "solid" if symbol.outline else "no",
        "outline_width": f"{symbol.width_mm:g}",
        "outline_width_unit": "MM",
    }


def _rgba(colour: str) -> str:
    """`#rrggbb` as QGIS writes it; an empty colour is transparent."""
    if not colour:
        return "255,255,255,0"
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},255"


def sld(layer: str, rules: Sequence[Rule]) -> str:
    """An SLD 1.1 document with these rules for the layer named `layer`."""
    root = Element("StyledLayerDescriptor", _NAMESPACES)
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = layer
    style = SubElement(SubElement(named, "UserStyle"), "se:FeatureTypeStyle")
    for rule in rules:
        element = SubElement(style, "se:Rule")
        SubElement(element, "se:Name").text = rule.label
        _filter(element, rule.condition)
        {"marker": _se_point, "line": _se_line, "fill": _se_polygon}[rule.symbol.kind](
            element, rule.symbol
        )
    text: str = tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _filter(rule: Element, condition: Condition) -> None:
    if isinstance(condition, Otherwise):
        SubElement(rule, "se:ElseFilter")
        return
    parent = SubElement(rule, "ogc:Filter")
    if isinstance(condition, Equal):
        _compared(parent, "ogc:PropertyIsEqualTo", condition.column, condition.value)
        return
    if condition.high is not None:
        parent = SubElement(parent, "ogc:And")
    _compared(parent, "ogc:PropertyIsGreaterThanOrEqualTo", condition.column, condition.low)
    if condition.high is not None:
        _compared(parent, "ogc:PropertyIsLessThan", condition.column, condition.high)


def _compared(parent: Element, operator: str, column: str, value: str | float) -> None:
    comparison = SubElement(parent, operator)
    SubElement(comparison, "ogc:PropertyName").text = column
    SubElement(comparison, "ogc:Literal").text = value if isinstance(value, str) else f"{value:g}"


def _se_point(rule: Element, symbol: Symbol) -> None:
    graphic = SubElement(SubElement(rule, "se:PointSymbolizer"), "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    known = {"cross2": "x", "diamond": "square"}  # SLD knows fewer shapes than QGIS
    SubElement(mark, "se:WellKnownName").text = known.get(symbol.shape, symbol.shape)
    _paint(mark, symbol)
    SubElement(graphic, "se:Size").text = _pixels(symbol.size_mm)
    if symbol.shape == "diamond":
        SubElement(SubElement(graphic, "se:Rotation"), "ogc:Literal").text = "45"


def _se_line(rule: Element, symbol: Symbol) -> None:
    stroke = SubElement(SubElement(rule, "se:LineSymbolizer"), "se:Stroke")
    _parameter(stroke, "stroke", symbol.colour)
    _parameter(stroke, "stroke-width", _pixels(symbol.width_mm))


def _se_polygon(rule: Element, symbol: Symbol) -> None:
    _paint(SubElement(rule, "se:PolygonSymbolizer"), symbol)


def _paint(parent: Element, symbol: Symbol) -> None:
    if symbol.colour:
        fill = SubElement(parent, "se:Fill")
        _parameter(fill, "fill", symbol.colour)
        _parameter(fill, "fill-opacity", f"{symbol.opacity:g}")
    if symbol.outline:
        stroke = SubElement(parent, "se:Stroke")
        _parameter(stroke, "stroke", symbol.outline)
        _parameter(stroke, "stroke-width", _pixels(symbol.width_mm))


def _parameter(parent: Element, name: str, value: str) -> None:
    SubElement(parent, "se:SvgParameter", {"name": name}).text = value


def _pixels(length_mm: float) -> str:
    return f"{length_mm / _MM_PER_PIXEL:.2f}"
