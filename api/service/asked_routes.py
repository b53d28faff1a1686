"""What the description of the API says of every question that is asked."""

from typing import Any

from api.service.job_records import JobAccepted
from api.service.records import ResultRecord

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": ResultRecord,
        "description": "已有的结果 One's own result, whose time is not over",
    },
    201: {"model": ResultRecord, "description": "新的结果 A new result"},
    202: {"model": JobAccepted, "description": "已受理 A job will answer"},
}
