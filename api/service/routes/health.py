"""`/health` and `/ready`: whether the process is alive, and whether it can do its work."""

import secrets

from fastapi import APIRouter
from pydantic import BaseModel

from api.districts.home import Home
from api.service.depends import ServiceParts
from api.store.migrate import require_current
from api.work.errors import UnsupervisedError
from data.errors import WriteError
from data.text import Text
from data.version import __version__

router = APIRouter(tags=["running"])


class Health(BaseModel):
    """进程状态 That the process is alive."""

    status: str = "ok"
    version: str = __version__


@router.get("/health", operation_id="health")
async def health() -> Health:
    """存活 The process is alive; nothing else is looked at, and no thread is needed for it."""
    return Health()


@router.get("/ready", operation_id="ready")
def ready(service: ServiceParts) -> Health:
    """就绪 The store answers with our tables, the home can be written, workers are looked after."""
    require_current(service.store)
    require_writable(service.home)
    if not service.supervised():
        raise UnsupervisedError.of()
    return Health()


def require_writable(home: Home) -> None:
    """Refuse a home in which nothing can be written.

    Raises:
        WriteError: Nothing can.
    """
    path = home.scratch / f"ready-{secrets.token_hex(4)}"
    try:
        path.write_bytes(b"ready")
        path.unlink()
    except OSError as error:
        raise WriteError(
            "home",
            Text(f"无法写入（{error.strerror}）", f"cannot be written ({error.strerror})"),
            Text("可写且空间足够的文件夹", "a folder that can be written and has room"),
        ) from error
