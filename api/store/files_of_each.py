"""The files of several answers, looked up at once: what a page of results is made of."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from api.store.answers import FileOf
from api.store.listing import among
from api.store.tables import answer_files

_COLUMNS = ("key", "name", "media_type", "sha256", "size")


def files_of_each(connection: Connection, keys: Collection[str]) -> dict[str, tuple[FileOf, ...]]:
    """The files of each answer by its key, as `api.store.answers.list_files` has them."""
    columns = (answer_files.c[name] for name in _COLUMNS)
    query = select(*columns).where(among(answer_files.c.key, keys)).order_by(answer_files.c.name)
    found: dict[str, list[FileOf]] = {key: [] for key in keys}
    for key, *said in connection.execute(query):
        found[key].append(FileOf(*said))
    return {key: tuple(files) for key, files in found.items()}
