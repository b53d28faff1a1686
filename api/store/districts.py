"""Districts and their versions. A district is replaced by setting another version, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Update, select, update

from api.store.errors import StaleError, TakenError
from api.store.records import changed, every, first, insert_absent
from api.store.tables import districts, versions
from data.text import Text


@dataclass(frozen=True)
class District:
    """A district that the service knows.

    Attributes:
        id: Its name in addresses, such as `demo` or `510106`.
        name: What people call it.
        version_id: The version that stands; None until one has been taken in.
        anonymous: Whether it may be read without an account.
        grid_m: Side of a law 11 cell, in metres.
        created_at: When it was added.
    """

    id: str
    name: str
    version_id: str | None
    anonymous: bool
    grid_m: int
    created_at: datetime


@dataclass(frozen=True)
class Version:
    """One state of a district's layers; never changed.

    Attributes:
        id: Its id.
        district_id: The district.
        hash: Over the content hashes of its layers and its declarations.
        layers: Layer to content hash.
        file_sha256: Names its file in the home folder.
        size: Bytes of that file.
        note: Why it was made.
        created_at: When.
        created_by: The account that made it; None for the command line.
    """

    id: str
    district_id: str
    hash: str
    layers: Mapping[str, str]
    file_sha256: str
    size: int
    note: str
    created_at: datetime
    created_by: str | None


def add_district(connection: Connection, district: District) -> None:
    """Add a district.

    Raises:
        TakenError: There is one with its id.
    """
    if not insert_absent(connection, districts, **vars(district)):
        raise TakenError.of(Text("区县", "a district"), district.id)


def find_district(connection: Connection, district_id: str) -> District | None:
    """The district; None where there is none."""
    query = select(districts).where(districts.c.id == district_id)
    return first(connection, District, query)


def list_districts(connection: Connection) -> tuple[District, ...]:
    """All districts by id."""
    return every(connection, District, select(districts).order_by(districts.c.id))


def set_up_district(connection: Connection, district_id: str, said: Mapping[str, object]) -> bool:
    """Change some of what an office decides about a district: `name`, `anonymous`, `grid_m`.

    What is not said stays as it is, whoever may be changing it meanwhile.

    Returns:
        Whether there is such a district.
    """
    return changed(connection, _of(district_id).values({**said})) == 1


def set_version(connection: Connection, version: Version, *, instead_of: str | None) -> Version:
    """Let a version stand in its district; old results keep pointing to theirs.

    A file that the district has had before gets no second version: the first one stands again.

    Args:
        connection: A writing transaction.
        version: The version; its file is safe on the disk already.
        instead_of: The version that stands now, as far as the caller knows; None for none.

    Returns:
        The version that stands now.

    Raises:
        StaleError: Another one stands, or there is no such district.
    """
    statement = _of(version.district_id).where(
        districts.c.version_id.is_not_distinct_from(instead_of)
    )
    # The row of the district first, so that two who replace it at once wait for each other.
    if changed(connection, statement.values(version_id=version.id)) != 1:
        raise StaleError(
            version.district_id,
            Text("已被他人更新", "has been replaced meanwhile by somebody else"),
            Text("在最新版本上重做", "the change made again on the version that stands"),
        )
    if insert_absent(connection, versions, **vars(version)):
        return version
    return _stands_again(connection, version)


def _stands_again(connection: Connection, version: Version) -> Version:
    same_file = (versions.c.district_id == version.district_id) & (
        versions.c.file_sha256 == version.file_sha256
    )
    earlier = Version(**connection.execute(select(versions).where(same_file)).mappings().one())
    changed(connection, _of(version.district_id).values(version_id=earlier.id))
    return earlier


def find_version(connection: Connection, version_id: str) -> Version | None:
    """The version, standing or not; None where there is none."""
    query = select(versions).where(versions.c.id == version_id)
    return first(connection, Version, query)


def find_version_like(connection: Connection, district_id: str, same: str) -> Version | None:
    """The newest version of a district with that hash over its content; None where it had none."""
    query = select(versions).where(versions.c.district_id == district_id, versions.c.hash == same)
    newest = query.order_by(versions.c.created_at.desc(), versions.c.id.desc()).limit(1)
    return first(connection, Version, newest)


def standing_version(connection: Connection, district_id: str) -> Version | None:
    """The version that stands in a district; None where there is none."""
    query = select(versions).join(districts, districts.c.version_id == versions.c.id)
    return first(connection, Version, query.where(districts.c.id == district_id))


def list_versions(connection: Connection, district_id: str) -> tuple[Version, ...]:
    """All versions of a district, the newest first."""
    query = select(versions).where(versions.c.district_id == district_id)
    ordered = query.order_by(versions.c.created_at.desc(), versions.c.id.desc())
    return every(connection, Version, ordered)


def files_named(connection: Connection) -> frozenset[str]:
    """Hashes of all files that versions name: those that have to stay in the home folder."""
    return frozenset(connection.execute(select(versions.c.file_sha256)).scalars())


def _of(district_id: str) -> Update:
    return update(districts).where(districts.c.id == district_id)
