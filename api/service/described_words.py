"""What the description of the API says before any operation: how one comes in, and what holds."""

TAGS = (
    ("districts", "区县、版本和上传 Districts, their versions, and taking in new ones"),
    ("coverage", "步行覆盖与情景 Who reaches a service on foot, and what would change it"),
    ("surveys", "单个场址的勘验与核验 Surveys of single sites, and their verification"),
    ("comparisons", "多址比选 Several sites side by side"),
    ("screenings", "选址筛查 Where in a district a business may open"),
    ("batches", "批量勘验 Many sites, a verdict each"),
    ("rules", "业态与规则 Business types, and the rules that bind them"),
    ("jobs", "作业 What takes longer than a second"),
    ("layers", "图层（OGC API、矢量瓦片） Layers as OGC API - Features and vector tiles"),
    ("stations", "站点管理 Hours, closures and matters of stations"),
    ("people", "账号、令牌与日志 Accounts, tokens, the audit log"),
    ("problems", "错误代码 Problem codes"),
    ("pages", "网页 Pages"),
    ("running", "运行状态 How the service is doing"),
)
INTRODUCTION = """\
### 从空到第一个结果 · From nothing to the first result

1. `POST /first`：用首次启动时打印的一次性链接设立管理员。
   Become the administrator by the link that was printed at the first start.
2. `POST /session`：登录，答复设置 cookie 并给出 `csrf`。
   Sign in; the answer sets a cookie and tells `csrf`.
3. `POST /uploads?district=ID`：上传区县数据，用 `/jobs/{job_id}` 等它入库。
   新区县的第一版由管理员上传。
   Send a district (the first version is an administrator's to send); follow its job to the end.
4. `POST /accounts`，`PUT /accounts/{account_id}/roles/{district_id}/{role}`：为程序建账号、授角色。
   Add an account for the program, and give it roles.
5. 以该账号 `POST /session`，再 `POST /tokens`：令牌只显示一次。
   Sign in as that account, and make a token, which is told once.
6. `POST /surveys`，再取 `Location`：第一个结果。
   Ask, and get what `Location` names: the first result.

### 约定 · Conventions

- 程序用令牌 `Authorization: Bearer qk_…`，不需要别的。
  凭登录 cookie 的写请求还须带 `X-CSRF-Token`。没有登录页面。
  Programs bring a token and nothing else. Requests that write by the cookie of a session bring
  `X-CSRF-Token`, too. There is no page for signing in.
- 提问用 POST：201 新结果，200 本人已有且仍有效的结果，202 作业。
  `Location` 指向它，作业的 `result` 是结果的地址。
  A question is a POST: 201 a new result, 200 one's own that still stands, 202 a job.
  `Location` leads to it, and `result` of a job to its result.
- 结果默认是 JSON，后缀（`/surveys/{result_id}.html`）或 `Accept` 取其他格式。
  A result is JSON by default; a suffix or `Accept` asks for another form.
- 列表的下一页在 `next` 和 `Link` 头里。
  The next page of a list is in `next` and in the header `Link`.
- 语言：`?lang=en` 或 `Accept-Language`，默认中文。
  Language: `?lang=en` or `Accept-Language`; Chinese by default.
- 出错时是 `application/problem+json`（RFC 9457），`code` 见 `/problems`。
  超过次数限制是 429 和 `Retry-After`。
  Refusals are problem documents, their codes at `/problems`; beyond a limit 429 with `Retry-After`.
"""
