"""Opening a district through its sidecar cache: the same answers, sooner."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.kept_network import PARTS, keep_network, kept_network
from data.district import District
from data.errors import WriteError
from data.geopackage import read_district
from data.sidecar.district_cache import keep_district, keeps, kept_district
from data.sidecar.file_state import FileState, file_state
from data.sidecar.kept_file import forget, kept_path
from data.text import Text
from geo.streets.network import WalkNetwork, walk_network

_UNMERGED = Text(
    "旁有尚未写回的 -wal 或 -journal 文件，未使用缓存",
    "a -wal or -journal file with changes lies beside the district; the cache was not used",
)
_CHANGED_MEANWHILE = Text(
    "读取期间区县数据被修改，未写缓存",
    "the district was changed while it was being read; no cache was written",
)
_UNTRUE = Text(
    "缓存与区县数据不符，已弃用，按原文件重新读取",
    "the cache did not agree with the district; it was thrown away and the file itself read",
)


@dataclass(frozen=True)
class Opened:
    """A district, and where it came from.

    Attributes:
        district: The district.
        from_cache: Whether it came from the cache rather than from the file itself.
        note: What there is to say about the cache; None where all went as usual.
        file: The district's file.
        state: How the file stood; None where nothing of it may be kept.
        afresh: Whether whatever is kept is to be made anew rather than used.
    """

    district: District
    from_cache: bool
    note: Text | None
    file: Path
    state: FileState | None
    afresh: bool = False

    def network(self, *, takes_steps: bool) -> WalkNetwork:
        """The streets a walker may use, as `walk_network` makes them; kept for the next time.

        Raises:
            DistrictError: The district has no streets.
        """
        file, state, district = self.file, self.state, self.district
        if state is not None and not self.afresh:
            kept = kept_network(file, state, district, takes_steps=takes_steps)
            if kept is not None:
                return kept
        network = walk_network(district.features("streets"), takes_steps=takes_steps)
        if state is not None:
            _try(lambda: keep_network(file, state, district, network, takes_steps=takes_steps))
        return network


def open_district(path: Path, *, cache: bool = True, verify: bool = False) -> Opened:
    """Open a district, from its cache where that fits the file as it stands.

    After a reading of the file itself the cache is written. That it cannot be written is no error.

    Args:
        path: The district's file.
        cache: Whether the cache is used, and written, at all.
        verify: Read the file and hash it anyway; a cache that does not agree is thrown away.

    Raises:
        SourceError: As `data.geopackage.read_district`.
        DistrictError: As `data.geopackage.read_district`.
    """
    if not cache:
        return Opened(read_district(path), False, None, path, None)
    state = file_state(path)
    if state is not None and not verify:
        kept = kept_district(path, state)
        if kept is not None:
            return Opened(kept, True, None, path, state)
    district = read_district(path)
    if state is None:
        return Opened(district, False, _UNMERGED, path, None)
    if file_state(path) != state:
        return Opened(district, False, _CHANGED_MEANWHILE, path, None)
    return Opened(district, False, _kept_note(path, state, district, verify), path, state, verify)


def _kept_note(path: Path, state: FileState, district: District, verify: bool) -> Text | None:
    """Keep what was just read, unless it is kept already; what there is to say about that."""
    untrue = None
    if verify:
        forget(path, PARTS)
        if keeps(path, state, district):
            return None
        untrue = None if kept_district(path, state) is None else _UNTRUE
        forget(path, [""])
        if untrue and kept_path(path).exists():
            return _stuck(kept_path(path))
    return _try(lambda: keep_district(path, state, district)) or untrue


def _stuck(kept: Path) -> Text:
    return Text(
        f"缓存与区县数据不符，未使用，但无法删除，请手工删除 {kept}",
        f"the cache does not agree with the district and was not used, but cannot be deleted: "
        f"please delete {kept}",
    )


def _try(keep: Callable[[], None]) -> Text | None:
    """Keep something; what kept it from being kept."""
    try:
        keep()
    except WriteError as error:
        return Text(f"缓存{error.found.zh}", f"the cache {error.found.en}")
    except ValueError as error:
        return Text(f"缓存无法保存（{error}）", f"the cache cannot hold this district ({error})")
    return None
