"""The version of a district as `If-Match` and `ETag` say it."""


def etag_of(version_id: str) -> str:
    """A version as an entity tag."""
    return f'"{version_id}"'


def version_named(tag: str) -> str:
    """The version that an entity tag names."""
    return tag.strip().removeprefix("W/").strip('"')
