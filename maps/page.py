"""One HTML file that carries all it needs: folium's map inside a page of our own.

branca reads what a macro returns as a template once more, so text from data must never pass
through a macro: it goes into the page's own template, as escaped JSON or escaped text.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

import folium
from branca.element import Figure, MacroElement
from folium.template import Environment
from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from maps.assets import leaflet_script, leaflet_style, own_files
from maps.ids import renumbered

_TEMPLATES = Environment(  # type: ignore[no-untyped-call]  # folium types no constructor
    loader=PackageLoader("maps", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


class OfflineMap(folium.Map):
    """A folium map without tiles and without anything from a network.

    The page's script fits it to its data; the centre only has to be near.
    """

    _template = _TEMPLATES.get_template("map.html")

    def __init__(self, latitude: float, longitude: float) -> None:
        super().__init__(
            location=[latitude, longitude],
            tiles=None,
            zoom_start=12,
            max_zoom=19,
            zoom_snap=0.25,
            zoom_control=False,  # our script adds one that speaks both languages
            attribution_control=False,  # it would hold a link to the outside
            prefer_canvas=True,
        )
        self.default_js, self.default_css = [], []  # addresses; the page carries files instead


class ScriptCall(MacroElement):
    """Calls a function of our own script with the folium map it is added to.

    Attributes:
        function: A name that our scripts define; never text from data.
    """

    _template = _TEMPLATES.get_template("script_call.html")

    def __init__(self, function: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca types no constructor
        self._name = "ScriptCall"
        self.function = function


def rendered_page(
    template: str,
    folium_map: OfflineMap,
    *,
    scripts: tuple[str, ...],
    styles: tuple[str, ...],
    payload: Mapping[str, Any],
    context: Mapping[str, Any],
) -> str:
    """The page as one string, the same bytes for the same input.

    Args:
        template: Name of the page's template in `maps/templates`.
        folium_map: The map, with what was added to it.
        scripts: Files of `maps/static` to put behind Leaflet.
        styles: Files of `maps/static` to put behind Leaflet's style sheet.
        payload: What the scripts read, put into the page as JSON.
        context: What the template reads.
    """
    figure = cast(Figure, folium_map.get_root())  # folium puts every map into a figure
    for child in list(figure._children.values()):
        child.render()
    html = _TEMPLATES.get_template(template).render(
        map_header=Markup(figure.header.render()),
        map_html=Markup(figure.html.render()),
        map_script=Markup(figure.script.render()),
        styles=Markup(leaflet_style() + "\n" + own_files(*styles)),
        scripts=Markup(leaflet_script() + "\n" + own_files(*scripts)),
        payload=script_json(payload),
        **context,
    )
    return renumbered(html, figure)


def script_json(value: object) -> Markup:
    """`value` as JSON that can stand inside a script element, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)
