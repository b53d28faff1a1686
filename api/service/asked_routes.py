"""What the description of the API says of every question that is asked."""

from typing import Any

from pydantic import BaseModel

from api.service.records import ResultRecord


class WaitingRecord(BaseModel):
    """已受理的作业 A job that will answer."""

    job: str
    href: str


ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": ResultRecord,
        "description": "已有的结果 One's own result, whose time is not over",
    },
    201: {"model": ResultRecord, "description": "新的结果 A new result"},
    202: {"model": WaitingRecord, "description": "已受理 A job will answer"},
}
