"""A store that loses acknowledgements: what was written stands, but its writer hears of failure."""

from contextlib import contextmanager

from api.store.engine import Store
from api.store.errors import StoreUnavailableError
from data.text import Text


class Lossy(Store):
    """As the store over the same engine, but no COMMIT is ever heard of."""

    @contextmanager
    def writing(self):
        with super().writing() as connection:
            yield connection
        raise StoreUnavailableError("store", Text("连接中断", "hung up"), Text("重试", "try again"))
