"""The landing page, and what of the standards is kept."""

from typing import Any

from api.ogc.links import JSON, OPENAPI, Addresses, link
from data.text import Language, Text

# OGC 17-069r4 and 18-058r1; no class stands here that is not kept as a whole.
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)
_TITLE = Text("圈勘图层服务", "Layers of Quankan")
_DESCRIPTION = Text(
    "区县的带几何图层，按 OGC API - Features 提供。",
    "Layers with geometry of the districts, as OGC API - Features.",
)


def landing(addresses: Addresses, language: Language) -> dict[str, Any]:
    """The landing page."""
    here = addresses.landing

    def to(path: str, rel: str, media_type: str, title: Text) -> dict[str, str]:
        return link(f"{here}{path}", rel, media_type, title.in_(language))

    return {
        "title": _TITLE.in_(language),
        "description": _DESCRIPTION.in_(language),
        "links": [
            to("", "self", JSON, Text("本页", "This page")),
            to("/api", "service-desc", OPENAPI, Text("接口说明", "Description of the API")),
            to("/conformance", "conformance", JSON, Text("符合的标准", "Conformance classes")),
            to("/collections", "data", JSON, Text("图层", "Collections")),
        ],
    }
