"""What the page of a result says above its answer.

Of a survey: number, days, and whether it still stands; of any other result only that it no longer
does, and why. The page itself is kept once for all who ask the same; its head is each result's own.
It is in both languages, which the page's own button switches.
"""

from datetime import datetime

from api.answering.expiry import CHINA
from api.answering.kinds import KINDS
from api.answering.standing import Standing
from api.answering.verifying import EXPIRED, STANDS
from api.service.lapsed import lapsed_reasons
from api.service.rendering import page as rendered
from api.service.rendering import style
from api.store.answers import Content, content_of
from api.store.results import Result
from data.text import Text

# Where the words of a page begin, beside its map: a head above both would push the map's legend
# off the screen.
_OPENINGS = (b'<section class="verdict"', b'<aside class="panel"', b"<body")
_VERIFIED = Text(
    "核验链接只在出具时告知申请人；凭链接可随时核验本意见是否有效。",
    "Its verification link was told to the applicant when it was issued; whoever has it can see "
    "whether it stands.",
)
_LAPSED = Text("已失效，请重新计算", "It no longer stands: please ask anew")


def with_head(page: Content, result: Result, standing: Standing) -> Content:
    """The page of a result with its head; as it is where there is nothing to say.

    Args:
        page: The page as it is kept.
        result: The result; one with a number is a survey.
        standing: Whether it stands.
    """
    if standing.stands and result.number is None:
        return page
    before, close, rest = page.content.partition(b"</head>")
    at = _words_begin(rest)
    sheet = f"<style>{style('result_head.css')}</style>".encode()
    whole = before + sheet + close + rest[:at] + _head(result, standing).encode() + rest[at:]
    return content_of(page.name, page.media_type, whole)


def _words_begin(html: bytes) -> int:
    """Behind the tag in which the words of a page are."""
    begins = next(at for opening in _OPENINGS if (at := html.find(opening)) >= 0)
    return html.find(b">", begins) + 1


def _head(result: Result, standing: Standing) -> str:
    return rendered(
        "result_head.html",
        stands=standing.stands,
        says=_says(result, standing),
        reasons=lapsed_reasons(standing),
        anew=_anew(result),
        numbered=() if result.number is None else _numbered(result),
        verified=_VERIFIED,
    )


def _says(result: Result, standing: Standing) -> Text:
    if standing.stands:
        return STANDS
    return _LAPSED if result.number is None else EXPIRED


def _anew(result: Result) -> Text:
    here = KINDS[result.kind].path
    if result.number is None:
        return Text(
            "所答为当时的数据和规则；按现在的数据须重新提问。",
            "It answers by the data and rules of that time; for those of now, ask again.",
        )
    again = f"POST {here}/{result.id}/again"
    return Text(
        f"重新预勘：{again}；将按今天的数据和规则再答，并说明哪一图层、哪一条款变了。",
        f"To survey anew: {again}; it is asked as of today and says which layer or article has "
        "changed.",
    )


def _numbered(result: Result) -> tuple[Text, ...]:
    issued, over = _day(result.created_at), result.expires_at
    said = [
        Text(f"预勘编号 {result.number}", f"Number {result.number}"),
        Text(f"出具日期 {issued}", f"issued on {issued}"),
    ]
    if over is not None:
        said.append(Text(f"有效期至 {_day(over)}", f"valid until {_day(over)}"))
    return tuple(said)


def _day(moment: datetime) -> str:
    return moment.astimezone(CHINA).date().isoformat()
