"""One service a home: whoever serves from it holds a lock, and a second one is refused.

The lock is the system's, on an open file: it goes with the process that holds it, however that
ends. The file itself stays, and says nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.districts.home import Home
from data.errors import QuankanError, WriteError
from data.text import Text

_FILE = "quankan.lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
_OWN = 0o600

if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        """Whether the lock on an open file is ours now, rather than somebody else's."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        """Whether the lock on an open file is ours now, rather than somebody else's."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class HomeInUseError(QuankanError, OSError):
    """Another service has the home."""


@contextmanager
def alone_in(home: Home) -> Iterator[None]:
    """Nobody else who asks for it has the home while the block lasts.

    Raises:
        HomeInUseError: Somebody has it.
        WriteError: Its disk takes no lock.
    """
    try:
        handle = os.open(home.folder / _FILE, _FLAGS, _OWN)
    except OSError as error:
        raise _unlockable(home, error) from error
    try:
        _take(home, handle)
        yield
    finally:
        os.close(handle)


def _take(home: Home, handle: int) -> None:
    try:
        is_ours = _taken(handle)
    except OSError as error:
        raise _unlockable(home, error) from error
    if not is_ours:
        raise HomeInUseError(
            home.folder,
            Text("正由另一个 quankan 进程使用", "is in use by another process of quankan"),
            Text("停止该进程，或换一个文件夹", "that process to be stopped, or another folder"),
            at="--home",
        )


def _unlockable(home: Home, error: OSError) -> WriteError:
    return WriteError(
        home.folder,
        Text(f"无法加锁（{error.strerror}）", f"cannot be locked ({error.strerror})"),
        Text("支持文件锁、可写的磁盘", "a disk that can be written and takes locks"),
        at="--home",
    )
