"""The coverage maps that everybody may see: of each district open to all, the newest."""

from collections.abc import Iterator

from sqlalchemy import Connection

from api.answering.coverage import KIND
from api.answering.kinds import KINDS
from api.answering.reading import Listed, readable_results
from api.people.caller import Caller
from api.service.service import Service
from api.store.districts import District, list_districts
from data.text import Text

# A coverage with a scenario is a draft that others do not read: the newest may be among them.
_LOOKED_THROUGH = 20
_NOBODY = Caller("")
Link = tuple[str, str, Text]


def open_maps(service: Service) -> tuple[Link, ...]:
    """Address, relation and title of each such map."""
    with service.store.reading() as connection:
        known = [each for each in list_districts(connection) if each.anonymous]
        return tuple(link for each in known for link in _newest(connection, each))


def _newest(connection: Connection, known: District) -> Iterator[Link]:
    listed = Listed(district=known.id)
    found, _ = readable_results(
        connection, _NOBODY, KIND, listed, limit=_LOOKED_THROUGH, after=None
    )
    for result in found[:1]:
        title = Text(f"步行覆盖地图：{known.name}", f"Map of coverage on foot: {known.name}")
        yield f"{KINDS[KIND].path}/{result.id}.html", "item", title
