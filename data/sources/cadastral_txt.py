"""界址点坐标 TXT (报盘): parcels as lists of boundary points, as land offices exchange them.

    [属性描述]
    坐标系=2000国家大地坐标系
    几度分带=3
    带号=35
    [地块坐标]
    5,0.25,A-1,地块一,面,,商业,0901,@
    J1,1,3394000.000,35410000.000
    ...

A parcel line ends with `@`. A vertex line is 点号, 圈号, X (north), Y (east), in metres. Ring 1 is
an outline, 2 and above are holes or, lying apart, further parts; so are more rings numbered 1.
There is no standard to cite: this follows the files that circulate. One row of the table is one
parcel.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.errors import SourceError
from data.sources.cadastral_crs import declared_crs
from data.sources.cadastral_rings import Vertex, shape_of
from data.sources.encoding import decode_text
from data.sources.raw import RawReject, RawTable, SourceSpec
from data.sources.raw_file import read_text_file, require_rows
from data.text import Text

_KIND = Text("界址点坐标 TXT（含 [地块坐标]）", "a boundary-point TXT with [地块坐标]")
_PARCELS = "地块坐标"
# The core fields of a parcel line; further ones are kept as 附加1, 附加2, ...
_FIELDS = ("界址点数", "面积", "地块编号", "地块名称", "图形属性", "图幅号", "用途", "地类编码")
_MAX_FIELDS = 40


@dataclass(frozen=True)
class _Parcel:
    """One parcel line and the vertex lines below it, as they stand in the file."""

    fields: tuple[str, ...]
    vertices: list[Vertex] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_cadastral_txt(spec: SourceSpec) -> RawTable:
    """Read a boundary-point file.

    Returns:
        One row a parcel, its fields as text, in the CRS that the recipe names, else the one that
        the file's own header gives. A parcel whose boundary cannot be built is a reject.

    Raises:
        SourceError: It is no such file, its encoding is unknown, or neither recipe nor header
            says its CRS.
    """
    content = read_text_file(spec, _KIND)
    text, encoding = decode_text(content, spec.encoding, spec.file)
    header, lines = _sections(spec, text)
    parcels = _parcels(spec, lines)
    eastings = [vertex.east for parcel in parcels for vertex in parcel.vertices]
    crs = spec.crs if spec.crs is not None else declared_crs(header, eastings, spec.file)
    records: dict[int, dict[str, object]] = {}
    rejects: list[RawReject] = []
    for number, parcel in enumerate(parcels, 1):
        outcome = _shape(parcel)
        if isinstance(outcome, Text):
            found = parcel.faults[0] if parcel.faults else ",".join(parcel.fields)
            rejects.append(RawReject(str(number), outcome, found[:200]))
        else:
            records[number] = {**_named(parcel.fields), "geometry": outcome}
    frame = pd.DataFrame.from_dict(records, orient="index", dtype=object)
    frame = frame.reindex(columns=_ordered(frame.columns))
    frame.index = frame.index.astype("int64")
    notes = _notes(header, parcels, encoding)
    return RawTable(frame, crs, tuple(rejects), notes)


def _sections(spec: SourceSpec, text: str) -> tuple[Mapping[str, str], list[str]]:
    """The keys above [地块坐标], and the lines below it."""
    header: dict[str, str] = {}
    lines = [line.strip() for line in text.splitlines()]
    for i, line in enumerate(lines):
        plain = unicodedata.normalize("NFKC", line)
        if plain.startswith("[") and plain.strip("[] ") == _PARCELS:
            return header, lines[i + 1 :]
        key, equals, value = plain.partition("=")
        if equals:
            header[key.strip()] = value.strip()
    found = Text("没有 [地块坐标] 段", "has no section [地块坐标]")
    raise SourceError(spec.file, found, _KIND)


def _parcels(spec: SourceSpec, lines: list[str]) -> list[_Parcel]:
    parcels: list[_Parcel] = []
    for line in lines:
        plain = unicodedata.normalize("NFKC", line).strip()
        if plain.startswith("["):
            break  # another section
        if not plain:
            continue
        if plain.endswith("@"):
            parcels.append(_Parcel(_fields(line)))
            require_rows(spec.file, len(parcels))
        elif not parcels:
            found = Text(f"地块行之前出现“{plain[:60]}”", f"has {plain[:60]!r} before any parcel")
            expected = Text("以“,@”结尾的地块行", "a parcel line that ends with ',@'")
            raise SourceError(spec.file, found, expected, at=_PARCELS)
        else:
            vertex = _vertex(plain)
            if vertex is None:
                parcels[-1].faults.append(plain)
            else:
                parcels[-1].vertices.append(vertex)
    if not parcels:
        found = Text("没有地块", "holds no parcel")
        raise SourceError(spec.file, found, _KIND, at=_PARCELS)
    return parcels


def _fields(line: str) -> tuple[str, ...]:
    # Names keep their full-width letters; only a line without a plain comma is split at full-width
    # ones.
    body = line.rstrip().rstrip("@＠")
    comma = "," if "," in body else "，"
    fields = [part.strip() for part in body.split(comma)]
    if fields and not fields[-1]:
        fields.pop()
    return tuple(fields[:_MAX_FIELDS])


# Eastings with a zone prefix have eight digits; ten would be beyond the Moon.
_FARTHEST_M = 1e9
_MOST_DIGITS = 9
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")


def _vertex(plain: str) -> Vertex | None:
    parts = [part.strip() for part in plain.split(",")]
    ring = _count(parts[1]) if len(parts) >= 4 else None
    if ring is None or not (_NUMBER.fullmatch(parts[2]) and _NUMBER.fullmatch(parts[3])):
        return None
    north, east = float(parts[2]), float(parts[3])
    if max(abs(north), abs(east)) > _FARTHEST_M:
        return None
    return Vertex(parts[0], ring, north, east)


def _count(digits: str) -> int | None:
    """A small whole number; None for anything else, however long."""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def _shape(parcel: _Parcel) -> object:
    if parcel.faults:
        return Text(
            "界址点行有误，应为“点号,圈号,X,Y”",
            "a vertex line is not 'label,ring,north,east'",
        )
    kind = parcel.fields[4] if len(parcel.fields) > 4 else ""
    return shape_of(kind, parcel.vertices)


def _named(fields: tuple[str, ...]) -> dict[str, str | None]:
    extra = tuple(f"附加{i}" for i in range(1, len(fields) - len(_FIELDS) + 1))
    names = (*_FIELDS, *extra)
    return {name: value or None for name, value in zip(names, fields, strict=False)}


def _ordered(columns: pd.Index) -> list[str]:
    extra = [str(c) for c in columns if c not in (*_FIELDS, "geometry")]
    return [*_FIELDS, *sorted(extra, key=lambda name: int(name[2:])), "geometry"]


def _notes(header: Mapping[str, str], parcels: list[_Parcel], encoding: str) -> tuple[Text, ...]:
    return tuple(_all_notes(header, parcels, encoding))


def _all_notes(header: Mapping[str, str], parcels: list[_Parcel], encoding: str) -> Iterator[Text]:
    if encoding != "utf-8":
        yield Text(f"编码为 {encoding}", f"text is in {encoding}")
    if re.search(r"[1-9]", header.get("转换参数", "")):
        # Their values are controlled data and are not repeated.
        yield Text("文件带有转换参数，未予应用", "the file carries 转换参数; they were not applied")
    differing = sum(1 for parcel in parcels if not _count_agrees(parcel))
    if differing:
        yield Text(
            f"{differing} 个地块的界址点数与实际不符",
            f"{differing} parcels declare another number of points than they have",
        )


def _count_agrees(parcel: _Parcel) -> bool:
    written = unicodedata.normalize("NFKC", parcel.fields[0]) if parcel.fields else ""
    if not written.isdecimal():
        return True
    declared = _count(written)
    # Some count the repeated last point of each ring, some do not.
    distinct = len({(v.ring, v.north, v.east) for v in parcel.vertices})
    return declared is not None and distinct <= declared <= len(parcel.vertices)
