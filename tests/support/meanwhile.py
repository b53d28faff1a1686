"""What happens between a question and its answer: something changes, or an answer is lost."""

from contextlib import contextmanager
from dataclasses import dataclass

from api.store.engine import Store
from api.store.errors import StoreUnavailableError
from data.text import Text


@dataclass(frozen=True)
class Lossy:
    """A store whose next writing is done, and nobody learns that it was."""

    store: Store

    def __getattr__(self, name):
        return getattr(self.store, name)

    @contextmanager
    def writing(self):
        with self.store.writing() as connection:
            yield connection
        raise StoreUnavailableError("store", Text("已断开", "is gone"), Text("重试", "try again"))


def between(asked, ordered, change):
    """Let something change while a job waits, and then do the job; the address of the result."""
    assert ordered.status_code == 202, ordered.text
    with asked.office.service.store.writing() as connection:
        change(connection)
    return asked.finished(ordered)
