"""Districts that are open: a few versions are kept ready, the one used longest ago makes room."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Generic, TypeVar

from api.districts.errors import KeptDistrictError
from api.opening import Opened, open_district
from data.errors import DistrictError, SourceError

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """Things made once and kept while they are used: threads that ask at once get the same one.

    What cannot be made is not kept: the next who asks tries again.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._things: OrderedDict[object, Future[Thing]] = OrderedDict()

    def get(self, key: object, make: Callable[[], Thing]) -> Thing:
        """The thing of a key, made by `make` where it is not there."""
        with self._lock:
            future = self._things.get(key)
            ours = future is None
            if future is None:
                future = self._things[key] = Future()
            self._things.move_to_end(key)
            while len(self._things) > self._size:
                self._things.popitem(last=False)
        if ours:
            self._make(key, future, make)
        return future.result()

    def _make(self, key: object, future: Future[Thing], make: Callable[[], Thing]) -> None:
        try:
            future.set_result(make())
        except BaseException as error:
            with self._lock:
                if self._things.get(key) is future:
                    del self._things[key]
            future.set_exception(error)
            raise


class Pool:
    """The districts that a process has open, by the hash of their file."""

    def __init__(self, path_of: Callable[[str], Path], size: int = 4) -> None:
        self._path_of = path_of
        self._opened: Kept[Opened] = Kept(size)

    def open(self, file_sha256: str) -> Opened:
        """The district of a version.

        Raises:
            KeptDistrictError: Its file is not there, or is damaged.
        """
        try:
            return self._opened.get(file_sha256, lambda: open_district(self._path_of(file_sha256)))
        except (SourceError, DistrictError) as error:
            # It was in order when it was taken in: this is no fault of whoever asks.
            raise KeptDistrictError.of(error) from error
