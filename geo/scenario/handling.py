"""What stations handle, with rows added and taken away."""

import numpy as np
from numpy.typing import NDArray

from data.layers import SERVICES
from data.scenario.changes import Handling
from data.text import Text
from geo.errors import ScenarioError
from geo.scenario.lookup import index_in
from geo.services.matters import Handled
from geo.services.qualify import Services


def handles(services: Services, station: int) -> tuple[Handling, ...]:
    """What one station handles, in order of matter and service."""
    handled = services.handled
    if handled is None:
        return ()
    rows = np.flatnonzero(handled.station == station)
    matter = np.searchsorted(handled.first, rows, side="right") - 1
    return tuple(
        Handling(
            str(services.matters.ids[m]),
            None if handled.service[row] < 0 else SERVICES[handled.service[row]],
            handled.hours[row],
        )
        for row, m in zip(rows, matter, strict=True)
    )


def with_handling(services: Services, station: int, handling: Handling) -> Handled:
    """One row more.

    Raises:
        ScenarioError: There is no such matter, or nobody recorded what stations handle.
    """
    handled = _recorded(services)
    matter = index_in(services.matters.ids, handling.matter, "matters")
    service = _service(handling)
    at = handled.rows(matter)
    many = len(SERVICES) + 1
    keys = handled.station[at] * many + handled.service[at] + 1
    row = at.start + int(np.searchsorted(keys, station * many + service + 1, side="right"))
    return Handled(
        first=handled.first + (np.arange(len(handled.first)) > matter),
        station=np.insert(handled.station, row, station),
        service=np.insert(handled.service, row, service),
        hours=insert(handled.hours, row, handling.opening_hours),
    )


def without_handling(services: Services, station: int, handling: Handling) -> Handled:
    """One row less.

    Raises:
        ScenarioError: The station does not handle the matter in this way and at these hours.
    """
    handled = _recorded(services)
    matter = index_in(services.matters.ids, handling.matter, "matters")
    at = handled.rows(matter)
    same = (handled.station[at] == station) & (handled.service[at] == _service(handling))
    same &= np.array([hours == handling.opening_hours for hours in handled.hours[at]], dtype=bool)
    if not same.any():
        how = handling.service or "-"
        raise ScenarioError(
            "change",
            Text(
                f"该站点并不以 {how} 方式办理事项 {handling.matter}",
                f"the station does not handle {handling.matter} in the way {how}",
            ),
            Text("该站点现有的事项和方式", "what the station handles"),
        )
    row = at.start + int(np.argmax(same))
    return Handled(
        first=handled.first - (np.arange(len(handled.first)) > matter),
        station=np.delete(handled.station, row),
        service=np.delete(handled.service, row),
        hours=np.delete(handled.hours, row),
    )


def station_inserted(handled: Handled | None, station: int) -> Handled | None:
    """The same rows where one more station stands at index `station`."""
    if handled is None:
        return None
    later = handled.station + (handled.station >= station)
    return Handled(handled.first, later, handled.service, handled.hours)


def station_deleted(handled: Handled | None, station: int) -> Handled | None:
    """The rows of all stations but the one at index `station`."""
    if handled is None:
        return None
    kept = handled.station != station
    left = np.concatenate([[0], np.cumsum(kept)])
    return Handled(
        first=left[handled.first].astype(np.int64),
        station=handled.station[kept] - (handled.station[kept] > station),
        service=handled.service[kept],
        hours=handled.hours[kept],
    )


def insert(values: NDArray[np.object_], at: int, value: object) -> NDArray[np.object_]:
    """An object array with one value more; unlike `np.insert` it takes shapes and tuples whole."""
    longer = np.empty(len(values) + 1, dtype=object)
    longer[:at], longer[at], longer[at + 1 :] = values[:at], value, values[at:]
    return longer


def _service(handling: Handling) -> int:
    return -1 if handling.service is None else SERVICES.index(handling.service)


def _recorded(services: Services) -> Handled:
    if services.handled is None:
        raise ScenarioError(
            "change",
            Text(
                "区县数据没有图层 station_matters，不知各站点办理哪些事项",
                "there is no layer station_matters: nobody knows what stations handle",
            ),
            Text("含有该图层的区县数据", "a district with this layer"),
        )
    return services.handled
