"""A sentence in the two languages of the product."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Chinese comes first; English by a switch."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Text:
    """The same thing said in Chinese (`zh`) and in English (`en`)."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language is Language.ZH else self.en
