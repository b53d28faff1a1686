"""`/problems/{code}`: what a problem means, where the `type` of problem documents leads."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.people.errors import AbsentError
from api.service.problems import Problem, every_problem
from data.text import Text

router = APIRouter(prefix="/problems", tags=["problems"])


@router.get("", operation_id="list_problems")
def problems() -> dict[str, Any]:
    """全部错误代码 Every code there is."""
    return {"items": [_document(problem) for problem in every_problem()]}


@router.get("/{code}", operation_id="problem")
def problem(
    code: Annotated[str, Path(max_length=40, description="错误代码 The code")],
) -> dict[str, Any]:
    """一个错误代码 What it means, and what to do."""
    for each in every_problem():
        if each.code == code:
            return _document(each)
    raise AbsentError.of(Text("错误代码", "code"), code)


def _document(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "status": int(problem.status),
        "title": {"zh": problem.title.zh, "en": problem.title.en},
        "advice": {"zh": problem.advice.zh, "en": problem.advice.en},
    }
