"""In which language a caller is answered: `?lang=`, else `Accept-Language`, else Chinese."""

from starlette.requests import HTTPConnection

from data.text import Language


def language_of(request: HTTPConnection) -> Language:
    """Chinese comes first; English where it is asked for, or preferred to Chinese."""
    return language_asked(request) or Language.ZH


def language_asked(request: HTTPConnection) -> Language | None:
    """The language that a request names; None where it names none of ours."""
    asked = request.query_params.get("lang")
    if asked in set(Language):
        return Language(asked)
    preferred = request.headers.get("accept-language", "")
    for tag in preferred.split(","):
        primary = tag.split(";")[0].strip().lower().split("-")[0]
        if primary in set(Language):
            return Language(primary)
    return None
