"""Which encoding Chinese text is in: named, or found out strictly, or refused.

An encoding is believed only if every byte decodes. Valid UTF-8 comes before GB18030 in every
guess: Chinese text in GBK is practically never valid UTF-8, while UTF-8 often passes as GBK and
turns into other characters.
"""

import codecs
from collections.abc import Sequence

from data.errors import SourceError
from data.text import Text

# Windows calls GBK "936", "cp936", "ansi 936"; GB18030 holds all of GBK and of GB 2312.
_GB_NAMES = frozenset({"936", "cp936", "gbk", "gb2312", "ansi 936", "gb18030", "ms936"})
_EXPECTED = Text(
    "UTF-8 或 GB18030（含 GBK）编码的文本", "text in UTF-8 or GB18030 (which holds GBK)"
)


def canonical_encoding(name: str) -> str | None:
    """Python's name of an encoding as offices and .cpg files write it; None if there is none."""
    plain = name.strip().casefold()
    if plain in _GB_NAMES:
        return "gb18030"
    if plain.isdecimal():
        plain = "utf-8" if plain == "65001" else f"cp{plain}"
    try:
        return codecs.lookup(plain).name
    except LookupError:
        return None


def decode_text(content: bytes, named: str | None, file: object) -> tuple[str, str]:
    """The text of a whole file, and the encoding it was in.

    Args:
        content: All bytes of the file.
        named: The encoding that the recipe names; None to find out.
        file: The file, for messages.

    Raises:
        SourceError: The encoding named is unknown or does not decode, or none does.
    """
    if named is not None:
        encoding = named_encoding(named, file)
        text = _decoded(content, "utf-8-sig" if encoding == "utf-8" else encoding)
        if text is None:
            raise _undecodable(file, Text(f"不是 {named} 编码", f"is not in {named}"))
        return text, encoding
    for encoding in _candidates(content):
        text = _decoded(content, encoding)
        if text is not None and not (encoding == "gb18030" and _has_private_letters(text)):
            return text, encoding.removesuffix("-sig")
    raise _undecodable(file, Text("文字编码无法识别", "is in no known encoding"))


def decodes_all(values: Sequence[bytes], encoding: str, *, sure: bool) -> bool:
    """Whether every value decodes.

    Args:
        values: The fields of one column. One may end in the middle of a letter if it fills its
            field: .dbf fields are cut by bytes.
        encoding: Python's name of the encoding.
        sure: Whether somebody named it; otherwise letters that no standard defines speak
            against GB18030, which takes almost any bytes.
    """
    width = max((len(value) for value in values), default=0)
    texts = (decoded_field(value, encoding, width) for value in values)
    sure = sure or encoding != "gb18030"
    return all(t is not None and (sure or not _has_private_letters(t)) for t in texts)


def decoded_field(value: bytes, encoding: str, width: int) -> str | None:
    """One fixed-width field as text, without half a letter at its end; None if it is not one."""
    cut = len(value) >= width >= 10
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(value, final=not cut)
    except UnicodeDecodeError:
        return None


def named_encoding(name: str, file: object) -> str:
    """Python's name of the encoding that a recipe names.

    Raises:
        SourceError: There is no such encoding.
    """
    encoding = canonical_encoding(name)
    if encoding is None:
        found = Text(f"编码名“{name}”未知", f"the encoding {name!r} is unknown")
        raise SourceError(file, found, Text("如 utf-8、gbk", "such as utf-8, gbk"), at="encoding")
    return encoding


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "gb18030")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_private_letters(text: str) -> bool:
    """Whether letters come out that no standard defines: Big5 or other bytes read as GB18030."""
    return not text.isascii() and any("\ue000" <= letter <= "\uf8ff" for letter in text)


def _undecodable(file: object, found: Text) -> SourceError:
    return SourceError(file, found, _EXPECTED, at="encoding")
