"""Which matters a run asks for: one, all of a bundle (一件事), or every one by itself."""

from difflib import SequenceMatcher

from data.district import District
from data.text import Text
from data.visibility import require_shown, visible
from geo.errors import QuestionError, UnknownMatterError

EVERY = "all"
# So many of what looks so much alike are named; of a long text the beginning is looked at.
_NAMED, _ALIKE, _LETTERS = 3, 0.5, 40


def matters_asked(
    district: District, matter: str | None, bundle: str | None
) -> tuple[tuple[str, ...], str | None]:
    """The matters that one station must all handle, and the bundle they are of.

    Args:
        district: The district.
        matter: Id of a matter, `all` (each for itself, besides the question), or None.
        bundle: Id of a bundle, or None.

    Raises:
        QuestionError: A matter and a bundle are given.
        UnknownMatterError: There is no such matter or bundle, or the bundle names a matter that
            the catalogue does not have.
        DistrictError: The bundle is in a restricted layer.
    """
    if matter not in (None, EVERY) and bundle is not None:
        raise QuestionError(
            "--bundle",
            Text("与 --matter 某一事项同时使用", "is given together with a --matter"),
            Text("两者之一，或 --matter all", "one of the two, or --matter all"),
        )
    if bundle is not None:
        return _of_bundle(district, bundle), bundle
    if matter is None or matter == EVERY:
        return (), None
    known = _catalogue(district)
    if matter not in known:
        found = Text(f"没有编号为 {matter[:40]} 的事项", f"there is no matter {matter[:40]}")
        raise UnknownMatterError("--matter", found, _like(district, "matters", matter))
    return (matter,), None


def _of_bundle(district: District, bundle: str) -> tuple[str, ...]:
    require_shown(district, ("bundles",) if district.has("bundles") else ())
    rows = district.table("bundles") if district.has("bundles") else None
    names = [] if rows is None else sorted(set(rows["bundle_id"]))
    if rows is None or bundle not in names:
        shown = bundle[:40]
        found = Text(f"没有编号为 {shown} 的一件事", f"there is no bundle {shown}")
        raise UnknownMatterError("--bundle", found, _like(district, "bundles", bundle))
    matters = sorted(set(rows.loc[rows["bundle_id"] == bundle, "matter_id"]))
    known = set(_catalogue(district))
    for matter in matters:
        if matter not in known:
            raise UnknownMatterError(
                district.source,
                Text(
                    f"一件事 {bundle} 包含事项 {matter}，事项目录中没有",
                    f"the bundle {bundle} names the matter {matter}, which the catalogue lacks",
                ),
                Text("图层 matters 中的编号", "an id of the layer matters"),
                at="bundles",
            )
    return tuple(matters)


def _catalogue(district: District) -> list[str]:
    """Ids of all matters; without the catalogue, of those that stations are said to handle."""
    for layer, column in (("matters", "id"), ("station_matters", "matter_id")):
        if district.has(layer):
            return sorted(set(district.table(layer)[column]))
    return []


def names_of(district: District, layer: str) -> dict[str, str]:
    """Id to name, in order of id, of what may be told of `matters` or `bundles`.

    Without the catalogue of matters those that stations are said to handle have no names.
    """
    if layer == "matters" and not district.has("matters"):
        rows = visible(district, "station_matters").table
        return {} if rows is None else dict.fromkeys(sorted(set(rows["matter_id"])), "")
    rows = visible(district, layer).table
    if rows is None:
        return {}
    ids = rows["bundle_id" if layer == "bundles" else "id"]
    return dict(sorted(zip(ids, rows["name"].fillna("").astype(str), strict=True)))


def _like(district: District, layer: str, wanted: str) -> Text:
    """What would have been right: the ids that look most like it, or whose names do."""
    known = names_of(district, layer)
    looks = {
        id_: 1.0 if wanted and wanted in name else max(_alike(wanted, id_), _alike(wanted, name))
        for id_, name in known.items()
    }
    best = [i for i in sorted(known, key=lambda i: (-looks[i], i)) if looks[i] >= _ALIKE][:_NAMED]
    named = [f"{id_} {known[id_]}".strip() for id_ in best or list(known)[:1]]
    zh, en = (f"，如 {'、'.join(named)}", f" such as {', '.join(named)}") if named else ("", "")
    return Text(
        f"图层 {layer} 中的编号{zh}（可用 quankan district matters 列出）",
        f"an id of the layer {layer}{en} (quankan district matters lists them)",
    )


def _alike(one: str, other: str) -> float:
    """From 0 to 1, which is the same."""
    return SequenceMatcher(None, one[:_LETTERS], other[:_LETTERS]).ratio()
