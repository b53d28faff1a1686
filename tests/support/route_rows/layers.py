"""Districts, their layers, and tiles."""

from support.routes import row

# Who is something in the district reads what is public there; of others it is hidden.
_MEMBERS = dict.fromkeys(
    ("anybody", "enterprise_a", "enterprise_b", "keeper", "officer", "planner", "admin"), 200
)
_INSIDERS = dict.fromkeys(("officer", "planner", "admin"), 200)
_PUBLIC, _INTERNAL = {"layer": "facilities"}, {"layer": "residents"}
_TILE = {"z": "0", "x": "0", "y": "0"}


def _ogc(rest: str, layer: str, said: dict[str, int], **at: str):
    """A row of a collection, whose id holds that of the district."""
    route = f"GET /ogc/collections/{{collection_id}}{rest}"
    return row(route, {"collection_id": f"collection {layer}", **at}, **said)


ROWS = (
    row("GET /districts", everybody=200, disabled=401),
    row("GET /districts/{district_id}", **_MEMBERS),
    row("GET /districts/{district_id}", {"district_id": "none"}),
    row("GET /districts/{district_id}/layers", **_MEMBERS),
    row("GET /districts/{district_id}/layers/{layer}", _PUBLIC, **_MEMBERS),
    row("GET /districts/{district_id}/layers/{layer}", _INTERNAL, **_INSIDERS),
    row("GET /districts/{district_id}/layers/{layer}", {"layer": "walls"}),
    row("GET /ogc", everybody=200, disabled=401),
    row("GET /ogc/api", everybody=200, disabled=401),
    row("GET /ogc/conformance", everybody=200, disabled=401),
    row("GET /ogc/collections", everybody=200, disabled=401),
    *(
        _ogc(rest, layer, said)
        for rest in ("", "/items", "/queryables", "/schema")
        for layer, said in (("facilities", _MEMBERS), ("residents", _INSIDERS), ("walls", {}))
    ),
    _ogc("/items/{item_id:path}", "facilities", _MEMBERS, item_id="f-1"),
    _ogc("/items/{item_id:path}", "residents", _INSIDERS, item_id="r-1"),
    row("GET /tiles/{district_id}/{layer}.json", _PUBLIC, **_MEMBERS),
    row("GET /tiles/{district_id}/{layer}.json", _INTERNAL, **_INSIDERS),
    row("GET /tiles/{district_id}/{layer}/{z}/{x}/{y}.mvt", {**_PUBLIC, **_TILE}, **_MEMBERS),
    row("GET /tiles/{district_id}/{layer}/{z}/{x}/{y}.mvt", {**_INTERNAL, **_TILE}, **_INSIDERS),
)
