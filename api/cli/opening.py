"""The district of a command, opened as its options say."""

from collections.abc import Callable, Mapping
from typing import Any

from api.opening import Opened, open_district
from data.text import Text

_READING = Text("读取区县数据", "reading the district")


def opened(options: Mapping[str, Any], say: Callable[[Text], None]) -> Opened:
    """The district of the options, from its cache or its file.

    Args:
        options: `district`, `no_cache` and `verify`.
        say: Told which step is being worked on.

    Raises:
        SourceError: It cannot be read.
        DistrictError: It is no district.
    """
    say(_READING)
    return open_district(
        options["district"], cache=not options["no_cache"], verify=options["verify"]
    )
