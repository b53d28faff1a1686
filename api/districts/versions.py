"""The row of a version: by what it is told apart from others of its district."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from api.store.districts import Version
from api.store.ids import new_id
from data.content_hash import content_hash
from data.declarations import Declaration
from data.district import District
from data.layers import LAYER_BY_NAME


def version_of(
    district: District,
    district_id: str,
    file_sha256: str,
    *,
    size: int,
    note: str,
    at: datetime,
    by: str | None,
) -> Version:
    """The row of a version whose file is kept.

    Args:
        district: The district, as read.
        district_id: Its id in the service.
        file_sha256: Hash of the bytes of its file.
        size: Bytes of it.
        note: Why it is made.
        at: When.
        by: The account that makes it; None for the command line.
    """
    return Version(
        id=new_id("ver"),
        district_id=district_id,
        hash=district_hash(district),
        layers=dict(district.hashes),
        file_sha256=file_sha256,
        size=size,
        note=note,
        created_at=at,
        created_by=by,
    )


def district_hash(district: District) -> str:
    """A hash over everything that answers are made from: name, layers, declarations, import log.

    Two files with the same content have the same, whatever their bytes.
    """
    said = {
        "name": district.name,
        "crs": district.crs.to_string(),
        "layers": dict(sorted(district.hashes.items())),
        "declarations": sorted(map(declared_text, district.declarations)),
        "import_log": sorted(repr(record) for record in district.import_log),
        "absent": {name: list(absent) for name, absent in sorted(district.absent_columns.items())},
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def with_hashes(district: District) -> District:
    """A district that was changed, with the hashes of those layers that lack theirs."""
    hashes = {
        name: district.hashes.get(name) or content_hash(LAYER_BY_NAME[name], table, district.crs)
        for name, table in district.layers.items()
    }
    return replace(district, hashes=MappingProxyType(hashes))


def declared_text(declaration: Declaration) -> str:
    """All that a declaration says, in one fixed form."""
    fields = {**vars(declaration)}
    extent = fields.pop("extent")
    by_column = dict(sorted(fields.pop("column_visibility").items()))
    shape = None if extent is None else extent.wkb_hex
    return repr((sorted(fields.items()), by_column, shape))
