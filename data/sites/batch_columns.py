"""Which column of a table of sites is what, by its English name or its Chinese title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from data.errors import SiteError
from data.rulepacks.vocabulary import Vocabulary
from data.sites.facts import fact_names
from data.text import Text
from data.written import alike, key, listed, shown

_TITLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("编号", "序号"),
        "lon": ("经度", "longitude", "lng"),
        "lat": ("纬度", "latitude"),
        "x": ("东坐标",),
        "y": ("北坐标",),
        "address": ("地址", "详细地址"),
        "datum": ("坐标系",),
        "type": ("业态", "业务类型", "经营类型"),
        "undertaking": ("办理类型", "项目类型"),
        "site_is": ("选址形式",),
        "site_error_m": ("位置误差", "位置误差（米）", "position_error_m"),
    }
)
_PAIRS = (("lon", "lat"), ("x", "y"))
_WHERE = Text(
    "lon 和 lat（经度、纬度），或 x 和 y（东、北坐标），或 address（地址）",
    "the columns lon and lat, or x and y, or address",
)
_SURE = 0.8


@dataclass(frozen=True)
class BatchColumns:
    """The columns of a table of sites that are understood.

    Attributes:
        title_of: Name to the title the table has for it.
        pair: The two columns of coordinates; None where there are none.
        facts: The facts among them.
    """

    title_of: Mapping[str, str]
    pair: tuple[str, str] | None
    facts: tuple[str, ...]

    @property
    def where(self) -> str:
        """The columns that say where a site is, as problems name them."""
        return "address" if self.pair is None else ",".join(self.pair)

    def titled(self, field: str) -> str:
        """The columns that a problem names, by the titles that the table has for them."""
        return ",".join(self.title_of.get(name, name) for name in field.split(","))


def batch_columns(
    titles: Sequence[str], vocabulary: Vocabulary, file: Path
) -> tuple[BatchColumns, tuple[Text, ...]]:
    """Understand the header; columns that mean nothing here are noted.

    Raises:
        SiteError: Two columns mean the same, none says where the sites are, or one looks like a
            slip of the pen for a column that would have counted.
    """
    own = {key(word): name for name, words in _TITLES.items() for word in (name, *words)}
    facts = {word: term.name for word, term in fact_names(vocabulary).items()}
    names = {**facts, **own}
    title_of: dict[str, str] = {}
    unknown = []
    for title in titles:
        name = names.get(key(title))
        if name is None:
            unknown.append(title)
        elif name in title_of:
            found = Text(f"列 {name} 重复", f"has two columns for {name}")
            raise SiteError(file, found, Text("每列一次", "each column once"), at="header")
        else:
            title_of[name] = title
    _require_no_slip(unknown, [*_TITLES, *vocabulary.facts], title_of, file)
    pairs = [pair for pair in _PAIRS if set(pair) & set(title_of)]
    if len(pairs) > 1 or any(set(pair) - set(title_of) for pair in pairs):
        found = Text("坐标列不成对或重复", "has half a pair of coordinate columns, or two pairs")
        raise SiteError(file, found, _WHERE, at="header")
    if not pairs and "address" not in title_of:
        found = Text("没有说明位置的列", "has no column that says where the sites are")
        raise SiteError(file, found, _WHERE, at="header")
    notes: tuple[Text, ...] = ()
    if unknown:
        words = listed([shown(title) for title in unknown])
        notes = (Text(f"未采用的列：{words.zh}", f"columns passed over: {words.en}"),)
    kept = tuple(name for name in title_of if name in vocabulary.facts)
    pair = pairs[0] if pairs else None
    return BatchColumns(MappingProxyType(title_of), pair, kept), notes


def _require_no_slip(
    unknown: Sequence[str], names: Sequence[str], known: Mapping[str, str], file: Path
) -> None:
    """Refuse `area_m` for `area_m2`: passed over in silence it would change answers."""
    for title in unknown:
        near = [name for name in alike(title, names, _SURE) if name not in known]
        if near:
            found = Text(f"列“{shown(title)}”未知", f"has an unknown column {shown(title)!r}")
            words = listed(near)
            expected = Text(f"{words.zh}，或另起列名", f"{words.en}, or another name for it")
            raise SiteError(file, found, expected, at="header")
