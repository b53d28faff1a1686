"""Words in both languages, as answers carry them that are the same for every caller."""

from typing import Self

from pydantic import BaseModel

from data.text import Text


class InBoth(BaseModel):
    """中文和英文 Words in Chinese and English."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> Self:
        """Words as an answer carries them."""
        return cls(zh=text.zh, en=text.en)
