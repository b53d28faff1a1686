"""What Shapefiles leave open: which files belong to one, and in which encoding its text is.

Chinese Shapefiles often lack the .cpg, and where one exists it may be wrong. Every encoding is
therefore tried on all texts of the table before it is believed, in this order: .cpg, the language
byte of the .dbf, UTF-8, GB18030.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.errors import SourceError
from data.sources.encoding import (
    canonical_encoding,
    decoded_field,
    decodes_all,
    named_encoding,
)
from data.sources.raw import SourceSpec
from data.sources.raw_file import require_bytes
from data.text import Text

_LANGUAGE_BYTE_AT = 29
_GBK_LANGUAGE_BYTES = (0x4D, 0x7A)
_FIELD_NAME_BYTES = 10


def require_sidecars(path: Path) -> None:
    """Refuse a .shp without its .shx or .dbf, or of which the parts together are too large.

    Raises:
        SourceError: As said.
    """
    missing = [ending for ending in (".shx", ".dbf") if sidecar(path, ending) is None]
    if missing:
        files = "files are" if len(missing) > 1 else "file is"
        found = Text(
            f"缺少同名 {'、'.join(missing)} 文件", f"its {' and '.join(missing)} {files} missing"
        )
        expected = Text(
            "同一文件夹内齐全的 .shp、.shx、.dbf", "the .shp, .shx and .dbf in one folder"
        )
        raise SourceError(path, found, expected)
    parts = (path, sidecar(path, ".dbf"))
    require_bytes(path, sum(part.stat().st_size for part in parts if part is not None))


def sidecar(path: Path, ending: str) -> Path | None:
    """The file beside `path` with another ending, in upper or lower case."""
    for candidate in (path.with_suffix(ending), path.with_suffix(ending.upper())):
        if candidate.is_file():
            return candidate
    return None


def decoded_shapefile(
    spec: SourceSpec, latin: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """Turn a table read as Latin-1 into its real text.

    Args:
        spec: The source; its `encoding`, where given, must decode everything.
        latin: The table with every byte of names and texts as one Latin-1 letter.

    Returns:
        The table in its encoding, and notes on how that was found.

    Raises:
        SourceError: No encoding decodes all texts.
    """
    columns = [name for name in latin.columns if name != "geometry" and _holds_text(latin[name])]
    names = [str(name).encode("latin-1") for name in latin.columns]
    values = {name: _bytes(latin[name]) for name in columns}
    encoding, notes = _encoding(spec, names, list(values.values()))
    frame = latin.copy()
    for name, unique in values.items():
        width = max((len(value) for value in unique), default=0)
        decoded = {v.decode("latin-1"): decoded_field(v, encoding, width) for v in unique}
        frame[name] = latin[name].map(decoded, na_action="ignore").astype("string")
    frame.columns = pd.Index(
        [decoded_field(name, encoding, _FIELD_NAME_BYTES) or "" for name in names]
    )
    return frame, notes


def _holds_text(column: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(column.dtype) or column.dtype == object


def _bytes(column: pd.Series) -> list[bytes]:
    return [str(value).encode("latin-1") for value in column.dropna().unique()]


def _encoding(
    spec: SourceSpec, names: Sequence[bytes], columns: Sequence[list[bytes]]
) -> tuple[str, tuple[Text, ...]]:
    """The encoding in which names and all columns decode, and what to tell about it."""
    if spec.encoding is not None:
        candidates = [named_encoding(spec.encoding, spec.file)]
        said = None
    else:
        said = _said(spec.file)
        candidates = [*([said] if said else []), "utf-8", "gb18030"]
    texts = [value for column in columns for value in column]
    if said == "gb18030" and _is_chinese_utf8([*texts, *names]):
        candidates.remove("gb18030")  # GBK bytes never look like this; the .cpg is wrong
    for encoding in candidates:
        sure = spec.encoding is not None
        if all(decodes_all(column, encoding, sure=sure) for column in (names, *columns)):
            return encoding, _notes(spec, said, encoding, [*texts, *names])
    tried = ", ".join(dict.fromkeys(candidates))
    raise SourceError(
        spec.file,
        Text(f"属性文字无法用 {tried} 解码", f"its texts decode in none of: {tried}"),
        Text("在配方中写明编码（encoding）", "the encoding, named in the recipe"),
        at="encoding",
    )


def _notes(
    spec: SourceSpec, said: str | None, encoding: str, texts: Sequence[bytes]
) -> tuple[Text, ...]:
    if spec.encoding is not None or all(text.isascii() for text in texts):
        return ()
    if said is None:
        return (Text(f"没有编码说明，识别为 {encoding}", f"no .cpg; text found to be {encoding}"),)
    if said != encoding:
        return (
            Text(
                f"编码说明为 {said}，实为 {encoding}",
                f"said to be in {said}, but is in {encoding}",
            ),
        )
    return ()


def _said(path: Path) -> str | None:
    """The encoding that the .cpg names, else the language byte of the .dbf; None if neither."""
    cpg = sidecar(path, ".cpg")
    if cpg is not None:
        with cpg.open("rb") as file:
            named = canonical_encoding(file.read(100).decode("ascii", "replace"))
        if named is not None:
            return named
    dbf = sidecar(path, ".dbf")
    if dbf is None:
        return None
    with dbf.open("rb") as file:
        header = file.read(_LANGUAGE_BYTE_AT + 1)
    is_gbk = len(header) > _LANGUAGE_BYTE_AT and header[_LANGUAGE_BYTE_AT] in _GBK_LANGUAGE_BYTES
    return "gb18030" if is_gbk else None


def _is_chinese_utf8(texts: Sequence[bytes]) -> bool:
    """Whether the texts are UTF-8 with at least three Chinese letters: no GBK is, by chance."""
    foreign = [text for text in texts if not text.isascii()]
    try:
        letters = "".join(text.decode("utf-8") for text in foreign)
    except UnicodeDecodeError:
        return False
    return len({letter for letter in letters if "\u4e00" <= letter <= "\u9fff"}) >= 3
