"""Our own small pages: templates of this folder, everything in them escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent / "pages"


def page(template: str, **said: object) -> str:
    """A page from a template of the folder `pages`."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**said)


def style(name: str) -> Markup:
    """A style sheet of the folder `pages`, to be written into a page."""
    return Markup((_FOLDER / name).read_text("utf-8"))
