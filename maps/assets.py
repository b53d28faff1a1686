"""Files a page carries inside itself: Leaflet from its pip package, and our own scripts and styles.

Nothing here is an address: a page made of these files asks nobody for anything.
"""

import base64
import re
from importlib import metadata, resources
from pathlib import Path

from data.text import Text
from maps.errors import AssetError

_LEAFLET = "XStatic-Leaflet"
_IMAGE = re.compile(r"url\(images/([\w-]+\.png)\)")
# A browser's developer tools would fetch what this comment names.
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def leaflet_script() -> str:
    """Leaflet's program text.

    Raises:
        AssetError: The Leaflet package is not installed, or not whole.
    """
    return _SOURCE_MAP.sub("", _leaflet_file("leaflet.js").read_text("utf-8")).strip()


def leaflet_style() -> str:
    """Leaflet's style sheet with its images inside it as data URIs.

    Raises:
        AssetError: The Leaflet package is not installed, or not whole.
    """
    return _IMAGE.sub(_data_uri, _leaflet_file("leaflet.css").read_text("utf-8"))


def own_files(*names: str) -> str:
    """Files of `maps/static`, one after the other."""
    folder = resources.files("maps") / "static"
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def _data_uri(match: re.Match[str]) -> str:
    image = _leaflet_file(f"images/{match.group(1)}").read_bytes()
    return f"url(data:image/png;base64,{base64.b64encode(image).decode('ascii')})"


def _leaflet_file(name: str) -> Path:
    # The package's own module needs pkg_resources, which newer Pythons lack; its record does not.
    try:
        files = metadata.files(_LEAFLET) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.as_posix().endswith(f"leaflet/data/{name}"):
            return Path(str(file.locate()))
    raise AssetError(
        _LEAFLET,
        Text(f"未找到 {name}", f"{name} was not found"),
        Text("完整安装的 XStatic-Leaflet 包", "the package XStatic-Leaflet, wholly installed"),
    )
