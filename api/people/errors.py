"""What keeps a caller out, as one small tree.

QuankanError
└── AccessError
    ├── SignInError      an account is needed, or what was given of one is not right
    ├── ForbiddenError   the account may not do this
    ├── AbsentError      there is no such thing, or none that the caller may know of
    ├── ForgeryError     the request may have been forged by another page
    ├── TooManyError     too many requests; the answer would be no other later
    ├── AccountError     a login, a password or a role cannot be what was asked for
    ├── LastAdminError   without this account nobody could let anybody in any more
    └── ProviderError    the identity provider cannot be used, or has not said who it is
"""

from typing import Self

from data.errors import QuankanError
from data.text import Text


class AccessError(QuankanError):
    """Something keeps the caller out."""


class SignInError(AccessError, PermissionError):
    """An account is needed, or what was given of one is not right."""

    @classmethod
    def of(cls, deed: str) -> Self:
        """For a deed that needs an account."""
        return cls(
            deed,
            Text("需要登录", "needs an account"),
            Text("登录，或使用访问令牌", "sign in, or send a token"),
        )

    @classmethod
    def refused(cls) -> Self:
        """For a login and a password that do not let anybody in; which of them is not told."""
        return cls(
            "login",
            Text("账号或密码不正确，或账号已停用", "does not let anybody in with this password"),
            Text("正确的账号和密码", "the right login and password of an account in use"),
        )

    @classmethod
    def over(cls, what: Text) -> Self:
        """For a session or a token that does not hold, or no longer."""
        return cls(
            what.en,
            Text(f"{what.zh}无效或已失效", "does not hold, or no longer"),
            Text("重新登录，或更换令牌", "another sign-in, or another token"),
        )


class ForbiddenError(AccessError, PermissionError):
    """The account may not do this."""

    @classmethod
    def of(cls, deed: str) -> Self:
        """For a deed that the roles of an account do not cover."""
        return cls(
            deed,
            Text("当前账号没有此项权限", "is not allowed to this account"),
            Text("请管理员授予相应角色", "a role that allows it, given by an administrator"),
        )

    @classmethod
    def by_token(cls, deed: str) -> Self:
        """For what is done by people only, not by programs with a token."""
        return cls(
            deed,
            Text("不能使用令牌办理", "cannot be done with a token"),
            Text("登录后办理", "a sign-in"),
        )


class AbsentError(AccessError, LookupError):
    """There is no such thing, or none that the caller may know of."""

    @classmethod
    def of(cls, what: Text, name: str) -> Self:
        """For a thing by its kind and the name it was asked by."""
        return cls(
            name,
            Text(f"没有这个{what.zh}", f"there is no such {what.en}"),
            Text(f"存在且有权查看的{what.zh}", f"a {what.en} that exists and may be seen"),
        )


class ForgeryError(AccessError, PermissionError):
    """The request may have been forged by another page."""

    @classmethod
    def origin(cls) -> Self:
        """For a request that another page has sent."""
        return cls(
            "Origin",
            Text("请求来自其他网站的页面", "is a page of another site"),
            Text("由本系统页面发出的请求", "a request of a page of ours"),
        )

    @classmethod
    def token(cls) -> Self:
        """For a request that writes, by a cookie alone."""
        return cls(
            "X-CSRF-Token",
            Text("缺失或不正确", "is missing or not right"),
            Text("GET /session 给出的 csrf", "`csrf` as GET /session gives it"),
        )


class TooManyError(AccessError):
    """Too many requests.

    Attributes:
        retry_s: After how many seconds it may be tried again.
    """

    def __init__(self, what: str, retry_s: int) -> None:
        super().__init__(
            what,
            Text("请求过于频繁", "is asked too often"),
            Text(f"{retry_s} 秒后再试", f"try again in {retry_s} s"),
        )
        self.retry_s = retry_s


class AccountError(AccessError, ValueError):
    """A login, a password or a role cannot be what was asked for."""


class LastAdminError(AccessError):
    """Without this account nobody could let anybody in any more."""

    @classmethod
    def of(cls, account_id: str) -> Self:
        """For the last administrator."""
        return cls(
            account_id,
            Text("是最后一个可用的管理员", "is the last administrator"),
            Text("先设立另一个管理员", "another administrator first"),
        )


class ProviderError(AccessError):
    """The identity provider cannot be used, or has not said who somebody is.

    What it said is for the log, not for the caller.
    """

    @classmethod
    def of(cls, step: str) -> Self:
        """For the step in which it failed."""
        return cls(
            "OpenID Connect",
            Text(f"统一身份认证未完成（{step}）", f"did not succeed ({step})"),
            Text("重新登录，或联系管理员", "another sign-in, or the administrator's help"),
        )
