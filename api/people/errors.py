"""What keeps a caller out, as one small tree.

QuankanError
└── AccessError
    ├── SignInError      an account is needed, or what was given of one is not right
    ├── ForbiddenError   the account may not do this
    ├── AbsentError      there is no such thing, or none that the caller may know of
    ├── ForgeryError     the request may have been forged by another page
    └── TooManyError     too many requests; the answer would be no other later
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
