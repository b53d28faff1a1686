"""What is told of a result beside its files: number, times, and whether it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.answering.kinds import KINDS
from api.answering.standing import Standing
from api.people.caller import Caller
from api.store.answers import FileOf
from api.store.results import MOST_TOLD_ROWS, Result
from api.store.shortened import shortened


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class FileRecord(_Told):
    """A file of a result."""

    name: str
    media_type: str
    size: int
    sha256: str
    href: str


class ChangedRecord(_Told):
    """What has changed since a result was issued."""

    over: Annotated[bool, Field(description="已过有效期 Its time is over")]
    layers: Annotated[list[str], Field(description="变化的图层 Layers that have changed")]
    rules: Annotated[
        dict[str, str],
        Field(description="变化的条款 Rules by id: changed, added or gone"),
    ]
    articles: Annotated[
        dict[str, str], Field(description="这些条款的出处 Where these rules are written, by id")
    ]


class ResultRecord(_Told):
    """结果的登记信息 What is told of a result beside its files."""

    id: str
    kind: str
    district: str
    version: Annotated[str, Field(description="所依据的数据版本 Version of the district")]
    level: str
    mine: bool
    number: Annotated[str | None, Field(description="预勘编号 Number of a survey")]
    issued_at: datetime
    expires_at: datetime | None
    verdict: str | None
    business: str | None
    stands: Annotated[bool, Field(description="是否仍有效 Whether it still stands")]
    changed: ChangedRecord
    verification: Annotated[
        str | None,
        Field(description="核验链接，只给出一次 Verification link, told once, when it is issued"),
    ]
    question: dict[str, Any]
    layers: Annotated[
        list[str],
        Field(
            description="所依据的图层；其内容哈希见结果本身，以读者能看到的为限 "
            "Layers it rests on; hashes are in the result, as far as its reader may see them"
        ),
    ]
    files: list[FileRecord]
    forms: Annotated[
        dict[str, str], Field(description="各种格式的地址 Where each representation is")
    ]
    href: str


class AgainRecord(_Told):
    """重新预勘的结果 A survey asked again, and what has changed since the earlier one."""

    survey: ResultRecord
    changed: ChangedRecord
    verdict_before: str | None


class VerificationRecord(_Told):
    """新的核验链接 A new verification link of a survey."""

    verification: Annotated[
        str, Field(description="核验链接，只给出这一次 The link, told this once")
    ]


def changed_record(standing: Standing) -> ChangedRecord:
    """What has changed since a result was issued."""
    return ChangedRecord(
        over=standing.over,
        layers=list(standing.layers),
        rules=dict(standing.rules),
        articles=dict(standing.articles),
    )


def result_record(
    result: Result,
    files: tuple[FileOf, ...],
    standing: Standing,
    caller: Caller,
    *,
    verification: str | None = None,
) -> ResultRecord:
    """The record of a result.

    Args:
        result: The result.
        files: Its files.
        standing: Whether it stands.
        caller: Who is asking.
        verification: Its verification link, where it is told now.
    """
    here = f"{KINDS[result.kind].path}/{result.id}"
    return ResultRecord(
        id=result.id,
        kind=result.kind,
        district=result.district_id,
        version=result.version_id,
        level=result.level,
        mine=caller.account_id is not None and result.owner_id == caller.account_id,
        number=result.number,
        issued_at=result.created_at,
        expires_at=result.expires_at,
        verdict=result.verdict,
        business=result.business,
        stands=standing.stands,
        changed=changed_record(standing),
        verification=verification,
        question=_shortened(result.question),
        # A state of a hidden layer would let guesses at it be tried.
        layers=sorted(result.layers),
        files=[FileRecord(**vars(each), href=f"{here}/files/{each.name}") for each in files],
        forms={suffix: f"{here}.{suffix}" for suffix in KINDS[result.kind].formats},
        href=here,
    )


def _shortened(question: Mapping[str, Any]) -> dict[str, Any]:
    """The question, as lists have it, too: of a long table the number of its rows."""
    return {**question, "parameters": shortened(question["parameters"], MOST_TOLD_ROWS)}
