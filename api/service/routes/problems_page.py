"""`/problems/{code}`: what a problem means, where the `type` of problem documents leads."""

from typing import Annotated, Self

from fastapi import APIRouter, Path
from pydantic import BaseModel

from api.people.errors import AbsentError
from api.service.both_languages import InBoth
from api.service.problems import Problem, every_problem
from data.text import Text

router = APIRouter(prefix="/problems", tags=["problems"])


class ProblemRecord(BaseModel):
    """错误代码 What problem documents with a code mean."""

    code: str
    status: int
    title: InBoth
    advice: InBoth

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """A problem as it is listed."""
        title, advice = InBoth.of(problem.title), InBoth.of(problem.advice)
        return cls(code=problem.code, status=int(problem.status), title=title, advice=advice)


class ProblemList(BaseModel):
    """Every code there is."""

    items: list[ProblemRecord]


@router.get("", operation_id="list_problems")
def problems() -> ProblemList:
    """全部错误代码 Every code there is."""
    return ProblemList(items=[ProblemRecord.of(problem) for problem in every_problem()])


@router.get("/{code}", operation_id="problem")
def problem(
    code: Annotated[str, Path(max_length=40, description="错误代码 The code")],
) -> ProblemRecord:
    """一个错误代码 What it means, and what to do."""
    for each in every_problem():
        if each.code == code:
            return ProblemRecord.of(each)
    raise AbsentError.of(Text("错误代码", "code"), code)
