"""The version of a district as `If-Match` and `ETag` say it."""


def etag_of(version_id: str) -> str:
    """A version as an entity tag."""
    return f'"{version_id}"'


def matches(if_match: str, version_id: str | None) -> bool:
    """Whether what `If-Match` asks for holds (RFC 9110, 13.1.1).

    A weak tag counts, too: proxies that compress weaken ours, and a version has no weaker form.

    Args:
        if_match: One tag, several with commas between, or `*` for anything that stands.
        version_id: The version that stands; None where there is none.
    """
    named = [each.strip().removeprefix("W/").strip('"') for each in if_match.split(",")]
    return version_id is not None and ("*" in named or version_id in named)
