"""`quankan rules`: what the law packs say, at a place, on a day."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from api.cli.rules_test import test
from api.settings import Settings
from data.text import Language

_Found = TypeVar("_Found")

rules = typer.Typer(
    help="选址规则：列出、查看、检查、比较。Siting rules: list, show, check, compare.",
    no_args_is_help=True,
)

rules.command()(test)

_Type = Annotated[
    str | None, typer.Option("--type", help="业态 / business type, such as internet_cafe or 网吧")
]
_On = Annotated[
    str | None, typer.Option("--on", help="规则有效的日期 / day on which they hold, 2026-11-21")
]
_Place = Annotated[
    str | None,
    typer.Option("--place", help="区划代码，如 510106；不填则列出各地 / division code; else all"),
]
_Packs = Annotated[
    list[Path] | None, typer.Option("--pack", help="本单位的规则包 / own packs (.yaml); repeat")
]
_Json = Annotated[bool, typer.Option("--json", help="JSON")]


@rules.command(name="list")
def list_rules(
    context: typer.Context,
    type_: _Type = None,
    on: _On = None,
    place: _Place = None,
    pack: _Packs = None,
    as_json: _Json = False,
) -> None:
    """列出有效的规则。List the rules in force."""
    from api.cli.rules_asked import book_asked, bound
    from api.cli.rules_report import rule_objects, show_list

    found = bound(book_asked(on, place, pack), type_)
    _show(context, found, show_list, rule_objects, as_json)


@rules.command()
def show(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(help="规则编号 / id of a rule, such as NET-01")],
    on: _On = None,
    place: _Place = None,
    pack: _Packs = None,
    as_json: _Json = False,
) -> None:
    """逐项说明一条规则。Show all that one rule says."""
    from api.cli.rules_asked import book_asked, rules_named
    from api.cli.rules_report import rule_objects, show_rules

    found = rules_named(book_asked(on, place, pack), rule)
    _show(context, found, show_rules, rule_objects, as_json)


@rules.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="规则包 / rule packs (.yaml)")],
) -> None:
    """检查规则包能否读取、能否与其他规则包叠加。Check that packs can be read and stacked."""
    from api.cli.rules_report import show_checked
    from data.rulepacks.pack_check import checked

    settings: Settings = context.obj
    show_checked(checked(files), settings.language)


@rules.command()
def diff(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", help="较早的日期 / the earlier day")],
    second: Annotated[str, typer.Option("--to", help="较晚的日期 / the later day")],
    type_: _Type = None,
    place: _Place = None,
    pack: _Packs = None,
    as_json: _Json = False,
) -> None:
    """比较两个日期的规则。What became of the rules between two days."""
    from api.cli.rules_asked import book_asked, narrowed
    from api.cli.rules_report import change_objects, show_changes
    from data.rulepacks.difference import differences

    before = narrowed(book_asked(first, place, pack, option="--from"), type_)
    after = narrowed(book_asked(second, place, pack, option="--to"), type_)
    changes = differences(before, after)
    _show(context, changes, show_changes, change_objects, as_json)


def _show(
    context: typer.Context,
    found: _Found,
    in_words: Callable[[_Found, Language], None],
    as_objects: Callable[[_Found], list[dict[str, Any]]],
    as_json: bool,
) -> None:
    """Print what was found: in words, or as JSON where that is asked."""
    from api.cli.rules_report import show_objects

    settings: Settings = context.obj
    if as_json:
        show_objects(as_objects(found))
    else:
        in_words(found, settings.language)
