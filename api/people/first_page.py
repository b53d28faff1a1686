"""The page on which the first administrator sets login and password. It needs no script."""

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from api.people.first_admin import PATH
from api.people.passwords import FEWEST_CHARACTERS
from api.service.rendering import page as rendered
from data.text import Language, Text

_WORDS = {
    "title": Text("设立管理员", "The first administrator"),
    "intro": Text(
        f"请设置管理员账号。密码至少 {FEWEST_CHARACTERS} 个字符。此链接只能使用一次。",
        "Choose a login and a password for the administrator, of at least"
        f" {FEWEST_CHARACTERS} characters. The link works once.",
    ),
    "login": Text("账号", "Login"),
    "name": Text("姓名（可不填）", "Name (may be left out)"),
    "password": Text("密码", "Password"),
    "again": Text("再次输入密码", "The password once more"),
    "submit": Text("设立", "Set up"),
    "done": Text(
        "管理员账号已设立。服务没有登录页面：登录是一个接口请求，见",
        "The account is there. There is no page for signing in; it is a request:",
    ),
    "signing_in": Text("接口说明：登录", "Reference: signing in"),
}
DIFFERENT = Text("两次输入的密码不一致", "The two passwords are not the same")


@dataclass(frozen=True)
class FirstPage:
    """What is on the page.

    Attributes:
        link: The secret of the link.
        login, name: What was typed before.
        problem: What was wrong with it; empty for nothing.
        done: Whether the account is there.
    """

    link: str
    login: str = ""
    name: str = ""
    problem: str = ""
    done: bool = False


def first_page(page: FirstPage, language: Language) -> tuple[str, str]:
    """The page, and the Content-Security-Policy with which it is sent: its own style, no script."""
    style = files("api.service").joinpath("pages/first.css").read_text("utf-8")
    html = rendered(
        "first.html",
        **vars(page),
        words={name: text.in_(language) for name, text in _WORDS.items()},
        language=language.value,
        style=Markup(style),
        action=f"{PATH}?lang={language.value}",
    )
    return html, _policy(style)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
