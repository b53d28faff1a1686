"""A TOML file that a person wrote, read within bounds or refused with care."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.text import Text

MAX_BYTES = 1024**2
# A dotted key of more parts than any of ours; tomllib takes time with the square of their number.
_PART = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DEEP_KEY = re.compile(rf"(?:^|(?<=[\s\[{{,])){_PART}(?:[ \t]*\.[ \t]*{_PART}){{100}}")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class FileSort:
    """What sort of file it is, for messages.

    Attributes:
        error: What is raised where it cannot be used.
        name: What people call such a file.
        guide: Where its keys and values are listed.
    """

    error: type[DataError]
    name: Text
    guide: Text


def read_toml(path: Path, sort: FileSort) -> dict[str, Any]:
    """What a file holds, nothing of it judged yet.

    Raises:
        DataError: As `sort` names it: there is no such file, it is larger than `MAX_BYTES`, or it
            is not TOML in UTF-8.
    """
    expected = Text(
        f"UTF-8 编码的 TOML {sort.name.zh}文件", f"a {sort.name.en} in TOML, encoded in UTF-8"
    )
    if not path.is_file():
        raise sort.error(path, Text("文件不存在", "no such file"), expected)
    size = path.stat().st_size
    if size > MAX_BYTES:
        found = Text(f"文件过大（{size} 字节）", f"is too large ({size} bytes)")
        limit = Text(f"不超过 {MAX_BYTES} 字节", f"at most {MAX_BYTES} bytes")
        raise sort.error(path, found, limit)
    try:
        text = path.read_text(encoding="utf-8-sig")
        if _DEEP_KEY.search(text):
            raise RecursionError  # in the end it would be; the parser needs hours to find out
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise sort.error(path, _not_toml(error), expected) from None


def _not_toml(error: ValueError | RecursionError) -> Text:
    if isinstance(error, RecursionError):
        return Text("无法解析（嵌套过深）", "cannot be parsed (it is nested too deep)")
    if isinstance(error, UnicodeDecodeError):
        return Text("无法解析（不是 UTF-8 编码）", f"cannot be parsed ({error})")
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python refuses to read such a number
        return Text("无法解析（数值过长）", "cannot be parsed (it has too long a number)")
    place = _PLACE.search(str(error))
    where = f"第 {place[1]} 行第 {place[2]} 列" if place else "文件末尾"
    return Text(f"无法解析（{where}有 TOML 语法错误）", f"cannot be parsed ({error})")
