"""docs/problems.md, made from the table of problems."""

from api.service.problems import Problem, every_problem

_HEAD = """# 错误代码 · Problem codes

接口出错时返回问题文档（RFC 9457，`application/problem+json`）：`code` 不会改变，
`errors` 逐项写明字段、发现的内容和要求；语言随 `Accept-Language` 或 `?lang=`。
本页由 `api/service/problem_docs.py` 生成。
What goes wrong is answered with a problem document (RFC 9457): `code` never changes, `errors` names
each field, what was found there and what is expected, in the language of `Accept-Language` or
`?lang=`. This page is made by `api/service/problem_docs.py`.

```json
{
  "type": "/problems/site-outside",
  "title": "场址在区外",
  "status": 422,
  "code": "site-outside",
  "detail": "site：位于区县以外",
  "instance": "/surveys",
  "errors": [{"field": "site", "found": "位于区县以外", "expected": "区县以内的位置"}]
}
```

| `code` | HTTP | 含义 | meaning | 怎么办 | what to do |
|---|---|---|---|---|---|
"""


def problem_page() -> str:
    """The page."""
    return _HEAD + "".join(map(_line, every_problem()))


def _line(problem: Problem) -> str:
    title, advice = problem.title, problem.advice
    cells = (
        f"`{problem.code}`",
        str(int(problem.status)),
        title.zh,
        title.en,
        advice.zh,
        advice.en,
    )
    return f"| {' | '.join(cells)} |\n"
