"""Which OpenStreetMap features a recipe asks for. Part of the reader in `data.sources.osm`."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import SourceError
from data.sources.raw import SourceSpec
from data.text import Text


@dataclass(frozen=True)
class FeatureFilter:
    """Which features are wanted, and which of their tags.

    Attributes:
        tags: Tag key to allowed values; an empty tuple allows any value.
        columns: Tags that become columns.
        centroids: Whether centroids of areas count as points.
    """

    tags: Mapping[str, tuple[str, ...]]
    columns: tuple[str, ...] = ()
    centroids: bool = False

    def wants(self, tags: Mapping[str, str]) -> bool:
        """Whether one tag of the feature is among those asked for."""
        return any(
            key in tags and (not values or tags[key] in values) for key, values in self.tags.items()
        )


def feature_filter(spec: SourceSpec) -> FeatureFilter:
    """The filter that the options of `spec` describe.

    Raises:
        SourceError: An option is missing or not of its kind.
    """
    asked = spec.options.get("tags")
    if not isinstance(asked, dict) or not asked:
        raise bad_option(spec, "tags", Text("缺失或不是标签表", "is missing or no table of tags"))
    columns = spec.options.get("columns", ())
    if not isinstance(columns, list | tuple) or not all(isinstance(c, str) for c in columns):
        raise bad_option(spec, "columns", Text("不是标签名列表", "is no list of tag names"))
    centroids = spec.options.get("centroids", False)
    if not isinstance(centroids, bool):
        raise bad_option(spec, "centroids", Text("不是 true 或 false", "is not true or false"))
    tags = {str(key): _values(spec, value) for key, value in asked.items()}
    own = ("id", "name", "geometry")
    extra = tuple(dict.fromkeys(column for column in columns if column not in own))
    return FeatureFilter(tags, extra, centroids)


def bad_option(spec: SourceSpec, option: str, found: Text) -> SourceError:
    """The error for an option that cannot be followed."""
    expected = Text(
        'tags = { 标签 = "*"、值或值的列表 }，columns = [标签名]，centroids = true 或 false',
        'tags = { key = "*", a value or a list of values }, columns = [keys], '
        "centroids = true or false",
    )
    return SourceError(spec.file, found, expected, at=f"options.{option}")


def _values(spec: SourceSpec, value: object) -> tuple[str, ...]:
    if value == "*":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise bad_option(
        spec, "tags", Text(f"含有标签值“{value}”", f"has {value!r} as the value of a tag")
    )
