"""`/tiles`: layers as vector tiles."""

import hashlib
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.districts.seen import Sight
from api.districts.shown import ShownDistrict
from api.people.errors import AbsentError
from api.service.layer_asking import PRIVATE, REFUSALS, AskingLayers
from api.service.representation import has_it
from api.tiles.encoding import MEDIA_TYPE, encoded
from api.tiles.grid import TileAddress
from api.tiles.tilejson import tilejson
from data.declarations import Visibility
from data.text import Text

# So long a layer that is hidden from now on is still shown from copies of what all could see.
_KEPT_S = 300
_NO_CONTENT, _NOT_MODIFIED = 204, 304
DROPPED = "Quankan-Features-Dropped"

router = APIRouter(prefix="/tiles", tags=["layers"], responses=REFUSALS)


class MapboxTile(Response):
    """A vector tile."""

    media_type = MEDIA_TYPE


@router.get("/{district_id}/{layer}.json")
def tiles_of_layer(district_id: str, layer: str, asked: AskingLayers) -> JSONResponse:
    """瓦片说明 TileJSON: where the tiles of a layer are, and what is in them."""
    asked.only("version", "lang")
    shown = asked.shown(district_id)
    tiled = asked.layers.tiled(shown, layer)
    return JSONResponse(tilejson(shown, tiled, asked.addresses, asked.language), headers=PRIVATE)


@router.get(
    "/{district_id}/{layer}/{z}/{x}/{y}.mvt",
    response_class=MapboxTile,
    responses={
        _NO_CONTENT: {"description": "空瓦片 Nothing lies there"},
        _NOT_MODIFIED: {"description": "未变化 As the asker has it"},
    },
    openapi_extra={
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "string"}}
            for name in ("version", "seen")
        ]
    },
)
def tile(
    district_id: str, layer: str, z: int, x: int, y: int, request: Request, asked: AskingLayers
) -> Response:
    """矢量瓦片 One tile; how many features it leaves out is in `Quankan-Features-Dropped`."""
    given = asked.only("version", "seen", "lang")
    address = TileAddress(z, x, y)
    if not address.exists:
        raise AbsentError.of(Text("瓦片", "tile"), f"{z}/{x}/{y}")
    shown = asked.shown(district_id)
    shown = _as_addressed(shown, given.get("seen"))
    prepared = asked.layers.tiled(shown, layer)
    asked.note(shown, layer)
    found = encoded(prepared, address)
    tag = f'"{hashlib.sha256(found.content).hexdigest()}"'
    headers = {"ETag": tag, DROPPED: str(found.dropped), **_caching(shown, given)}
    if has_it(request, tag):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    if not found.content:
        return Response(status_code=_NO_CONTENT, headers=headers)
    return MapboxTile(found.content, headers=headers)


def _as_addressed(shown: ShownDistrict, seen: str | None) -> ShownDistrict:
    """The district as the address says that it is seen: by oneself, or by everybody.

    The same address never stands for what two people see differently: copies are kept under it.
    """
    if seen in {None, shown.sight.key}:
        return shown
    everybody = Sight(Visibility.PUBLIC)
    if seen != everybody.key:
        raise AbsentError.of(Text("瓦片", "tile"), str(seen))
    return replace(shown, sight=everybody)


def _caching(shown: ShownDistrict, given: dict[str, str]) -> dict[str, str]:
    """How long a tile may be kept: for minutes where everybody sees it as its address says.

    Any other is asked about again each time, which its `ETag` makes cheap: whoever uses the browser
    next may not see it.
    """
    everybodys = shown.known.anonymous and shown.sight.key == Visibility.PUBLIC.value
    if not everybodys or not {"version", "seen"} <= given.keys():
        return PRIVATE
    return {"Cache-Control": f"public, max-age={_KEPT_S}"}
