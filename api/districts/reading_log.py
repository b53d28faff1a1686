"""Who has read layers that are not public: a row of the audit log a day, account and layer.

A map asks for hundreds of tiles and boxes as somebody moves over it. One row for each would bury
those that matter, and make every tile wait for the disk.
"""

import threading
from collections import OrderedDict

from api.districts.shown import ShownDistrict
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.service.service import Service
from data.declarations import Visibility

# Forgetting one only means that it is written down a second time.
_SIZE = 10_000


class ReadingLog:
    """What this process has written down already."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._written: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def note(self, service: Service, caller: Caller, shown: ShownDistrict, layer: str) -> None:
        """Write down that a layer is read, before anything of it leaves.

        What everybody may see is not written down, nor what has been for that day in UTC, read as
        much of it as now: who is let see more meanwhile has another row.

        Raises:
            StoreUnavailableError: It could not be written down; nothing may leave.
        """
        if shown.sight.level is Visibility.PUBLIC:
            return
        now = service.now()
        sight = shown.sight.key
        key = (now.date(), caller.account_id, caller.address, shown.version.id, sight, layer)
        with self._lock:
            if key in self._written:
                return
        with service.store.writing() as connection:
            audited(
                connection, caller, now, Action.READ_LAYER, layer,
                district_id=shown.known.id, version_id=shown.version.id, sight=sight,
            )  # fmt: skip
        with self._lock:
            self._written[key] = None
            while len(self._written) > _SIZE:
                self._written.popitem(last=False)
