"""The one place where an error becomes a message and an exit code."""

from typing import Any

from rich.console import Console
from typer import Exit
from typer.core import TyperGroup

from api.settings import Settings
from data.errors import QuankanError

EXIT_REFUSED = 2


class RefusingGroup(TyperGroup):
    """A command group that answers a `QuankanError` with its one message, on standard error."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  # Typer's own or Click's, by version
        """Run the command; refuse with exit code 2 where it raises a `QuankanError`."""
        try:
            return super().invoke(ctx)
        except QuankanError as error:
            settings = ctx.obj if isinstance(ctx.obj, Settings) else Settings()
            message = error.text(settings.language)
            Console(stderr=True, soft_wrap=True).print(message, style="red", markup=False)
            raise Exit(EXIT_REFUSED) from None
