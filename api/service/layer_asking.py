"""What every request for layers comes with: who asks, what of, in which words."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from api.districts.kept_layers import KeptLayers
from api.districts.shown import ShownDistrict, shown_district
from api.ogc.links import Addresses
from api.ogc.question import single
from api.people.caller import Caller
from api.service.base_url import base_url
from api.service.depends import Asking, ServiceParts, Spoken
from api.service.service import Service
from data.text import Language


@dataclass(frozen=True)
class LayerRequest:
    """A request for layers.

    Attributes:
        service: The parts of the service.
        caller: Who is asking.
        language: In which language they are answered.
        layers: Layers that have been prepared.
        addresses: Where everything is, as the caller reaches it.
        parameters: Names and values after the question mark, as they came.
    """

    service: Service
    caller: Caller
    language: Language
    layers: KeptLayers
    addresses: Addresses
    parameters: tuple[tuple[str, str], ...]

    def shown(self, district_id: str) -> ShownDistrict:
        """The district, in the version asked for.

        Raises:
            AbsentError: There is none, or none that the caller may know of.
        """
        version = dict(self.parameters).get("version")
        return shown_district(self.service, self.caller, district_id, version)

    def note(self, shown: ShownDistrict, layer: str) -> None:
        """Write down that rows of a layer are read, where not everybody may see them."""
        self.layers.readings.note(self.service, self.caller, shown, layer)

    def only(self, *allowed: str) -> dict[str, str]:
        """The parameters by name.

        Raises:
            ParameterError: There are others than those allowed.
        """
        return single(self.parameters, allowed)


def layer_request(
    request: Request, service: ServiceParts, caller: Asking, language: Spoken
) -> LayerRequest:
    """What a request comes with."""
    layers: KeptLayers = request.app.state.layers
    base = base_url(request, service)
    parameters = tuple(request.query_params.multi_items())
    return LayerRequest(service, caller, language, layers, Addresses(base), parameters)


AskingLayers = Annotated[LayerRequest, Depends(layer_request)]
# What is seen depends on who asks: nothing in between may keep it, and the asker's own copy is
# asked about again.
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Authorization, Cookie"}
# In the description of the API.
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "参数有误 Parameter"},
    404: {"description": "不存在 Not found"},
}
