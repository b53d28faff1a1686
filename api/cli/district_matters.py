"""`quankan district matters`: the ids and names that `--matter` and `--bundle` may be given."""

from collections import defaultdict
from typing import TYPE_CHECKING

import typer

from api.cli.options import DistrictFile
from api.settings import Settings
from data.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

    from data.district import District

_NONE = Text("没有可列出的事项和一件事", "there are no matters or bundles to list")


def matters(context: typer.Context, district: DistrictFile) -> None:
    """列出事项和一件事的编号与名称。List matters and bundles: ids and names."""
    from rich.console import Console

    from api.opening import open_district

    settings: Settings = context.obj
    opened = open_district(district).district
    tables = (_matters(opened, settings.language), _bundles(opened, settings.language))
    console, listed = Console(), [table for table in tables if table.row_count]
    for table in listed:
        console.print(table)
    if not listed:
        console.print(_NONE.in_(settings.language))


def _matters(district: "District", language: Language) -> "Table":
    from rich.text import Text as Plain

    from api.matters_asked import names_of

    table = _table(Text("事项", "Matters"), Text("编号,名称", "id,name"), language)
    for matter, name in names_of(district, "matters").items():
        table.add_row(Plain(matter), Plain(name))
    return table


def _bundles(district: "District", language: Language) -> "Table":
    from rich.text import Text as Plain

    from api.matters_asked import names_of
    from data.visibility import visible

    headers = Text("编号,名称,所含事项", "id,name,matters")
    table = _table(Text("一件事", "Bundles"), headers, language)
    matters_of: dict[str, list[str]] = defaultdict(list)
    rows = visible(district, "bundles").table
    if rows is not None:
        for bundle, matter in zip(rows["bundle_id"], rows["matter_id"], strict=True):
            matters_of[bundle].append(str(matter))
    for bundle, name in names_of(district, "bundles").items():
        table.add_row(Plain(bundle), Plain(name), Plain(", ".join(sorted(matters_of[bundle]))))
    return table


def _table(title: Text, headers: Text, language: Language) -> "Table":
    from rich.table import Table

    table = Table(title=title.in_(language))
    for header in headers.in_(language).split(","):
        table.add_column(header, overflow="fold")
    return table
