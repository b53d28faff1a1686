"""A district as one caller is shown it: which version, up to which level.

Everything that hands out layers comes through here.
"""

import logging
from dataclasses import dataclass

from api.districts.errors import KeptDistrictError
from api.districts.seen import Sight
from api.people.access import Deed, OpenTo, level, may, require, sees_small_counts
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import District as KnownDistrict
from api.store.districts import Version, find_district, find_version, list_districts
from data.declarations import Declaration, Visibility
from data.district import District
from data.text import Text

_LOG = logging.getLogger("quankan.districts")
_A_DISTRICT = Text("区县", "district")
_A_VERSION = Text("版本", "version")


@dataclass(frozen=True)
class ShownDistrict:
    """A version of a district, and how much of it the caller sees.

    Attributes:
        known: What the store knows of the district.
        version: The version that is shown.
        district: Its layers, all of them: what may be seen is told by `api.districts.seen`.
        sight: How much the caller sees.
        now_declared: What the version that stands declares.
    """

    known: KnownDistrict
    version: Version
    district: District
    sight: Sight
    now_declared: tuple[Declaration, ...]


@dataclass(frozen=True)
class ListedDistrict:
    """What a list tells of a district, without opening it.

    Attributes:
        known: What the store knows of the district.
        version: The version that stands.
        level: Up to which visibility the caller sees its layers.
    """

    known: KnownDistrict
    version: Version
    level: Visibility


def shown_district(
    service: Service, caller: Caller, district_id: str, version: str | None = None
) -> ShownDistrict:
    """A district as a caller is shown it.

    Args:
        service: The service.
        caller: Who is asking.
        district_id: The district.
        version: The version wanted; None for the one that stands.

    Raises:
        AbsentError: There is no such district or version, or none that the caller may know of.
        KeptDistrictError: Its file is not there, or is damaged.
    """
    with service.store.reading() as connection:
        known = find_district(connection, district_id)
        if known is None:
            raise AbsentError.of(_A_DISTRICT, district_id)
        place = OpenTo(known.id, known.anonymous)
        require(caller, Deed.READ, place)
        standing = None if known.version_id is None else find_version(connection, known.version_id)
        wanted = standing if version is None else find_version(connection, version)
    if standing is None or wanted is None or wanted.district_id != known.id:
        raise AbsentError.of(_A_VERSION, version or district_id)
    now = service.pool.open(standing.file_sha256).district
    district = now if wanted.id == standing.id else service.pool.open(wanted.file_sha256).district
    sight = Sight(level(caller, place), sees_small_counts(caller, place))
    return ShownDistrict(known, wanted, district, sight, now.declarations)


def listed_districts(service: Service, caller: Caller) -> tuple[ListedDistrict, ...]:
    """All districts that a caller may read, by id; none of them is opened."""
    listed = []
    with service.store.reading() as connection:
        for known in list_districts(connection):
            place = OpenTo(known.id, known.anonymous)
            if known.version_id is None or not may(caller, Deed.READ, place):
                continue
            version = find_version(connection, known.version_id)
            if version is not None:
                listed.append(ListedDistrict(known, version, level(caller, place)))
    return tuple(listed)


def shown_districts(service: Service, caller: Caller) -> tuple[ShownDistrict, ...]:
    """The same, opened; one that cannot be opened is left out and keeps nobody from the others."""
    shown = []
    for each in listed_districts(service, caller):
        try:
            shown.append(shown_district(service, caller, each.known.id))
        except AbsentError:
            continue  # gone since
        except KeptDistrictError as error:
            _LOG.error("district %s is left out: %s", each.known.id, error)
    return tuple(shown)
