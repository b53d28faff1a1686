"""The one place where an error becomes a message and an exit code."""

import click
from rich.console import Console
from typer.core import TyperGroup

from api.settings import Settings
from data.errors import QuankanError

EXIT_REFUSED = 2


class RefusingGroup(TyperGroup):
    """A command group that answers a `QuankanError` with its one message, on standard error."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; refuse with exit code 2 where it raises a `QuankanError`."""
        try:
            return super().invoke(ctx)
        except QuankanError as error:
            settings = ctx.obj if isinstance(ctx.obj, Settings) else Settings()
            message = error.text(settings.language)
            Console(stderr=True, soft_wrap=True).print(message, style="red", markup=False)
            ctx.exit(EXIT_REFUSED)
