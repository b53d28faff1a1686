"""What can be wrong with the parameters of a request for layers."""

from typing import Self

from data.errors import QuankanError
from data.text import Text


class ParameterError(QuankanError, ValueError):
    """A parameter of the address is unknown, or its value cannot be used. `at` names it."""

    @classmethod
    def unknown(cls, name: str, allowed: tuple[str, ...]) -> Self:
        """For a parameter that is none."""
        known = ", ".join(allowed)
        return cls(
            "query",
            Text("没有这个参数", "is no parameter here"),
            Text(f"其中之一：{known}", f"one of {known}"),
            at=name,
        )

    @classmethod
    def value(cls, name: str, expected: Text) -> Self:
        """For a value that cannot be used; it is not repeated, it may be anything."""
        return cls(
            "query", Text("值无法使用", "has a value that cannot be used"), expected, at=name
        )

    @classmethod
    def repeated(cls, name: str) -> Self:
        """For a parameter that is given more than once."""
        return cls(
            "query", Text("重复给出", "is given more than once"), Text("一次", "it once"), at=name
        )
