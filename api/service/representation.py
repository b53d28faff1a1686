"""Which file of an answer is asked for: by a suffix of the address, or by `Accept`."""

from collections.abc import Iterable, Iterator, Mapping

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.answering.produced import MEDIA_TYPES
from api.people.errors import AbsentError
from api.service.errors import NotAcceptableError
from api.service.headers import map_policy
from api.store.answers import Content, FileOf
from data.text import Text

_NOT_MODIFIED = 304
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}


def split_suffix(name: str) -> tuple[str, str | None]:
    """`svy-12.html` as `svy-12` and `html`; None where there is no suffix."""
    stem, dot, suffix = name.partition(".")
    return stem, suffix if dot else None


def suffix_asked(request: Request, suffix: str | None, formats: Mapping[str, str]) -> str:
    """The suffix of the file that is asked for.

    Args:
        request: The request, for its `Accept`.
        suffix: The suffix of the address; None where it has none.
        formats: The suffixes there are; the first is what is given where all are welcome.

    Raises:
        AbsentError: There is no file with that suffix.
        NotAcceptableError: Nothing there is would be accepted.
    """
    if suffix is not None:
        if suffix not in formats:
            raise _no_such_form(suffix, formats)
        return suffix
    accept = request.headers.get("accept", "*/*") or "*/*"
    types = {each: media_type(each) for each in formats}
    weights = {each: welcome(accept, kind) for each, kind in types.items()}
    best = max(weights, key=lambda each: weights[each])
    if not weights[best]:
        raise NotAcceptableError.of(accept, types.values())
    return best


def _no_such_form(suffix: str, formats: Iterable[str]) -> AbsentError:
    listed = ", ".join(f".{each}" for each in formats)
    return AbsentError(
        f".{suffix[:40]}",
        Text("没有这种格式", "is no form of it"),
        Text(f"其中之一：{listed}", f"one of {listed}"),
    )


def media_type(suffix: str) -> str:
    """The media type of a suffix, without parameters."""
    return MEDIA_TYPES[f".{suffix}"].partition(";")[0]


def file_response(request: Request, file: Content, **headers: str) -> Response:
    """A file of an answer; 304 where the caller has it."""
    unchanged = not_modified(request, file, **headers)
    if unchanged is not None:
        return unchanged
    common = _common(file, headers)
    if file.media_type.startswith("text/html"):
        common["Content-Security-Policy"] = map_policy(file.content)
    return Response(file.content, media_type=file.media_type, headers=common)


def streamed_response(file: FileOf, pieces: Iterator[bytes], **headers: str) -> Response:
    """A file of an answer that is too long to be held in memory."""
    common = {**_common(file, headers), "Content-Length": str(file.size)}
    return StreamingResponse(pieces, media_type=file.media_type, headers=common)


def not_modified(request: Request, file: FileOf, **headers: str) -> Response | None:
    """304 where the caller has a file already, of which no byte is needed; else None."""
    common = _common(file, headers)
    if not has_it(request, common["ETag"]):
        return None
    return Response(status_code=_NOT_MODIFIED, headers=common)


def _common(file: FileOf, headers: Mapping[str, str]) -> dict[str, str]:
    return {"ETag": f'"{file.sha256}"', **PRIVATE, **headers}


def has_it(request: Request, tag: str) -> bool:
    """Whether the caller has what this strong tag names (`If-None-Match`)."""
    given = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or tag in [each.removeprefix("W/") for each in given]


def welcome(accept: str, kind: str) -> float:
    """How welcome a media type is, from 0 to 1: the most particular range that fits decides.

    Args:
        accept: `Accept` of a request.
        kind: The media type, without parameters.
    """
    family = kind.partition("/")[0]
    ranks = {kind: 3, f"{family}/*": 2, "*/*": 1}
    best = (0, 0.0)
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        rank = ranks.get(media_range, 0)
        if rank:
            best = max(best, (rank, _quality(parameters)))
    return best[1]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
