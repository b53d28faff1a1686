"""`quankan rules test`: rules tried on their cases, and altered to see whether the cases notice."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import Settings

if TYPE_CHECKING:
    from data.rulepacks.cases_file import CasesFile
    from data.rulepacks.pack_file import PackFile

EXIT_FAILED = 1


def test(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK]...", help="规则包名称 / names of packs")
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="规则编号 / id of a rule; repeat")
    ] = None,
    pack: Annotated[
        list[Path] | None,
        typer.Option(
            "--pack",
            help="本单位的规则包，案例在旁边的 .cases.yaml / own packs, cases beside them; repeat",
        ),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="逐处改动规则，看案例能否发现 / alter rules; do cases notice?"
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
) -> None:
    """用案例检验规则，有不符时退出码为 1。Try rules on their cases; exit code 1 where one fails."""
    from api.cli.rules_report import show_objects
    from api.cli.rules_test_report import show_tested, tested_objects
    from data.rulepacks.vocabulary_file import read_vocabulary
    from geo.cases.trial import try_cases

    settings: Settings = context.obj
    packs, cases = _asked(names or (), pack or ())
    only = _rules(rule or (), cases)
    words = read_vocabulary()
    tried = [each for file in cases for each in try_cases(file, packs, words, only, alter=mutate)]
    if as_json:
        show_objects(tested_objects(tried, altered=mutate))
    else:
        show_tested(tried, settings.language, altered=mutate)
    failed = any(not trial.passed for each in tried for trial in each.trials)
    if failed or any(each.unnoticed for each in tried):
        raise typer.Exit(EXIT_FAILED)


def _asked(
    names: Sequence[str], own: Sequence[Path]
) -> "tuple[tuple[PackFile, ...], tuple[CasesFile, ...]]":
    """All packs, and the cases of those asked for: an office's own, else all that ship.

    A pack that ships gives way to a file of its name, so that it can be tested while it is edited.
    """
    from data.rulepacks.built_in import built_in_packs
    from data.rulepacks.cases_file import built_in_cases, own_cases
    from data.rulepacks.pack_file import read_pack
    from data.rulepacks.vocabulary_file import read_vocabulary

    vocabulary = read_vocabulary()
    ours = tuple(read_pack(path, vocabulary) for path in own)
    replaced = {file.pack.pack for file in ours}
    ship = tuple(file for file in built_in_packs() if file.pack.pack not in replaced)
    asked = _named(names, (*ship, *ours)) if names else ours or ship
    cases = built_in_cases([file for file in asked if file in ship], vocabulary)
    beside = tuple(own_cases(file, vocabulary) for file in asked if file not in ship)
    return (*ship, *ours), (*cases, *beside)


def _named(names: Sequence[str], packs: "Sequence[PackFile]") -> "list[PackFile]":
    by_name = {file.pack.pack: file for file in packs}
    return [by_name[_known(name, list(by_name), "PACK")] for name in dict.fromkeys(names)]


def _rules(names: Sequence[str], cases: "Sequence[CasesFile]") -> tuple[str, ...]:
    known = sorted({rule for file in cases for rule in file.rules})
    return tuple(_known(name.strip().upper(), known, "--rule") for name in names)


def _known(name: str, known: Sequence[str], option: str) -> str:
    """The name, if there is such a thing.

    Raises:
        QuestionError: There is none; the message names those that look like it.
    """
    from api.cli.rules_asked import such_as
    from data.text import Text
    from data.written import shown
    from geo.errors import QuestionError

    if name in known:
        return name
    asked = shown(name)
    raise QuestionError(
        option, Text(f"没有“{asked}”", f"names {asked!r}, which there is not"), such_as(name, known)
    )
