"""What the page of a survey says above its opinion: number, days, and whether it still stands.

The page itself is kept once for all who ask the same; its head is each result's own.
"""

from markupsafe import Markup

from api.answering.expiry import CHINA
from api.answering.standing import Standing
from api.answering.verifying import EXPIRED, STANDS
from api.store.answers import Content, content_of
from api.store.results import Result
from data.text import Language, Text

_HEAD = Markup(
    '<div style="margin:0 auto;max-width:60rem;padding:.5rem 1rem;border-bottom:1px solid #888">'
    "{number} · {issued} · {expires} · <strong>{stands}</strong><br>{verified}</div>"
)
_VERIFIED = Text(
    "核验链接只在出具时告知申请人；凭链接可随时核验本意见是否有效。",
    "Its verification link was told to the applicant when it was issued; whoever has it can see "
    "whether it stands.",
)


def with_head(page: Content, result: Result, standing: Standing, language: Language) -> Content:
    """The page of a survey with its head."""
    said = _said(result, standing)
    head = _HEAD.format(**{name: text.in_(language) for name, text in said.items()})
    before, tag, rest = page.content.partition(b"<body")
    end = rest.find(b">") + 1
    whole = before + tag + rest[:end] + str(head).encode() + rest[end:]
    return content_of(page.name, page.media_type, whole)


def _said(result: Result, standing: Standing) -> dict[str, Text]:
    number = result.number or ""
    issued = result.created_at.astimezone(CHINA).date().isoformat()
    over = result.expires_at
    expires = "" if over is None else over.astimezone(CHINA).date().isoformat()
    return {
        "number": Text(f"预勘编号 {number}", f"Number {number}"),
        "issued": Text(f"出具日期 {issued}", f"issued on {issued}"),
        "expires": Text(f"有效期至 {expires}", f"valid until {expires}"),
        "stands": STANDS if standing.stands else EXPIRED,
        "verified": _VERIFIED,
    }
